/**
 * Every variable of the environment that LifeOS on one machine reads: what it must look like, and what is said when it does not.
 * All are checked at the start, so that a wrong one is a sentence then and not a failure of some request later.
 */
import * as z from "zod/mini";
import type { Config } from "#kit/runtime";
import { trustedProxies } from "./proxies.ts";

export interface Setting {
  name: string;
  /** What it must be, as the end of “NAME must be …”. */
  must: string;
  isRight(value: string): boolean;
  /** Read by the start itself; the handlers get all others. */
  ofStart?: true;
}

const tiers = ["free", "starter", "pro", "team", "enterprise"];
const Issuers = z
  .array(
    z.strictObject({
      issuer: z.url(),
      audience: z.string().check(z.minLength(1)),
      jwksUri: z.optional(z.url()),
      trustEmails: z.optional(z.boolean()),
      authorizedParties: z.optional(z.array(z.string().check(z.minLength(1)))),
    }),
  )
  .check(z.minLength(1));
const RoutineLimits = z.partialRecord(
  z.enum(tiers),
  z.strictObject({
    active: z.optional(z.int().check(z.positive())),
    minutesApart: z.optional(z.int().check(z.positive())),
    tasksPerDay: z.optional(z.int().check(z.positive())),
  }),
);
const RateLimits = z.partialRecord(z.enum(tiers), z.int().check(z.positive()));

export const settings: readonly Setting[] = [
  {
    name: "PORT",
    must: "a whole number from 1 to 65534",
    isRight: isPort,
    ofStart: true,
  },
  {
    name: "DATABASE_URL",
    must: "the address of a PostgreSQL database, such as postgres://user:password@host/name",
    isRight: (value) => hasProtocol(value, /^postgres(ql)?:$/),
    ofStart: true,
  },
  {
    name: "OIDC_ISSUERS",
    must: 'JSON such as [{"issuer": "https://…", "audience": "…", "jwksUri": "https://…"}]',
    isRight: (value) => matches(Issuers, value),
  },
  { name: "INBOUND_DOMAIN", must: "the name of a domain, such as in.example.com", isRight: isDomain },
  {
    name: "EMAIL_WEBHOOK_SECRET",
    must: "`whsec_` and 24 to 64 bytes in base64",
    isRight: (value) => value.startsWith("whsec_") && isBase64(value.slice("whsec_".length), 24, 64),
  },
  {
    name: "MAX_MAIL_BYTES",
    must: "a whole number of bytes from 1 to 33554432",
    isRight: (value) => isWholeNumber(value, 1, 32 * 1024 * 1024),
  },
  {
    name: "ENCRYPTION_KEYS",
    must: "`<id>:<32 bytes in base64>`, of several with commas between, and ids from 0 to 255 that differ",
    isRight: isKeys,
  },
  { name: "INNGEST_BASE_URL", must: "an address that begins with http:// or https://", isRight: isHttp },
  { name: "INNGEST_EVENT_KEY", must: "1 to 255 visible characters", isRight: isVisible },
  { name: "INNGEST_SIGNING_KEY", must: "1 to 255 visible characters", isRight: isVisible },
  { name: "S3_ENDPOINT", must: "an address that begins with http:// or https://", isRight: isHttp },
  { name: "S3_REGION", must: "the name of a region, such as eu-central-1 or auto", isRight: isRegion },
  { name: "S3_ACCESS_KEY_ID", must: "1 to 255 visible characters", isRight: isVisible },
  { name: "S3_SECRET_ACCESS_KEY", must: "1 to 255 visible characters", isRight: isVisible },
  { name: "MAIL_BUCKET", must: "the name of a bucket: 3 to 63 of a–z, 0–9, hyphens and dots", isRight: isBucket },
  { name: "FILES_BUCKET", must: "the name of a bucket: 3 to 63 of a–z, 0–9, hyphens and dots", isRight: isBucket },
  { name: "OPENWEATHERMAP_API_KEY", must: "1 to 255 visible characters", isRight: isVisible },
  { name: "OPENWEATHERMAP_URL", must: "an address that begins with http:// or https://", isRight: isHttp },
  {
    name: "RATE_LIMITS",
    must: `JSON such as {"free": 300}, with whole numbers from 1 and the tiers ${tiers.join(", ")}`,
    isRight: (value) => matches(RateLimits, value),
  },
  {
    name: "ROUTINE_LIMITS",
    must: `JSON such as {"free": {"active": 20, "minutesApart": 15, "tasksPerDay": 100}}, with whole numbers from 1 and the tiers ${tiers.join(", ")}`,
    isRight: (value) => matches(RoutineLimits, value),
  },
  {
    name: "CORS_ORIGINS",
    must: "origins such as https://life.example, without a path and with commas between",
    isRight: (value) => value.split(",").every((one) => isOrigin(one.trim())),
  },
  {
    name: "TRUSTED_PROXIES",
    must: "addresses or ranges such as 127.0.0.1 or 10.0.0.0/8, with commas between",
    isRight: isProxies,
  },
];

/** One sentence for each setting that is wrong. None tells its value, which may be a secret. */
export function wrongSettings(env: Config): string[] {
  const wrong = settings
    .filter(({ name, isRight }) => env[name] && !isRight(env[name]))
    .map(({ name, must }) => `${name} must be ${must}.`);
  if (env.INNGEST_BASE_URL && !env.INNGEST_SIGNING_KEY)
    wrong.push("INNGEST_SIGNING_KEY must be set with INNGEST_BASE_URL: calls that nobody signed are not taken.");
  const [endpoint, ...others] = ["S3_ENDPOINT", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const;
  for (const name of others) {
    if (env[endpoint] && !env[name]) wrong.push(`${name} must be set with ${endpoint}.`);
    if (env[name] && !env[endpoint]) wrong.push(`${endpoint} must be set with ${name}.`);
  }
  if (env.MAIL_BUCKET && env.MAIL_BUCKET === env.FILES_BUCKET)
    wrong.push("MAIL_BUCKET and FILES_BUCKET must be two buckets: what is put into one is read as mail.");
  return wrong;
}

export function isPort(value: string): boolean {
  return isWholeNumber(value, 1, 65_534);
}

function isWholeNumber(value: string, min: number, max: number): boolean {
  return /^\d{1,15}$/.test(value) && Number(value) >= min && Number(value) <= max;
}

function matches(schema: z.ZodMiniType, text: string): boolean {
  try {
    return schema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

function hasProtocol(value: string, protocol: RegExp): boolean {
  return URL.canParse(value) && protocol.test(new URL(value).protocol);
}

function isHttp(value: string): boolean {
  return hasProtocol(value, /^https?:$/);
}

function isOrigin(value: string): boolean {
  return isHttp(value) && new URL(value).origin === value;
}

function isDomain(value: string): boolean {
  const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
  const labels = value.split(".");
  return value.length <= 190 && labels.length > 1 && labels.every((one) => label.test(one));
}

function isRegion(value: string): boolean {
  return /^[a-z0-9-]{1,64}$/.test(value);
}

function isBucket(value: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value);
}

function isVisible(value: string): boolean {
  return /^[\x21-\x7e]{1,255}$/.test(value);
}

function isBase64(value: string, minBytes: number, maxBytes: number): boolean {
  const { length } = Buffer.from(value, "base64");
  return /^[A-Za-z0-9+/]+={0,2}$/.test(value) && length >= minBytes && length <= maxBytes;
}

function isKeys(value: string): boolean {
  const pairs = value.split(",").map((pair) => pair.trim().split(":"));
  const ids = pairs.map(([id = ""]) => id);
  return (
    new Set(ids.map(Number)).size === ids.length &&
    pairs.every(
      ([id = "", key = "", ...more]) => isWholeNumber(id, 0, 255) && isBase64(key, 32, 32) && more.length === 0,
    )
  );
}

function isProxies(value: string): boolean {
  try {
    trustedProxies(value);
    return true;
  } catch {
    return false;
  }
}

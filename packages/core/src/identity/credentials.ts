/** Identifies the owner of a bearer token: a JWT of a configured OpenID Connect issuer, or an API key. */
import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify } from "jose";
import * as z from "zod/mini";
import { changesPerMinuteOf } from "#cloud/admission";
import { anonymous, type ClientHints, type Identity } from "#cloud/authorizer";
import { tierAtLeast } from "#cloud/least-tier";
import { speakAsService } from "#cloud/speak";
import * as ApiKeys from "#core/identity/api-keys";
import { type Claims, provision } from "#core/identity/provision";
import { isEnded } from "#core/identity/sessions";
import { users } from "#core/identity/users.sql";
import { rereadSettings, settingOf } from "#core/platform/system-settings";
import type { Tier } from "#kit/ctx";
import { Unavailable } from "#kit/problem";
import { runtime } from "#kit/runtime";
import { columnSchema } from "#kit/wire";

/**
 * OIDC_ISSUERS, as JSON. Auth0, Clerk, Supabase and Cognito all fit; `jwksUri` defaults to the issuer's well-known URL.
 * `trustEmails` is for an issuer that verifies every address but sends no `email_verified` claim. With `authorizedParties` a
 * token has to be made for one of these clients (its `azp`), whatever its audience.
 */
const Issuers = z.array(
  z.strictObject({
    issuer: z.url(),
    audience: z.string(),
    jwksUri: z.optional(z.url()),
    trustEmails: z.optional(z.boolean()),
    authorizedParties: z.optional(z.array(z.string())),
  }),
);
type Issuer = z.infer<typeof Issuers>[number];

const ALGORITHMS = ["RS256", "ES256", "EdDSA"];
const CLOCK_TOLERANCE_SECONDS = 5;

export async function identify(bearer: string, hints: ClientHints = {}): Promise<Identity> {
  return bearer.startsWith("life_") ? identifyKey(bearer) : identifyToken(bearer, hints);
}

async function identifyKey(secret: string): Promise<Identity> {
  const settings = rereadSettings();
  const key = await ApiKeys.verify(speakAsService("api").ctx, secret);
  await settings;
  if (!key) return anonymous("The API key is unknown, revoked or expired.");
  const { id: apiKeyId, userId, role, scopes, dailyQuota, expiresAt } = key;
  const tier = tierAtLeast(key.tier);
  return {
    userId,
    role,
    tier,
    scopes: scopes.join(" ") || "none",
    apiKeyId,
    ...(dailyQuota !== null && { dailyQuota }),
    ...(expiresAt !== null && { expiresAt: Date.parse(expiresAt) / 1_000 }),
    ...limitOf({ ...key, tier }),
  };
}

/** A limit of the person's own, or one that an administrator has set for their tier: what other processes do not know by themselves. */
function limitOf({ changesPerMinute, tier }: { changesPerMinute: number | null; tier: Tier }) {
  const raw = settingOf("RATE_LIMITS");
  if (changesPerMinute !== null) return { changesPerMinute };
  return raw === runtime().config.RATE_LIMITS ? {} : { changesPerMinute: changesPerMinuteOf(tier, raw) };
}

async function identifyToken(token: string, hints: ClientHints): Promise<Identity> {
  let claims: JWTPayload;
  let issuer: Issuer;
  try {
    ({ claims, issuer } = await verify(token));
  } catch (error) {
    if (saysNothingOfTheToken(error)) throw Unavailable("The issuer's keys cannot be read right now.");
    if (error instanceof errors.JOSEError || error instanceof UnknownIssuer) return anonymous(reasonOf(error));
    throw error;
  }
  if (typeof claims.sub !== "string" || !/^[^\p{Cc}\p{Cs}]{1,200}$/u.test(claims.sub))
    return anonymous("The token names no subject.");
  const session = speakAsService("api");
  const said = claimsOf(claims, issuer, hints);
  // What is said here is kept for a minute, so that it has to be what counts now.
  const settings = rereadSettings();
  const account = await provision(session.ctx, said);
  await Promise.all([session.published(), settings]);
  if (account.deletedAt) return anonymous("The account is closed.");
  if (isEnded(account.tokensValidFrom, said.issuedAt)) return anonymous("The session was ended; sign in again.");
  const { id: userId, role } = account;
  const tier = tierAtLeast(account.tier);
  return {
    ...{ userId, role, tier, scopes: "", expiresAt: claims.exp! + CLOCK_TOLERANCE_SECONDS },
    ...limitOf({ ...account, tier }),
  };
}

/** What a token says that can be used; the rest of it is as if it had not been said. */
function claimsOf(claims: JWTPayload, issuer: Issuer, hints: ClientHints): Claims & { issuedAt: string } {
  const text = (value: unknown) => (typeof value === "string" && value !== "" && isPlain(value) ? value : undefined);
  const now = runtime().now().getTime();
  // A token without the time of its issue counts as older than any other.
  const issuedAt = typeof claims.iat === "number" && claims.iat > 0 ? Math.min(claims.iat * 1_000, now) : 0;
  const address = isVerified(claims, issuer) ? text(claims.email) : undefined;
  const locale = text(claims.locale);
  return {
    subject: `${claims.iss}|${claims.sub}`,
    email: address !== undefined && isAddress(address) ? address : undefined,
    issuedAt: new Date(issuedAt).toISOString(),
    name: text(claims.name) ?? text(claims.nickname),
    // Few issuers send the time zone, but the client does.
    timezone: text(claims.zoneinfo) ?? text(hints.timezone),
    locale: locale !== undefined && isLocale(locale) ? locale : undefined,
  };
}

const Address = columnSchema(users.email);
/** Placeholder addresses of accounts without one are derived from their subjects, so an issuer must not be able to claim them. */
const isAddress = (text: string) => Address.safeParse(text).success && !/@no-email\.invalid$/i.test(text);

/** Whether it is a language tag (BCP 47) that fits into the column. */
function isLocale(tag: string): boolean {
  try {
    return tag.length <= 35 && Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/**
 * An unverified address could be another person's, and having an address gives access to what others share with that address. The
 * claim is a boolean (OpenID Connect Core 1.0, section 5.1); some issuers send it as text.
 */
function isVerified({ email_verified: verified }: JWTPayload, { trustEmails = false }: Issuer): boolean {
  return verified === undefined ? trustEmails : verified === true || verified === "true";
}

/** Claims may contain characters that PostgreSQL refuses, or control characters. */
const isPlain = (text: string) => !/[\p{Cc}\p{Cs}]/u.test(text);

/**
 * Whether the error is about fetching the keys (a timeout, a bad status, invalid JSON or a failed connection), so that nothing is
 * known about the token.
 */
const saysNothingOfTheToken = (error: unknown): boolean =>
  error instanceof errors.JWKSTimeout ||
  (error instanceof errors.JOSEError && error.code === "ERR_JOSE_GENERIC") ||
  (error instanceof TypeError && error.message === "fetch failed");

class UnknownIssuer extends Error {}

async function verify(token: string): Promise<{ claims: JWTPayload; issuer: Issuer }> {
  const { issuers, keysOf } = trusted();
  const { iss } = decodeJwt(token);
  const issuer = issuers.find((one) => one.issuer === iss);
  if (!issuer) throw new UnknownIssuer("The token's issuer is not trusted here.");
  const { payload } = await jwtVerify(token, keysOf(issuer), {
    issuer: issuer.issuer,
    audience: issuer.audience,
    algorithms: ALGORITHMS,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    currentDate: runtime().now(),
    requiredClaims: ["exp"],
  });
  const { authorizedParties } = issuer;
  if (authorizedParties && !(typeof payload.azp === "string" && authorizedParties.includes(payload.azp)))
    throw new errors.JWTClaimValidationFailed("unexpected azp", payload, "azp", "check_failed");
  return { claims: payload, issuer };
}

interface Trusted {
  raw: string;
  issuers: Issuer[];
  keysOf: (issuer: Issuer) => ReturnType<typeof createRemoteJWKSet>;
}
let current: Trusted | undefined;

/** The configured issuers and their keys, which are fetched once, and again when a token has an unknown key. */
function trusted(): Trusted {
  const raw = runtime().config.OIDC_ISSUERS ?? "[]";
  if (current?.raw !== raw) {
    const sets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();
    current = {
      raw,
      issuers: Issuers.parse(JSON.parse(raw)),
      keysOf(issuer) {
        const uri = issuer.jwksUri ?? `${issuer.issuer.replace(/\/$/, "")}/.well-known/jwks.json`;
        const set = sets.get(uri) ?? createRemoteJWKSet(new URL(uri), { timeoutDuration: 3_000 });
        sets.set(uri, set);
        return set;
      },
    };
  }
  return current;
}

function reasonOf(error: Error): string {
  if (error instanceof errors.JWTExpired) return "The token has expired.";
  if (error instanceof UnknownIssuer) return error.message;
  if (error instanceof errors.JWTClaimValidationFailed) return `The token's claim ${error.claim} is not accepted here.`;
  return "The token is not valid.";
}

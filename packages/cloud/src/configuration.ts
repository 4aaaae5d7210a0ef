/** The settings of the platform: what every process reads, whichever pillar it works for. */
import * as z from "zod/mini";
import { formSayings } from "./sayings.ts";
import {
  address,
  given,
  hasProtocol,
  isBase64,
  isWholeNumber,
  json,
  positive,
  type Setting,
  setting,
  tiers,
  visible,
} from "./setting.ts";

export const settings: readonly Setting[] = [
  setting(
    "DATABASE_URL",
    {
      must: formSayings("database_address", { example: "postgres://user:password@host/name" }),
      isRight: (value) => hasProtocol(value, /^postgres(ql)?:$/),
    },
    { secret: true, ofStart: true },
  ),
  setting(
    "ENCRYPTION_KEYS",
    {
      must: formSayings("encryption_keys"),
      isRight: isKeys,
    },
    { secret: true, stage: "needed" },
  ),
  setting("INNGEST_BASE_URL", address, { stage: "optional" }),
  setting("INNGEST_EVENT_KEY", visible, { secret: true, stage: "needed" }),
  setting("INNGEST_SIGNING_KEY", visible, { secret: true, stage: "needed" }),
  setting("S3_ENDPOINT", address, { uses: "mail" }),
  setting(
    "S3_REGION",
    {
      must: formSayings("region_name"),
      isRight: (value) => /^[a-z0-9-]{1,64}$/.test(value),
    },
    { uses: "mail" },
  ),
  setting("S3_ACCESS_KEY_ID", visible, { secret: true, uses: "mail" }),
  setting("S3_SECRET_ACCESS_KEY", visible, { secret: true, uses: "mail" }),
  setting(
    "RATE_LIMITS",
    json(
      z.partialRecord(z.enum(tiers), positive),
      formSayings("json_by_tier", { example: '{"free": 300}', tiers: tiers.join(", ") }),
    ),
    { stage: "optional", isAdjustable: true },
  ),
  // The tier that everybody has at least, whatever they pay.
  setting(
    "DEFAULT_TIER",
    {
      must: formSayings("one_of_tiers", { tiers: tiers.join(", ") }),
      isRight: (value) => (tiers as readonly string[]).includes(value),
    },
    { stage: "optional" },
  ),
  setting(
    "EMBEDDINGS",
    {
      must: formSayings("one_of_embeddings"),
      isRight: (value) => value === "off" || value === "embedded",
    },
    { stage: "optional" },
  ),
  // The function that runs the model of embeddings.
  given("EMBEDDER_FUNCTION", { uses: "embeddings" }),
  given("LAMBDA_ENDPOINT"),
  // The session token of the function's role, with which it reaches buckets that have no keys of their own.
  given("S3_SESSION_TOKEN", { secret: true, uses: "mail" }),
  given("AWS_REGION"),
  given("AWS_ACCESS_KEY_ID", { secret: true }),
  given("AWS_SECRET_ACCESS_KEY", { secret: true }),
  given("AWS_SESSION_TOKEN", { secret: true }),
  given("LIFEOS_SECRETS_ARN"),
  given("LIFEOS_SECRETS_VERSION"),
  given("LIFEOS_VERSION"),
  given("LOG_LEVEL"),
  given("EVENT_BUS_NAME"),
  given("SQS_QUEUE_URL_PREFIX", { uses: "queues" }),
  given("PATH_SIBLINGS"),
  // The secret that the edge adds to each request, and the previous one while the secret is being changed.
  given("ORIGIN_SECRET", { secret: true }),
  given("ORIGIN_SECRET_PREVIOUS", { secret: true }),
  // Must not be set: it would switch on the development mode of Inngest's SDK.
  given("INNGEST_DEV"),
  // Addresses that replace those of AWS and Neon: of stand-ins and of the embedded cloud.
  given("SECRETS_MANAGER_ENDPOINT"),
  given("EVENTBRIDGE_ENDPOINT"),
  given("SQS_ENDPOINT"),
  given("DATABASE_HTTP_ENDPOINT"),
];

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

/** Headers of requests and answers, as components of the contract. */
import { IDEMPOTENCY_KEY, IF_MATCH } from "#kit/parameters";

/** Request headers as components. Headers without a pattern are never refused; invalid values are ignored. */
export const HEADERS = {
  requestId: {
    name: "X-Request-Id",
    in: "header",
    schema: { type: "string" },
    description:
      "Comes back in the answer and stands in the log, if it is 1 to 128 letters, digits, `_`, `.`, `:` or `-`; else the request gets an id here.",
  },
  clientVersion: {
    name: "X-Client-Version",
    in: "header",
    schema: { type: "string" },
    description: "The version of the client, of which events keep 64 characters.",
  },
  ifNoneMatch: {
    name: "If-None-Match",
    in: "header",
    schema: { type: "string" },
    description: "The ETag of the row as you have it; 304 without a body while it has not changed.",
  },
  clientPlatform: {
    name: "X-Client-Platform",
    in: "header",
    schema: { type: "string" },
    description: "What the client runs on: `ios`, `android`, `web` or `api`; anything else counts as `api`.",
  },
  clientTimezone: {
    name: "X-Client-Timezone",
    in: "header",
    schema: { type: "string" },
    description: "Where the client is, as an IANA time zone: that of a person who is seen for the first time.",
  },
  idempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    schema: { type: "string", pattern: IDEMPOTENCY_KEY.source },
    description: "The same key and body answer as the first time and change nothing again. Kept for 24 hours.",
  },
  ifMatch: {
    name: "If-Match",
    in: "header",
    schema: { type: "string", pattern: IF_MATCH.source },
    description: "The ETag of the row as it was read; 412 when it has changed.",
  },
};

const text = (description: string) => ({ description, schema: { type: "string" } });

/** Response headers as components. */
export const ANSWER_HEADERS = {
  "X-Request-Id": text("The id of the request, which stands in the log."),
  ETag: text("The version of the row, for If-Match and If-None-Match."),
  Location: text("The path of what was made."),
  "Idempotent-Replayed": text("`true` when the Idempotency-Key was answered before, and nothing was changed again."),
  "X-Content-Type-Options": text("`nosniff`: what it is, is what Content-Type says, whatever its bytes look like."),
  "Content-Disposition": text("Whether to save or to show it, and under which name (RFC 6266)."),
  RateLimit: text("How many changes are left, and for how many seconds (draft-ietf-httpapi-ratelimit-headers-10)."),
  "RateLimit-Policy": text("How many changes there may be in which time."),
  "Retry-After": {
    description: "For how many seconds to wait; absent of what is not configured.",
    schema: { type: "integer", minimum: 0 },
  },
  "WWW-Authenticate": text("How to sign in (RFC 6750)."),
};
export type AnswerHeader = keyof typeof ANSWER_HEADERS;

/** The introduction of the API reference, and texts that its operations refer to. */
import { DELETED_ROWS_STAY_DAYS } from "#kit/table";

export const introduction = `The back end that joins a whole life: a change in one pillar sets the others in motion.

## Signing in
Send \`Authorization: Bearer …\`, which is one of two things:

- **A token** of an OpenID Connect issuer that this installation is configured with (\`OIDC_ISSUERS\`). An installation on your own
  machine has an issuer of its own: click on [the front page](/), or
  \`curl -X POST http://localhost:8787/_local/issuer/token -H 'content-type: application/json' -d '{"email":"anna@example.com"}'\`.
- **An API key** (\`life_…\`), which \`POST /v1/identity/api-keys\` makes.

Without either, or with one that has expired, the answer is 401.

## Scopes of API keys
Whoever is signed in may do everything of their own. An API key has scopes: \`<pillar>:read\` and \`<pillar>:write\`; \`identity:keys\`,
\`identity:share\`, \`identity:members\` and \`identity:connections\` for what reaches beyond a person's own rows; or \`*\`. Each operation names the one that it
needs (\`x-scope\`); without it the answer is 403 \`missing_scope\`. Events, timeline and dashboard leave out pillars that a key may not
read; the dashboard names them in \`hidden\`.

## Lists and pages
A list answers \`data\` and \`nextCursor\`. Send that as \`cursor\`, with the same filters and order, to read on; it is null at the end.
\`limit\` is 50 unless said, at most 100. A page whose rows are large has fewer, since an answer has 6 MB at most: go by \`nextCursor\`. \`from\` begins a list in its middle, at a value of the field that it
is sorted by: \`?sort=-createdAt&from=2026-03-01T00:00:00Z\` has what was made until then, and the same with \`sort=createdAt\` what came after. \`sort\` names a field, with \`-\` before it for the other way round; rows without a value come
last. \`include\` names fields, with commas between them, that are too large or too private to be in a list otherwise.

## Filters
\`field=a\` finds rows with that value, \`field=a,b\` either (free text is one value, commas and all). A field that is a list of words
is found by one of them. \`field[ne]\` finds all others, also those without a value; \`[lt]\`, \`[lte]\`, \`[gt]\` and \`[gte]\` compare numbers, days
and instants; \`field[null]=true\` finds rows without a value, \`false\` those with one. Filters hold together: all of them apply.

## Whose rows
A list has your own rows. \`scope=household\` lists those of your households, yours among them, and \`scope=shared\` those that others
granted you. \`householdHasMore\` in the first answer says whether \`scope=household\` would have shown more.

## What was deleted
What is deleted is in no list and 404, and comes back by \`POST …/restore\` for ${DELETED_ROWS_STAY_DAYS} days, unless another one has taken its
place: whoever may delete it may restore it. \`changes\` tells clients that keep copies of both. What has no \`restore\` is gone at once.

## Copies
Clients that work offline keep copies, and ask \`changes\` for what is new: the oldest change first, and \`since\` is the \`nextCursor\` of the
time before. What changed in the last minute may come twice. Rows that you are given to see, or see no longer, did not change by that:
after joining or leaving a household, when it has lost a row, and after a grant was given or withdrawn, \`resync\` is true until you drop your
copy and ask without \`since\`. Rows of your own are not concerned. It is true of any rows when you have not asked for
${DELETED_ROWS_STAY_DAYS} days, for what was deleted is told for so long.

## Changes that meet
A row that clients may change has a \`version\`, and its answers an \`ETag\`. Send that as \`If-Match\` with PATCH or DELETE: when the row has changed
since, nothing is done and the answer is 412 \`stale_version\`, with the row as it is now (\`current\`) and who changed it last (\`lastChange\`). Without \`If-Match\` the last one wins. Send it as \`If-None-Match\` with GET
to get 304, without a body, while nothing has changed.

## Streams
An operation that answers \`text/event-stream\` goes on answering: Server-Sent Events, to be read with \`fetch\`, since it takes the
\`Authorization\` header as any other. A comment comes when there was nothing for 15 seconds. After five minutes, or sooner, the connection ends: connect again after
\`retry\` milliseconds and send the last \`id\` as \`Last-Event-ID\`. \`end\` and \`problem\` are the last of a stream, after which there is nothing to
connect to again: a stream does not outlast its token, and ends within a minute after its API key was revoked.
\`GET /v1/platform/events/stream\` tells of all that happens.

## Sending again
\`POST\` takes an \`Idempotency-Key\`. Within 24 hours the same key with the same body answers as the first time, marked by the header
\`Idempotent-Replayed\`, and changes nothing again; with another body it is 409 \`idempotency_key_reused\`.

## Rate limits
Changes are counted by the minute and person; the plan says how many there may be. \`RateLimit\` and \`RateLimit-Policy\` say what is
left. Beyond it the answer is 429 \`limited\`, and \`Retry-After\` says for how many seconds. Reading is not counted.

## Problems
Whatever fails answers \`application/problem+json\` (RFC 9457). Tell problems apart by \`code\`; \`errors\` points at each field or parameter
that is wrong. A path that does not take the method answers 405, and \`Allow\` says which it takes. Encrypted values that cannot be opened are null and named
in \`unreadable\`: the rest of the row is good. 503 \`unavailable\` is over in a while: \`Retry-After\` says in how many seconds to send the same again,
with its \`Idempotency-Key\`, for what was sent may have been done. Bodies are taken as they are; with a \`Content-Encoding\` the answer is 415.

## Amounts, days and instants
Money is in minor units (\`1250\` is 12.50), beside its currency. Instants are ISO 8601 and answered in UTC; days are \`YYYY-MM-DD\`, and which
day it is says the time zone of your profile.`;

export const signingIn =
  "A token of a configured OpenID Connect issuer, or an API key (`life_…`). [How to get one](#description/signing-in).";

/** When a problem occurs, by its code; an operation's own problems are described by their titles. */
export const occasions: Readonly<Record<string, string>> = {
  invalid_input: "A field or parameter is not as it must be; `errors` points at it",
  malformed_json: "The body is not JSON",
  unauthenticated:
    "There is no token or API key, or it has expired or is not known ([how to get one](#description/signing-in))",
  forbidden: "You may see it, but not do this",
  missing_scope: "The API key lacks the scope ([scopes](#description/scopes-of-api-keys))",
  not_found: "It does not exist, was deleted, or is not yours to see",
  already_exists: "Another row is in the way that has the same",
  idempotency_key_reused:
    "The Idempotency-Key was used with another body ([sending again](#description/sending-again))",
  stale_version: "The row has changed since you read it ([changes that meet](#description/changes-that-meet))",
  too_large: "The body has more bytes than the operation takes",
  unsupported_media_type: "The Content-Type is none that the operation takes",
  unavailable: "Something that is needed cannot be reached right now",
  not_configured: "This installation is not configured for it",
  limited: "There were too many changes in this minute ([rate limits](#description/rate-limits))",
};

/** What consumers and workflows gave up on. */
import * as Groups from "#core/admin/dead-letter-groups";
import * as DeadLetters from "#core/admin/dead-letters";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, InvalidInput, NotConfigured, NotFound, Unavailable } from "#kit/problem";

export const list = endpoint("GET /v1/admin/dead-letters", {
  summary: "List dead letters",
  description:
    "Messages that a consumer failed at five times, workflow runs that failed for good (source `workflow:…`), and events that the bus never took or no queue ever showed (source `outbox`), each with its last error. Newest first.",
  access: "admin",
  query: DeadLetters.Query,
  returns: DeadLetters.DeadLetters,
  problems: [InvalidInput, Forbidden],
  handler: (ctx) => DeadLetters.list(ctx, ctx.query),
});

export const get = endpoint("GET /v1/admin/dead-letters/{deadLetterId}", {
  summary: "Get a dead letter with its message",
  description: "The message may be about a person: looking is recorded in the audit log.",
  access: "admin",
  returns: DeadLetters.SeenDeadLetter,
  problems: [NotFound, Forbidden],
  handler: (ctx) => DeadLetters.get(ctx, ctx.params.deadLetterId),
});

export const redrive = endpoint("POST /v1/admin/dead-letters/{deadLetterId}/redrive", {
  summary: "Send a dead letter again",
  description:
    "Sends the message to its consumer's queue as it came, replays the workflow run, or puts the event on the bus with the next sweep. The consumer's inbox makes the effect happen once, however often the message is sent. Asked again it answers the letter as it is and sends nothing; when the message fails again, the letter is open again. One that somebody is sending at this moment is a conflict.",
  access: "admin",
  returns: DeadLetters.DeadLetter,
  problems: [NotFound, Forbidden, Conflict, NotConfigured, Unavailable],
  uses: ["queues"],
  handler: (ctx) => DeadLetters.redrive(ctx, ctx.params.deadLetterId),
});

export const discard = endpoint("POST /v1/admin/dead-letters/{deadLetterId}/discard", {
  summary: "Discard a dead letter",
  description:
    "It stays listed as discarded, also when its message comes and fails again. Asked again it does nothing.",
  access: "admin",
  returns: DeadLetters.DeadLetter,
  problems: [NotFound, Forbidden, Conflict],
  handler: (ctx) => DeadLetters.discard(ctx, ctx.params.deadLetterId),
});

export const groups = endpoint("GET /v1/admin/dead-letters/groups", {
  summary: "Group dead letters by their error",
  description:
    "Letters whose errors differ in ids, numbers and what is quoted only are one group. Open ones unless another status is asked for; the largest 100.",
  access: "admin",
  query: Groups.GroupsQuery,
  returns: Groups.Groups,
  problems: [InvalidInput, Forbidden],
  handler: (ctx) => Groups.groups(ctx, ctx.query),
});

export const redriveAll = endpoint("POST /v1/admin/dead-letters/redrive-all", {
  summary: "Send all dead letters again that match",
  description:
    "Open letters, the oldest first, up to 100 a request or for as long as a request may take. Ask again with `next` as `after` until it is null; letters that could not be sent stay open, with the reason in the answer.",
  access: "admin",
  body: Groups.Matching,
  returns: Groups.Progress,
  problems: [InvalidInput, Forbidden],
  uses: ["queues"],
  example: { body: { errorGroup: "0cc175b9c0f1b6a831c399e269772661" } },
  handler: (ctx) => Groups.redriveAll(ctx, ctx.body),
});

export const discardAll = endpoint("POST /v1/admin/dead-letters/discard-all", {
  summary: "Discard all dead letters that match",
  description:
    "Open letters, the oldest first, up to 1,000 a request. Ask again with `next` as `after` until it is null.",
  access: "admin",
  body: Groups.Matching,
  returns: Groups.Progress,
  problems: [InvalidInput, Forbidden],
  example: { body: { errorGroup: "0cc175b9c0f1b6a831c399e269772661" } },
  handler: (ctx) => Groups.discardAll(ctx, ctx.body),
});

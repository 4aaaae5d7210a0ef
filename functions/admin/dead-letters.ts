/** Dead letters: messages and runs that consumers and workflows gave up on. */
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
  access: "admin",
  returns: DeadLetters.DeadLetter,
  problems: [NotFound, Forbidden],
  handler: (ctx) => DeadLetters.get(ctx, ctx.params.deadLetterId),
});

export const redrive = endpoint("POST /v1/admin/dead-letters/{deadLetterId}/redrive", {
  summary: "Send a dead letter again",
  description:
    "Sends the message to its consumer's queue as it came, replays the workflow run, or puts the event on the bus with the next sweep. The consumer's inbox makes the effect happen once, however often the message is sent. Asked again it answers the letter as it is and sends nothing; when the message fails again, the letter is open again.",
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

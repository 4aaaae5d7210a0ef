import { randomUUID } from "node:crypto";
import { knownToTests, made } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 135, why: "it speaks to queues and to Inngest, where it sends events again" },
  row: (life) =>
    made(
      life,
      "insert into dead_letters (source, event_id, message_id, payload, error, attempts) values ('kit.test', $1, $1, '{}', 'broken', 5) returning id",
      [randomUUID()],
    ),
  operations: {
    redrive: {
      cannotSucceed: { status: 503, why: "no queue is configured" },
      flights: {
        most: 3,
        why: "under the key of an attempt that ended early it claims the letter anew before it sends",
      },
    },
  },
});

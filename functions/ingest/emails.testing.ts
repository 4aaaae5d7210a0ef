import { randomUUID } from "node:crypto";
import { knownToTests, made } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 146, why: "it signs addresses at which mail and attachments are shown" },
  operations: {
    bodyAddress: { cannotSucceed: { status: 409, why: "the message of these tests is nowhere" } },
    body: { cannotSucceed: { status: 404, why: "the address says who may see it" } },
    attachmentAddress: { cannotSucceed: { status: 409, why: "the message of these tests is nowhere" } },
  },
  row: (life, { userId }) =>
    made(
      life,
      "insert into inbound_emails (user_id, message_id, sender, recipient, raw_object_key) values ($1, $2, 'shop@example.com', 'me@example.com', 'raw/key') returning id",
      [userId, randomUUID()],
    ),
});

import { randomUUID } from "node:crypto";
import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life, { userId }) =>
    made(
      life,
      "insert into inbound_emails (user_id, message_id, sender, recipient, raw_object_key) values ($1, $2, 'shop@example.com', 'me@example.com', 'raw/key') returning id",
      [userId, randomUUID()],
    ),
});

import { randomUUID } from "node:crypto";
import { knownToTests, made } from "#testing/known";

export default knownToTests({
  // One that is sent again is no second one.
  row: (life, { userId }) =>
    made(
      life,
      `insert into data_streams (user_id, source, external_id, content_type, title, payload, captured_at, status)
       values ($1, 'document', $2, 'text/markdown', 'Note', '{"title":"Note","text":"Milk."}', now(), 'analysed') returning id`,
      [userId, randomUUID()],
    ),
  // It is the id of the source that a capture comes from.
  names: { externalId: "data_streams" },
});

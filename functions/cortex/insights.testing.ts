import { randomUUID } from "node:crypto";
import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life, { userId }) =>
    made(
      life,
      "insert into insights (user_id, insight_type, title, body, confidence, generated_by, dedupe_key) values ($1, 'test', 'Title', 'Body', 0.5, 'rule', $2) returning id",
      [userId, randomUUID()],
    ),
});

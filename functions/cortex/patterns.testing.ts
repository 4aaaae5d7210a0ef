import { randomUUID } from "node:crypto";
import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life, { userId }) =>
    made(
      life,
      "insert into patterns (user_id, pattern_type, pattern_key, description, confidence, support, occasions, \"window\") values ($1, 'test', $2, 'You rest on Sundays.', 0.8, 9, 12, 'P84D') returning id",
      [userId, randomUUID()],
    ),
});

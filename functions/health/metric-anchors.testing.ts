import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life, { userId }) =>
    made(
      life,
      "insert into metric_anchors (user_id, source, anchor) values ($1, uuidv7()::text, 'token') returning id",
      [userId],
    ),
});

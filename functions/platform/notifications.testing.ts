import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life, { userId }) =>
    made(
      life,
      `insert into notifications (user_id, kind, title, action) values ($1, 'test', 'How?', '{"answer": {"type": "scale", "min": 1, "max": 5}}') returning id`,
      [userId],
    ),
});

import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life, { userId }) =>
    made(
      life,
      "insert into routines (user_id, name, cron_expression) values ($1, 'Somebody''s', '0 9 * * *') returning id",
      [userId],
    ),
});

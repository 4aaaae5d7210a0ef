import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life, { userId }) =>
    made(life, "insert into daily_plans (user_id, date) values ($1, '2026-03-04') returning id", [userId]),
});

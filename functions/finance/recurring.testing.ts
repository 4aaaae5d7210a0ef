import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life, { userId }) =>
    made(
      life,
      `insert into recurring_transactions (user_id, merchant_key, merchant_name, cadence, expected_amount_cents, next_expected_date, last_date, confidence, occurrences)
       values ($1, 'music', 'Music', 'monthly', -999, '2026-04-01', '2026-03-01', 0.6, 3) returning id`,
      [userId],
    ),
});

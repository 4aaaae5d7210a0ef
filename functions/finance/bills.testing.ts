import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life, { userId }) =>
    made(
      life,
      "insert into bills (user_id, merchant_name, amount_cents, currency, due_on) values ($1, 'City Power', 4210, 'EUR', '2026-03-20') returning id",
      [userId],
    ),
});

import { knownToTests, made } from "#testing/known";

export default knownToTests({
  outOfReach: { rule_proposals_one_check: "no request names what a proposed rule sets" },
  async row(life, { userId }) {
    const category = await made(
      life,
      "insert into budget_categories (user_id, name) values ($1, 'Bakery') returning id",
      [userId],
    );
    return made(
      life,
      `insert into rule_proposals (user_id, merchant_key, merchant_name, conditions, budget_category_id)
       values ($1, 'corner bakery', 'Corner Bakery', '{"match":"all","conditions":[{"field":"merchantName","operator":"is","value":"Corner Bakery"}]}', $2) returning id`,
      [userId, category],
    );
  },
});

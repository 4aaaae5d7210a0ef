import { RuleProposalEvents } from "#core/finance/events";
import { ruleProposals } from "#core/finance/rules.sql";
import { insert } from "#kit/change";
import { knownToTests, made } from "#testing/known";

export default knownToTests({
  outOfReach: { rule_proposals_one_check: "no request names what a proposed rule sets" },
  async row(life, person) {
    const budgetCategoryId = await made(
      life,
      "insert into budget_categories (user_id, name) values ($1, 'Bakery') returning id",
      [person.userId],
    );
    const ctx = life.as(person);
    const conditions = {
      match: "all" as const,
      conditions: [{ field: "merchantName" as const, operator: "is" as const, value: "Corner Bakery" }],
    };
    const values = { merchantKey: "corner bakery", merchantName: "Corner Bakery", conditions, budgetCategoryId };
    const [proposal] = await ctx.db.batch([
      insert(ctx, ruleProposals, values, { emits: { event: RuleProposalEvents.created } }),
    ]);
    return proposal.id;
  },
});

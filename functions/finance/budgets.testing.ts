import { knownToTests, made } from "#testing/known";

export default knownToTests({
  operations: {
    create: {
      body: async (life, { userId }) => ({
        budgetCategoryId: await made(
          life,
          "insert into budget_categories (user_id, name) values ($1, 'Food') returning id",
          [userId],
        ),
        month: "2026-03-01",
        amountCents: 40_000,
      }),
    },
  },
});

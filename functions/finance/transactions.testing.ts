import { knownToTests, made } from "#testing/known";

export default knownToTests({
  operations: {
    putSplits: {
      everyId: async (_, life, { userId }) => ({
        splits: [
          {
            budgetCategoryId: await made(
              life,
              "insert into budget_categories (user_id, name) values ($1, 'Food') returning id",
              [userId],
            ),
            amountCents: -2047,
          },
        ],
      }),
    },
    bulk: {
      flights: { most: 3, why: "it looks for a slice, changes it, and looks whether there is another" },
      everyId: () => ({ op: "update", transaction: { notes: "x" } }),
    },
  },
});

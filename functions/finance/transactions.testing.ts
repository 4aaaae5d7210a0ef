import { create as createAccount } from "#functions/finance/accounts";
import { create as createTransaction } from "#functions/finance/transactions";
import { knownToTests, made } from "#testing/known";

export default knownToTests({
  bundle: {
    kilobytes: 150,
    why: "it knows all events of the pillar, of banks, transfers and budgets too, and writes files",
  },
  operations: {
    link: {
      checkedOtherwise: {
        "/transactionId":
          "it has to be another one of the opposite amount; functions/finance/transfers.test.ts tries another person's",
      },
      cannotSucceed: { status: 409, why: "a transfer needs two accounts, which the transaction of the test is not on" },
      body: async (life, as) => {
        const { body: account } = await life.call(createAccount, { as, body: { name: "Everyday" } });
        const body = { accountId: account.id, date: "2026-03-02", amountCents: 500 };
        return { transactionId: (await life.call(createTransaction, { as, body })).body.id };
      },
    },
    unlink: { cannotSucceed: { status: 404, why: "the transaction of the test is part of no transfer" } },
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

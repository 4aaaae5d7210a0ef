import { create as createAccount } from "#functions/finance/accounts";
import { create as createTransaction } from "#functions/finance/transactions";
import { knownToTests, made } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 140, why: "it knows all events of the pillar, of banks and transfers too" },
  operations: {
    link: {
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

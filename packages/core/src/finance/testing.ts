import { made } from "#testing/known";
import { PERSON, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  uniqueAmongDeleted: {
    accounts_external: "an import counts a deleted row as seen",
    transactions_external: "an import counts a deleted row as seen",
    transactions_import: "an import counts a deleted row as seen",
  },
  begins: { "finance.transaction.divided": PERSON },
  nothingFollows: {
    "finance.billable_entry.drafted": "a draft waits for the person to say its rate",
    "finance.budget.exceeded": "what to do about it is up to the person",
    "finance.rule_application.undone": "it is the end of the story",
    "finance.invoice.sent": "who is to pay it does so by a transaction",
    "finance.invoice.paid": "it is the end of the story",
    "finance.invoice.voided": "its entries are free again with it",
    "finance.invoice.overdue": "what to do about it is up to the person",
  },
  causedElsewhere: {
    "finance.budget.exceeded": "functions/finance/budgets.test.ts, in which too much is spent",
    "finance.invoice.overdue": "functions/finance/invoices.test.ts, in which a day ends",
    "finance.billable_entry.drafted": "functions/rhythm/focus-sessions.test.ts, in which time passes",
    "finance.transaction.imported": "the story of packages/local, which asks the same of its events",
    "finance.transaction.posted": "the second receipt of a purchase, in receipts.test.ts",
  },
  states: ["overdue"],
  rows: {
    // A split adds up to its transaction, which is marked as split with it.
    transaction_splits: async (life, person, idOf) =>
      made(
        life,
        "with whole as (update transactions set is_split = true where id = $1 returning id, amount_cents) insert into transaction_splits (transaction_id, position, amount_cents) select id, 0, amount_cents from whole returning id",
        [await idOf("transactions", person)],
      ),
  },
  attacks: async (victim, idOf) => {
    await idOf("transactions", victim);
    return {
      find_transactions: {
        calls: [
          [
            "select count(*)::int from find_transactions((select string_agg(merchant_name, ' ') from transactions), 100)",
          ],
        ],
        comes: [0],
      },
    };
  },
  seeded: { accounts: 3, budget_categories: 10, transactions: 88 },
});

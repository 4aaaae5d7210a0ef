import { made } from "#testing/known";
import { ANSWER, PERSON, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: {
    "finance.transaction.divided": PERSON,
    "finance.bank.sync_requested": "time passes, or a bank tells of something new",
    "finance.transfer_proposal.accepted": ANSWER,
    "finance.transfer_proposal.dismissed": ANSWER,
    "finance.bill.paid": PERSON,
    "finance.recurring_transaction.confirmed": ANSWER,
    "finance.recurring_transaction.dismissed": ANSWER,
  },
  uniqueAmongDeleted: {
    accounts_external: "an import counts a deleted row as seen",
    transactions_external: "an import counts a deleted row as seen",
  },
  nothingFollows: {
    "finance.bank.synced": "each new transaction is told of by an event of its own",
    "finance.billable_entry.drafted": "a draft waits for the person to say its rate",
    "finance.budget.exceeded": "what to do about it is up to the person",
    "finance.rule_application.undone": "it is the end of the story",
    "finance.balance.snapshotted": "it is kept for whoever looks at a series",
    "finance.transfer.detected": "both sides have changed already",
    "finance.transfer_proposal.accepted": "its two sides are linked with it",
    "finance.transfer_proposal.dismissed": "it is the end of the story",
    "finance.rule_proposal.accepted": "the rule that was made with it tells of itself",
    "finance.rule_proposal.dismissed": "it is the end of the story",
    "finance.recurring_transaction.detected": "its bills are made as days end",
    "finance.recurring_transaction.price_changed": "what to do about it is up to the person",
    "finance.recurring_transaction.missed": "what to do about it is up to the person",
    "finance.recurring_transaction.confirmed": "its bills are made as days end",
    "finance.recurring_transaction.dismissed": "its open bills are cancelled with it",
    "finance.invoice.paid": "it is the end of the story",
    "finance.invoice.mailed": "it is the end of the story",
    "finance.invoice.voided": "its entries are free again with it",
    "finance.invoice.overdue": "what to do about it is up to the person",
  },
  noRows: {
    bank: "it is about a connection",
    balance: "it is about all accounts of a person",
    transfer: "it is about two transactions, each of which it names",
  },
  causedElsewhere: {
    "finance.bank.sync_requested": "functions/finance/plaid.test.ts",
    "finance.bank.synced": "functions/finance/plaid.test.ts",
    "finance.transfer.detected": "functions/finance/transfers.test.ts, in which both sides arrive",
    "finance.transfer_proposal.created":
      "functions/finance/transfers.test.ts, in which it is not clear what belongs together",
    "finance.budget.exceeded": "functions/finance/budgets.test.ts, in which too much is spent",
    "finance.invoice.overdue": "functions/finance/invoices.test.ts, in which a day ends",
    "finance.recurring_transaction.detected": "functions/finance/recurring.test.ts, in which months pass",
    "finance.recurring_transaction.price_changed": "functions/finance/recurring.test.ts, in which months pass",
    "finance.recurring_transaction.missed": "functions/finance/recurring.test.ts, in which months pass",
    "finance.bill.reopened": "functions/finance/bills.test.ts, in which a payment is deleted",
    "finance.invoice.reopened": "functions/finance/invoice-payments.test.ts, in which a payment is deleted",
    "finance.bill.detected": "functions/finance/bills.test.ts, in which days end",
    "finance.bill.cancelled": "functions/finance/bills.test.ts, in which days end",
    "finance.invoice.mail_requested": "functions/finance/invoice-mail.test.ts, with a service that delivers mail",
    "finance.invoice.mailed": "functions/finance/invoice-mail.test.ts, with a service that delivers mail",
    "finance.invoice.mail_failed": "functions/finance/invoice-mail.test.ts, with a service that delivers mail",
    "finance.billable_entry.drafted": "functions/rhythm/focus-sessions.test.ts, in which time passes",
    "finance.transaction.imported": "the story of packages/local, which asks the same of its events",
    "finance.transaction.booked": "functions/finance/bank-together.test.ts, in which files come in",
    "finance.transaction.posted": "the second receipt of a purchase, in receipts.test.ts",
  },
  states: ["overdue"],
  rows: {
    // What is proposed is a category or a vendor, and never both.
    rule_proposals: async (life, person, idOf) =>
      made(
        life,
        `insert into rule_proposals (user_id, merchant_key, merchant_name, conditions, budget_category_id)
         values ($1, 'corner bakery', 'Corner Bakery', '{"match": "all", "conditions": [{"field": "merchantName", "operator": "is", "value": "Corner Bakery"}]}', $2) returning id`,
        [person.userId, await idOf("budget_categories", person)],
      ),
    // A split adds up to its transaction, which is marked as split with it.
    transaction_splits: async (life, person, idOf) =>
      made(
        life,
        "with whole as (update transactions set is_split = true where id = $1 returning id, amount_cents) insert into transaction_splits (transaction_id, position, amount_cents) select id, 0, amount_cents from whole returning id",
        [await idOf("transactions", person)],
      ),
  },
  attacks: async (victim, idOf) => {
    const account = await idOf("accounts", victim);
    return {
      posted_after: {
        calls: [["select count(*)::int from posted_after(array[$1]::uuid[], array['2026-01-01']::date[])", account]],
        comes: [0],
      },
      remember_no_transfer: {
        calls: [["select remember_no_transfer($1)", await idOf("transactions", victim)]],
        comes: [false],
      },
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

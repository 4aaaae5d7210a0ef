import type { Words } from "#contract/words.ts";

export default {
  about: "Accounts, the money that moves on them, and what it is for.",
  order: 30,
  fields: {
    balanceCents: "The balance in minor units of the account's currency.",
    merchantName: "The shop or payee, as it is written on the statement or receipt.",
    institution: "The bank or firm that keeps it.",
    isClosed: "Whether it is no longer in use.",
    groupName: "The heading that it stands under.",
    importHash: "A fingerprint by which an imported row is known again.",
    receiptItems: "The lines of the receipt.",
    position: "The place of the line on the receipt.",
    "FinanceAccount.name": "What you call the account.",
    "FinanceAccount.type": "Which kind of account it is.",
    "FinanceAccount.currency": "The ISO 4217 code of the currency that it is kept in.",
    "FinanceBudgetCategory.name": "What the money is for.",
    "FinanceBudgetCategory.kind": "Whether money is spent, earned or moved under it.",
    "FinanceBudgetCategory.parentId": "The category that it is part of; null at the top.",
    "FinanceTransaction.date": "The day on which the money moved.",
    "FinanceTransaction.status": "Whether the bank has booked it (`posted`) or will (`pending`).",
    "FinanceTransaction.description": "What the statement or receipt says of it.",
    "receiptItems.name": "What was bought, as the receipt has it.",
    "receiptItems.amountCents": "What the line costs, in minor units.",
    "receiptItems.transactionId": "The transaction that the line belongs to.",
  },
  operations: {
    "finance.transactions.get": "The transaction, and each line of the receipt that it was booked from.",
  },
  examples: {
    merchantName: "Corner Bakery",
    institution: "Berliner Sparkasse",
    groupName: "Everyday",
  },
  titles: [
    [/budget/i, "Groceries"],
    [/receipt/i, "Sourdough loaf"],
    [/account/i, "Everyday account"],
  ],
} satisfies Words;

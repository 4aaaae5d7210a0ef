/** How the rows of money are named, and how what happens to them reads. */
import type { Pillar } from "#console/frame/pillars.ts";

export const entities = {
  account: {
    label: { en: "Account", de: "Konto" },
    glyph: "card",
    read: "finance.accounts.get",
    parameter: "accountId",
    path: (id) => `finance/accounts/${id}`,
  },
  bank: {
    label: { en: "Bank", de: "Bank" },
    glyph: "card",
    read: "identity.connections.get",
    parameter: "connectionId",
  },
  budget_category: {
    label: { en: "Budget", de: "Budget" },
    glyph: "chart",
    read: "finance.budget-categories.get",
    parameter: "budgetCategoryId",
    path: (id) => `finance/transactions?category=${id}`,
  },
  rule: {
    label: { en: "Rule", de: "Regel" },
    read: "finance.rules.get",
    parameter: "ruleId",
    path: () => "finance/rules",
  },
  budget: {
    label: { en: "Budget", de: "Budget" },
    glyph: "chart",
    read: "finance.budgets.get",
    parameter: "budgetId",
    path: () => "finance/budgets",
  },
  rule_application: {
    label: { en: "Application of a rule", de: "Anwendung einer Regel" },
    read: "finance.rule-applications.get",
    parameter: "ruleApplicationId",
    path: () => "finance/rules",
  },
  rule_proposal: {
    label: { en: "Proposed rule", de: "Vorgeschlagene Regel" },
    read: "finance.rule-proposals.get",
    parameter: "ruleProposalId",
    path: () => "finance/rules",
    nameOf: ({ merchantName }) => (typeof merchantName === "string" ? merchantName : undefined),
  },
  recurring_transaction: {
    label: { en: "Recurring payment", de: "Regelmäßige Zahlung" },
    glyph: "card",
    read: "finance.recurring.get",
    parameter: "recurringId",
    path: (id) => `finance/recurring?open=${id}`,
    nameOf: ({ merchantName }) => (typeof merchantName === "string" ? merchantName : undefined),
  },
  bill: {
    label: { en: "Bill", de: "Zu bezahlen" },
    glyph: "card",
    read: "finance.bills.get",
    parameter: "billId",
    path: (id) => `finance/bills?open=${id}`,
    nameOf: ({ merchantName }) => (typeof merchantName === "string" ? merchantName : undefined),
  },
  income_entry: {
    label: { en: "Income", de: "Einnahme" },
    glyph: "chart",
    read: "finance.income.get",
    parameter: "incomeId",
    path: () => "finance/income",
  },
  billable_entry: {
    label: { en: "Billable time", de: "Abrechenbare Zeit" },
    glyph: "clock",
    read: "finance.billables.get",
    parameter: "billableId",
    path: () => "finance/billables",
  },
  invoice: {
    label: { en: "Invoice", de: "Rechnung" },
    glyph: "card",
    read: "finance.invoices.get",
    parameter: "invoiceId",
    path: (id) => `finance/invoices/${id}`,
    nameOf: ({ number }) => (typeof number === "string" ? number : undefined),
  },
  balance: {
    label: { en: "Balances", de: "Kontostände" },
    glyph: "chart",
  },
  transfer: {
    label: { en: "Transfer", de: "Übertrag" },
  },
  transfer_proposal: {
    label: { en: "Possible transfer", de: "Möglicher Übertrag" },
    read: "finance.transfer-proposals.get",
    parameter: "transferProposalId",
    path: () => "finance/transfers",
  },
  transaction: {
    label: { en: "Transaction", de: "Umsatz" },
    read: "finance.transactions.get",
    parameter: "transactionId",
    path: (id) => `finance/transactions/${id}`,
    nameOf: ({ merchantName }) => (typeof merchantName === "string" && merchantName !== "" ? merchantName : undefined),
  },
} satisfies Pillar["entities"];

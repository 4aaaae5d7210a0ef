import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "finance",
  label: { en: "Money", de: "Geld" },
  area: "life",
  glyph: "finance",
  order: 60,
  pages: [],
  entities: {
    account: {
      label: { en: "Account", de: "Konto" },
      glyph: "card",
      read: "finance.accounts.get",
      parameter: "accountId",
      events: {
        created: { en: "The account {} was added", de: "Das Konto {} kam dazu" },
        updated: { en: "The account {} changed", de: "Das Konto {} wurde geändert" },
        deleted: { en: "The account {} was deleted", de: "Das Konto {} wurde gelöscht" },
        restored: { en: "The account {} is back", de: "Das Konto {} ist wieder da" },
      },
    },
    budget_category: {
      label: { en: "Budget", de: "Budget" },
      glyph: "chart",
      read: "finance.budget-categories.get",
      parameter: "budgetCategoryId",
      events: {
        created: { en: "{} got a budget", de: "{} bekam ein Budget" },
        updated: { en: "The budget for {} changed", de: "Das Budget für {} wurde geändert" },
        deleted: { en: "The budget for {} was deleted", de: "Das Budget für {} wurde gelöscht" },
        restored: { en: "The budget for {} is back", de: "Das Budget für {} ist wieder da" },
      },
    },
    rule: {
      label: { en: "Rule", de: "Regel" },
      read: "finance.rules.get",
      parameter: "ruleId",
      events: {
        created: { en: "A rule for transactions was added", de: "Eine Regel für Umsätze kam dazu" },
        updated: { en: "A rule for transactions changed", de: "Eine Regel für Umsätze wurde geändert" },
        deleted: { en: "A rule for transactions was deleted", de: "Eine Regel für Umsätze wurde gelöscht" },
        restored: { en: "A rule for transactions is back", de: "Eine Regel für Umsätze ist wieder da" },
      },
    },
    rule_application: {
      label: { en: "Application of a rule", de: "Anwendung einer Regel" },
      read: "finance.rule-applications.get",
      parameter: "ruleApplicationId",
      events: {
        created: { en: "A rule was applied to transactions", de: "Eine Regel wurde auf Umsätze angewandt" },
        undone: { en: "What a rule had changed was undone", de: "Was eine Regel geändert hatte, wurde zurückgenommen" },
      },
    },
    billable_entry: {
      label: { en: "Billable time", de: "Abrechenbare Zeit" },
      glyph: "clock",
      events: { drafted: { en: "Billable time was noted", de: "Abrechenbare Zeit wurde notiert" } },
    },
    transaction: {
      label: { en: "Transaction", de: "Umsatz" },
      read: "finance.transactions.get",
      parameter: "transactionId",
      nameOf: ({ merchantName }) =>
        typeof merchantName === "string" && merchantName !== "" ? merchantName : undefined,
      events: {
        created: { en: "A transaction was entered: {}", de: "Ein Umsatz wurde eingetragen: {}" },
        imported: { en: "A transaction came in: {}", de: "Ein Umsatz kam herein: {}" },
        posted: { en: "A transaction is no longer pending: {}", de: "Ein Umsatz ist nicht mehr vorgemerkt: {}" },
        updated: { en: "A transaction changed: {}", de: "Ein Umsatz wurde geändert: {}" },
        deleted: { en: "A transaction was deleted: {}", de: "Ein Umsatz wurde gelöscht: {}" },
        restored: { en: "A transaction is back: {}", de: "Ein Umsatz ist wieder da: {}" },
      },
    },
  },
} satisfies Pillar;

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
    income_entry: {
      label: { en: "Income", de: "Einnahme" },
      glyph: "chart",
      read: "finance.income.get",
      parameter: "incomeId",
      events: {
        created: { en: "Income was entered", de: "Eine Einnahme wurde eingetragen" },
        updated: { en: "Income changed", de: "Eine Einnahme wurde geändert" },
        deleted: { en: "Income was deleted", de: "Eine Einnahme wurde gelöscht" },
        restored: { en: "Income is back", de: "Eine Einnahme ist wieder da" },
      },
    },
    billable_entry: {
      label: { en: "Billable time", de: "Abrechenbare Zeit" },
      glyph: "clock",
      read: "finance.billables.get",
      parameter: "billableId",
      events: {
        drafted: { en: "Billable time was noted", de: "Abrechenbare Zeit wurde notiert" },
        created: { en: "Billable time was entered", de: "Abrechenbare Zeit wurde eingetragen" },
        updated: { en: "Billable time changed", de: "Abrechenbare Zeit wurde geändert" },
        deleted: { en: "Billable time was deleted", de: "Abrechenbare Zeit wurde gelöscht" },
        restored: { en: "Billable time is back", de: "Abrechenbare Zeit ist wieder da" },
      },
    },
    invoice: {
      label: { en: "Invoice", de: "Rechnung" },
      glyph: "card",
      read: "finance.invoices.get",
      parameter: "invoiceId",
      nameOf: ({ number }) => (typeof number === "string" ? number : undefined),
      events: {
        created: { en: "An invoice was drafted", de: "Eine Rechnung wurde entworfen" },
        updated: { en: "A draft of an invoice changed", de: "Der Entwurf einer Rechnung wurde geändert" },
        sent: { en: "The invoice {} was sent", de: "Die Rechnung {} wurde verschickt" },
        paid: { en: "The invoice {} was paid", de: "Die Rechnung {} wurde bezahlt" },
        mail_requested: { en: "The invoice {} is to be mailed", de: "Die Rechnung {} soll gemailt werden" },
        mailed: { en: "The invoice {} was mailed", de: "Die Rechnung {} wurde gemailt" },
        mail_failed: { en: "The invoice {} could not be mailed", de: "Die Rechnung {} konnte nicht gemailt werden" },
        voided: { en: "The invoice {} was made void", de: "Die Rechnung {} wurde storniert" },
        overdue: { en: "The invoice {} is overdue", de: "Die Rechnung {} ist überfällig" },
      },
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

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
    bank: {
      label: { en: "Bank", de: "Bank" },
      glyph: "card",
      read: "identity.connections.get",
      parameter: "connectionId",
      events: {
        sync_requested: { en: "A bank is to be asked for what is new", de: "Eine Bank soll nach Neuem gefragt werden" },
        synced: { en: "Accounts are as they are at their bank", de: "Konten sind auf dem Stand ihrer Bank" },
      },
      minor: ["sync_requested", "synced"],
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
        voided: { en: "The invoice {} was made void", de: "Die Rechnung {} wurde storniert" },
        overdue: { en: "The invoice {} is overdue", de: "Die Rechnung {} ist überfällig" },
      },
    },
    balance: {
      label: { en: "Balances", de: "Kontostände" },
      glyph: "chart",
      events: {
        snapshotted: {
          en: "The balances of the day were kept",
          de: "Die Kontostände des Tages wurden festgehalten",
        },
      },
    },
    transfer: {
      label: { en: "Transfer", de: "Übertrag" },
      events: {
        detected: { en: "A transfer between accounts was found", de: "Ein Übertrag zwischen Konten wurde gefunden" },
      },
    },
    transfer_proposal: {
      label: { en: "Possible transfer", de: "Möglicher Übertrag" },
      read: "finance.transfer-proposals.get",
      parameter: "transferProposalId",
      events: {
        created: { en: "Two transactions may be a transfer", de: "Zwei Umsätze sind vielleicht ein Übertrag" },
        accepted: { en: "Two transactions are a transfer", de: "Zwei Umsätze sind ein Übertrag" },
        dismissed: { en: "Two transactions are no transfer", de: "Zwei Umsätze sind kein Übertrag" },
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

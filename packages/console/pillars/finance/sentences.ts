import type { Sentences } from "#console/frame/sentence.ts";

export default {
  account: {
    events: {
      created: { en: "The account {} was added", de: "Das Konto {} kam dazu" },
      updated: { en: "The account {} changed", de: "Das Konto {} wurde geändert" },
      deleted: { en: "The account {} was deleted", de: "Das Konto {} wurde gelöscht" },
      restored: { en: "The account {} is back", de: "Das Konto {} ist wieder da" },
    },
  },
  bank: {
    events: {
      sync_requested: { en: "A bank is to be asked for what is new", de: "Eine Bank soll nach Neuem gefragt werden" },
      synced: { en: "Accounts are as they are at their bank", de: "Konten sind auf dem Stand ihrer Bank" },
    },
    minor: ["sync_requested", "synced"],
  },
  budget_category: {
    events: {
      created: { en: "{} got a budget", de: "{} bekam ein Budget" },
      updated: { en: "The budget for {} changed", de: "Das Budget für {} wurde geändert" },
      deleted: { en: "The budget for {} was deleted", de: "Das Budget für {} wurde gelöscht" },
      restored: { en: "The budget for {} is back", de: "Das Budget für {} ist wieder da" },
    },
  },
  rule: {
    events: {
      created: { en: "A rule for transactions was added", de: "Eine Regel für Umsätze kam dazu" },
      updated: { en: "A rule for transactions changed", de: "Eine Regel für Umsätze wurde geändert" },
      deleted: { en: "A rule for transactions was deleted", de: "Eine Regel für Umsätze wurde gelöscht" },
      restored: { en: "A rule for transactions is back", de: "Eine Regel für Umsätze ist wieder da" },
    },
  },
  budget: {
    events: {
      created: { en: "A budget was set", de: "Ein Budget wurde festgelegt" },
      updated: { en: "A budget changed", de: "Ein Budget wurde geändert" },
      deleted: { en: "A budget was deleted", de: "Ein Budget wurde gelöscht" },
      restored: { en: "A budget is back", de: "Ein Budget ist wieder da" },
      exceeded: { en: "More was spent than a budget had", de: "Ein Budget ist überzogen" },
    },
  },
  rule_application: {
    events: {
      created: { en: "A rule was applied to transactions", de: "Eine Regel wurde auf Umsätze angewandt" },
      undone: { en: "What a rule had changed was undone", de: "Was eine Regel geändert hatte, wurde zurückgenommen" },
    },
  },
  rule_proposal: {
    events: {
      created: { en: "A rule for {} was proposed", de: "Eine Regel für {} wurde vorgeschlagen" },
      accepted: { en: "The proposed rule for {} was made", de: "Die vorgeschlagene Regel für {} wurde angelegt" },
      dismissed: {
        en: "The proposed rule for {} was dismissed",
        de: "Die vorgeschlagene Regel für {} wurde abgelehnt",
      },
    },
  },
  recurring_transaction: {
    events: {
      detected: { en: "{} is paid again and again", de: "{} wird immer wieder bezahlt" },
      updated: {
        en: "The recurring payment {} was looked at again",
        de: "Die regelmäßige Zahlung {} wurde neu betrachtet",
      },
      price_changed: { en: "The price of {} changed", de: "Der Preis von {} hat sich geändert" },
      missed: { en: "The payment {} did not come", de: "Die Zahlung {} blieb aus" },
      confirmed: { en: "The recurring payment {} was confirmed", de: "Die regelmäßige Zahlung {} wurde bestätigt" },
      dismissed: { en: "{} was said not to recur", de: "{} gilt nicht mehr als regelmäßig" },
      deleted: { en: "The payments of {} are gone", de: "Die Zahlungen an {} gibt es nicht mehr" },
    },
  },
  bill: {
    events: {
      detected: { en: "{} is to be paid", de: "{} ist zu bezahlen" },
      paid: { en: "The bill of {} was paid", de: "Die Rechnung von {} wurde bezahlt" },
      reopened: { en: "The bill of {} is to be paid again", de: "Die Rechnung von {} ist wieder zu bezahlen" },
      cancelled: {
        en: "The bill of {} is not to be paid any more",
        de: "Die Rechnung von {} ist nicht mehr zu bezahlen",
      },
    },
  },
  income_entry: {
    events: {
      created: { en: "Income was entered", de: "Eine Einnahme wurde eingetragen" },
      updated: { en: "Income changed", de: "Eine Einnahme wurde geändert" },
      deleted: { en: "Income was deleted", de: "Eine Einnahme wurde gelöscht" },
      restored: { en: "Income is back", de: "Eine Einnahme ist wieder da" },
    },
  },
  billable_entry: {
    events: {
      drafted: { en: "Billable time was noted", de: "Abrechenbare Zeit wurde notiert" },
      created: { en: "Billable time was entered", de: "Abrechenbare Zeit wurde eingetragen" },
      updated: { en: "Billable time changed", de: "Abrechenbare Zeit wurde geändert" },
      deleted: { en: "Billable time was deleted", de: "Abrechenbare Zeit wurde gelöscht" },
      restored: { en: "Billable time is back", de: "Abrechenbare Zeit ist wieder da" },
    },
  },
  invoice: {
    events: {
      created: { en: "An invoice was drafted", de: "Eine Rechnung wurde entworfen" },
      updated: { en: "A draft of an invoice changed", de: "Der Entwurf einer Rechnung wurde geändert" },
      sent: { en: "The invoice {} was sent", de: "Die Rechnung {} wurde verschickt" },
      paid: { en: "The invoice {} was paid", de: "Die Rechnung {} wurde bezahlt" },
      reopened: { en: "The invoice {} is unpaid again", de: "Die Rechnung {} ist wieder offen" },
      mail_requested: { en: "The invoice {} is to be mailed", de: "Die Rechnung {} soll gemailt werden" },
      mailed: { en: "The invoice {} was mailed", de: "Die Rechnung {} wurde gemailt" },
      mail_failed: { en: "The invoice {} could not be mailed", de: "Die Rechnung {} konnte nicht gemailt werden" },
      voided: { en: "The invoice {} was made void", de: "Die Rechnung {} wurde storniert" },
      overdue: { en: "The invoice {} is overdue", de: "Die Rechnung {} ist überfällig" },
    },
  },
  balance: {
    events: {
      snapshotted: {
        en: "The balances of the day were kept",
        de: "Die Kontostände des Tages wurden festgehalten",
      },
    },
  },
  transfer: {
    events: {
      detected: { en: "A transfer between accounts was found", de: "Ein Übertrag zwischen Konten wurde gefunden" },
    },
  },
  transfer_proposal: {
    events: {
      created: { en: "Two transactions may be a transfer", de: "Zwei Umsätze sind vielleicht ein Übertrag" },
      accepted: { en: "Two transactions are a transfer", de: "Zwei Umsätze sind ein Übertrag" },
      dismissed: { en: "Two transactions are no transfer", de: "Zwei Umsätze sind kein Übertrag" },
    },
  },
  transaction: {
    events: {
      created: { en: "A transaction was entered: {}", de: "Ein Umsatz wurde eingetragen: {}" },
      imported: { en: "A transaction came in: {}", de: "Ein Umsatz kam herein: {}" },
      booked: {
        en: "Transactions came in from a file, {} and others",
        de: "Umsätze kamen aus einer Datei herein, {} und andere",
      },
      posted: { en: "A transaction is no longer pending: {}", de: "Ein Umsatz ist nicht mehr vorgemerkt: {}" },
      divided: { en: "A transaction was split: {}", de: "Ein Umsatz wurde aufgeteilt: {}" },
      updated: { en: "A transaction changed: {}", de: "Ein Umsatz wurde geändert: {}" },
      deleted: { en: "A transaction was deleted: {}", de: "Ein Umsatz wurde gelöscht: {}" },
      restored: { en: "A transaction is back: {}", de: "Ein Umsatz ist wieder da: {}" },
    },
  },
} satisfies Sentences;

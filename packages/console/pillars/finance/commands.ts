/** What of money can be done from everywhere, by its name or a key. */
import type { Pillar } from "#console/frame/pillars.ts";

export const commands: Pillar["commands"] = [
  {
    id: "finance.transactions.add",
    label: { en: "Add a transaction", de: "Umsatz eintragen" },
    run: ({ go }) => go("finance/transactions?add=yes"),
  },
  {
    id: "finance.transactions.categorise",
    label: { en: "Transactions without a category", de: "Umsätze ohne Kategorie" },
    run: ({ go }) => go("finance/transactions?category=none"),
  },
  {
    id: "finance.transfers.decide",
    label: { en: "Decide what may be transfers", de: "Über mögliche Überträge entscheiden" },
    glyph: "repeat",
    run: ({ go }) => go("finance/transfers"),
  },
  {
    id: "finance.accounts.add",
    label: { en: "Add an account", de: "Konto hinzufügen" },
    glyph: "card",
    run: ({ go }) => go("finance/accounts?add=yes"),
  },
  {
    id: "finance.transactions.export",
    label: { en: "Save transactions as a file", de: "Umsätze als Datei speichern" },
    glyph: "download",
    run: ({ go }) => go("finance/transactions?export=yes"),
  },
  {
    id: "finance.accounts.connect",
    label: { en: "Connect a bank", de: "Bank verbinden" },
    glyph: "link",
    run: ({ go }) => go("finance/accounts"),
  },
  {
    id: "finance.net-worth.open",
    label: { en: "What I have and owe", de: "Was ich habe und schulde" },
    glyph: "chart",
    run: ({ go }) => go("finance/net-worth"),
  },
  {
    id: "finance.budgets.open",
    label: { en: "What is left of the budgets", de: "Was von den Budgets übrig ist" },
    glyph: "target",
    run: ({ go }) => go("finance/budgets"),
  },
  {
    id: "finance.budget-categories.add",
    label: { en: "Add a category of money", de: "Kategorie für Geld hinzufügen" },
    glyph: "tag",
    run: ({ go }) => go("finance/categories?add=yes"),
  },
  {
    id: "finance.rules.add",
    label: { en: "Add a rule for transactions", de: "Regel für Umsätze hinzufügen" },
    glyph: "sliders",
    run: ({ go }) => go("finance/rules?add=yes"),
  },
  {
    id: "finance.billables.add",
    label: { en: "Enter billable time", de: "Abrechenbare Zeit eintragen" },
    glyph: "clock",
    run: ({ go }) => go("finance/billables?add=yes"),
  },
  {
    id: "finance.income.add",
    label: { en: "Add income", de: "Einnahme eintragen" },
    glyph: "chart",
    run: ({ go }) => go("finance/income?add=yes"),
  },
];

import { number } from "#console/words/format.ts";
import type { Words } from "#console/words/words.ts";
import type en from "./reading-words.en.ts";

export default {
  howRead: "Wie sie gelesen wird",
  columns: "Ihre Spalten",
  column: "Spalte",
  columnAt: (at: number) => `Spalte ${number(at)}`,
  suchAs: "Zum Beispiel",
  isWhat: "Was es ist",
  isWhatOf: (name: string) => `Was „${name}“ ist`,
  roles: {
    skip: "Weggelassen",
    date: "Tag",
    payee: "Geschäft oder Empfänger",
    description: "Beschreibung",
    amount: "Betrag",
    in: "Was hereinkam",
    out: "Was ausgegeben wurde",
    mark: "Ob es kam oder ging",
    currency: "Währung",
    account: "Konto",
    reference: "Kennung der Bank",
    category: "Kategorie",
    notes: "Notizen",
    id: "Eigene Kennung von LifeOS",
  },
  recheck: "Noch einmal durchsehen",
  asItIs: "So wird sie schon gelesen.",
  remembered: "Sie wird gelesen wie die letzte Datei dieses Kontos.",
  thatImport: "Diesen Import ansehen",
  balances: "Was laut der Bank da ist",
} satisfies Words<typeof en>;

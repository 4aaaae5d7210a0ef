import { number, plural } from "#console/words/format.ts";
import type { Words } from "#console/words/words.ts";
import type en from "./bank-words.en.ts";

export default {
  banks: {
    list: "Verbundene Banken",
    title: "die Bank",
    connect: "Bank verbinden",
    notConfigured:
      "Banken lassen sich hier nicht verbinden: Wer diese Installation betreibt, hat Plaid nicht eingerichtet.",
    importInstead: "Stattdessen einen Auszug importieren",
    statuses: { active: "verbunden", needs_reauth: "neu verbinden", revoked: "dort beendet" },
    bank: "Bank",
    synced: "Auf neuem Stand",
    never: "Noch nicht auf neuem Stand",
    sync: "Auf neuen Stand bringen",
    again: "Neu verbinden",
    manage: "Alle Verbindungen",
    needsReauth: "Die Bank will, dass du noch einmal zustimmst; bis dahin kommt nichts Neues.",
    due: (day: string) => `will bis ${day}, dass du noch einmal zustimmst`,
    connected: "Die Bank ist verbunden; was auf ihr ist, kommt jetzt",
    completing: "Die Verbindung wird abgeschlossen.",
    errors: {
      access_denied: "Du hast nicht zugestimmt, also wurde keine Bank verbunden.",
      authorization_ended:
        "Das wurde nicht hier begonnen, oder es hat länger als 15 Minuten gedauert. Beginne noch einmal.",
      unknown: "Plaid hat abgelehnt. Keine Bank wurde verbunden; beginne noch einmal.",
    },
  },

  exporting: {
    title: "Umsätze als Datei speichern",
    open: "Exportieren",
    format: "Format",
    formats: { csv: "Eine Tabelle (CSV)", ofx: "Ein Auszug (OFX)" },
    ofxHelp: "Von einem Konto, und von dem, was gebucht ist.",
    account: "Konto",
    allAccounts: "Alle Konten",
    from: "Von",
    to: "Bis",
    sayAccount: "Ein Auszug ist von einem Konto: Wähl es.",
    save: "Datei speichern",
    fileName: (name: string, ending: string) => `${name}.${ending}`,
    partName: (name: string, part: number, ending: string) => `${name} ${number(part)}.${ending}`,
    nothing: "In diesen Tagen ist nichts.",
    saved: (count: number) =>
      plural(count, { one: "Ein Umsatz wurde gespeichert.", other: `${number(count)} Umsätze wurden gespeichert.` }),
  },
} satisfies Words<typeof en>;

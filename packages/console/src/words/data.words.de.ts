import type en from "./data.words.en.ts";
import type { Words } from "./words.ts";

export default {
  byCode: {
    offline: "Es gibt keine Verbindung zu LifeOS.",
    timeout: "LifeOS hat nicht rechtzeitig geantwortet.",
    unreadable: "Etwas zwischen hier und LifeOS hat an seiner Stelle geantwortet.",
    unauthenticated: "Du bist abgemeldet. Melde dich an, um weiterzumachen.",
    forbidden: "Du darfst das sehen, aber nicht ändern.",
    not_found: "Das ist nicht hier, oder du darfst es nicht sehen.",
    limited: "Zu viele Änderungen in kurzer Zeit. Versuch es in einer Minute noch einmal.",
    unavailable: "Das ist gerade nicht verfügbar. Versuch es später noch einmal.",
    not_configured: "Das ist auf dieser Installation nicht eingerichtet.",
    too_large: "Das ist zu groß.",
    stale_version: "Es hat sich geändert, seit du es geöffnet hast.",
    already_exists: "Das gibt es schon.",
  },
  broken: "LifeOS ist gescheitert. Der Grund steht in seinem Protokoll.",
  unknown: (status: string) => `LifeOS hat es abgelehnt (${status}).`,
  notSaved: (what: string, why: string) => `Nicht gespeichert: ${what}. ${why}`,
  merged: (who: string) => `${who} hat es inzwischen geändert. Deine Änderung kam dazu.`,
  somebody: "Jemand",
  you: "Du, anderswo,",
  deleted: (what: string) => `Gelöscht: ${what}`,
  restored: (what: string) => `Wieder da: ${what}`,
  undo: "Rückgängig",
  thing: "es",
  upload: {
    unreadable: "Dieses Gerät kann die Datei nicht mehr lesen. Wähl sie noch einmal aus.",
    interrupted: "Die Verbindung zum Speicher brach ab. Was angekommen ist, bleibt.",
    notTaken: "Der Speicher nahm es nicht an. Versuch es noch einmal; was angekommen ist, bleibt.",
  },
  waits: "Keine Verbindung. Deine Änderung wartet und wird gesendet, sobald es eine gibt.",
} satisfies Words<typeof en>;

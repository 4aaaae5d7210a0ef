import { number, plural } from "./format.ts";
import type en from "./frame.words.en.ts";
import type { Words } from "./words.ts";

export default {
  product: "LifeOS",
  skip: "Zum Inhalt",
  pages: "Seiten",
  areas: "Teile von LifeOS",
  life: "Mein Leben",
  operations: "Betrieb",
  settings: "Einstellungen",
  about: "Über alles",
  add: "Hinzufügen",
  more: "Mehr",
  search: "Suchen oder Befehl eingeben",
  searchShort: "Suchen",
  found: "Gefunden",
  commands: "Befehle",
  noneFound: (text) => `Hier heißt nichts „${text}“.`,
  results: (count) => plural(count, { one: "Ein Treffer", other: `${number(count)} Treffer` }),
  loadingPage: "Die Seite lädt",

  account: (name) => `${name}, dein Konto`,
  signOut: "Abmelden",
  theme: "Darstellung",
  themes: { system: "Wie dieses Gerät", light: "Hell", dark: "Dunkel" },
  compact: "Enge Zeilen",
  comfortable: "Weite Zeilen",

  keys: "Tasten",
  keysOn: "Einzelne Tasten tun etwas",
  keysHelp: "In Feldern tun sie nichts. Auch ausgeschaltet gehen Pfeile und Tab.",
  everywhere: "Überall",
  keyNames: {
    search: "Suchen",
    help: "Diese Tasten",
    undo: "Letzte Änderung zurücknehmen",
    go: "dann ein Buchstabe: Seite öffnen",
    notices: "Zu den Meldungen",
  },
  listKeys: "In Listen",
  listKeyNames: {
    move: "Bewegen",
    select: "Auswählen; mit Umschalt und Pfeilen mehrere",
    open: "Öffnen",
    check: "Abhaken",
    delete: "Löschen",
    reorder: "Zeile verschieben",
    inside: "Durch die Bedienelemente der Zeile",
  },

  notices: "Meldungen",
  lastNotices: "Was zuletzt gemeldet wurde",
  noNotices: "Seit du diese Seite geöffnet hast, wurde nichts gemeldet.",

  offline: "Keine Verbindung. Was du siehst, ist von vorhin.",
  waiting: (count) =>
    plural(count, {
      one: "Eine Änderung wartet aufs Senden.",
      other: `${number(count)} Änderungen warten aufs Senden.`,
    }),
  showWaiting: "Zeigen",
  waitingTitle: "Wartet aufs Senden",
  putAway: "Verwerfen",
  expired: "Deine Sitzung ist zu Ende. Die Seite und was du getippt hast, bleiben.",
  signIn: "Anmelden",

  notFound: "Diese Seite gibt es nicht.",
  notFoundHelp: "Vielleicht ist sie umgezogen, oder die Adresse hat einen Fehler.",
  notAllowed: "Diese Seite ist für Verwalter.",
  goHome: "Zur ersten Seite",
  failed: "Diese Seite ist gescheitert.",
  failedHelp: "Was du gespeichert hast, ist sicher. Neu laden hilft oft.",
  newVersion: "LifeOS wurde aktualisiert, seit du es geöffnet hast.",
  reload: "Neu laden",
  open: (name) => `${name} öffnen`,
  unknownRow: "nicht mehr da",
  focus: {
    title: "Fokus",
    noTask: "Ohne Aufgabe",
    paused: "pausiert",
    planned: (time) => `${time} geplant`,
    interrupted: (times) =>
      times === 0 ? "" : plural(times, { one: "einmal gestört", other: `${number(times)}-mal gestört` }),
    up: "Zeit um",
    over: (time) => `+ ${time}`,
    end: "Fertig",
    pause: "Pause",
    resume: "Weiter",
    interrupt: "Ich wurde gestört",
    abandon: "Abbrechen",
  },
  deleted: {
    unnamed: "Der Name ist nicht mehr bekannt",
    restore: "Zurückholen",
    back: (title: string) => `Wieder da: ${title}`,
    empty: "Nichts wurde gelöscht.",
  },
  backlinks: {
    title: "Erwähnt in",
    relations: { mentions: "erwähnt es", refers: "verweist darauf", related: "damit verknüpft" } as Readonly<
      Record<string, string>
    >,
  },
  uploads: {
    title: (done: number, all: number, troubled: number) =>
      `Hochladen: ${number(done)} von ${number(all)} fertig${troubled === 0 ? "" : plural(troubled, { one: ", eine braucht einen Blick", other: `, ${number(troubled)} brauchen einen Blick` })}`,
    clear: "Fertige wegräumen",
    further: (count: number) => plural(count, { one: "Eine weitere", other: `${number(count)} weitere` }),
    hashing:
      "Sie wird zuerst gelesen, damit dieselbe Datei nicht zweimal gesendet wird und eine unterbrochene weitergeht.",
    states: { waiting: "wartet, bis sie dran ist", stopped: "angehalten; was angekommen ist, bleibt" },
    done: "hochgeladen",
    known: "du hast sie schon",
    checking: "hochgeladen, wird geprüft",
    failed: "nicht hochgeladen",
    quarantined: "gesperrt",
    deleted: "Sie liegt bei deinen gelöschten Dateien.",
    restore: "Zurückholen",
    goOn: "Weiter",
    look: "Ansehen",
  },
} satisfies Words<typeof en>;

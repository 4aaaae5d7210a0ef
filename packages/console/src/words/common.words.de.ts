import type en from "./common.words.en.ts";
import { number, plural } from "./format.ts";
import type { Words } from "./words.ts";

export default {
  product: "LifeOS",
  add: "Hinzufügen",
  save: "Speichern",
  cancel: "Abbrechen",
  delete: "Löschen",
  edit: "Bearbeiten",
  undo: "Rückgängig",
  retry: "Erneut versuchen",
  close: "Schließen",
  more: "Mehr",
  beginningOnly: "Nur der Anfang ist zu sehen: der Text ist sehr lang.",
  open: "Öffnen",
  loading: "Lädt",
  clear: "Leeren",
  unknown: "Nicht bekannt",

  discardQuestion: "Was du getippt hast, ist nicht gespeichert.",
  keepEditing: "Weiter bearbeiten",
  discard: "Verwerfen",

  details: "Für den Support",

  newer: (count) => plural(count, { one: `${number(count)} neu`, other: `${number(count)} neu` }),
  selected: (count) => plural(count, { one: "Eins ausgewählt", other: `${number(count)} ausgewählt` }),
  selectedAll: "Alle Treffer sind ausgewählt",
  selectedAllBut: (count) =>
    plural(count, { one: "Alle Treffer bis auf einen", other: `Alle Treffer bis auf ${number(count)}` }),
  selectAll: "Alle Treffer auswählen",
  select: (name) => `${name} auswählen`,
  actionsOf: (name) => `Aktionen für ${name}`,
  moveUp: "Nach oben",
  moveDown: "Nach unten",
  expand: (name) => `${name} aufklappen`,

  notUnderstood: "Nicht verstanden. Versuch „fr“, „12.12.“ oder „morgen 9“.",
  timeNotUnderstood: "Nicht verstanden. Versuch „9“, „14:30“ oder „9 Uhr“.",
  numberNotUnderstood: "Schreib eine Zahl, etwa 1.234,5.",
  amountNotUnderstood: (decimals) =>
    plural(decimals, {
      one: "Schreib einen Betrag mit höchstens einer Nachkommastelle.",
      other: `Schreib einen Betrag mit höchstens ${number(decimals)} Nachkommastellen.`,
    }),
  pickDay: "Tag wählen",
  pickTime: "Uhrzeit wählen",
  least: (value) => `Mindestens ${value}`,
  most: (value) => `Höchstens ${value}`,

  noMatch: (text) => `Nichts heißt „${text}“.`,
  create: (text) => `„${text}“ hinzufügen`,
  remove: (name) => `${name} entfernen`,
  searching: "Sucht",

  doneOf: (done, total) => `${number(done)} von ${number(total)}`,
  amountOf: (done: string, total: string) => `${done} von ${total}`,
  perSecond: (rate) => `${rate} je Sekunde`,
  failedLines: (count) =>
    plural(count, {
      one: "Eine Zeile wurde nicht übernommen",
      other: `${number(count)} Zeilen wurden nicht übernommen`,
    }),
  line: (at) => `Zeile ${number(at)}`,
  stop: "Anhalten",

  understood: "Verstanden",

  conflictTitle: "Jemand anderes hat das auch geändert",
  conflictWho: (who, when) => `${who} hat es ${when} geändert. Deins steht unten; wähle für jedes Feld.`,
  conflictUnknown: "Es wurde inzwischen geändert. Deins steht unten; wähle für jedes Feld.",
  mine: "Deins",
  theirs: "Das andere",
  keepChosen: "Auswahl speichern",
  takeTheirs: "Alles vom anderen übernehmen",
  empty: "leer",
  yes: "ja",
  no: "nein",

  removed: "entfernt",
  added: "hinzugefügt",

  asTable: "Werte als Tabelle zeigen",
  graph: "Graph",
  list: "Liste",
  form: "Form",
  graphHelp: "Auf und Ab gehen von Schritt zu Schritt; die Liste erzählt dasselbe.",
  foldBookkeeping: "Buchführung einklappen",
  alsoBecauseOf: (names) => `auch wegen ${names}`,
  later: (passed) => `${passed} später`,
  laterUncaused: (passed) => `${passed} später; nichts hier hat es verursacht`,
  asList: "Als Liste zeigen",
  leadsTo: (names) => `vor ${names}`,
  noData: "keine Daten",
  failed: "gescheitert",
  skipped: "übersprungen",
  chartKeys: "Pfeile lesen Wert für Wert, Bild auf und Bild ab eine Woche",
  tooLarge: (count) => `${number(count)} sind zu viele für einen Graphen; die Liste hat sie alle.`,
  waited: (who) => `wartete auf ${who}`,
  bookkeepingTitle: (count) =>
    plural(count, { one: "Ein Schritt Buchführung", other: `${number(count)} Schritte Buchführung` }),
} satisfies Words<typeof en>;

import { number, plural } from "#console/words/format.ts";
import type { Words } from "#console/words/words.ts";
import type en from "./words.en.ts";

export default {
  title: "Zeitachse",
  lead: "Alles, was hier in deinem Leben geschah, und was dazu führte.",
  list: "Was geschah",
  whose: "Wessen",
  scopes: { mine: "Deins", household: "Haushalt", shared: "Mit dir geteilt" },
  all: "Alles",
  areas: "Welcher Bereich",
  until: "Zurück zu einem Tag",
  newest: "Zum Neuesten",
  empty: "Hier ist noch nichts geschehen.",
  emptyHint:
    "Notiere eine Aufgabe, eine Mahlzeit, oder leite einen Beleg weiter: Es erscheint hier, mit dem, was daraus folgt.",
  emptyFiltered: "Davon ist nichts geschehen.",
  showAll: "Alles zeigen",
  back: "Alle Ereignisse",
  origins: {
    api: "von dir",
    webhook: "kam von außen",
    schedule: "zu seiner Zeit",
    workflow: "von selbst",
    agent: "von einem Agenten",
    import: "importiert",
  },
  you: "dich",
  somebody: "jemand anderen",
  byOther: "von jemand anderem",
  alone: (what) => `${what}. Nichts führte dazu, und nichts folgte daraus.`,
  story: (first, last) => `${first}; am Ende: ${last}.`,
  summary: (events, areas) =>
    `${plural(events, { one: "Ein Ereignis", other: `${number(events)} Ereignisse` })} in ${plural(areas, { one: "einem Bereich", other: `${number(areas)} Bereichen` })}.`,
  waits: (count, rest) =>
    `${plural(count, { one: "Eines wartete auf jemanden", other: `${number(count)} davon warteten auf jemanden` })}; der Rest dauerte ${rest} im Ganzen.`,
  took: (time) => `Sie dauerten ${time} im Ganzen.`,
  truncated: "Die Geschichte hat mehr als tausend Ereignisse; ihr Ende fehlt hier.",
  selected: "Ausgewählt",
  doneBy: "Geschehen",
  run: "Workflow-Lauf",
  row: "Zeile",
  changed: "Geändert",
  nothingChanged: "kein Feld",
  when: "Wann",
  previous: (field, before) => `${field}, vorher: ${before}`,
} satisfies Words<typeof en>;

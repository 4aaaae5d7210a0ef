import { number, plural } from "#console/words/format.ts";
import type { Words } from "#console/words/words.ts";
import type en from "./words.en.ts";

export default {
  title: "Suche",
  lead: "Alles, was du hier hast und was mit dir geteilt ist, nach dem, was darin steht.",
  field: "Überall suchen",
  hint: "Ein paar Buchstaben genügen. Ein Wort wird auch in anderen Formen und mit einem falschen Buchstaben gefunden.",
  before: "Zuletzt gesucht",
  forget: "Diese vergessen",
  pillars: "Welcher Bereich",
  all: "Alles",
  results: "Was gefunden wurde",
  count: (count) => plural(count, { one: "Ein Ergebnis", other: `${number(count)} Ergebnisse` }),
  none: (text) => `Nirgends steht „${text}“.`,
  noneHint: "Versuche ein anderes Wort oder weniger.",
  everywhere: "Überall suchen",
  waiting: (count) =>
    plural(count, {
      one: "Ein geänderter Eintrag wird noch eingelesen.",
      other: `${number(count)} geänderte Einträge werden noch eingelesen.`,
    }),
  byMeaning: "dem Sinn nach",
  start: "Wonach suchst du?",
} satisfies Words<typeof en>;

import { number, plural } from "#console/words/format.ts";
import type { Words } from "#console/words/words.ts";
import type en from "./graph-words.en.ts";

export default {
  merging: {
    open: "Mit anderem zusammenführen",
    title: "Mit anderem zusammenführen",
    other: "Womit",
    otherHelp: "Das, was dasselbe ist: es geht hierin auf, mit allen seinen Verknüpfungen.",
    stays: (name) => `Bleibt: ${name}`,
    goes: (name) => `Geht darin auf: ${name}`,
    both: "Beides",
    result: "Was daraus wird",
    attributes: "Was davon bekannt ist",
    links: "Was zum anderen führt, führt dann hierher. Das lässt sich 30 Tage lang rückgängig machen.",
    merge: "Zusammenführen",
    merged: (other, into) => `${other} ging in ${into} auf`,
    before: "Was darin aufging",
    moved: (count) =>
      plural(count, { one: "Eine Verknüpfung zog um", other: `${number(count)} Verknüpfungen zogen um` }),
    undo: "Rückgängig",
    parted: (name) => `${name} steht wieder für sich`,
    kept: (fields) => `Behalten, weil seitdem geändert: ${fields}`,
  },
  tagging: {
    title: "Schlagwörter",
    lead: "Deiner Dokumente, deines Tagebuchs und deiner Dateien, die häufigsten zuerst.",
    list: "Schlagwörter nach Häufigkeit",
    find: "Nach dem Anfang suchen",
    documents: "Dokumente",
    uses: ({ documents, journal, files }) =>
      [
        documents > 0 && plural(documents, { one: "ein Dokument", other: `${number(documents)} Dokumente` }),
        journal > 0 && plural(journal, { one: "ein Eintrag", other: `${number(journal)} Einträge` }),
        files > 0 && plural(files, { one: "eine Datei", other: `${number(files)} Dateien` }),
      ]
        .filter((part) => part !== false)
        .join(" · "),
    inDocuments: "Dokumente damit",
    inFiles: "Dateien damit",
    rename: "Umbenennen",
    renaming: (tag) => `${tag} umbenennen`,
    name: "Name",
    nameHelp: "Es wird überall umbenannt. Gibt es ein Schlagwort dieses Namens, werden beide eines und bleiben es.",
    unchanged: "Nichts wurde geändert.",
    renamed: (from, to) => `${from} heißt jetzt ${to}`,
    empty: "Noch hat nichts ein Schlagwort.",
    emptyHint: "Gib eines einem Dokument, einer Datei oder einem Eintrag im Tagebuch.",
    notFound: "Kein Schlagwort beginnt so.",
    more: "Nur die 1.000 häufigsten stehen hier: schreib, wie ein anderes beginnt.",
  },
} satisfies Words<typeof en>;

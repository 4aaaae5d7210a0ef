import { number, plural } from "#console/words/format.ts";
import type { Words } from "#console/words/words.ts";
import type en from "./words.en.ts";

export default {
  tasks: {
    title: "Aufgaben",
    list: "Aufgaben",
    show: "Welche Aufgaben",
    views: { open: "Offen", overdue: "Überfällig", done: "Erledigt" },
    complete: (title: string) => `Erledigt: ${title}`,
    completed: (title: string) => `Erledigt: ${title}`,
    completeSome: (count: number) => plural(count, { one: "Erledigen", other: `${number(count)} erledigen` }),
    completeAll: "Alle passenden erledigen",
    notAllBut: "Lass keine aus, um alle passenden zu erledigen.",
    overdue: (day: string) => `seit ${day}`,
    delete: "Löschen",
    open: "Öffnen",
    empty: {
      open: "Nichts wartet darauf, getan zu werden.",
      overdue: "Nichts ist zu spät.",
      done: "Noch ist nichts erledigt.",
    },
    emptyHint: "Schreib es, wie du es sagen würdest.",
    example: "Pay rent every month on the 1st 9am !high",
    tryExample: "Ein Beispiel versuchen",
  },
  add: {
    label: "Aufgabe in eigenen Worten hinzufügen (Englisch)",
    first: (day) => `zuerst am ${day}`,
    due: (day: string) => day,
    priority: { low: "niedrig", medium: "mittel", high: "hoch", critical: "dringend" },
  },
  task: {
    above: "Aufgaben",
    title: "Titel",
    description: "Notizen",
    dueDate: "Fällig",
    priority: "Priorität",
    priorities: { low: "Niedrig", medium: "Mittel", high: "Hoch", critical: "Dringend" },
    minutes: "Minuten, die es dauert",
    saved: "Gespeichert",
  },
} satisfies Words<typeof en>;

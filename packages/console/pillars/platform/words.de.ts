import { list, number, plural } from "#console/words/format.ts";
import type { Words } from "#console/words/words.ts";
import type en from "./words.en.ts";

const questions = (count: number) =>
  plural(count, { one: "eine Frage wartet auf dich", other: `${number(count)} Fragen warten auf dich` });
const due = (count: number) =>
  plural(count, { one: "eine Sache ist fällig", other: `${number(count)} Sachen sind fällig` });

export default {
  today: {
    lead: (asked, tasks) => {
      const parts = [...(asked > 0 ? [questions(asked)] : []), ...(tasks > 0 ? [due(tasks)] : [])];
      if (parts.length === 0) return "Nichts fragt, und nichts ist fällig.";
      const said = list(parts);
      return `${said[0]!.toUpperCase()}${said.slice(1)}.`;
    },
    weather: (temperature, sky) => (sky === "" ? `${temperature}.` : `${temperature}, ${sky}.`),
    sky: {
      "01": "klar",
      "02": "ein paar Wolken",
      "03": "wolkig",
      "04": "bedeckt",
      "09": "Schauer",
      "10": "Regen",
      "11": "Gewitter",
      "13": "Schnee",
      "50": "Nebel",
    },
    add: "Eine Aufgabe, in deinen Worten",
    addHint: "Miete zahlen jeden Monat am 1. um 9 Uhr !hoch",
    added: (title) => `Notiert: ${title}`,
    day: "Der Tag",
    dayEmpty: "Heute hat nichts eine Uhrzeit.",
    dayEmptyHint: "Ein Termin, eine Aufgabe mit Uhrzeit oder eine Gewohnheit steht dann hier.",
    now: "jetzt",
    kcal: (amount) => `${amount} kcal`,
    repeats: "Routine",
    worked: "geplant",
    block: "reservierte Zeit",
    tentative: "vielleicht",
    allDay: "Ganztägig",
    free: "Frei",
    freeUntil: (time) => `Frei bis ${time}.`,
    busyUntil: (time) => `Belegt bis ${time}.`,
    freeRest: "Frei für den Rest des Tages.",
    partOf: (part, whole) => `${part} von ${whole}`,
    ofWeek: (done, needed) => `${number(done)} von ${number(needed)} diese Woche`,
    timesOfDay: { anytime: "jederzeit", morning: "morgens", afternoon: "nachmittags", evening: "abends" },
    skip: "Auslassen",
    skipped: "ausgelassen",
    frozen: "durch Joker gerettet",
    skippedHabit: (name) => `Ausgelassen: ${name}`,
    takeBack: "Zurücknehmen, was gesagt war",
    openHabit: "Wie viel, eine Notiz …",
    dueThen: "fällig",
    due: "Fällig",
    dueList: "Was fällig ist",
    allTasks: "Alle Aufgaben",
    dueEmpty: "Heute ist nichts fällig.",
    complete: (title) => `Erledigt: ${title}`,
    completed: (title) => `Erledigt: ${title}`,
    since: (day) => `seit ${day}`,
    useSoon: "Bald verbrauchen",
    noticed: "Bemerkt",
    seeEvidence: "Worauf es beruht",
  },
  question: {
    heading: "Fragt dich",
    why: "Warum fragt LifeOS?",
    scale: (from, to) => `Von ${from} bis ${to}`,
    five: { 1: "mies", 2: "mau", 3: "geht", 4: "gut", 5: "super" },
    answered: (value) => `Geantwortet: ${value}`,
    withNote: "Notiz dazu",
    note: "Notiz",
  },
  notifications: {
    title: "Mitteilungen",
    lead: (unread) =>
      unread === 0
        ? "Alles ist gelesen."
        : plural(unread, { one: "Eine ist ungelesen.", other: `${number(unread)} sind ungelesen.` }),
    list: "Was LifeOS dir gemeldet hat",
    told: "Gemeldet",
    readAll: "Alle als gelesen markieren",
    readSome: (left) =>
      `Die neuesten tausend sind gelesen; ${plural(left, { one: "eine bleibt", other: `${number(left)} bleiben` })}.`,
    open: (title) => `Lesen: ${title}`,
    unread: "neu",
    why: "Was dazu führte",
    empty: "Noch wurde nichts gemeldet.",
    emptyHint: "Was LifeOS bemerkt und was es dich fragt, steht dann hier.",
    yourAnswer: (value) => `Deine Antwort: ${value}`,
  },
  count: (unread) => plural(unread, { one: "eine ungelesen", other: `${number(unread)} ungelesen` }),
} satisfies Words<typeof en>;

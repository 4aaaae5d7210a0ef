import { number, plural } from "#console/words/format.ts";
import type { Words } from "#console/words/words.ts";
import type en from "./journal-words.en.ts";

export default {
  journal: {
    title: "Tagebuch",
    ofDay: (day) => `Was war am ${day}?`,
    today: "Was war heute?",
    toToday: "Zurück zu heute",
    how: "Wie war es?",
    faces: { "1": "Schlecht", "2": "Mäßig", "3": "Mittel", "4": "Gut", "5": "Sehr gut" },
    write: "Dein Eintrag",
    writeHelp: "Wird beim Schreiben von selbst gespeichert. Einfacher Text oder Markdown.",
    saving: "Wird gespeichert…",
    saved: "Gespeichert",
    notSaved: "Noch nicht gespeichert",
    saysNothing:
      "Ein Eintrag sagt etwas oder wie es war. Dieser bleibt, wie er war: lösch ihn in der Liste unten, wenn es ihn nicht geben soll.",
    otherDay: "Ein anderer Tag",
    year: "Das letzte Jahr",
    found: (days) =>
      plural(days, {
        one: "Du hast an einem Tag des letzten Jahres geschrieben.",
        other: `Du hast an ${number(days)} Tagen des letzten Jahres geschrieben.`,
      }),
    entries: "Einträge",
    day: "Tag",
    ofThatDay: (entries, mood) =>
      [plural(entries, { one: "1 Eintrag", other: `${number(entries)} Einträge` }), mood && `Stimmung ${mood}`]
        .filter(Boolean)
        .join(", "),
    onThisDay: "An diesem Tag",
    yearsAgo: (years) => plural(years, { one: "Vor einem Jahr", other: `Vor ${number(years)} Jahren` }),
    list: "Alle Einträge",
    empty: "In deinem Tagebuch steht noch nichts.",
    emptyHint: "Eine Stimmung reicht: drück, wie es war.",
    onlyMood: "Nur, wie es war",
    open: (day) => `Eintrag vom ${day}`,
    sounds: { good: "klingt froh", even: "klingt ausgeglichen", bad: "klingt traurig" },
    soundsHelp: "Nach den Wörtern eines englischen Textes; über andere Sprachen wird nichts gesagt.",
    edit: "Eintrag ändern",
    delete: "Löschen",
    entryDate: "Tag",
    tags: "Schlagwörter",
    tagsHelp: "Schreib eines und drück Enter.",
    mood: "Stimmung",
    noMood: "Nicht gesagt",
  },
} satisfies Words<typeof en>;

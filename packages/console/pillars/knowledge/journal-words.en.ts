import { number, plural } from "#console/words/format.ts";

export default {
  journal: {
    title: "Journal",
    ofDay: (day: string) => `What was on ${day}?`,
    today: "What was today?",
    toToday: "Back to today",
    how: "How was it?",
    faces: { "1": "Bad", "2": "Not well", "3": "So-so", "4": "Well", "5": "Very well" },
    write: "Your entry",
    writeHelp: "Kept by itself as you write. Plain text or Markdown.",
    saving: "Saving…",
    saved: "Saved",
    notSaved: "Not saved yet",
    saysNothing:
      "An entry says something, or how it was. This one stays as it was: delete it in the list below if it is not to be.",
    otherDay: "Another day",
    year: "The last year",
    found: (days: number) =>
      plural(days, {
        one: "You wrote on one day of the last year.",
        other: `You wrote on ${number(days)} days of the last year.`,
      }),
    entries: "Entries",
    day: "Day",
    ofThatDay: (entries: number, mood?: string) =>
      [plural(entries, { one: "1 entry", other: `${number(entries)} entries` }), mood && `mood ${mood}`]
        .filter(Boolean)
        .join(", "),
    onThisDay: "On this day",
    yearsAgo: (years: number) => plural(years, { one: "A year ago", other: `${number(years)} years ago` }),
    list: "All entries",
    empty: "There is nothing in your journal yet.",
    emptyHint: "A mood is enough: press how it was.",
    onlyMood: "Only how it was",
    open: (day: string) => `Entry of ${day}`,
    sounds: { good: "sounds glad", even: "sounds even", bad: "sounds sad" },
    soundsHelp: "By the words of an English text; of other languages nothing is said.",
    edit: "Change the entry",
    delete: "Delete",
    entryDate: "Day",
    tags: "Tags",
    tagsHelp: "Write one and press Enter.",
    mood: "Mood",
    noMood: "Not said",
  },
};

import { list, number, plural } from "#console/words/format.ts";

const questions = (count: number) =>
  plural(count, { one: "one question waits for you", other: `${number(count)} questions wait for you` });
const due = (count: number) => plural(count, { one: "one thing is due", other: `${number(count)} things are due` });

export default {
  today: {
    lead: (asked: number, tasks: number) => {
      const parts = [...(asked > 0 ? [questions(asked)] : []), ...(tasks > 0 ? [due(tasks)] : [])];
      if (parts.length === 0) return "Nothing asks, and nothing is due.";
      const said = list(parts);
      return `${said[0]!.toUpperCase()}${said.slice(1)}.`;
    },
    weather: (temperature: string, sky: string) => (sky === "" ? `${temperature}.` : `${temperature}, ${sky}.`),
    sky: {
      "01": "clear",
      "02": "a few clouds",
      "03": "cloudy",
      "04": "overcast",
      "09": "showers",
      "10": "rain",
      "11": "thunderstorms",
      "13": "snow",
      "50": "mist",
    },
    add: "Add a task, in your own words",
    addHint: "Pay rent every month on the 1st 9am !high",
    added: (title: string) => `Noted: ${title}`,
    day: "The day",
    dayEmpty: "Nothing has a time today.",
    dayEmptyHint: "An event, a task with a time or a habit stands here.",
    now: "now",
    kcal: (amount: string) => `${amount} kcal`,
    repeats: "routine",
    worked: "planned",
    block: "time set aside",
    tentative: "maybe",
    allDay: "All day",
    free: "Free",
    freeUntil: (time: string) => `Free until ${time}.`,
    busyUntil: (time: string) => `Busy until ${time}.`,
    freeRest: "Free for the rest of the day.",
    partOf: (part: string, whole: string) => `${part} of ${whole}`,
    ofWeek: (done: number, needed: number) => `${number(done)} of ${number(needed)} this week`,
    timesOfDay: { anytime: "any time", morning: "morning", afternoon: "afternoon", evening: "evening" },
    skip: "Skip",
    skipped: "skipped",
    frozen: "saved by a freeze",
    skippedHabit: (name: string) => `Skipped: ${name}`,
    takeBack: "Take back what was said",
    openHabit: "How much, a note …",
    dueThen: "due",
    due: "Due",
    dueList: "What is due",
    allTasks: "All tasks",
    dueEmpty: "Nothing is due today.",
    complete: (title: string) => `Done: ${title}`,
    completed: (title: string) => `Done: ${title}`,
    since: (day: string) => `since ${day}`,
    useSoon: "Use soon",
    noticed: "Noticed",
    seeEvidence: "See what it rests on",
  },
  question: {
    heading: "Asks you",
    why: "Why am I asked?",
    scale: (from: string, to: string) => `From ${from} to ${to}`,
    five: { 1: "rough", 2: "meh", 3: "fine", 4: "good", 5: "great" },
    answered: (value: string) => `Answered: ${value}`,
    withNote: "Add a note",
    note: "Note",
  },
  notifications: {
    title: "Notifications",
    lead: (unread: number) =>
      unread === 0
        ? "All of it is read."
        : plural(unread, { one: "One is unread.", other: `${number(unread)} are unread.` }),
    list: "What LifeOS told you",
    told: "Told",
    readAll: "Mark all as read",
    readSome: (left: number) =>
      `The newest thousand are read; ${plural(left, { one: "one is left", other: `${number(left)} are left` })}.`,
    open: (title: string) => `Read: ${title}`,
    unread: "new",
    why: "What led to this",
    empty: "Nothing was told yet.",
    emptyHint: "What LifeOS notices, and what it asks you, stands here.",
    yourAnswer: (value: string) => `You answered ${value}`,
  },
  count: (unread: number) => plural(unread, { one: "one unread", other: `${number(unread)} unread` }),
};

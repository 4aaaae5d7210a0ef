import { number, plural } from "./format.ts";
import type en from "./recurrence.en.ts";
import type { Words } from "./words.ts";

export default {
  workdays: "jeden Werktag",
  every: {
    DAILY: (n: number) => plural(n, { one: "jeden Tag", other: `alle ${number(n)} Tage` }),
    WEEKLY: (n: number) => plural(n, { one: "jede Woche", other: `alle ${number(n)} Wochen` }),
    MONTHLY: (n: number) => plural(n, { one: "jeden Monat", other: `alle ${number(n)} Monate` }),
    YEARLY: (n: number) => plural(n, { one: "jedes Jahr", other: `alle ${number(n)} Jahre` }),
  },
  on: (days: string) => `am ${days}`,
  onDate: (dates: string) => `am ${dates}`,
  date: (date: string) => `${date}.`,
  lastDay: "letzten Tag",
  nth: (nth: string, weekday: string) => `${nth}. ${weekday}`,
  lastOf: (weekday: string) => `letzten ${weekday}`,
  inMonths: (months: string) => `im ${months}`,
  afterDone: "nach dem Erledigen",
  times: (count: number) => plural(count, { one: "einmal", other: `${number(count)}-mal` }),
  until: (day: string) => `bis ${day}`,
} satisfies Words<typeof en>;

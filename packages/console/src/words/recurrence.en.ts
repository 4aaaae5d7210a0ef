import { number, plural } from "./format.ts";

/** How often something comes again, as recurrence.ts puts it together. */
export default {
  workdays: "every workday",
  every: {
    DAILY: (n: number) => plural(n, { one: "every day", other: `every ${number(n)} days` }),
    WEEKLY: (n: number) => plural(n, { one: "every week", other: `every ${number(n)} weeks` }),
    MONTHLY: (n: number) => plural(n, { one: "every month", other: `every ${number(n)} months` }),
    YEARLY: (n: number) => plural(n, { one: "every year", other: `every ${number(n)} years` }),
  },
  on: (days: string) => `on ${days}`,
  onDate: (dates: string) => `on ${dates}`,
  date: (date: string) => `day ${date}`,
  lastDay: "the last day",
  nth: (nth: string, weekday: string) => `${weekday} no. ${nth}`,
  lastOf: (weekday: string) => `the last ${weekday}`,
  inMonths: (months: string) => `in ${months}`,
  afterDone: "after it is done",
  times: (count: number) => plural(count, { one: "once", other: `${number(count)} times` }),
  until: (day: string) => `until ${day}`,
};

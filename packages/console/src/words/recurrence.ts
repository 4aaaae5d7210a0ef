/** A rule of recurrence (RFC 5545) as a person says it. */
import { dateTime, day, list, number } from "./format.ts";
import type en from "./recurrence.en.ts";
import type { Words } from "./words.ts";

/** Those of recurrence.en.ts, which the words of a pillar have as a part. */
type Texts = Words<typeof en>;
type Frequency = keyof Texts["every"];

const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const WORKDAYS = "MO,TU,WE,TH,FR";
/** Ends of periods are counted from the end: −1 is the last. */
const LAST = -1;

/** Parts that are too rare for words of their own; the rule itself is shown then. */
const RARE = ["BYSETPOS", "BYWEEKNO", "BYYEARDAY"];

/** `every 2 weeks on Monday and Friday, until 3 June`. A rule without words for it is shown as it is. */
export function inWords(rule: string, words: Texts, basis?: "due_date" | "completion"): string {
  const parts = new Map(rule.split(";").map((part) => part.split("=", 2) as [string, string]));
  const frequency = parts.get("FREQ") as Frequency | undefined;
  if (!frequency || RARE.some((name) => parts.has(name))) return rule;
  const said = [
    every(frequency, Number(parts.get("INTERVAL") ?? 1), parts.get("BYDAY"), words),
    on(parts, words),
    basis === "completion" && words.afterDone,
    parts.has("COUNT") && words.times(Number(parts.get("COUNT"))),
    parts.has("UNTIL") && words.until(day(dayOfRule(parts.get("UNTIL")!), "long")),
  ];
  return said.filter(Boolean).join(" ");
}

function every(frequency: Frequency, interval: number, byDay: string | undefined, words: Texts): string {
  if (frequency === "WEEKLY" && interval === 1 && byDay === WORKDAYS) return words.workdays;
  return words.every[frequency](interval);
}

/** On which days, and in which months. */
function on(parts: ReadonlyMap<string, string>, words: Texts): string {
  const byDay = parts.get("BYDAY")?.split(",") ?? [];
  const byMonthDay = parts.get("BYMONTHDAY")?.split(",").map(Number) ?? [];
  const byMonth = parts.get("BYMONTH")?.split(",").map(Number) ?? [];
  const days =
    byDay.join() === WORKDAYS && parts.get("FREQ") === "WEEKLY" ? [] : byDay.map((one) => dayInWords(one, words));
  const dates = byMonthDay.map((date) => (date === LAST ? words.lastDay : words.date(number(date))));
  return [
    days.length > 0 && words.on(list(days)),
    dates.length > 0 && words.onDate(list(dates)),
    byMonth.length > 0 && words.inMonths(list(byMonth.map(monthName))),
  ]
    .filter(Boolean)
    .join(" ");
}

/** `-1FR`: the last Friday. */
function dayInWords(text: string, words: Texts): string {
  const [, ordinal, name] = /^([+-]?\d+)?(\w\w)$/.exec(text) ?? [];
  const weekday = dateTime(`2024-01-0${DAYS.indexOf(name ?? "MO") + 1}T12:00:00Z`, {
    weekday: "long",
    timeZone: "UTC",
  });
  if (ordinal === undefined) return weekday;
  return Number(ordinal) === LAST ? words.lastOf(weekday) : words.nth(number(Number(ordinal)), weekday);
}

const monthName = (month: number): string =>
  dateTime(`2024-${String(month).padStart(2, "0")}-15T12:00:00Z`, { month: "long" });

const dayOfRule = (until: string): string => `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;

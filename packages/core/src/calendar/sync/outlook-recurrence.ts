/**
 * Recurrence as Microsoft Graph has it (patternedRecurrence: a pattern and a range) and as a rule of RFC 5545. A pattern says less than a rule:
 * what has none cannot be written there.
 */
import * as z from "zod/mini";
import {
  canonicalRule,
  type Rule,
  RuleError,
  readRule,
  type Weekday,
  weekdays,
  writeRule,
} from "#core/rhythm/recurrence-rule";

const names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
/** Which of the days of a month: the last one is -1. */
const indexes = { first: 1, second: 2, third: 3, fourth: 4, last: -1 } as const;

export const PatternedRecurrence = z.object({
  pattern: z.object({
    type: z.string(),
    interval: z.optional(z.number()),
    month: z.optional(z.number()),
    dayOfMonth: z.optional(z.number()),
    daysOfWeek: z.optional(z.array(z.string())),
    firstDayOfWeek: z.optional(z.string()),
    index: z.optional(z.string()),
  }),
  range: z.object({
    type: z.string(),
    startDate: z.optional(z.string()),
    endDate: z.optional(z.string()),
    numberOfOccurrences: z.optional(z.number()),
    recurrenceTimeZone: z.optional(z.string()),
  }),
});
export type Patterned = z.output<typeof PatternedRecurrence>;

/** The rule of a recurrence; null for a pattern that is not known, and for one that makes no rule. */
export function ruleOf({ pattern, range }: Patterned): string | null {
  const days = (pattern.daysOfWeek ?? []).flatMap((name) => dayOf(name) ?? []);
  const position = indexes[(pattern.index ?? "first") as keyof typeof indexes];
  // One day is named with its number; of several, the number chooses among all of them.
  const placed =
    days.length === 1
      ? { byDay: [{ day: days[0]!, ordinal: position }] }
      : { byDay: days.map((day) => ({ day, ordinal: undefined })), bySetPos: [position] };
  const byMonth = pattern.month === undefined ? [] : [pattern.month];
  const byMonthDay = pattern.dayOfMonth === undefined ? [] : [pattern.dayOfMonth];
  const parts: Readonly<Record<string, Partial<Rule>>> = {
    daily: { freq: "DAILY" },
    weekly: {
      freq: "WEEKLY",
      byDay: days.map((day) => ({ day, ordinal: undefined })),
      weekStart: dayOf(pattern.firstDayOfWeek) ?? "SU",
    },
    absoluteMonthly: { freq: "MONTHLY", byMonthDay },
    relativeMonthly: { freq: "MONTHLY", ...placed },
    absoluteYearly: { freq: "YEARLY", byMonth, byMonthDay },
    relativeYearly: { freq: "YEARLY", byMonth, ...placed },
  };
  const known = parts[pattern.type];
  if (!known) return null;
  const rule: Rule = {
    ...EVERY,
    freq: "DAILY",
    ...known,
    interval: Math.max(1, Math.min(1_000, pattern.interval ?? 1)),
    count: range.type === "numbered" ? range.numberOfOccurrences : undefined,
    until:
      range.type === "endDate" && range.endDate
        ? { day: range.endDate.slice(0, 10), time: undefined, utc: false }
        : undefined,
  };
  try {
    return canonicalRule(writeRule(rule));
  } catch (error) {
    if (error instanceof RuleError) return null;
    throw error;
  }
}

const EVERY: Omit<Rule, "freq" | "count" | "until" | "interval"> = {
  byDay: [],
  byMonthDay: [],
  byYearDay: [],
  byWeekNo: [],
  byMonth: [],
  bySetPos: [],
  weekStart: "MO",
  skip: "OMIT",
  timeOfDay: undefined,
};

const dayOf = (name: string | undefined): Weekday | undefined =>
  weekdays[names.indexOf(name?.toLowerCase() as (typeof names)[number])];
const nameOf = (day: Weekday) => names[weekdays.indexOf(day)]!;

/** The recurrence of a rule whose first instance is on the day `start` (`YYYY-MM-DD`); undefined for a rule that Graph has no pattern for. */
export function patternOf(text: string, start: string, timezone: string): Patterned | undefined {
  const rule = readRule(text);
  const pattern = partsOf(rule, start);
  if (!pattern || rule.skip !== "OMIT" || rule.byYearDay.length + rule.byWeekNo.length > 0) return undefined;
  const range =
    rule.count !== undefined
      ? { type: "numbered", numberOfOccurrences: rule.count }
      : rule.until
        ? { type: "endDate", endDate: rule.until.day }
        : { type: "noEnd" };
  return {
    pattern: { ...pattern, interval: rule.interval },
    range: { ...range, startDate: start, recurrenceTimeZone: timezone },
  };
}

function partsOf(rule: Rule, start: string): Patterned["pattern"] | undefined {
  const { freq, byDay, byMonthDay, byMonth, bySetPos, weekStart } = rule;
  const [, month, dayOfMonth] = start.split("-").map(Number) as [number, number, number];
  const isPlain = byDay.length + byMonthDay.length + bySetPos.length === 0;
  if (freq === "DAILY") return isPlain && byMonth.length === 0 ? { type: "daily" } : undefined;
  if (freq === "WEEKLY") {
    if (byMonth.length + byMonthDay.length + bySetPos.length > 0 || byDay.some(({ ordinal }) => ordinal !== undefined))
      return undefined;
    const own = weekdays[(new Date(`${start}T00:00:00Z`).getUTCDay() + 6) % 7]!;
    const days = byDay.length > 0 ? byDay.map(({ day }) => day) : [own];
    return { type: "weekly", daysOfWeek: days.map(nameOf), firstDayOfWeek: nameOf(weekStart) };
  }
  if (byMonth.length > 1) return undefined;
  const yearly = freq === "YEARLY";
  if (!yearly && byMonth.length > 0) return undefined;
  const inMonth = yearly ? { month: byMonth[0] ?? month } : {};
  if (isPlain) return { type: yearly ? "absoluteYearly" : "absoluteMonthly", dayOfMonth, ...inMonth };
  if (byMonthDay.length === 1 && byDay.length + bySetPos.length === 0 && byMonthDay[0]! > 0)
    return { type: yearly ? "absoluteYearly" : "absoluteMonthly", dayOfMonth: byMonthDay[0]!, ...inMonth };
  const place = bySetPos.length === 1 ? bySetPos[0] : byDay.length === 1 ? byDay[0]!.ordinal : undefined;
  const index = (Object.keys(indexes) as (keyof typeof indexes)[]).find((name) => indexes[name] === place);
  const isPlaced =
    byDay.length > 0 &&
    byMonthDay.length === 0 &&
    (bySetPos.length === 0 || byDay.every(({ ordinal }) => ordinal === undefined));
  if (!isPlaced || index === undefined || (yearly && byMonth.length === 0)) return undefined;
  return {
    type: yearly ? "relativeYearly" : "relativeMonthly",
    daysOfWeek: byDay.map(({ day }) => nameOf(day)),
    index,
    ...inMonth,
  };
}

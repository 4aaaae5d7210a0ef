/**
 * Parsing and writing of recurrence rules (RFC 5545, section 3.3.10). It is small enough for every endpoint that accepts a rule;
 * recurrence.ts evaluates rules.
 *
 * What recurs does so at most once a day, at its time of day. So FREQ is DAILY, WEEKLY, MONTHLY or YEARLY, and BYHOUR, BYMINUTE and
 * BYSECOND of a client are ignored, as RFC 5545 requires for days: they are checked and not kept. A series keeps its own time of day
 * in them while one of its instances is at another one (see recurrence.ts).
 *
 * Of RFC 7529, the Gregorian calendar (RSCALE=GREGORIAN) is accepted, and with it SKIP, which decides about a day that a month or
 * year does not have: it is left out (OMIT, also the default), or becomes the day before (BACKWARD) or after (FORWARD). Other
 * calendars are refused by name.
 *
 * Where RFC 5545 leaves a choice:
 * - COUNT includes the first instance, the day on which the task is due, even when the rule does not match that day.
 * - FREQ=YEARLY;BYMONTHDAY=29 without BYMONTH is the 29th of every month, as its table of expansions has it; some calendars use
 *   the month of the first instance.
 * - A `;` at the end, as some calendars write it, is ignored.
 */
import { cut } from "#kit/text";

export const frequencies = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
export type Frequency = (typeof frequencies)[number];
export const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type Weekday = (typeof weekdays)[number];

const skips = ["OMIT", "BACKWARD", "FORWARD"] as const;
export type Skip = (typeof skips)[number];

/** A weekday; with an ordinal the nth of the month or year, counted from its end when negative. */
export interface RuleDay {
  day: Weekday;
  ordinal: number | undefined;
}

/** The parts of UNTIL. Without a time it is a day; `utc` tells whether the time is UTC or local. */
export interface Until {
  /** `YYYY-MM-DD` */
  day: string;
  /** `HH:MM:SS` */
  time: string | undefined;
  utc: boolean;
}

export interface Rule {
  freq: Frequency;
  interval: number;
  count: number | undefined;
  until: Until | undefined;
  byDay: RuleDay[];
  byMonthDay: number[];
  byYearDay: number[];
  byWeekNo: number[];
  byMonth: number[];
  bySetPos: number[];
  weekStart: Weekday;
  /** The treatment of a day that a month or year does not have. */
  skip: Skip;
  /** `HH:MM:SS`, when BYHOUR, BYMINUTE and BYSECOND name one time of day. */
  timeOfDay: string | undefined;
}

/**
 * What is wrong with a rule, for whoever says it in words of their own. `form`: it is no rule, or has what a rule does not. `value`: a part has a
 * value that it cannot have. `frequency`: it recurs more often than once a day. `together`: parts that exclude each other. `never`: no day
 * fulfils it. `length`: it is too long. `said` is what of the rule is meant, and of `length` the most characters.
 */
export interface RuleFault {
  is: "form" | "value" | "frequency" | "together" | "never" | "length";
  said: string;
}

/** An invalid rule. The message describes the mistake for its author: “must …”, “may …”. */
export class RuleError extends Error {
  readonly fault: RuleFault;

  constructor(message: string, is: RuleFault["is"], said = "") {
    super(message);
    this.fault = { is, said };
  }
}

export const MAX_COUNT = 9_999;
export const MAX_INTERVAL = 1_000;
/** The most characters of a rule in its canonical form. */
export const MAX_RULE_LENGTH = 1_000;
/** Folded, with spaces and repetitions, a rule is longer; what is longer still is not even looked at. */
const MAX_WRITTEN = 4_000;

/** Parses a rule, with or without `RRULE:`, in any case, folded or not; throws a RuleError. */
export function readRule(text: string): Rule {
  const parts = partsOf(text);
  const freq = oneOf("FREQ", parts.get("FREQ"), frequencies);
  const rule: Rule = {
    freq,
    interval: whole("INTERVAL", parts.get("INTERVAL") ?? "1", 1, MAX_INTERVAL),
    count: parts.has("COUNT") ? whole("COUNT", parts.get("COUNT")!, 1, MAX_COUNT) : undefined,
    until: parts.has("UNTIL") ? untilOf(parts.get("UNTIL")!) : undefined,
    byDay: list(parts, "BYDAY", ruleDay),
    byMonthDay: list(parts, "BYMONTHDAY", signed("BYMONTHDAY", 31)),
    byYearDay: list(parts, "BYYEARDAY", signed("BYYEARDAY", 366)),
    byWeekNo: list(parts, "BYWEEKNO", signed("BYWEEKNO", 53)),
    byMonth: list(parts, "BYMONTH", (value) => whole("BYMONTH", value, 1, 12)),
    bySetPos: list(parts, "BYSETPOS", signed("BYSETPOS", 366)),
    weekStart: oneOf("WKST", parts.get("WKST") ?? "MO", weekdays),
    skip: skipOf(parts),
    timeOfDay: timeOfDayOf(parts),
  };
  checkTogether(rule);
  return rule;
}

/** The rule in its canonical form: upper case, without `RRULE:`, its parts in a fixed order; throws a RuleError. */
export function canonicalRule(text: string): string {
  const rule = writeRule({ ...readRule(text), timeOfDay: undefined });
  if (rule.length > MAX_RULE_LENGTH) throw tooLong();
  return rule;
}

const tooLong = () =>
  new RuleError(
    `must have ${MAX_RULE_LENGTH.toLocaleString("en")} characters at most`,
    "length",
    String(MAX_RULE_LENGTH),
  );

export function writeRule(rule: Rule): string {
  const { until } = rule;
  const [hour, minute, second] = rule.timeOfDay?.split(":").map(Number) ?? [];
  const numbers = (name: string, values: readonly number[]) => values.length > 0 && `${name}=${values.join(",")}`;
  return [
    rule.skip !== "OMIT" && "RSCALE=GREGORIAN",
    `FREQ=${rule.freq}`,
    rule.interval !== 1 && `INTERVAL=${rule.interval}`,
    numbers("BYMONTH", rule.byMonth),
    numbers("BYWEEKNO", rule.byWeekNo),
    numbers("BYYEARDAY", rule.byYearDay),
    numbers("BYMONTHDAY", rule.byMonthDay),
    rule.byDay.length > 0 && `BYDAY=${rule.byDay.map(({ day, ordinal }) => `${ordinal ?? ""}${day}`).join(",")}`,
    hour !== undefined && `BYHOUR=${hour};BYMINUTE=${minute};BYSECOND=${second}`,
    numbers("BYSETPOS", rule.bySetPos),
    rule.skip !== "OMIT" && `SKIP=${rule.skip}`,
    rule.weekStart !== "MO" && `WKST=${rule.weekStart}`,
    rule.count !== undefined && `COUNT=${rule.count}`,
    until &&
      `UNTIL=${until.day.replaceAll("-", "")}${until.time === undefined ? "" : `T${until.time.replaceAll(":", "")}${until.utc ? "Z" : ""}`}`,
  ]
    .filter((part) => part !== false && part !== undefined)
    .join(";");
}

/**
 * The form of a rule, for the contract: its parts and their values, in capital letters. It cannot express which parts go
 * together, and that each occurs once.
 */
export function ruleForm(): RegExp {
  const listOf = (value: string) => `${value}(?:,${value})*`;
  const day = `(?:${weekdays.join("|")})`;
  const upTo = (most: string) => listOf(`-?${most}`);
  const parts = [
    "INTERVAL=[1-9]\\d{0,2}",
    "COUNT=[1-9]\\d{0,2}",
    "UNTIL=[2-9]\\d{3}(?:0[1-9]|1[0-2])(?:0[1-9]|1\\d|2[0-8])(?:T(?:[01]\\d|2[0-3])[0-5]\\d[0-5]\\dZ?)?",
    `BYDAY=${listOf(`(?:-?[1-5])?${day}`)}`,
    `BYMONTHDAY=${upTo("(?:[1-9]|[12]\\d|3[01])")}`,
    `BYYEARDAY=${upTo("(?:[1-9]\\d?|[12]\\d\\d|3[0-5]\\d|36[0-6])")}`,
    `BYWEEKNO=${upTo("(?:[1-9]|[1-4]\\d|5[0-3])")}`,
    `BYMONTH=${listOf("(?:[1-9]|1[0-2])")}`,
    `BYSETPOS=${upTo("(?:[1-9]\\d?|[12]\\d\\d|3[0-5]\\d|36[0-6])")}`,
    `BYHOUR=${listOf("(?:1?\\d|2[0-3])")}`,
    `BY(?:MINUTE|SECOND)=${listOf("[0-5]?\\d")}`,
    `WKST=${day}`,
    `RSCALE=GREGORIAN(?:;SKIP=(?:${skips.join("|")}))?`,
  ].join("|");
  return new RegExp(`^(?:RRULE:)?(?:(?:${parts});)*FREQ=(?:${frequencies.join("|")})(?:;(?:${parts}))*;?$`);
}

/** The raw values of a rule, by the names of its parts. */
function partsOf(text: string): Map<string, string> {
  if (text.length > MAX_WRITTEN) throw tooLong();
  const parts = new Map<string, string>();
  const written = propertyOf(text).replace(/;$/, "");
  for (const part of written.split(";")) {
    const [, name, value] = /^([A-Z-]+)=(.+)$/i.exec(part) ?? [];
    if (name === undefined || value === undefined)
      throw new RuleError(
        `must be an RFC 5545 rule such as FREQ=WEEKLY;BYDAY=MO, and ${quoted(part)} is no part of one`,
        "form",
        part,
      );
    if (!KNOWN.has(name.toUpperCase()))
      throw new RuleError(`may not have ${quoted(name)}, which RFC 5545 does not know`, "form", name);
    if (parts.has(name.toUpperCase())) throw new RuleError(`must have ${name.toUpperCase()} once`, "form", part);
    parts.set(name.toUpperCase(), value);
  }
  return parts;
}

/** Other properties of a calendar entry that concern its recurrence. */
const BESIDE: Readonly<Record<string, string>> = {
  DTSTART: "the series begins with its first instance",
  EXDATE: "an instance that is not to be is skipped or deleted by itself",
  EXRULE: "an instance that is not to be is skipped or deleted by itself",
  RDATE: "another instance is a task of its own",
};

/** The rule itself, unfolded (RFC 5545, section 3.1), without its name, and without spaces around its signs. */
function propertyOf(text: string): string {
  const lines = text
    .replace(/\r?\n[ \t]/g, "")
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line, _, all) => line !== "" || all.length === 1);
  for (const line of lines) {
    const name = /^[A-Z]+(?=[;:])/i.exec(line)?.[0].toUpperCase() ?? "";
    if (Object.hasOwn(BESIDE, name))
      throw new RuleError(`must be the rule alone, without ${name}: ${BESIDE[name]}`, "form", name);
  }
  const [line = "", ...others] = lines;
  if (others.length > 0)
    throw new RuleError(`must be one rule, and ${quoted(others[0]!)} is another line`, "form", others[0]!);
  return line
    .replace(/^RRULE(?:;[^:]*)?:/i, "")
    .replace(/(?<![ \t])[ \t]*([;,=])[ \t]*/g, "$1")
    .trim();
}

const TIMES_OF_DAY = [
  ["BYHOUR", 23],
  ["BYMINUTE", 59],
  ["BYSECOND", 60],
] as const;
const KNOWN = new Set(
  "RSCALE FREQ INTERVAL COUNT UNTIL BYDAY BYMONTHDAY BYYEARDAY BYWEEKNO BYMONTH BYHOUR BYMINUTE BYSECOND BYSETPOS SKIP WKST".split(
    " ",
  ),
);
const quoted = (text: string) => `“${text.length > 40 ? `${cut(text, 40)}…` : text}”`;

function oneOf<const V extends readonly string[]>(name: string, value: string | undefined, values: V): V[number] {
  const known = values.find((one) => one === value?.toUpperCase());
  if (known !== undefined) return known;
  if (value !== undefined && /^(?:HOUR|MINUTE|SECOND)LY$/i.test(value))
    throw new RuleError(
      `may recur once a day at most: FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY, and not ${quoted(value)}`,
      "frequency",
      value,
    );
  const not = value === undefined ? "" : `, and not ${quoted(value)}`;
  throw new RuleError(`must have ${name} as one of ${values.join(", ")}${not}`, "value", `${name}=${value ?? ""}`);
}

function skipOf(parts: Map<string, string>): Skip {
  const calendar = parts.get("RSCALE");
  if (calendar !== undefined && calendar.toUpperCase() !== "GREGORIAN")
    throw new RuleError(
      `may have RSCALE as GREGORIAN, and not ${quoted(calendar)}: no other calendar is known here`,
      "value",
      `RSCALE=${calendar}`,
    );
  if (parts.has("SKIP") && calendar === undefined)
    throw new RuleError("may have SKIP only together with RSCALE=GREGORIAN, as RFC 7529 has it", "form", "SKIP");
  return oneOf("SKIP", parts.get("SKIP") ?? "OMIT", skips);
}

function timeOfDayOf(parts: Map<string, string>): string | undefined {
  const values = TIMES_OF_DAY.map(([name, max]) => list(parts, name, (value) => whole(name, value, 0, max)));
  const isOne = values.every((some) => some.length === 1);
  return isOne ? values.map(([value]) => String(value).padStart(2, "0")).join(":") : undefined;
}

function whole(name: string, value: string, min: number, max: number): number {
  const number = /^\+?\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= min && number <= max))
    throw new RuleError(
      `must have ${name} from ${min} to ${max}, and not ${quoted(value)}`,
      "value",
      `${name}=${value}`,
    );
  return number;
}

const signed =
  (name: string, max: number, part = name) =>
  (value: string) => {
    const number = /^[+-]?\d{1,3}$/.test(value) ? Number(value) : 0;
    if (number === 0 || Math.abs(number) > max)
      throw new RuleError(
        `must have ${name} from 1 to ${max}, or from -${max} to -1, and not ${quoted(value)}`,
        "value",
        `${part}=${value}`,
      );
    return number;
  };

function ruleDay(value: string): RuleDay {
  const [, ordinal, name] = /^([+-]?\d{1,2})?([A-Z]{2})$/i.exec(value) ?? [];
  const day = weekdays.find((one) => one === name?.toUpperCase());
  if (day === undefined)
    throw new RuleError(
      `must have BYDAY as days such as MO, 1FR or -1SU, and ${quoted(value)} is none`,
      "value",
      `BYDAY=${value}`,
    );
  return { day, ordinal: ordinal === undefined ? undefined : signed("the number of a BYDAY", 53, "BYDAY")(ordinal) };
}

function list<T>(parts: Map<string, string>, name: string, read: (value: string) => T): T[] {
  const values = parts.get(name)?.split(",") ?? [];
  return [...new Map(values.map((value) => [value.toUpperCase(), value])).values()].map(read);
}

function untilOf(value: string): Until {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/i.exec(value);
  const wrong = () =>
    new RuleError(
      `must have UNTIL as a day (20261231) or an instant (20261231T235959Z), and not ${quoted(value)}`,
      "value",
      `UNTIL=${value}`,
    );
  if (!match) throw wrong();
  const [, year, month, dayOfMonth, hour, minute, second, utc] = match;
  const day = `${year}-${month}-${dayOfMonth}`;
  const midnight = new Date(`${day}T00:00:00Z`);
  if (year === "0000" || Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) throw wrong();
  if (hour === undefined) return { day, time: undefined, utc: false };
  // RFC 5545 allows a leap second, which JavaScript and PostgreSQL do not have.
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) throw wrong();
  return { day, time: `${hour}:${minute}:${second === "60" ? "59" : second}`, utc: utc !== "" };
}

/** Checks the conditions of RFC 5545 between parts, and refuses rules that no day can fulfil. */
function checkTogether(rule: Rule): void {
  const { freq, byDay, byMonthDay, byYearDay, byWeekNo, byMonth, bySetPos } = rule;
  const refuse = (message: string, ...parts: string[]) => {
    throw new RuleError(message, parts.length > 0 ? "together" : "never", parts.join(", "));
  };
  if (rule.count !== undefined && rule.until) refuse("may have COUNT or UNTIL, but not both", "COUNT", "UNTIL");
  if (byDay.some(({ ordinal }) => ordinal !== undefined)) {
    if (freq === "DAILY" || freq === "WEEKLY")
      refuse(`may not have numbers in BYDAY when FREQ is ${freq}`, "BYDAY=1MO", `FREQ=${freq}`);
    if (byWeekNo.length > 0) refuse("may not have numbers in BYDAY together with BYWEEKNO", "BYDAY=1MO", "BYWEEKNO");
    const most = freq === "MONTHLY" || byMonth.length > 0 ? 5 : 53;
    if (byDay.every(({ ordinal }) => Math.abs(ordinal ?? 1) > most)) refuse("never comes: no month has so many weeks");
  }
  if (byMonthDay.length > 0 && freq === "WEEKLY")
    refuse("may not have BYMONTHDAY when FREQ is WEEKLY", "BYMONTHDAY", "FREQ=WEEKLY");
  if (byYearDay.length > 0 && freq !== "YEARLY")
    refuse(`may not have BYYEARDAY when FREQ is ${freq}`, "BYYEARDAY", `FREQ=${freq}`);
  if (byWeekNo.length > 0 && freq !== "YEARLY")
    refuse(`may not have BYWEEKNO when FREQ is ${freq}`, "BYWEEKNO", `FREQ=${freq}`);
  const others = [byDay, byMonthDay, byYearDay, byWeekNo, byMonth];
  if (bySetPos.length > 0 && others.every((values) => values.length === 0))
    refuse("may have BYSETPOS only together with another BY part", "BYSETPOS", `FREQ=${freq}`);
  const longest = Math.max(0, ...byMonth.map((month) => DAYS_OF_MONTH[month - 1]!));
  const isLeftOut = rule.skip === "OMIT" || freq === "DAILY";
  if (isLeftOut && byMonth.length > 0 && byMonthDay.length > 0 && byMonthDay.every((day) => Math.abs(day) > longest))
    refuse("never comes: no such month has so many days");
}

const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

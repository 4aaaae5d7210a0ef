/**
 * Parses a task in one line: “Pay rent every month on the 1st 9am #home !high @bills ~30m”. English or German dates and recurrences,
 * `@label`, `#life-domain`, `!low` to `!critical` or `p4` to `p1`, `~1h30m`. Text in double quotes is left alone.
 *
 * What is understood completely is removed from the title, which is never empty; everything else stays there, and nothing is
 * guessed from a part: two days, a period or an exception give no due date. No text makes it throw.
 */
import { sql } from "drizzle-orm";
import { zoneRead } from "#core/identity/zone";
import { dayNumber, dayText, visitDays } from "#core/rhythm/recurrence-days";
import { type Rule, writeRule } from "#core/rhythm/recurrence-rule";
import { TaskEvents } from "#core/work/events";
import { datesIn, instantAt, type Moment, today, type When } from "#core/work/quick-add-dates";
import { isDayFirstIn, numericDays } from "#core/work/quick-add-numeric";
import type { Language, Reader } from "#core/work/quick-add-reader";
import {
  closed,
  type Limit,
  limitIn,
  type Place,
  type Recurrence,
  recurrenceIn,
  within,
} from "#core/work/quick-add-recurrence";
import { isWhole } from "#core/work/quick-add-whole";
import type { Task } from "#core/work/tasks";
import { type priorities, tasks } from "#core/work/tasks.sql";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { me } from "#kit/table";

export type Priority = (typeof priorities)[number];
export const spanKinds = ["date", "recurrence", "label", "domain", "priority", "duration"] as const;

/** A part of the text and its meaning. */
export interface Span extends Place {
  kind: (typeof spanKinds)[number];
  text: string;
}

export interface Understood {
  title: string;
  /** `YYYY-MM-DD` */
  dueDate: string | null;
  /** ISO 8601 UTC, if there is a time of day. */
  dueAt: string | null;
  recurrenceRule: string | null;
  recurrenceBasis: "due_date" | "completion";
  priority: Priority | null;
  estimatedMinutes: number | null;
  labels: string[];
  /** The words behind a `#`, in lower case. */
  domains: string[];
  spans: Span[];
}

export interface Answer {
  /** Null for a dry run. */
  task: Task | null;
  parsed: Omit<Understood, "domains"> & {
    timezone: string;
    lifeDomain: { id: string; slug: string } | null;
    /** Names of unknown life domains, which have become labels. */
    unknownDomains: string[];
  };
}

/**
 * Parses a line and, unless it is a dry run, creates the task. Zone and locale are the profile's when none are given. The locale
 * decides whether 3/4 is in April, and whether the line is read in German.
 */
export async function quickAdd(
  ctx: Ctx,
  given: { text: string; timezone?: string; locale?: string; dryRun?: boolean },
): Promise<Answer> {
  const tags = JSON.stringify(tokensIn(masked(given.text)).domains);
  const [profileZone, [person], domains] = await ctx.db.batch([
    zoneRead(),
    read<{ locale: string | null }>(sql`select locale from users where id = ${me}`),
    read<{ id: string; slug: string }>(
      sql`select id, slug from life_domains where user_id = ${me} and deleted_at is null and slug in (select jsonb_array_elements_text(${tags}::jsonb))`,
    ),
  ]);
  const timezone = given.timezone ?? profileZone;
  const locale = given.locale ?? person?.locale ?? null;
  const moment = { now: ctx.now(), zone: timezone, isDayFirst: isDayFirstIn(locale) };
  const language = await languageOf(locale?.split(/[-_]/, 1)[0]);
  const { domains: named, ...parsed } = parse(given.text, moment, language);
  const lifeDomain = named.map((slug) => domains.find((one) => one.slug === slug)).find((one) => one) ?? null;
  const unknownDomains = named.filter((slug) => !domains.some((one) => one.slug === slug));
  // A task has one domain; further ones are reported as well.
  const others = named.filter((slug) => slug !== lifeDomain?.slug);
  const answer = { ...parsed, labels: unique([...parsed.labels, ...others]), timezone, lifeDomain, unknownDomains };
  if (given.dryRun) return { task: null, parsed: answer };
  const [task] = await ctx.db.batch([
    insert(
      ctx,
      tasks,
      {
        title: answer.title,
        dueDate: answer.dueDate,
        dueAt: answer.dueAt,
        recurrenceRule: answer.recurrenceRule,
        recurrenceTimezone: answer.recurrenceRule === null ? null : timezone,
        recurrenceBasis: answer.recurrenceBasis,
        priority: answer.priority ?? undefined,
        estimatedMinutes: answer.estimatedMinutes,
        labels: answer.labels,
        lifeDomainId: lifeDomain?.id,
      },
      { emits: { event: TaskEvents.created } },
    ),
  ]);
  // From the created task, so that a request repeated on a later day gets the same answer.
  const { dueDate, dueAt, recurrenceRule } = task;
  return { task, parsed: { ...answer, dueDate, dueAt, recurrenceRule } };
}

const english: Reader = {
  recurrenceIn,
  limitIn,
  datesIn,
  isWhole,
  isBeginning: (words) => /^(?:from|starting)\s/i.test(words),
  isSince: (words) => /^(?:from|starting|due|on)\s/i.test(words),
  isSubject: (after) => /^\s+(?:is|are|was|were|has|have)(?![\p{L}\p{N}_])/iu.test(after),
};

/** The language of a code (ISO 639) that lines are read in beside English. It is loaded when somebody writes in it. */
export async function languageOf(code: string | undefined): Promise<Language | undefined> {
  return code?.toLowerCase() === "de" ? (await import("#core/work/quick-add-german")).german : undefined;
}

/** Parses a line relative to a moment. It may be in English, or in the language that is given. */
export function parse(text: string, moment: Moment, language?: Language): Understood {
  const hidden = masked(text);
  const tokens = tokensIn(hidden);
  const untimed = taken(hidden, tokens.spans);
  const readers = language?.mayBe(untimed) ? [language.reader, english] : [english];
  for (const reader of readers) {
    const timing = withinYears(timingIn(untimed, moment, reader));
    const understood = timing && readingOf(text, tokens, taken(untimed, timing.spans), untimed, timing);
    // When the rest contains another time, the timing is incomplete.
    if (understood && (understood.title === text.trim() || !saysMore(understood.title, moment, readers)))
      return understood;
    if (reader === language?.reader && language.isCertain(untimed)) break;
  }
  return readingOf(text, tokens, undefined, untimed, undefined);
}

function saysMore(rest: string, moment: Moment, readers: readonly Reader[]): boolean {
  const left = masked(rest);
  return readers.some((reader) => timingIn(taken(left, tokensIn(left).spans), moment, reader) !== undefined);
}

/** Discards timings beyond the year 9999 or before the year 0, which a task cannot store. */
const withinYears = (timing: Timing | undefined): Timing | undefined =>
  timing?.due.at && !/^\d{4}-/.test(timing.due.at) ? undefined : timing;

function readingOf(
  text: string,
  tokens: Tokens,
  timed: string | undefined,
  untimed: string,
  timing: Timing | undefined,
): Understood {
  const priority = tokens.priority ? undefined : priorityIn(timed ?? untimed);
  const spans = [...tokens.spans, ...(timing?.spans ?? []), ...(priority?.spans ?? [])];
  return {
    title: titleOf(taken(timed ?? untimed, priority?.spans ?? []), text),
    dueDate: timing?.due.day ?? null,
    dueAt: timing?.due.at ?? null,
    recurrenceRule: timing?.rule ? writeRule(timing.rule) : null,
    recurrenceBasis: timing?.basis ?? "due_date",
    priority: tokens.priority ?? priority?.priority ?? null,
    estimatedMinutes: tokens.minutes,
    labels: tokens.labels,
    domains: tokens.domains,
    spans: spans
      .sort((a, b) => a.start - b.start)
      .map(({ kind, start, end }) => ({ kind, start, end, text: text.slice(start, end) })),
  };
}

type Mark = Pick<Span, "kind" | "start" | "end">;

/** When a line is due and how it recurs. */
interface Timing {
  due: Due;
  rule: Rule | undefined;
  basis: Recurrence["basis"];
  spans: Mark[];
}

/** Undefined when a text has no time, or one that is not understood completely. */
function timingIn(text: string, moment: Moment, reader: Reader): Timing | undefined {
  const recurrence = reader.recurrenceIn(text);
  if (recurrence && reader.isSubject(text.slice(recurrence.end))) return undefined;
  const spans: Mark[] = [];
  let limits: Pick<Rule, "count" | "until"> = { count: undefined, until: undefined };
  let span: Limit["span"];
  if (recurrence) {
    spans.push({ kind: "recurrence", start: recurrence.start, end: recurrence.end });
    const limit = reader.limitIn(text, recurrence.end);
    if (limit?.untilAt !== undefined) {
      // Parsed separately: together with a time before it, it would be read as a period.
      const [until] = reader.datesIn(text.slice(limit.untilAt), moment, { months: true });
      if (until?.start !== 0 || until.day === undefined) return undefined;
      spans.push({ kind: "recurrence", start: limit.start, end: limit.untilAt + until.end });
      limits = { ...limits, until: { day: until.day, time: undefined, utc: false } };
    } else if (limit) {
      spans.push({ kind: "recurrence", start: limit.start, end: limit.end });
      limits = { ...limits, count: limit.count };
      span = limit.span;
    }
  }

  if (numericDays(text, today(moment), moment.isDayFirst).some(({ day }) => day === undefined)) return undefined;
  const when = whenOf(taken(text, spans), moment, reader, recurrence !== undefined);
  if (!when) return undefined;
  spans.push(...when.places.map(({ start, end }): Mark => ({ kind: "date", start, end })));
  if (spans.length === 0 || !reader.isWhole(taken(text, spans), spans)) return undefined;
  const due = recurrence ? firstOf(recurrence, when, moment) : dueOf(when, moment);
  if (!due.day) return undefined;
  if (span) limits = { ...limits, until: { day: endOf(due.day, span), time: undefined, utc: false } };
  const rule = recurrence && { ...ruleOf(recurrence, due.day), ...limits };
  return { due, rule, basis: recurrence?.basis ?? "due_date", spans };
}

/** The text with the parsed places replaced by control characters, of the same length. */
const taken = (text: string, places: readonly Place[]): string =>
  places.reduce((rest, { start, end }) => rest.slice(0, start) + TAKEN.repeat(end - start) + rest.slice(end), text);

/** Placeholders for characters that were parsed or are quoted: nothing is parsed across them. */
const TAKEN = "\u0001";
const QUOTED = "\u0002";

/** The text with quoted parts replaced by placeholders, of the same length. */
const masked = (text: string) => text.replace(/"[^"]*"|“[^”]*”|„[^“”]*[“”]/g, (quoted) => QUOTED.repeat(quoted.length));

/** The text without the parsed places; the whole text when nothing else is left. */
function titleOf(rest: string, text: string): string {
  if (!rest.includes(TAKEN)) return text.trim() || "Untitled";
  const kept = Array.from({ length: text.length }, (_, at) => (rest[at] === QUOTED ? text[at] : rest[at])).join("");
  const title = kept
    .replace(/\(\s*\u0001[\s\u0001]*\)|\[\s*\u0001[\s\u0001]*\]/g, TAKEN)
    // A comma behind a removed part moves to the word before it.
    .replace(/\s*\u0001[\s\u0001]*(?=[,;.!?](?![\p{L}\p{N}]))/gu, "")
    // “tomorrow@9am”, “Meeting @ 3pm”
    .replace(/\s*@\s*(?=\u0001)/g, TAKEN)
    .replace(/[\s\u0001]+/g, " ")
    .replace(/^[\s,;:–—-]+(?=\S)|[\s,;:–—-]+$/g, "")
    .trim();
  return /[\p{L}\p{N}\p{S}]/u.test(title) ? title : text.trim() || "Untitled";
}

interface Tokens {
  spans: Mark[];
  labels: string[];
  domains: string[];
  priority: Priority | null;
  minutes: number | null;
}

const MAX_LABELS = 20;
const PRIORITIES: Record<string, Priority> = {
  low: "low",
  medium: "medium",
  normal: "medium",
  high: "high",
  critical: "critical",
  urgent: "critical",
  niedrig: "low",
  mittel: "medium",
  hoch: "high",
  kritisch: "critical",
  dringend: "critical",
};
/** Todoist's notation of priorities. */
const NUMBERED: Record<string, Priority> = { p1: "critical", p2: "high", p3: "medium", p4: "low" };

/** “p1” at the beginning or end of the rest, or beside a parsed part: in “the P1 incident” it is part of the title. */
function priorityIn(rest: string): { priority: Priority; spans: Mark[] } | undefined {
  const match = /(?<=^\s*|\u0001\s*)p[1-4](?!\S)|(?<!\S)p[1-4](?=\s*(?:$|\u0001))/i.exec(rest);
  if (!match) return undefined;
  const [start, end] = [match.index, match.index + match[0].length];
  return { priority: NUMBERED[match[0].toLowerCase()]!, spans: [{ kind: "priority", start, end }] };
}

const TOKENS: readonly [Span["kind"], RegExp][] = [
  ["label", /(?<!\S)@([\p{L}\p{N}][\p{L}\p{N}_-]{0,99})(?![^\s,;.!?])/gu],
  // With at least one letter, because a number is that of a ticket or a house.
  ["domain", /(?<!\S)#(?=[^\s]*\p{L})([\p{L}\p{N}][\p{L}\p{N}_-]{0,59})(?![^\s,;.!?])/gu],
  [
    "priority",
    /(?<!\S)!(low|medium|normal|high|critical|urgent|niedrig|mittel|hoch|kritisch|dringend)(?![^\s,;.!?])/giu,
  ],
  [
    "duration",
    /(?<!\S)~(?=\d)(?:(\d{1,3}(?:\.\d)?)\s?(?:h(?:ours?|rs?)?|std|stunden?))?(?:(\d{1,4})\s?m(?:in(?:utes?|s)?)?)?(?![^\s,;.!?])/giu,
  ],
];

/** The parts that begin with a sign. Of priorities and durations the first one counts, and further ones stay in the title. */
function tokensIn(text: string): Tokens {
  const tokens: Tokens = { spans: [], labels: [], domains: [], priority: null, minutes: null };
  for (const [kind, pattern] of TOKENS) {
    for (const match of text.matchAll(pattern)) {
      if (match[0].length < 2 || !noted(tokens, kind, match)) continue;
      tokens.spans.push({ kind, start: match.index, end: match.index + match[0].length });
    }
  }
  return tokens;
}

function noted(tokens: Tokens, kind: Span["kind"], [, first, second]: RegExpExecArray | RegExpMatchArray): boolean {
  if (kind === "label" || kind === "domain") {
    const names = kind === "label" ? tokens.labels : tokens.domains;
    const name = kind === "label" ? first! : first!.toLowerCase();
    if (names.length === MAX_LABELS) return false;
    if (!names.includes(name)) names.push(name);
    return true;
  }
  if (kind === "priority") {
    if (tokens.priority !== null) return false;
    tokens.priority = PRIORITIES[first!.toLowerCase()]!;
    return true;
  }
  const minutes = Math.round(Number(first ?? 0) * 60 + Number(second ?? 0));
  if (tokens.minutes !== null || (first === undefined && second === undefined) || minutes < 1) return false;
  tokens.minutes = minutes;
  return true;
}

type Named = Pick<When, "day" | "time" | "instant"> & { places: Place[] };

/** The day and the time in a text, together or apart; undefined when there are two of one kind. */
function whenOf(text: string, moment: Moment, reader: Reader, recurs: boolean): Named | undefined {
  const { datesIn, isBeginning, isSince } = reader;
  const found = datesIn(text, moment).filter(({ start, end }) => recurs || !isBeginning(text.slice(start, end)));
  const whole = found.find((one) => one.day !== undefined) ?? found[0];
  if (!whole) return { day: undefined, time: undefined, instant: undefined, places: [] };
  const others = found.filter((one) => one !== whole);
  const [apart] = others;
  if (others.length > 1 || (apart && (apart.day !== undefined || whole.time !== undefined))) return undefined;
  const { day, instant } = whole;
  // “every day next week” is limited to that week, which a rule from then on would not express.
  if (recurs && day !== undefined && !isSince(text.slice(whole.start, whole.end))) return undefined;
  return { day, instant, time: whole.time ?? apart?.time, places: found };
}

interface Due {
  day: string | undefined;
  at: string | undefined;
}

const dueOn = (day: string | undefined, time: string | undefined, { zone }: Moment): Due => ({
  day,
  at: day && time && instantAt(zone, day, time),
});

/** A time of day alone is today, or tomorrow when it has passed. */
function dueOf({ day, time, instant }: Named, moment: Moment): Due {
  if (instant) return { day: today({ ...moment, now: new Date(instant) }), at: instant };
  return dueOn(day ?? (time && dayFor(time, today(moment), moment)), time, moment);
}

/** The first instance: on or after the named day, or today unless its time has passed. */
function firstOf(recurrence: Recurrence, named: Named, moment: Moment): Due {
  const time = named.time ? within(recurrence.time, named.time) : recurrence.time;
  const from = named.day ?? today(moment);
  if (recurrence.isOpen) return dueOn(dayFor(time, from, moment), time, moment);
  let first: string | undefined;
  visitDays({ ...recurrence.rule, interval: 1 }, dayNumber(from), (number) => {
    const day = dayText(number);
    if (dayFor(time, day, moment) === day) first = day;
    return first === undefined;
  });
  return first === undefined ? { day: undefined, at: undefined } : dueOn(first, time, moment);
}

/** The day, or the next one when the time has passed. */
function dayFor(time: string | undefined, day: string, { now, zone }: Moment): string {
  const isPast = time !== undefined && instantAt(zone, day, time) <= now.toISOString();
  return isPast ? dayText(dayNumber(day) + 1) : day;
}

/** A rule that counts from completion is evaluated anew each time, so its days stay open. */
const ruleOf = ({ rule, basis, isOpen }: Recurrence, first: string): Rule =>
  isOpen && basis === "due_date" ? closed(rule, first) : rule;

/** The last day of a duration that begins with a day. */
function endOf(first: string, { number, unit }: { number: number; unit: "day" | "week" | "month" | "year" }): string {
  if (unit === "day" || unit === "week") return dayText(dayNumber(first) + number * (unit === "week" ? 7 : 1) - 1);
  const [year, month, date] = first.split("-").map(Number) as [number, number, number];
  const months = year * 12 + month - 1 + number * (unit === "year" ? 12 : 1);
  const last = new Date(Date.UTC(Math.min(9998, Math.floor(months / 12)), (months % 12) + 1, 0)).getUTCDate();
  const end = Date.UTC(Math.min(9998, Math.floor(months / 12)), months % 12, Math.min(date, last));
  return dayText(end / 86_400_000 - 1);
}

const unique = (labels: string[]) => [...new Set(labels)].slice(0, 50);

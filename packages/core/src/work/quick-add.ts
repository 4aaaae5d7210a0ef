/**
 * A task in one line: “Pay rent every month on the 1st 9am #home !high @bills ~30m”. English dates and recurrences, `@label`,
 * `#life-domain`, `!low` to `!critical`, `~1h30m`. What is in double quotes is left alone; what is not understood stays in the
 * title, which is never empty. No text makes it throw.
 */
import { sql } from "drizzle-orm";
import { zoneRead } from "#core/identity/zone";
import { TaskEvents } from "#core/work/events";
import { datesIn, instantAt, type Moment, type Place, today, type When } from "#core/work/quick-add-dates";
import { closed, limitIn, type Recurrence, recurrenceIn, within } from "#core/work/quick-add-recurrence";
import { dayNumber, daysOf, dayText } from "#core/work/recurrence-days";
import { type Rule, writeRule } from "#core/work/recurrence-rule";
import type { Task } from "#core/work/tasks";
import { type priorities, tasks } from "#core/work/tasks.sql";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { me } from "#kit/table";

export type Priority = (typeof priorities)[number];
export const spanKinds = ["date", "recurrence", "label", "domain", "priority", "duration"] as const;

/** A part of the text and what it was taken for. */
export interface Span extends Place {
  kind: (typeof spanKinds)[number];
  text: string;
}

export interface Understood {
  title: string;
  /** `YYYY-MM-DD` */
  dueDate: string | null;
  /** ISO 8601 UTC, where a time of day is named. */
  dueAt: string | null;
  recurrenceRule: string | null;
  recurrenceBasis: "due_date" | "completion";
  priority: Priority | null;
  estimatedMinutes: number | null;
  labels: string[];
  /** What stands behind a `#`, in lower case. */
  domains: string[];
  spans: Span[];
}

export interface Answer {
  /** Null for a dry run. */
  task: Task | null;
  parsed: Omit<Understood, "domains"> & {
    timezone: string;
    lifeDomain: { id: string; slug: string } | null;
    /** Names of life domains that there are none of; they are labels now. */
    unknownDomains: string[];
  };
}

/** Reads a line and, unless it is a dry run, makes the task. The zone is that of the profile when none is given. */
export async function quickAdd(
  ctx: Ctx,
  given: { text: string; timezone?: string; dryRun?: boolean },
): Promise<Answer> {
  const tags = JSON.stringify(tokensIn(masked(given.text)).domains);
  const [profileZone, domains] = await ctx.db.batch([
    zoneRead(),
    read<{ id: string; slug: string }>(
      sql`select id, slug from life_domains where user_id = ${me} and slug in (select jsonb_array_elements_text(${tags}::jsonb))`,
    ),
  ]);
  const timezone = given.timezone ?? profileZone;
  const { domains: named, ...parsed } = parse(given.text, { now: ctx.now(), zone: timezone });
  const lifeDomain = named.map((slug) => domains.find((one) => one.slug === slug)).find((one) => one) ?? null;
  const unknownDomains = named.filter((slug) => !domains.some((one) => one.slug === slug));
  // Only one domain can have the task; whatever else was named is still said about it.
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
  // A request that is repeated a day later says the same as the first time.
  const { dueDate, dueAt, recurrenceRule } = task;
  return { task, parsed: { ...answer, dueDate, dueAt, recurrenceRule } };
}

/** What a line says, at this moment. */
export function parse(text: string, moment: Moment): Understood {
  const spans: Span[] = [];
  let rest = masked(text);
  const take = (kind: Span["kind"], { start, end }: Place) => {
    spans.push({ kind, start, end, text: text.slice(start, end) });
    rest = rest.slice(0, start) + TAKEN.repeat(end - start) + rest.slice(end);
  };

  const tokens = tokensIn(rest);
  for (const { kind, start, end } of tokens.spans) take(kind, { start, end });

  const recurrence = recurrenceIn(rest);
  let limits: Pick<Rule, "count" | "until"> = { count: undefined, until: undefined };
  let span: NonNullable<ReturnType<typeof limitIn>>["span"];
  if (recurrence) {
    take("recurrence", recurrence);
    const limit = limitIn(rest, recurrence.end);
    // On its own: together with a time before it, it would be read as a stretch of time.
    const until =
      limit?.untilAt === undefined
        ? undefined
        : datesIn(rest.slice(limit.untilAt), moment).find((one) => one.start === 0 && one.day);
    if (limit?.untilAt !== undefined && until) {
      take("recurrence", { start: limit.start, end: limit.untilAt + until.end });
      limits = { ...limits, until: { day: until.day!, time: undefined, utc: false } };
    } else if (limit && limit.untilAt === undefined) {
      take("recurrence", limit);
      limits = { ...limits, count: limit.count };
      span = limit.span;
    }
  }

  const when = whenOf(rest, moment);
  for (const place of when.places) take("date", place);
  const due = recurrence ? firstOf(recurrence, when, moment) : dueOf(when, moment);
  if (span && due.day) limits.until = { day: endOf(due.day, span), time: undefined, utc: false };
  return {
    title: titleOf(rest, text),
    dueDate: due.day ?? null,
    dueAt: due.at ?? null,
    recurrenceRule: recurrence && due.day ? writeRule({ ...ruleOf(recurrence, due.day), ...limits }) : null,
    recurrenceBasis: recurrence?.basis ?? "due_date",
    priority: tokens.priority,
    estimatedMinutes: tokens.minutes,
    labels: tokens.labels,
    domains: tokens.domains,
    spans: spans.sort((a, b) => a.start - b.start),
  };
}

/** Stand for characters that have been understood, and for those that are not to be: nothing is read across them. */
const TAKEN = "\u0001";
const QUOTED = "\u0002";

/** The text with what is in quotes hidden, in as many characters. */
const masked = (text: string) => text.replace(/"[^"]*"/g, (quoted) => QUOTED.repeat(quoted.length));

/** What is left of the text when all that was understood is taken out; the whole text when that is nothing. */
function titleOf(rest: string, text: string): string {
  const shown = (at: number) => (rest[at] === TAKEN ? " " : rest[at] === QUOTED ? text[at] : rest[at]);
  const kept = Array.from({ length: text.length }, (_, at) => shown(at)).join("");
  const title = kept
    .replace(/\s+/g, " ")
    .replace(/^[\s,;:–—-]+(?=\S)|[\s,;:–—-]+$/g, "")
    .trim();
  return /[\p{L}\p{N}\p{S}\p{P}]/u.test(title) ? title : text.trim() || "Untitled";
}

interface Tokens {
  spans: Pick<Span, "kind" | "start" | "end">[];
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
};
const TOKENS: readonly [Span["kind"], RegExp][] = [
  ["label", /(?<!\S)@([\p{L}\p{N}][\p{L}\p{N}_-]{0,99})(?![^\s,;.!?])/gu],
  // A number is one of a ticket or a house, not a part of a life.
  ["domain", /(?<!\S)#(?=[^\s]*\p{L})([\p{L}\p{N}][\p{L}\p{N}_-]{0,59})(?![^\s,;.!?])/gu],
  ["priority", /(?<!\S)!(low|medium|normal|high|critical|urgent)(?![^\s,;.!?])/giu],
  [
    "duration",
    /(?<!\S)~(?=\d)(?:(\d{1,3}(?:\.\d)?)\s?h(?:ours?|rs?)?)?(?:(\d{1,4})\s?m(?:in(?:utes?|s)?)?)?(?![^\s,;.!?])/giu,
  ],
];

/** The parts that a sign begins. Of priorities and durations the first counts, and others stay in the title. */
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

/** The day and the time that a text names, together or apart. */
function whenOf(text: string, moment: Moment): Named {
  const found = datesIn(text, moment);
  const whole = found.find((one) => one.day !== undefined) ?? found[0];
  if (!whole) return { day: undefined, time: undefined, instant: undefined, places: [] };
  const { day, instant } = whole;
  const apart = whole.time === undefined ? found.find((one) => one.day === undefined) : undefined;
  return { day, instant, time: whole.time ?? apart?.time, places: apart ? [whole, apart] : [whole] };
}

interface Due {
  day: string | undefined;
  at: string | undefined;
}

const dueOn = (day: string | undefined, time: string | undefined, { zone }: Moment): Due => ({
  day,
  at: day && time && instantAt(zone, day, time),
});

/** A time of day alone is today's, or tomorrow's when it has passed. */
function dueOf({ day, time, instant }: Named, moment: Moment): Due {
  if (instant) return { day: today({ ...moment, now: new Date(instant) }), at: instant };
  return dueOn(day ?? (time && dayFor(time, today(moment), moment)), time, moment);
}

/** The first instance: on or after the day that is named, or today, unless its time has passed. */
function firstOf(recurrence: Recurrence, named: Named, moment: Moment): Due {
  const time = named.time ? within(recurrence.time, named.time) : recurrence.time;
  const from = named.day ?? today(moment);
  if (recurrence.isOpen) return dueOn(dayFor(time, from, moment), time, moment);
  for (const number of daysOf({ ...recurrence.rule, interval: 1 }, dayNumber(from))) {
    const day = dayText(number);
    if (dayFor(time, day, moment) === day) return dueOn(day, time, moment);
  }
  return { day: undefined, at: undefined };
}

/** A day, or the one after it when its time has passed. */
function dayFor(time: string | undefined, day: string, { now, zone }: Moment): string {
  const isPast = time !== undefined && instantAt(zone, day, time) <= now.toISOString();
  return isPast ? dayText(dayNumber(day) + 1) : day;
}

/** From completion a rule counts anew each time, so that its days stay open. */
const ruleOf = ({ rule, basis, isOpen }: Recurrence, first: string): Rule =>
  isOpen && basis === "due_date" ? closed(rule, first) : rule;

/** The last day of a span that begins with a day. */
function endOf(first: string, { number, unit }: { number: number; unit: "day" | "week" | "month" | "year" }): string {
  if (unit === "day" || unit === "week") return dayText(dayNumber(first) + number * (unit === "week" ? 7 : 1) - 1);
  const [year, month, date] = first.split("-").map(Number) as [number, number, number];
  const months = year * 12 + month - 1 + number * (unit === "year" ? 12 : 1);
  const last = new Date(Date.UTC(Math.min(9998, Math.floor(months / 12)), (months % 12) + 1, 0)).getUTCDate();
  const end = Date.UTC(Math.min(9998, Math.floor(months / 12)), months % 12, Math.min(date, last));
  return dayText(end / 86_400_000 - 1);
}

const unique = (labels: string[]) => [...new Set(labels)].slice(0, 50);

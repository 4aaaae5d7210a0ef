/**
 * Nights of sleep from what sources say of them. Asleep is when any source says so, and each of these sleeps belongs to the day of waking. Which
 * day that is, `sleep_days` in `migrations/` says as well, for the rollup: a test holds both against each other.
 */
import type { SleepStage } from "#core/health/metric-types";

/** An interval of sleep. Times are milliseconds since 1970. */
export interface Slept {
  stage: SleepStage;
  source: string;
  start: number;
  end: number;
}

export interface Night {
  date: string;
  asleepMinutes: number;
  /** All of the time in bed, as far as a source says so, which has all sleep and what a source calls awake. */
  inBedMinutes: number;
  awakeMinutes: number;
  /** Of the longest sleep, when it began, and the waking. The others of the day are naps. Null when nothing says that the person slept. */
  start: string | null;
  end: string | null;
  napMinutes: number;
  /** The minutes asleep by stage. Where sources say different stages, the first of them counts that says one at all. */
  stages: { asleep: number; light: number; deep: number; rem: number };
  sources: string[];
  intervals: { stage: SleepStage; start: string; end: string }[];
}

/** The days in a zone, in order: a day ends where the next one begins. */
export interface Days {
  dates: readonly string[];
  /** One more than there are days, in milliseconds since 1970. */
  starts: readonly number[];
}

const HOUR_MS = 3_600_000;
/** For a day, what is more than two days before or after it does not matter. */
export const WINDOW_MS = 48 * HOUR_MS;
/** A break of up to two hours is part of a sleep. */
const BREAK_MS = 2 * HOUR_MS;
/** A sleep that began so shortly before midnight may be the beginning of the next day's. */
const EVENING_MS = 6 * HOUR_MS;
/** More than any device says of a day. */
export const MAX_INTERVALS = 1_000;

const ASLEEP: ReadonlySet<SleepStage> = new Set(["asleep", "light", "deep", "rem"]);

interface Span {
  start: number;
  end: number;
}
type Block = Span & { day: number };

/**
 * The nights of the days from `first` to `last` (indices of `days`, which has three more on both sides), for those that have any. `order` has the
 * sources as they count.
 */
export function nightsOf(
  days: Days,
  { first, last }: { first: number; last: number },
  slept: readonly Slept[],
  order: readonly string[],
): Night[] {
  const places = new Map(order.map((source, place) => [source, place]));
  const nights: Night[] = [];
  for (let day = first; day <= last; day++) {
    const night = nightOf(days, day, near(days, day, slept), places);
    if (night) nights.push(night);
  }
  return nights;
}

function near({ starts }: Days, day: number, slept: readonly Slept[]): Slept[] {
  const [since, until] = [starts[day]! - WINDOW_MS, starts[day + 1]! + WINDOW_MS];
  return slept.flatMap((one) =>
    one.end > since && one.start < until
      ? [{ ...one, start: Math.max(one.start, since), end: Math.min(one.end, until) }]
      : [],
  );
}

function nightOf(
  days: Days,
  day: number,
  slept: readonly Slept[],
  places: ReadonlyMap<string, number>,
): Night | undefined {
  const blocks = dated(days, union(slept.filter(({ stage }) => ASLEEP.has(stage))));
  const asleep = blocks.filter((block) => block.day === day);
  const inBed = union(slept).flatMap((span) => shareOf(days, day, span, blocks));
  if (asleep.length === 0 && inBed.length === 0) return undefined;
  const sleeps = together(asleep);
  const minutes = sleeps.map((one) => minutesOf(one));
  const longest = minutes.indexOf(Math.max(...minutes));
  const awake = without(within(union(slept.filter(({ stage }) => stage === "awake")), inBed), asleep);
  const stages = staged(slept, asleep, places);
  const rest = without(inBed, [...asleep, ...awake]);
  const intervals = [
    ...stages,
    ...awake.map((span) => ({ ...span, stage: "awake" as const })),
    ...rest.map((span) => ({ ...span, stage: "in_bed" as const })),
  ].sort((a, b) => a.start - b.start);
  const asleepMinutes = rounded(minutes.reduce((sum, one) => sum + one, 0));
  const main = sleeps[longest];
  return {
    date: days.dates[day]!,
    asleepMinutes,
    inBedMinutes: minutesOf(inBed),
    awakeMinutes: minutesOf(awake),
    start: main ? iso(main[0]!.start) : null,
    end: main ? iso(main.at(-1)!.end) : null,
    napMinutes: main ? rounded(asleepMinutes - minutes[longest]!) : 0,
    stages: {
      asleep: minutesOf(stages.filter(({ stage }) => stage === "asleep")),
      light: minutesOf(stages.filter(({ stage }) => stage === "light")),
      deep: minutesOf(stages.filter(({ stage }) => stage === "deep")),
      rem: minutesOf(stages.filter(({ stage }) => stage === "rem")),
    },
    sources: [
      ...new Set(
        slept
          .filter((one) => inBed.some((span) => one.start < span.end && one.end > span.start))
          .map(({ source }) => source),
      ),
    ].sort((a, b) => placeIn(places, a) - placeIn(places, b)),
    intervals: intervals
      .slice(0, MAX_INTERVALS)
      .map(({ stage, start, end }) => ({ stage, start: iso(start), end: iso(end) })),
  };
}

/**
 * The day of each sleep: that of waking, but a sleep of the evening belongs to the next day where it goes on within two hours, until after
 * midnight.
 */
function dated(days: Days, spans: readonly Span[]): Block[] {
  const ownDays = spans.map(({ end }) => dayOf(days, end));
  const result = spans.map((span, at) => ({ ...span, day: ownDays[at]! }));
  for (let at = spans.length - 2; at >= 0; at--) {
    const { start, end } = spans[at]!;
    const isEvening = start >= days.starts[ownDays[at]! + 1]! - EVENING_MS;
    if (isEvening && spans[at + 1]!.start <= end + BREAK_MS)
      result[at]!.day = Math.max(ownDays[at]!, result[at + 1]!.day);
  }
  return result;
}

/** The index of the day of an instant; what is outside of the days is in the first or last of them. */
function dayOf({ starts }: Days, at: number): number {
  let [low, high] = [0, starts.length - 2];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (starts[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Sleeps without a break of more than two hours between them. */
function together(spans: readonly Span[]): Span[][] {
  const sleeps: Span[][] = [];
  for (const span of spans) {
    const before = sleeps.at(-1)?.at(-1);
    if (before && span.start <= before.end + BREAK_MS) sleeps.at(-1)!.push(span);
    else sleeps.push([span]);
  }
  return sleeps;
}

/**
 * What of a time in bed belongs to a day: until each waking the time before it, and what follows the last one. Without any sleep in it, it belongs to
 * the day of its end.
 */
function shareOf(days: Days, day: number, span: Span, blocks: readonly Block[]): Span[] {
  const inside = blocks.filter(({ start, end }) => start >= span.start && end <= span.end);
  const lastDay = inside.at(-1)?.day;
  if (lastDay === undefined) return dayOf(days, span.end) === day ? [span] : [];
  const own = inside.filter((block) => block.day === day);
  if (own.length === 0) return [];
  const before = inside.filter((block) => block.day < day).at(-1);
  return [{ start: before?.end ?? span.start, end: day === lastDay ? span.end : own.at(-1)!.end }];
}

/** The time asleep in pieces of one stage. */
function staged(
  slept: readonly Slept[],
  asleep: readonly Span[],
  places: ReadonlyMap<string, number>,
): (Span & { stage: SleepStage })[] {
  const said = slept.filter(({ stage }) => ASLEEP.has(stage)).sort((a, b) => a.start - b.start);
  const result: (Span & { stage: SleepStage })[] = [];
  for (const block of asleep) {
    const here = said.filter((one) => one.start < block.end && one.end > block.start);
    const bounds = [...new Set(here.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
    let open: Slept[] = [];
    let next = 0;
    for (const [at, start] of bounds.entries()) {
      const end = bounds[at + 1];
      if (end === undefined) break;
      open = open.filter((one) => one.end > start);
      while (next < here.length && here[next]!.start <= start) open.push(here[next++]!);
      const stage = open.reduce((best, one) => (comesBefore(one, best, places) ? one : best)).stage;
      const before = result.at(-1);
      if (before && before.end === start && before.stage === stage) before.end = end;
      else result.push({ stage, start, end });
    }
  }
  return result;
}

/** A source that says a stage comes before one that knows only of sleep, and of those that do, the first in order. */
function comesBefore(one: Slept, other: Slept, places: ReadonlyMap<string, number>): boolean {
  const key = ({ stage, source }: Slept) => [
    stage === "asleep" ? 1 : 0,
    placeIn(places, source),
    DEPTHS.indexOf(stage),
  ];
  const [a, b] = [key(one), key(other)];
  const at = a.findIndex((value, i) => value !== b[i]);
  return at >= 0 && a[at]! < b[at]!;
}

/** Of two stages that one source says of the same time. */
const DEPTHS: readonly SleepStage[] = ["deep", "rem", "light", "asleep"];

const placeIn = (places: ReadonlyMap<string, number>, source: string) => places.get(source) ?? places.size;

/** The spans that any of these cover, in order, none touching another. */
function union(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const before = result.at(-1);
    if (before && start <= before.end) before.end = Math.max(before.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** What of spans lies in others; both as `union` gives them. */
function within(spans: readonly Span[], others: readonly Span[]): Span[] {
  return spans.flatMap((span) =>
    others.flatMap((other) => {
      const [start, end] = [Math.max(span.start, other.start), Math.min(span.end, other.end)];
      return start < end ? [{ start, end }] : [];
    }),
  );
}

/** What of spans lies in none of others. */
function without(spans: readonly Span[], others: readonly Span[]): Span[] {
  const gone = union(others);
  return spans.flatMap((span) => {
    const left: Span[] = [];
    let { start } = span;
    for (const other of gone) {
      if (other.end <= start || other.start >= span.end) continue;
      if (other.start > start) left.push({ start, end: other.start });
      start = Math.max(start, other.end);
    }
    return start < span.end ? [...left, { start, end: span.end }] : left;
  });
}

const rounded = (minutes: number) => Math.round(minutes * 1e6) / 1e6;
const minutesOf = (spans: readonly Span[]) =>
  rounded(spans.reduce((sum, { start, end }) => sum + end - start, 0) / 60_000);
const iso = (at: number) => new Date(at).toISOString();

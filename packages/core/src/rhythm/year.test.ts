/**
 * A year of routines, minute by minute, in zones with every kind of clock change, compared with due times that were calculated by
 * brute force (see clockwork.fixture.ts). None may be missed and none doubled.
 */
import { describe, expect, it } from "vitest";
import { type CatchUp, ON_TIME_MS, stepOf } from "#core/rhythm/catch-up";
import { type Clock, clockOf, duesOf } from "#core/rhythm/clockwork.fixture";
import { readRule } from "#core/rhythm/cron";
import { nextDue } from "#core/rhythm/due";
import { someOf } from "#testing/sampled";

const MINUTE_MS = 60_000;
const YEAR = [Date.UTC(2027, 9, 1), Date.UTC(2028, 9, 1)] as const;

const everyClock: [string, readonly [number, number]][] = [
  ["UTC", YEAR],
  ["Europe/Berlin", YEAR],
  ["America/New_York", YEAR],
  // Half an hour forward and back.
  ["Australia/Lord_Howe", YEAR],
  ["Asia/Kolkata", YEAR],
  ["Pacific/Apia", YEAR],
  ["America/Sao_Paulo", YEAR],
  // An offset of 45 minutes, changed at 02:45.
  ["Pacific/Chatham", YEAR],
  // Changed at midnight.
  ["Africa/Cairo", YEAR],
  // Two hours at once.
  ["Antarctica/Troll", YEAR],
  // Summer time that went from midnight to one o'clock.
  ["America/Sao_Paulo", [Date.UTC(2017, 6, 1), Date.UTC(2018, 6, 1)]],
  // 30 December 2011 did not exist.
  ["Pacific/Apia", [Date.UTC(2011, 6, 1), Date.UTC(2012, 6, 1)]],
];

/** Of the clocks `npm run prove -- year` takes all. */
const clocks = someOf("year", everyClock, 3);

const rules = [
  "30 2 * * *",
  "15 1 * * *",
  "0 0 * * *",
  "45 2 * * *",
  "59 23 * * *",
  "0,30 1-3 * * *",
  "*/20 0,2 * * *",
  "15 */2 * * *",
  "0 9-17/4 * * MON-FRI",
  "30 2 * * SUN",
  "0 7 * * 1,4",
  "10 0 1 * *",
  "30 2 L * *",
  "0 17 LW * *",
  "0 10 * * 5L",
  "0 10 * * MON#2",
  "0 9 29 2 *",
  "0 9 29 FEB *",
  "0 9 13 * FRI",
  "0 9 31 */2 *",
  "0 9 */2 * MON",
  "30 2 1-7 * */3",
  "0 * * * *",
  "45 * * * *",
  "*/20 * * * *",
  "30 * * * SUN",
];

const opened = new Map<string, Clock>();
function open(zone: string, [from, until]: readonly [number, number]): Clock {
  const key = `${zone} ${from}`;
  if (!opened.has(key)) opened.set(key, clockOf(zone, from, until));
  return opened.get(key)!;
}

const worked = new Map<string, number[]>();
function duesIn(zone: string, span: readonly [number, number], rule: string): number[] {
  const key = `${zone} ${span[0]} ${rule}`;
  if (!worked.has(key)) worked.set(key, duesOf(rule, open(zone, span)));
  return worked.get(key)!;
}

/** Few instants, as text, so that a failure is readable. */
function differences(actual: number[], expected: number[]) {
  const [ran, due] = [new Set(actual), new Set(expected)];
  const iso = (instants: number[]) => instants.slice(0, 5).map((one) => new Date(one).toISOString());
  return {
    missed: iso(expected.filter((one) => !ran.has(one))),
    unexpected: iso(actual.filter((one) => !due.has(one))),
    doubled: actual.length - ran.size,
    inOrder: actual.every((one, i) => one === expected[i]),
  };
}
const NONE = { missed: [], unexpected: [], doubled: 0, inOrder: true };

describe.each(clocks)("a year in %s", (zone, span) => {
  const clock = open(zone, span);

  it.each([...rules, ...(zone === "Australia/Lord_Howe" ? ["* * * * *", "* 1-2 * * *"] : [])])("%s", (rule) => {
    const timetable = { rule: readRule(rule), zone };
    const dues: number[] = [];
    for (let due = nextDue(timetable, clock.from - 1); due! < clock.until; due = nextDue(timetable, due!))
      dues.push(due!);
    expect(differences(dues, duesIn(zone, span, rule))).toEqual(NONE);
  });
});

describe("every tick of a year", () => {
  it("includes clock changes and a leap day", () => {
    expect(duesIn("Europe/Berlin", YEAR, "0 * * * *")).toHaveLength(366 * 24);
    expect(duesIn("Europe/Berlin", YEAR, "30 2 * * *")).toHaveLength(366);
    expect(duesIn("Asia/Kolkata", YEAR, "0 9 29 2 *")).toEqual([Date.parse("2028-02-29T03:30:00.000Z")]);
  });

  it("catches up after downtimes as each routine asks, and runs everything else once", () => {
    const random = seeded(20_280_229);
    let [runs, skipped, down] = [0, 0, 0];
    // Without those that are due more often than hourly, which would make the test long.
    const calm = rules.filter((rule) => !/^(\*|45)/.test(rule));
    for (const [zone, span] of clocks) {
      for (const catchUp of ["skip", "latest", "all"] as const) {
        const ticks = ticksOf(span, random);
        down += (span[1] - span[0]) / MINUTE_MS - ticks.length;
        for (const rule of calm) {
          const dues = duesIn(zone, span, rule).filter((due) => due <= ticks.at(-1)!);
          const { ran, expected } = simulate(rule, zone, catchUp, dues, ticks);
          expect({ rule, zone, catchUp, ...differences(ran, expected) }).toEqual({ rule, zone, catchUp, ...NONE });
          if (catchUp === "all") expect(differences(ran, dues)).toEqual(NONE);
          runs += ran.length;
          skipped += dues.length - ran.length;
        }
      }
    }
    expect(skipped).toBeGreaterThan(0);
    const routines = clocks.length * calm.length * 3;
    console.log(
      `${routines} routines: ${runs} runs, ${skipped} due times skipped in ${Math.round(down / 1440)} days of downtime`,
    );
  });
});

/** The ticks of a year: every minute, some seconds late, except for downtimes of a minute to three weeks. */
function ticksOf([from, until]: readonly [number, number], random: () => number): number[] {
  const ticks: number[] = [];
  let down = from + random() * 30 * 86_400_000;
  for (let minute = from; minute < until; minute += MINUTE_MS) {
    if (minute > down) {
      minute += Math.floor(Math.exp(random() * Math.log(21 * 1440))) * MINUTE_MS;
      down = minute + random() * 60 * 86_400_000;
    }
    if (minute < until) ticks.push(minute + Math.floor(random() * 40_000));
  }
  return ticks;
}

const DUES_PER_TICK = 100;

/** The runs of one routine that is claimed by these ticks, and the expected runs. */
function simulate(rule: string, zone: string, catchUp: CatchUp, dues: number[], ticks: number[]) {
  const timetable = { rule: readRule(rule), zone };
  const ran: number[] = [];
  const expected: number[] = [];
  let next = nextDue(timetable, ticks[0]! - MINUTE_MS);
  let from = firstFrom(dues, ticks[0]! - MINUTE_MS + 1, 0);
  // Ticks at which nothing is due have no effect and are left out.
  for (let i = 0; i < ticks.length; i = firstFrom(ticks, Math.min(next ?? Infinity, dues[from] ?? Infinity), i + 1)) {
    const now = ticks[i]!;
    for (let pass = 0; pass < DUES_PER_TICK && next !== undefined && next <= now; pass++) {
      const step = stepOf(timetable, catchUp, next, now);
      if (step.due !== undefined) ran.push(step.due);
      next = step.next;
    }
    const to = firstFrom(dues, now + 1, from);
    const missed = dues.slice(from, to).filter((due) => due < now - ON_TIME_MS);
    const kept = catchUp === "all" ? missed : catchUp === "latest" ? missed.slice(-1) : [];
    expected.push(...kept, ...dues.slice(from + missed.length, to));
    from = to;
  }
  return { ran, expected };
}

/** The index of the first of the ascending `numbers` that is at least `least`, starting at `from`. */
function firstFrom(numbers: number[], least: number, from: number): number {
  let [low, high] = [from, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** mulberry32, so that the downtimes are always the same. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

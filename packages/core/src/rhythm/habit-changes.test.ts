/**
 * Random lives of 400 days, without a database: what is said of days, judged, changed, paused and taken back. Again and again the
 * streak is compared with a reading of all days by brute force. functions/rhythm/streak-lives.test.ts lives a few through the API.
 */
import fc from "fast-check";
import { expect } from "vitest";
import type { Cadence, History, Mark, Schedule } from "#core/rhythm/cadence";
import { counted, judging, saying } from "#core/rhythm/habit-changes";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { type Asked, bruteForce } from "#core/rhythm/streak-oracle.fixture";
import { isWhole, SEED } from "#testing/sampled";
import { slow } from "#testing/slow";

const DAYS = 400;
const START = dayNumber("2026-01-05");

const cadence: fc.Arbitrary<Cadence> = fc.oneof(
  fc.constant({ kind: "daily" as const }),
  fc.record({ kind: fc.constant("weekly" as const), times: fc.integer({ min: 1, max: 7 }) }),
  fc.record({ kind: fc.constant("interval" as const), everyDays: fc.integer({ min: 1, max: 6 }) }),
  fc.record({
    kind: fc.constant("weekdays" as const),
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 }),
  }),
);
const back = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 25 }) },
);
const mark: fc.Arbitrary<Mark> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Mark>({ status: "done", amount: null }) },
  { weight: 1, arbitrary: fc.constant<Mark>({ status: "skipped", amount: null }) },
  { weight: 1, arbitrary: fc.constant<Mark>({ status: "partial", amount: 0.5 }) },
);
const step = fc.oneof(
  { weight: 60, arbitrary: fc.record({ kind: fc.constant("said" as const), back, mark }) },
  { weight: 20, arbitrary: fc.constant({ kind: "nothing" as const }) },
  // As when nothing ran, or somebody flew over the date line: some days are judged together, or later.
  { weight: 4, arbitrary: fc.constant({ kind: "unjudged" as const }) },
  { weight: 10, arbitrary: fc.record({ kind: fc.constant("undone" as const), back }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("given" as const), freezes: fc.integer({ min: 0, max: 4 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("changed" as const), cadence }) },
  { weight: 2, arbitrary: fc.constant({ kind: "paused" as const }) },
);

slow("a streak is what a brute-force reading of all check-ins finds, and no freeze is lost", () => {
  const lives = fc.record({ first: cadence, steps: fc.array(step, { minLength: DAYS, maxLength: DAYS }) });
  fc.assert(
    fc.property(lives, ({ first, steps }) => live(first, steps)),
    { numRuns: isWhole("streaks") ? 1_000 : 12, seed: SEED },
  );
});

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function live(first: Cadence, steps: readonly Step[]) {
  const schedule = { from: START, cadence: first, targetPerDay: 1, isPaused: false };
  let history: History = {
    schedules: [schedule],
    marks: new Map(),
    startsOn: START,
    weekStart: 1,
    judgedThrough: START - 1,
  };
  let left = 2;
  let given = 2;
  for (const [at, one] of steps.entries()) {
    const today = START + at;
    if (one.kind !== "unjudged") keep(judging(history, today - 1, "UTC", today, left));
    const day = "back" in one ? today - one.back : today;
    const isSaid = history.marks.get(day)?.status !== undefined && history.marks.get(day)?.status !== "frozen";
    if (one.kind === "given") {
      given += one.freezes - left;
      left = one.freezes;
    } else if (one.kind === "said") keep(saying(history, day, one.mark, today, left));
    else if (one.kind === "undone" && isSaid) keep(saying(history, day, undefined, today, left));
    else if (one.kind === "changed" || one.kind === "paused")
      keep(counted(rescheduled(history, one, today), today, left));
    if (at % 4 === 3) compare(`day ${at}: ${JSON.stringify(one)}`, today);
  }

  function keep(result: { history: History; values: { freezesLeft: number } }) {
    history = result.history;
    left = result.values.freezesLeft;
  }

  function compare(what: string, today: number) {
    const { streakCurrent, streakBest } = counted(history, today, left).values;
    const lines = [...history.marks].map(([day, { status }]) => ({ date: dayText(day), status }));
    const row = { startsOn: dayText(history.startsOn), judgedThrough: dayText(history.judgedThrough) };
    const found = bruteForce(row, lines, history.schedules.map(asked));
    expect([streakCurrent, streakBest], what).toEqual([found.current, found.best]);
    expect(found.idleFreezes, `${what}: freezes without a streak before them`).toEqual([]);
    const frozen = lines.filter(({ status }) => status === "frozen").length;
    expect(left + frozen, `${what}: freezes are spent, given back, and never lost`).toBe(given);
  }
}

function rescheduled(history: History, one: Step, today: number): History {
  const last = history.schedules.at(-1)!;
  const change = one.kind === "changed" ? { cadence: one.cadence } : { isPaused: !last.isPaused };
  return {
    ...history,
    schedules: [...history.schedules.filter(({ from }) => from < today), { ...last, ...change, from: today }],
  };
}

function asked({ from, cadence, isPaused }: Schedule): Asked {
  return { from: dayText(from), paused: isPaused, config: configOf(cadence) };
}

function configOf(cadence: Cadence): Asked["config"] {
  switch (cadence.kind) {
    case "daily":
      return {};
    case "weekdays":
      return { daysOfWeek: [...cadence.days] };
    case "interval":
      return { intervalDays: cadence.everyDays };
    case "weekly":
      return { timesPerWeek: cadence.times };
  }
}

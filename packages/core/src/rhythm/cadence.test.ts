/** What a reader gets who asks only for some of a habit's units: the same ones. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Cadence, type History, type Mark, unitsOf } from "#core/rhythm/cadence";
import { SEED } from "#testing/sampled";

const LONGEST_INTERVAL = 20;
const day = fc.integer({ min: 20_000, max: 20_120 });
const cadence: fc.Arbitrary<Cadence> = fc.oneof(
  fc.constant({ kind: "daily" as const }),
  fc.record({ kind: fc.constant("weekdays" as const), days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }) }),
  fc.record({ kind: fc.constant("interval" as const), everyDays: fc.integer({ min: 1, max: LONGEST_INTERVAL }) }),
  fc.record({ kind: fc.constant("weekly" as const), times: fc.integer({ min: 1, max: 7 }) }),
);
const status = fc.constantFrom<Mark["status"]>("done", "done", "done", "skipped", "partial", "frozen");
const history: fc.Arbitrary<History> = fc
  .record({
    schedules: fc.uniqueArray(fc.record({ from: day, cadence, targetPerDay: fc.constant(1), isPaused: fc.boolean() }), {
      minLength: 1,
      maxLength: 4,
      selector: ({ from }) => from,
    }),
    marks: fc.array(fc.tuple(day, fc.record({ status, amount: fc.constant(0.5) })), { maxLength: 40 }),
    startsOn: day,
    weekStart: fc.integer({ min: 1, max: 7 }),
    judgedThrough: day,
  })
  .map(({ schedules, marks, ...rest }) => ({
    ...rest,
    schedules: schedules.sort((one, other) => one.from - other.from),
    marks: new Map(marks),
  }));

it("reads the units from a day on without those before it, and without most of what was said before", () => {
  fc.assert(
    fc.property(history, day, (whole, since) => {
      const part = { ...whole, marks: remembered(whole.marks, since) };
      const read = unitsOf(part, 20_150, { since }).filter(({ to }) => to >= since);
      const all = unitsOf(whole, 20_150).filter(({ to }) => to >= since);
      expect(read.map(seen(since))).toEqual(all.map(seen(since)));
    }),
    { seed: SEED, numRuns: 2_000 },
  );
});

/** Two readings may begin the first unit of an interval on different days, and agree on everything from `since` on. */
const seen =
  (since: number) =>
  ({ from, dueFrom, ...unit }: ReturnType<typeof unitsOf>[number]) => ({
    ...unit,
    from: Math.max(from, since),
    dueFrom: Math.max(dueFrom, since),
  });

/** The marks that habit-agenda.ts reads. */
function remembered(marks: ReadonlyMap<number, Mark>, since: number): Map<number, Mark> {
  const done = [...marks].flatMap(([one, mark]) => (mark.status === "done" ? [one] : [])).sort((a, b) => a - b);
  const kept = [done[0], done.findLast((one) => one < since - 7)];
  return new Map(
    [...marks].filter(
      ([one, mark]) =>
        one >= since - 7 || kept.includes(one) || (mark.status !== "done" && one >= since - LONGEST_INTERVAL - 7),
    ),
  );
}

it("plans an interval from today on as if it is kept, and says that it is due each day while it is overdue", () => {
  const today = 20_010;
  const every = (marks: [number, Mark][], plannedFrom?: number) =>
    unitsOf(
      {
        schedules: [{ from: 20_000, cadence: { kind: "interval", everyDays: 3 }, targetPerDay: 1, isPaused: false }],
        marks: new Map(marks),
        startsOn: 20_000,
        weekStart: 1,
        judgedThrough: today - 1,
      },
      20_020,
      { since: today, plannedFrom },
    )
      .filter(({ to }) => to >= today)
      .map(({ dueFrom, to }) => [dueFrom - today, to - today]);
  const done: [number, Mark] = [today - 1, { status: "done", amount: null }];
  expect(every([done], today)).toEqual([
    [2, 2],
    [5, 5],
    [8, 8],
    [11, 11],
  ]);
  expect(every([done])[1]).toEqual([3, 5]);
  expect(every([], today)[0]![0]).toBeLessThanOrEqual(0);
});

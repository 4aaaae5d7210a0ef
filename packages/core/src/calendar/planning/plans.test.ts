/**
 * Plans of days that nobody has lived, held by checks that know nothing of how they are made: `npm test` holds a part of them, and
 * `npm run prove -- plans` 100,000 days and 500 small ones, the best plan of which another solver finds.
 */
import { describe, expect, it } from "vitest";
import { CELL_MINUTES, type DayGiven, type DayModel, modelOf } from "#core/calendar/planning/day";
import { anyDay, smallDay, untruths, wrongs, wrongsOfDay } from "#core/calendar/planning/days.fixture";
import { factorOf } from "#core/calendar/planning/estimates";
import { optimum, oracle } from "#core/calendar/planning/oracle.fixture";
import { type Piece, planValue } from "#core/calendar/planning/problem";
import { unplanned } from "#core/calendar/planning/reasons";
import { randomOf, solveDay } from "#core/calendar/planning/solver";
import { isWhole, SEED } from "#testing/sampled";

const DAYS = isWhole("plans") ? 100_000 : 500;
const SMALL_DAYS = isWhole("plans") ? 500 : 6;
const MOST_TASKS = 14;
/** The rules hold after any number of rounds: a few are enough to see whether they do. */
const FEW_ROUNDS = 0.03;
/** A whole proof is of the same days each time, so that its numbers can be told. */
const FIRST = isWhole("plans") ? 0 : SEED % 1_000_000;

function planned(given: DayGiven, effort = FEW_ROUNDS): { model: DayModel; pieces: Piece[] } {
  const model = modelOf(given);
  return { model, pieces: solveDay(model.problem, 1, effort) };
}

describe("The plan of any day", () => {
  it(
    "books nothing twice, keeps buffers, hours, breaks and order, and every reason that it gives is true",
    () => {
      const found: string[] = [];
      const told = new Map<string, number>();
      for (let day = FIRST; day < FIRST + DAYS && found.length < 20; day++) {
        const given = anyDay(randomOf(day), MOST_TASKS);
        const { model, pieces } = planned(given);
        const left = unplanned(model.problem, pieces);
        for (const { reason } of left) told.set(reason, (told.get(reason) ?? 0) + 1);
        const wrong = [
          ...wrongs(model.problem, pieces),
          ...wrongsOfDay(given, model, pieces),
          ...untruths(model.problem, pieces, left),
        ];
        for (const one of wrong) found.push(`day ${day}: ${one}`);
      }
      expect(found).toEqual([]);
      console.info(`  plans: ${DAYS} days from ${FIRST}, reasons ${JSON.stringify(Object.fromEntries(told))}`);
      expect(told.size).toBeGreaterThanOrEqual(10);
    },
    isWhole("plans") ? 3_600_000 : 60_000,
  );

  it(
    "is within 2 % of the best there is",
    async () => {
      const highs = await oracle();
      const ratios: number[] = [];
      const worse: string[] = [];
      for (let day = FIRST; day < FIRST + SMALL_DAYS; day++) {
        const problem = smallDay(randomOf(day));
        const pieces = solveDay(problem);
        const best = optimum(highs, problem);
        expect([wrongs(problem, pieces), wrongs(problem, best.pieces)], `day ${day}`).toEqual([[], []]);
        expect(planValue(problem, best.pieces), `day ${day}`).toBe(best.value);
        const ratio = best.value === 0 ? 1 : planValue(problem, pieces) / best.value;
        ratios.push(ratio);
        if (ratio < 0.98) worse.push(`day ${day}: ${ratio.toFixed(4)}`);
      }
      const mean = ratios.reduce((sum, one) => sum + one, 0) / ratios.length;
      console.info(
        `  plans: ${SMALL_DAYS} small days, ${(mean * 100).toFixed(3)} % of the best, at worst ${(Math.min(...ratios) * 100).toFixed(2)} %`,
      );
      expect(worse).toEqual([]);
    },
    isWhole("plans") ? 3_600_000 : 60_000,
  );

  it("is the same for the same day and seed", () => {
    const { model, pieces } = planned(anyDay(randomOf(7), 12), 0.2);
    expect(solveDay(model.problem, 1, 0.2)).toEqual(pieces);
  });

  it("is of 23, 24 or 25 hours, as clocks have it", () => {
    const given = anyDay(randomOf(3), 3);
    const cells = (zone: string, date: string) => modelOf({ ...given, zone, date, now: 0 }).problem.cells;
    expect(cells("Europe/Berlin", "2026-03-29")).toBe((23 * 60) / CELL_MINUTES);
    expect(cells("Europe/Berlin", "2026-10-25")).toBe((25 * 60) / CELL_MINUTES);
    expect(cells("Australia/Lord_Howe", "2026-10-04")).toBe((23.5 * 60) / CELL_MINUTES);
    expect(cells("UTC", "2026-03-29")).toBe((24 * 60) / CELL_MINUTES);
  });

  it("knows the order that a model gives, which makes nothing that is due less important", () => {
    const given = { ...anyDay(randomOf(5), 1), dependencies: [], leftOut: [], blocks: [], focusDomainIds: [] };
    const [one] = given.tasks;
    const task = (id: string, more: object) => ({
      ...one!,
      id,
      scheduledDate: null,
      dueDate: null,
      dueAt: null,
      isQuickWin: false,
      lifeDomainId: null,
      status: "pending",
      priority: "low" as const,
      ...more,
    });
    const tasks = [task("low", {}), task("high", { priority: "high" as const }), task("due", { dueDate: given.date })];
    const weights = (order: string[]) =>
      modelOf({ ...given, tasks, habits: [], order }).problem.items.map(({ weight }) => weight);
    expect(weights([])).toEqual([100, 400, 700]);
    expect(weights(["low", "high"])).toEqual([400, 100, 700]);
    expect(weights(["low", "high", "due", "nobody", "low"])).toEqual([700, 400, 700]);
  });

  it("multiplies estimates by what similar tasks took, the less the fewer there were", () => {
    const factor = (count: number, median: number) =>
      factorOf({ projectId: "house", lifeDomainId: "home" }, [
        { projectId: null, lifeDomainId: "home", count: 50, median: 3 },
        { projectId: "house", lifeDomainId: null, count, median },
      ]);
    expect([factor(5, 2), factor(45, 2), factor(5, 1)]).toEqual([1.5, 1.9, 1]);
    expect([factor(1_000, 9), factor(1_000, 0.01)]).toEqual([3, 0.5]);
    expect(factorOf({ projectId: null, lifeDomainId: null }, [])).toBe(1);
  });
});

/** Why something of a day's items is not in its plan: the first of these that holds, so that each is true by itself. */
import { type DayProblem, keptOf, nextLeast, type Piece } from "#core/calendar/planning/problem";

export type ReasonCode =
  /** The person has left it out of this plan. */
  | "left_out"
  /** The person has marked the task as blocked. */
  | "marked_blocked"
  /** It waits for a task that is not done, nor planned as a whole on this day. */
  | "waits_for"
  /** Nothing is free at all on this day, whatever is planned. */
  | "no_free_time"
  /** Between events no time is free that is long enough for its next piece, whatever is planned. */
  | "no_gap_long_enough"
  /** What is planned leaves no such time. */
  | "day_full"
  /** Such time is left, but only after it is due. */
  | "no_time_before_due"
  /** Such time is left, but not at the time of day of the habit. */
  | "not_at_its_time"
  /** Such time is left, but only before what it waits for is done. */
  | "no_time_after_dependency"
  /** It would be more focused work than the person wants on a day. */
  | "focus_limit"
  /** It would be more hard work than such a day is good for. */
  | "too_demanding"
  /** It would leave no break. */
  | "needs_break";

export interface Unplanned {
  item: number;
  /** Cells of it that are not planned. */
  left: number;
  reason: ReasonCode;
}

export function unplanned(problem: DayProblem, pieces: readonly Piece[]): Unplanned[] {
  const left = problem.items.map(({ size }) => size);
  const taken = new Uint8Array(problem.cells);
  let { focus, hard } = keptOf(problem);
  for (const { item, start, end } of pieces) {
    left[item]! -= end - start;
    taken.fill(1, start, end);
    if (problem.items[item]!.isFocus) focus += end - start;
    if (problem.items[item]!.isHard) hard += end - start;
  }
  const why = (index: number): ReasonCode => {
    const item = problem.items[index]!;
    const isHabit = item.kind === "habit";
    if (item.barred) return item.barred;
    if (item.after.some((first) => left[first]! > 0)) return "waits_for";
    const free = isHabit ? problem.liveable : problem.workable;
    const least = isHabit ? item.size : nextLeast(left[index]!, problem.minPiece);
    const isFree = (cell: number) => free[cell] === 1;
    const isLeft = (cell: number) => free[cell] === 1 && !taken[cell];
    if (!hasStretch(0, problem.cells, 1, isFree)) return "no_free_time";
    if (!hasStretch(0, problem.cells, least, isFree)) return "no_gap_long_enough";
    if (!hasStretch(0, problem.cells, least, isLeft)) return "day_full";
    if (!hasStretch(item.from, item.until, least, isLeft)) return isHabit ? "not_at_its_time" : "no_time_before_due";
    const after = Math.max(item.from, lastEnd(problem, pieces, item.after));
    if (!hasStretch(after, item.until, least, isLeft)) return "no_time_after_dependency";
    if (item.isFocus && focus + least > problem.maxFocus) return "focus_limit";
    if (item.isHard && hard + least > problem.maxHard) return "too_demanding";
    return "needs_break";
  };
  return problem.items.flatMap((_, item) => (left[item]! > 0 ? [{ item, left: left[item]!, reason: why(item) }] : []));
}

function hasStretch(from: number, until: number, length: number, isFree: (cell: number) => boolean): boolean {
  for (let cell = from, stretch = 0; cell < until; cell++) {
    stretch = isFree(cell) ? stretch + 1 : 0;
    if (stretch >= length) return true;
  }
  return false;
}

/** The end of the last piece of some items, kept or planned. */
const lastEnd = ({ items }: DayProblem, pieces: readonly Piece[], of: readonly number[]): number =>
  Math.max(
    0,
    ...of.map((item) => items[item]!.keptEnd),
    ...pieces.filter(({ item }) => of.includes(item)).map(({ end }) => end),
  );

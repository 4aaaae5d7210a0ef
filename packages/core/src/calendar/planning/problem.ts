/**
 * A day to be planned, in cells of equal length from its beginning, and what a plan of it is worth. Whoever looks for a plan (the solver,
 * and the oracle of its test) maximises the same sum under the same rules:
 *
 * - A piece of a task lies in cells in which work may be planned; one of a habit in cells of its part of the day. No cell has two pieces.
 * - A task has pieces of at least `minPiece` cells (or all of it in one, where it is shorter), and what is left of it is nothing or at least as much.
 * - Of any `run + rest` cells at most `run` are work, so that there are breaks. What is kept counts, too.
 * - Cells of focused work are at most `maxFocus` with those that are kept, and those of hard work at most `maxHard`.
 * - A piece begins after the last one of each task that its own waits for, and only where these are planned whole.
 * - A piece ends by `until`.
 *
 * All that is given is kept: time blocks, and what a person has pinned, are never moved and never judged.
 */

export interface PlanItem {
  kind: "task" | "habit";
  /** Cells that are still to be planned, at least 1. A habit has one piece of all of them. */
  size: number;
  /** What a cell of it is worth at the beginning of the day. */
  weight: number;
  /** What a cell of the peak hours is worth beside that. */
  peakBonus: number;
  isFocus: boolean;
  isHard: boolean;
  /** The first cell in which it may be, and the one before which it has to end. */
  from: number;
  until: number;
  /** The items that have to be done before, by their index. */
  after: readonly number[];
  /** Why it is not to be planned at all, whatever room there is. */
  barred?: "left_out" | "marked_blocked" | "waits_for";
  /** The end of the last piece of it that is kept; 0 without one. */
  keptEnd: number;
  /** Of a habit: the cell at which it begins best. */
  ideal: number;
}

export interface Kept {
  /** Cells; `end` is exclusive. */
  start: number;
  end: number;
  isWork: boolean;
  isFocus: boolean;
  isHard: boolean;
}

export interface DayProblem {
  cells: number;
  /** 1 for a cell in which work may be planned: in working hours, to come, free of events with their buffers, and of what is kept. */
  workable: Uint8Array;
  /** The same for habits, which need no working hours. */
  liveable: Uint8Array;
  peak: Uint8Array;
  items: readonly PlanItem[];
  kept: readonly Kept[];
  minPiece: number;
  /** The most work without a break, at least twice `minPiece`, and the length of a break. */
  run: number;
  rest: number;
  maxFocus: number;
  maxHard: number;
}

/** A stretch of an item, by its index; `end` is exclusive. */
export interface Piece {
  item: number;
  start: number;
  end: number;
}

/** What one more piece costs: work is not cut up without need. */
export const PIECE_COST = 30;
/** A cell at the end of the day is worth so much less than one at its beginning: a quarter. */
const LATE_PART = 4;
const HABIT_VALUE = 600;
const HABIT_LEAST = 50;
/** What it costs that a habit is a cell away from its time. */
const HABIT_DRIFT = 25;

/** What it is worth that a cell is an item's. Whole numbers, always positive: more of a task is never worse than less. */
export function cellValue({ cells, peak }: DayProblem, { weight, peakBonus }: PlanItem, cell: number): number {
  return weight - Math.floor((weight * cell) / (LATE_PART * cells)) + (peak[cell] ? peakBonus : 0);
}

export function pieceValue(problem: DayProblem, { item: index, start, end }: Piece): number {
  const item = problem.items[index]!;
  if (item.kind === "habit") return Math.max(HABIT_LEAST, HABIT_VALUE - HABIT_DRIFT * Math.abs(start - item.ideal));
  let value = -PIECE_COST;
  for (let cell = start; cell < end; cell++) value += cellValue(problem, item, cell);
  return value;
}

/** What it is worth beside its pieces that all of a task is planned. */
export const wholeValue = ({ kind, weight }: PlanItem): number => (kind === "task" ? weight : 0);

export function planValue(problem: DayProblem, pieces: readonly Piece[]): number {
  const left = problem.items.map(({ size }) => size);
  let value = 0;
  for (const piece of pieces) {
    left[piece.item]! -= piece.end - piece.start;
    value += pieceValue(problem, piece);
  }
  for (const [at, item] of problem.items.entries()) if (left[at] === 0) value += wholeValue(item);
  return value;
}

/** The shortest piece that may come next of a task of which so many cells are left. */
export const nextLeast = (left: number, minPiece: number): number => (left < 2 * minPiece ? left : minPiece);

/** The longest piece that may come next, of at most `most` cells, so that what is left is nothing or enough for a piece; 0 where none may. */
export function nextMost(left: number, most: number, minPiece: number): number {
  if (most >= left) return left;
  const length = Math.min(most, left - minPiece);
  return length >= minPiece ? length : 0;
}

/** What is kept, by cells: how much of it is work, focused and hard. */
export function keptOf({ kept, cells }: DayProblem) {
  const work = new Uint8Array(cells);
  let [focus, hard] = [0, 0];
  for (const { start, end, isWork, isFocus, isHard } of kept) {
    if (isWork) work.fill(1, start, end);
    if (isFocus) focus += end - start;
    if (isHard) hard += end - start;
  }
  return { work, focus, hard };
}

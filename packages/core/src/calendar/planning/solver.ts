/**
 * Plans a day: items go one after another to the best place that is left, and then parts of the day are cleared and filled again in
 * another order as long as it helps. The same problem and seed have the same plan. Nothing that could still be placed is left out.
 */
import {
  cellValue,
  type DayProblem,
  keptOf,
  nextLeast,
  nextMost,
  PIECE_COST,
  type Piece,
  pieceValue,
  wholeValue,
} from "#core/calendar/planning/problem";

/** How often it is begun from nothing: what is nearly best may be far from what is best. */
const STARTS = 5;
/** How often a part of the day is then planned anew at most, and how many cells are looked at for all of that: so much takes tens of milliseconds. */
const ROUNDS = 1_000;
const STEPS = 2_000_000;
/** Habits of few cells go before most tasks, since they have one time and tasks have many. */
const HABIT_FIRST = 1_000;
const TOLERANCE = 0.05;
/** How often a piece is made shorter than it could be. */
const SHORTER = 0.2;
const MOST_NOISE = 0.7;
/** Where so many rounds in a row have not helped, more of the day is cleared at once. */
const STUCK = 40;

/** `effort` is how much of its usual work it does: 0 for the first plan that comes. */
export function solveDay(problem: DayProblem, seed = 1, effort = 1): Piece[] {
  const day = new Day(problem);
  const random = randomOf(seed);
  const order = problem.items.map((_, at) => at).filter((at) => problem.items[at]!.barred === undefined);
  if (order.length === 0) return [];
  const own = problem.items.map(({ kind, weight, size }) => (kind === "habit" ? HABIT_FIRST / size : weight));
  const raised = raisedBy(problem, own);
  const ranked = (noise: number) => {
    // What something waits for may not be possible whole, and is then no more than it is.
    const density = noise > 0 && random() < 0.3 ? own : raised;
    const rank = order.map((at) => [at, density[at]! * (1 + noise * (random() - 0.5))] as const);
    return rank.sort((one, other) => other[1] - one[1]).map(([at]) => at);
  };
  let [best, bestValue]: [Piece[], number] = [[], 0];
  for (let start = 0; start < STARTS; start++) {
    // The first plan is that of the plain order.
    day.become([]);
    day.fill(ranked(start), start === 0 ? undefined : random);
    const rounds = effort * ROUNDS;
    const until = (effort * STEPS * (start + 1)) / STARTS;
    const begun = day.steps;
    let current = day.value;
    for (let round = 0, stuck = 0; ; round++, stuck++) {
      if (day.value > bestValue) {
        [best, bestValue, stuck] = [day.pieces.slice(), day.value, 0];
      }
      const passed = Math.max(round / rounds, (day.steps - begun) / Math.max(1, until - begun));
      if (passed >= 1) break;
      const before = day.pieces.slice();
      clearSome(day, order, stuck > STUCK ? 0.6 : 0.3, random);
      day.fill(ranked(random() < 0.5 ? 0.3 : 1.2), random);
      // Now and then a little worse is gone on with, from where better may be near; later on less and less so.
      if (day.value >= current - bestValue * TOLERANCE * (1 - passed) * random() || day.value > bestValue)
        current = day.value;
      else day.become(before);
    }
  }
  return best.sort((one, other) => one.start - other.start);
}

/** What something important waits for is as important. */
function raisedBy({ items }: DayProblem, own: readonly number[]): number[] {
  const raised = own.slice();
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    for (const [at, { after }] of items.entries())
      for (const first of after) if (raised[first]! < raised[at]!) [raised[first], hasChanged] = [raised[at]!, true];
  }
  return raised;
}

/** Takes the items away that have a piece in a random part of the day, and sometimes one more. */
function clearSome(day: Day, order: readonly number[], part: number, random: () => number): void {
  const { cells } = day.problem;
  if (day.pieces.length > 0) {
    const at = day.pieces[Math.floor(random() * day.pieces.length)]!;
    const reach = Math.ceil(random() * part * Math.min(cells, 48));
    const touched = new Set(
      day.pieces.filter(({ start, end }) => start < at.end + reach && end > at.start - reach).map(({ item }) => item),
    );
    for (const item of touched) if (random() < 0.8) day.take(item);
  }
  if (random() < 0.3) day.take(order[Math.floor(random() * order.length)]!);
}

class Day {
  readonly problem: DayProblem;
  pieces: Piece[] = [];
  value = 0;
  /** How many cells were looked at. */
  steps = 0;
  private readonly left: number[];
  /** Cells that are taken by pieces, and the work in them with what is kept. */
  private readonly taken: Uint8Array;
  private readonly work: Uint8Array;
  private focus: number;
  private hard: number;
  private readonly kept: ReturnType<typeof keptOf>;
  /** The sums of the values of an item's cells before each cell. */
  private readonly sums: Float64Array[];
  private readonly waiting: number[][];

  constructor(problem: DayProblem) {
    this.problem = problem;
    this.kept = keptOf(problem);
    this.taken = new Uint8Array(problem.cells);
    this.work = this.kept.work.slice();
    this.focus = this.kept.focus;
    this.hard = this.kept.hard;
    this.left = problem.items.map(({ size }) => size);
    this.sums = problem.items.map((item) => {
      const sums = new Float64Array(problem.cells + 1);
      for (let cell = 0; cell < problem.cells; cell++) sums[cell + 1] = sums[cell]! + cellValue(problem, item, cell);
      return sums;
    });
    this.waiting = problem.items.map(() => []);
    for (const [at, { after }] of problem.items.entries()) for (const first of after) this.waiting[first]!.push(at);
  }

  become(pieces: readonly Piece[]): void {
    this.pieces = [];
    this.value = 0;
    this.taken.fill(0);
    this.work.set(this.kept.work);
    this.focus = this.kept.focus;
    this.hard = this.kept.hard;
    for (const [at, { size }] of this.problem.items.entries()) this.left[at] = size;
    for (const piece of pieces) this.put(piece);
  }

  /** Places what can be placed, in this order, until nothing more can be. With `random` not always at the best place. */
  fill(order: readonly number[], random: (() => number) | undefined): void {
    // How much worse than the best a place may be that is taken all the same.
    const noise = random ? MOST_NOISE * random() ** 2 : 0;
    for (let isDone = false; !isDone; ) {
      isDone = true;
      for (const item of order)
        while (this.left[item]! > 0) {
          const isShorter = random !== undefined && random() < SHORTER;
          const piece = this.placeFor(item, noise, isShorter, random);
          if (!piece) break;
          this.put(piece);
          isDone = false;
          if (isShorter && random!() < 0.5) break;
        }
      if (isDone) isDone = !this.extend();
    }
  }

  /** Lengthens pieces of what is not planned whole by what is free beside them; whether there was anything to do. */
  private extend(): boolean {
    let hasGrown = false;
    for (let at = 0; at < this.pieces.length; at++) {
      const { item, start, end } = this.pieces[at]!;
      if (this.left[item] === 0 || end - start >= this.problem.run) continue;
      const after = this.left[item]! - 1;
      if (after !== 0 && after < this.problem.minPiece) continue;
      if (this.mayHave(item, end)) this.grow(at, start, end + 1);
      else if (this.mayHave(item, start - 1)) this.grow(at, start - 1, end);
      else continue;
      hasGrown = true;
      at--;
    }
    return hasGrown;
  }

  /** Whether a task that is being planned may have one more cell beside a piece. */
  private mayHave(index: number, cell: number): boolean {
    const { workable, items, maxFocus, maxHard } = this.problem;
    const item = items[index]!;
    if (!workable[cell] || this.taken[cell]) return false;
    if ((item.isFocus && this.focus >= maxFocus) || (item.isHard && this.hard >= maxHard)) return false;
    const span = this.spanOf(index);
    return span !== undefined && cell >= span.from && cell < span.until && this.hasRest(cell, cell);
  }

  private grow(at: number, start: number, end: number): void {
    const [old] = this.pieces.splice(at, 1, this.pieces.at(-1)!);
    this.pieces.pop();
    this.left[old!.item]! += old!.end - old!.start;
    const length = old!.end - old!.start;
    const { isFocus, isHard } = this.problem.items[old!.item]!;
    if (isFocus) this.focus -= length;
    if (isHard) this.hard -= length;
    this.value -= this.worth(old!);
    this.put({ item: old!.item, start, end });
    [this.pieces[at], this.pieces[this.pieces.length - 1]] = [this.pieces.at(-1)!, this.pieces[at]!];
  }

  /** Takes an item away, and what waits for it. */
  take(item: number): void {
    if (!this.pieces.some((piece) => piece.item === item)) return;
    for (const later of this.waiting[item]!) this.take(later);
    const kept: Piece[] = [];
    const { size, kind, isFocus, isHard } = this.problem.items[item]!;
    if (this.left[item] === 0) this.value -= wholeValue(this.problem.items[item]!);
    for (const piece of this.pieces) {
      if (piece.item !== item) {
        kept.push(piece);
        continue;
      }
      this.value -= this.worth(piece);
      this.taken.fill(0, piece.start, piece.end);
      if (kind === "task") this.work.fill(0, piece.start, piece.end);
      if (isFocus) this.focus -= piece.end - piece.start;
      if (isHard) this.hard -= piece.end - piece.start;
    }
    this.left[item] = size;
    this.pieces = kept;
  }

  private put(piece: Piece): void {
    const item = this.problem.items[piece.item]!;
    const length = piece.end - piece.start;
    this.pieces.push(piece);
    this.taken.fill(1, piece.start, piece.end);
    if (item.kind === "task") this.work.fill(1, piece.start, piece.end);
    if (item.isFocus) this.focus += length;
    if (item.isHard) this.hard += length;
    this.left[piece.item]! -= length;
    this.value += this.worth(piece) + (this.left[piece.item] === 0 ? wholeValue(item) : 0);
  }

  private worth(piece: Piece): number {
    if (this.problem.items[piece.item]!.kind === "habit") return pieceValue(this.problem, piece);
    const sums = this.sums[piece.item]!;
    return sums[piece.end]! - sums[piece.start]! - PIECE_COST;
  }

  /** The best place for the next piece of an item, or undefined where there is none. */
  private placeFor(index: number, noise: number, isShorter: boolean, random?: () => number): Piece | undefined {
    const { problem, taken } = this;
    const { items, minPiece, run } = problem;
    const item = items[index]!;
    const isHabit = item.kind === "habit";
    const free = isHabit ? problem.liveable : problem.workable;
    const span = this.spanOf(index);
    if (!span) return undefined;
    const left = this.left[index]!;
    let room = isHabit ? left : Math.min(left, run);
    if (item.isFocus) room = Math.min(room, problem.maxFocus - this.focus);
    if (item.isHard) room = Math.min(room, problem.maxHard - this.hard);
    const least = isHabit ? left : nextLeast(left, minPiece);
    if (room < least) return undefined;
    // Long pieces first are not always best: now and then a shorter one leaves its place to something else.
    if (random && isShorter && room > least) room = least + Math.floor(random() * (room - least));
    let [found, foundValue]: [Piece | undefined, number] = [undefined, Number.NEGATIVE_INFINITY];
    for (let start = span.from; start + least <= span.until; start++) {
      this.steps++;
      if (!free[start] || taken[start]) continue;
      let end = start;
      const last = Math.min(span.until, start + room);
      while (end < last && free[end] && !taken[end] && (isHabit || this.hasRest(start, end))) end++;
      const most = end - start;
      const length = isHabit ? (most >= left ? left : 0) : nextMost(left, most, minPiece);
      if (length === 0) {
        // What is too short from here on is so until the next cell that is not free.
        if (most < least && (isHabit || end >= last || !free[end] || taken[end])) start = Math.max(start, end);
        continue;
      }
      const piece = { item: index, start, end: start + length };
      const value = this.worth(piece) + (length === left ? wholeValue(item) : 0);
      const felt = random ? value * (1 - noise * random()) : value;
      if (felt > foundValue) [found, foundValue] = [piece, felt];
    }
    return found;
  }

  /** The cells in which an item may be for the sake of what it waits for, and of what waits for it. */
  private spanOf(index: number): { from: number; until: number } | undefined {
    const item = this.problem.items[index]!;
    let { from, until } = item;
    if (item.after.length === 0 && this.waiting[index]!.length === 0) return { from, until };
    for (const first of item.after) {
      if (this.left[first]! > 0) return undefined;
      from = Math.max(from, this.problem.items[first]!.keptEnd);
    }
    for (const piece of this.pieces) {
      if (item.after.includes(piece.item)) from = Math.max(from, piece.end);
      if (this.waiting[index]!.includes(piece.item)) until = Math.min(until, piece.start);
    }
    return { from, until };
  }

  /** Whether a piece from `start` may have the cell `next`, too: whether every stretch with that cell has its break. */
  private hasRest(start: number, next: number): boolean {
    const { run, rest, cells } = this.problem;
    const width = run + rest;
    this.steps += width;
    let count = 0;
    const first = next - width + 1;
    // The first stretch ends with the cell; what is of the piece itself is work, too.
    for (let cell = Math.max(0, first); cell <= next; cell++) if (cell >= start || this.work[cell]) count++;
    if (count > run) return false;
    for (let begin = first + 1; begin <= next; begin++) {
      const [out, come] = [begin - 1, begin + width - 1];
      if (out >= 0 && (out >= start || this.work[out])) count--;
      if (come < cells && this.work[come]) count++;
      if (count > run) return false;
    }
    return true;
  }
}

/** Numbers from 0 to 1 that are always the same for a seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

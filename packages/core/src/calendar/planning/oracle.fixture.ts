/** The best plan of a small day, by a solver of others: what `problem.ts` says as an integer programme. */
import loadHighs, { type Highs } from "highs";
import {
  type DayProblem,
  keptOf,
  nextLeast,
  type Piece,
  pieceValue,
  wholeValue,
} from "#core/calendar/planning/problem";

/** The best value, within a relative gap; and a plan that has it. */
export function optimum(highs: Highs, problem: DayProblem): { value: number; pieces: Piece[] } {
  const pieces = piecesOf(problem);
  if (pieces.length === 0) return { value: 0, pieces: [] };
  const rows: string[] = [];
  const sum = (terms: readonly string[]) => terms.join(" + ");
  const named = (test: (piece: Piece) => boolean) => pieces.flatMap((piece, at) => (test(piece) ? [`y${at}`] : []));
  const { items, cells, minPiece, run, rest } = problem;
  const kept = keptOf(problem);
  const isTask = ({ item }: Piece) => items[item]!.kind === "task";
  const covers = (cell: number) => (piece: Piece) => piece.start <= cell && cell < piece.end;
  const add = (terms: string[], end: string) => terms.length > 0 && rows.push(`${sum(terms)} ${end}`);

  for (let cell = 0; cell < cells; cell++) add(named(covers(cell)), "<= 1");
  for (const [at, { kind, size }] of items.entries()) {
    const own = pieces.flatMap((piece, n) => (piece.item === at ? [`${piece.end - piece.start} y${n}`] : []));
    if (own.length === 0) continue;
    // What is left of a task is nothing, where it is whole (z), or enough for a piece.
    if (kind === "habit") rows.push(`${sum(own)} - ${size} z${at} = 0`);
    else {
      const least = Math.min(minPiece, size);
      rows.push(`${sum(own)} - ${size} z${at} >= 0`);
      rows.push(`${sum(own)} - ${least} z${at} <= ${size - least}`);
    }
  }
  const weighted = (test: (piece: Piece) => boolean) =>
    pieces.flatMap((piece, n) => (test(piece) ? [`${piece.end - piece.start} y${n}`] : []));
  add(
    weighted(({ item }) => items[item]!.isFocus),
    `<= ${Math.max(0, problem.maxFocus - kept.focus)}`,
  );
  add(
    weighted(({ item }) => items[item]!.isHard),
    `<= ${Math.max(0, problem.maxHard - kept.hard)}`,
  );
  for (let from = 1 - run - rest; from < cells; from++) {
    const inside = (piece: Piece) => Math.min(piece.end, from + run + rest) - Math.max(piece.start, from);
    const terms = pieces.flatMap((piece, n) => (isTask(piece) && inside(piece) > 0 ? [`${inside(piece)} y${n}`] : []));
    const before = kept.work
      .slice(Math.max(0, from), Math.max(0, from + run + rest))
      .reduce((all, one) => all + one, 0);
    add(terms, `<= ${Math.max(0, run - before)}`);
  }
  for (const [at, { after }] of items.entries())
    for (const first of after)
      for (let start = 0; start < cells; start++) {
        const begins = named((piece) => piece.item === at && piece.start === start);
        if (begins.length === 0) continue;
        const hasPieces = pieces.some(({ item }) => item === first);
        rows.push(hasPieces ? `${sum(begins)} - z${first} <= 0` : `${sum(begins)} <= 0`);
        for (let cell = start; cell < cells; cell++)
          add([...begins, ...named((piece) => piece.item === first && covers(cell)(piece))], "<= 1");
      }
  const wholes = items.flatMap((item, at) => (pieces.some((piece) => piece.item === at) ? [{ at, item }] : []));
  const worth = [
    ...pieces.map((piece, n) => `${pieceValue(problem, piece)} y${n}`),
    ...wholes.map(({ at, item }) => `${wholeValue(item)} z${at}`),
  ];
  const all = [...pieces.map((_, n) => `y${n}`), ...wholes.map(({ at }) => `z${at}`)];
  const lines = rows.map((row, n) => ` c${n}: ${row}`).join("\n");
  const solved = highs.solve(`Maximize\n obj: ${sum(worth)}\nSubject To\n${lines}\nBinary\n ${all.join("\n ")}\nEnd`, {
    mip_rel_gap: 0.000_1,
  });
  if (solved.Status !== "Optimal") throw new Error(`The oracle says ${solved.Status}.`);
  const chosen = pieces.filter((_, n) => (solved.Columns[`y${n}`] as { Primal: number }).Primal > 0.5);
  return { value: Math.round(solved.ObjectiveValue), pieces: chosen };
}

/** Every piece that could be in a plan. */
function piecesOf({ items, cells, workable, liveable, minPiece, run }: DayProblem): Piece[] {
  return items.flatMap((item, index) => {
    if (item.barred) return [];
    const free = item.kind === "habit" ? liveable : workable;
    const found: Piece[] = [];
    const least = item.kind === "habit" ? item.size : Math.min(minPiece, nextLeast(item.size, minPiece));
    const most = item.kind === "habit" ? item.size : Math.min(item.size, run);
    for (let start = item.from; start < cells; start++)
      for (let end = start; end < Math.min(item.until, start + most) && free[end]; )
        if (++end - start >= least) found.push({ item: index, start, end });
    return found;
  });
}

let loading: Promise<Highs> | undefined;
export const oracle = (): Promise<Highs> => (loading ??= loadHighs());

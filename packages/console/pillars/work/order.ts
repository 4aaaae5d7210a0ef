/** How rows are moved within an order that a person makes by hand. */
import { GAP, type Ordered } from "#console/data/ordered.ts";

/** Which rows get which number, so that the row at `from` stands at `to`: that row alone where there is room beside it, else all that differ. */
export function moved(rows: readonly Ordered[], from: number, to: number): Ordered[] {
  const row = rows[from];
  const target = Math.max(0, Math.min(to, rows.length - 1));
  if (!row || target === from) return [];
  const after = rows.filter((one) => one !== row);
  after.splice(target, 0, row);
  const before = after[target - 1]?.sortOrder;
  const next = after[target + 1]?.sortOrder;
  const between = numberBetween(before, next);
  if (between !== undefined) return [{ id: row.id, sortOrder: between }];
  return after
    .map((one, at) => ({ id: one.id, sortOrder: (at + 1) * GAP, was: one.sortOrder }))
    .filter(({ sortOrder, was }) => sortOrder !== was)
    .map(({ id, sortOrder }) => ({ id, sortOrder }));
}

function numberBetween(before: number | undefined, next: number | undefined): number | undefined {
  if (before === undefined) return next === undefined ? GAP : next - GAP;
  if (next === undefined) return before + GAP;
  const middle = Math.floor((before + next) / 2);
  return middle > before && middle < next ? middle : undefined;
}

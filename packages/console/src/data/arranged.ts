import type { Rows } from "./list.ts";

/** More rows than this are shown as the API has them: who goes through so many reads, and arranges nothing by hand. */
const MOST = 300;
const nothing = () => {};

/** The rows of a list in an order, or a choice, of the page's own, when all of them are here; else the list as it is. */
export function arranged<T>(rows: Rows<T>, arrange: (all: T[]) => T[]): Rows<T> {
  if (!isWhole(rows)) return rows;
  const shown = arrange(allOf(rows));
  return {
    ...rows,
    state: shown.length === 0 ? "empty" : "ready",
    count: shown.length,
    at: (index) => shown[index],
    show: nothing,
  };
}

/** Whether there is no row that is not here. */
export const isWhole = (rows: Rows<unknown>): boolean => rows.state === "ready" && !rows.hasMore && rows.count <= MOST;

/** The rows that are here. */
export const allOf = <T>(rows: Rows<T>): T[] =>
  Array.from({ length: Math.min(rows.count, MOST) }, (_, index) => rows.at(index)).filter((row) => row !== undefined);

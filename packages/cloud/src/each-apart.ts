/** Work on rows of many people at once, in which a row that fails does not prevent the work on the others. */
import type { Ctx } from "#kit/ctx";
import { problemOfDatabase } from "./problem-details.ts";

/**
 * Processes all rows in one transaction. When it fails, each half is tried in a transaction of its own, down to the row that
 * causes the failure; that row is skipped and logged with its owner. Returns the rows that were processed. An error that no
 * single row causes is thrown.
 */
export async function eachApart<T>(
  ctx: Ctx,
  rows: readonly T[],
  attempt: (some: readonly T[]) => Promise<unknown>,
  whose: (row: T) => Record<string, unknown>,
): Promise<T[]> {
  if (rows.length === 0) return [];
  try {
    await attempt(rows);
    return [...rows];
  } catch (error) {
    if (isEverybodys(error)) throw error;
    if (rows.length === 1) {
      ctx.log("error", "a row was left out", { ...whose(rows[0]!), error: (error as Error).message });
      return [];
    }
    const middle = Math.ceil(rows.length / 2);
    const first = await eachApart(ctx, rows.slice(0, middle), attempt, whose);
    return [...first, ...(await eachApart(ctx, rows.slice(middle), attempt, whose))];
  }
}

/**
 * Whether an error would hit every row: the database cannot be reached or refuses the login (SQLSTATE class 28), or the statement
 * itself is wrong or not allowed (class 42).
 */
export const isEverybodys = (error: unknown): boolean =>
  problemOfDatabase(error)?.kind === "unavailable" || /^(28|42)/.test((error as { code?: string }).code ?? "");

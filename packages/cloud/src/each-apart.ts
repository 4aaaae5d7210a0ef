/** Work on rows of many people at once, of which one that cannot be worked on does not hold up the others. */
import type { Ctx } from "#kit/ctx";
import { problemOfDatabase } from "./problem-details.ts";

/**
 * Tries all of them together, which is one transaction. When that fails they are tried in halves, down to the row whose
 * fault it is: that one is left out, and the log says whose it is. Yields those that were done. What is no row's fault is thrown.
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
 * Whether no row is at fault: the database cannot be reached or refuses the login (SQLSTATE class 28), or the statement itself is wrong
 * or not allowed (class 42).
 */
export const isEverybodys = (error: unknown): boolean =>
  problemOfDatabase(error)?.kind === "unavailable" || /^(28|42)/.test((error as { code?: string }).code ?? "");

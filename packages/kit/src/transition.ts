/**
 * A verb that takes a row from one state to another. It reads the row, decides, and writes on the condition (guard) that the row
 * has not changed since it was read. If it cannot, it throws the problem that says why.
 *
 *     export const reopen = (ctx: Ctx, id: string): Promise<Task> =>
 *       transition(ctx, tasks, id, {
 *         follows: TaskCompleted,
 *         refuse: ({ status }) => (status === "completed" ? undefined : Conflict("Only a completed task can be reopened.")),
 *         change: { values: { status: "pending" }, emits: { event: TaskReopened } },
 *       });
 *
 * A caller who may not see the row gets 404. Next comes the problem of `refuse`, mostly 409. A caller who may see the row and not
 * change it gets 403, by the policy of the table. When two callers change the row at once, the decision of the second is made
 * again on the changed row. A request that is repeated under its Idempotency-Key gets the result of the first time, whatever
 * happened to the row since.
 *
 * It takes two flights, one to read and one to write. A change that does not depend on the row, and whose `where` excludes all
 * that `refuse` would refuse, is tried at once: one flight, and the row is read only when nothing was changed. The verbs of PATCH
 * and DELETE, which have no Idempotency-Key, may write and read in one batch instead and throw `whyNot` (see row.ts).
 */
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { update } from "./change.ts";
import type { Emit, Values } from "./change-statement.ts";
import { type Ctx, causedBy } from "./ctx.ts";
import type { Query, ResultOf } from "./db.ts";
import type { EventDeclaration } from "./event.ts";
import { isConflict, NotFound, Problem, ReadOnlyAccess, Unavailable } from "./problem.ts";
import { live, seenRead } from "./row.ts";
import { lastEventOf } from "./story.ts";
import { columnsOf } from "./table.ts";
import type { Row } from "./wire.ts";

export interface Change<T extends PgTable> {
  values: Values<T>;
  /** A further guard in SQL, for a table without a version or for a state that can change without raising the version. */
  where?: SQL;
  emits?: Emit | readonly Emit[];
  /** Statements before the write in its batch, of which no result is kept: locks. */
  first?: readonly Query[];
  /** Writes after the change in the same batch and the same story. They happen only if the row was changed. */
  also?: (story: Ctx) => readonly Query[];
}

type Verdict = Problem | "done" | undefined;

export interface Transition<T extends PgTable, B extends Query> {
  /**
   * The type of event that this change follows from: the row's last event of that type is recorded as the cause, and its story
   * continues.
   */
  follows?: EventDeclaration | "any event";
  /** A further read that the decision needs; it is done together with the row's. */
  beside?: B;
  /**
   * The problem that prevents the change, or undefined. `"done"`: there is nothing to do; the row is returned as it is and no
   * event is emitted.
   */
  refuse?: (row: Row<T>, beside: ResultOf<B>) => Verdict;
  /**
   * The change. (`NoInfer`: only the table says what T is; inferred from the values as well, their literals would become
   * strings.)
   */
  change: NoInfer<Change<T> | ((row: Row<T>, beside: ResultOf<B>) => Change<T>)>;
}

/**
 * Yields the row as it is afterwards. Throws NotFound, the problem of `refuse`, ReadOnlyAccess, and Unavailable when others keep
 * changing the row.
 */
export async function transition<T extends PgTable, B extends Query = never>(
  ctx: Ctx,
  table: T,
  id: string,
  spec: Transition<T, B>,
): Promise<Row<T>> {
  return (await transitionBatch(ctx, table, id, spec))[0];
}

/** Like `transition`, and also yields the results of the statements of `also`; none when there was nothing to do. */
export async function transitionBatch<T extends PgTable, B extends Query = never>(
  ctx: Ctx,
  table: T,
  id: string,
  spec: Transition<T, B>,
): Promise<[Row<T>, ...unknown[]]> {
  const { follows, refuse, change } = spec;
  const readsFirst = follows !== undefined || typeof change === "function" || (refuse && !change.where);
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const seen = readsFirst || attempt > 1 ? await look(ctx, table, id, spec) : undefined;
    // A refused change is still sent once, as a write that fails: if the request is a repetition, the database returns the result
    // of the first time instead.
    const written = seen?.verdict && attempt > 1 ? undefined : await tryOnce(ctx, table, id, spec, seen);
    if (written) return written;
    if (seen?.verdict === "done") return [seen.row];
    if (seen?.verdict) throw seen.verdict;
  }
  throw Unavailable();
}

const MAX_ATTEMPTS = 3;

interface Seen<T extends PgTable, B extends Query> {
  row: Row<T>;
  event: { id: string; correlationId: string } | undefined;
  beside: ResultOf<B>;
  verdict: Verdict;
}

async function look<T extends PgTable, B extends Query>(
  ctx: Ctx,
  table: T,
  id: string,
  { follows, beside, refuse }: Transition<T, B>,
): Promise<Seen<T, B>> {
  const events = follows ? [lastEventOf(id, follows === "any event" ? undefined : follows)] : [];
  const queries: Query[] = [seenRead(table, id), ...events, ...(beside ? [beside] : [])];
  const [seen, ...others] = await ctx.db.batch(queries);
  if (!seen) throw NotFound();
  const found = { row: seen.row, event: follows && others[0], beside: beside && others.at(-1) };
  const refusal = refuse?.(found.row, found.beside);
  return { ...found, verdict: refusal instanceof Problem || seen.mayChange ? refusal : ReadOnlyAccess() };
}

/**
 * The result of the write, of now or of the first of repeated requests; undefined when the guard failed or the change is refused.
 */
async function tryOnce<T extends PgTable, B extends Query>(
  ctx: Ctx,
  table: T,
  id: string,
  spec: Transition<T, B>,
  seen: Seen<T, B> | undefined,
): Promise<[Row<T>, ...unknown[]] | undefined> {
  const change = typeof spec.change === "function" ? spec.change(seen!.row, seen!.beside) : spec.change;
  const { values, where, emits, first = [], also } = change;
  const story = causedBy(ctx, seen?.event);
  const isStill = and(live(table, id), where, seen && unchanged(table, seen.row, where));
  const write = update(story, table, isStill, values, { emits, orConflict: MISSED });
  const failing = { ...write, render: () => sql`select raise_problem('LF005', ${MISSED})` };
  try {
    const results = await ctx.db.batch([...first, seen?.verdict ? failing : write, ...(also?.(story) ?? [])]);
    return results.slice(first.length) as [Row<T>, ...unknown[]];
  } catch (error) {
    if (isConflict(error) && (error as { detail?: string }).detail === MISSED) return undefined;
    throw error;
  }
}

const MISSED = "miss";

/** The guard: the row still has the version that was read, which every change raises. */
function unchanged<T extends PgTable>(table: T, row: Row<T>, where: SQL | undefined): SQL | undefined {
  const { version } = columnsOf(table);
  if (version) return eq(version, (row as { version?: unknown }).version);
  // A table without a version needs a `where` as its guard.
  if (!where) throw new Error("no guard");
  return undefined;
}

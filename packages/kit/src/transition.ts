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
 * that `refuse` would refuse, is tried at once: one flight, and the row is read only when nothing was changed.
 */
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { remove, update } from "./change.ts";
import type { Emit, Values } from "./change-statement.ts";
import { type Ctx, causedBy } from "./ctx.ts";
import type { Query, ResultOf, Write } from "./db.ts";
import type { EventDeclaration } from "./event.ts";
import { isConflict, NotFound, Problem, ReadOnlyAccess, StaleVersion, Unavailable } from "./problem.ts";
import { live, matches, seenRead, shown, staleVersion } from "./row.ts";
import { type StaleTold, staleReads, withCurrent } from "./stale.ts";
import { lastEventOf } from "./story.ts";
import { columnsOf } from "./table.ts";
import type { Row } from "./wire.ts";

export interface Change<T extends PgTable> {
  values: Values<T>;
  /** A further guard in SQL, for a table without a version or for a state that can change without raising the version. */
  where?: SQL;
  emits?: Emit | readonly Emit[];
  /** Statements before the write in its batch, of which no result is kept: locks, and what the write must come after. */
  first?: readonly Query[];
  /** Writes after the change in the same batch and the same story, and reads. They happen only if the row was changed. */
  also?: (story: Ctx) => readonly Query[];
}

/** The change that deletes the row. */
export interface Removal<T extends PgTable> extends Omit<Change<T>, "values"> {
  values: "removed";
}

type Verdict = Problem | "done" | undefined;

export interface Transition<T extends PgTable, B extends Query> {
  /** What else says which row is meant, such as the parent in the path: a row of another one does not exist. */
  of?: SQL;
  /** The versions of an If-Match header (see conditions.ts); a row of another version is refused with StaleVersion. */
  versions?: number[];
  /**
   * The type of event that this change follows from: the row's last event of that type is recorded as the cause, and its story
   * continues.
   */
  follows?: EventDeclaration | "any event";
  /** The row as the resource answers it, where it is not as it is kept: a stale version is told with it. */
  answer?: (row: Row<T>) => unknown;
  /** What goes with telling the row, such as the record that somebody looked at it. */
  looking?: readonly Query[];
  /** A further read that the decision needs; it is done together with the row's. */
  beside?: B;
  /** The problem when the caller sees no such row; NotFound unless given. */
  missing?: (beside: ResultOf<B>) => Problem;
  /** The problem when the caller sees the row and may not change it; ReadOnlyAccess unless given. */
  forbidden?: () => Problem;
  /** So many may change the row at the same moment, 3 unless given: one of them succeeds each time, and the others decide anew. */
  attempts?: number;
  /**
   * The problem that prevents the change, or undefined. `"done"`: there is nothing to do; the row is returned as it is and no
   * event is emitted.
   */
  refuse?: (row: Row<T>, beside: ResultOf<B>) => Verdict;
  /**
   * The change. (`NoInfer`: only the table says what T is; inferred from the values as well, their literals would become
   * strings.)
   */
  change: NoInfer<Change<T> | Removal<T> | ((row: Row<T>, beside: ResultOf<B>) => Change<T> | Removal<T>)>;
}

/** What the problem of a stale version says of the row: how it is now, and who changed it last (see stale.ts). */
function staleTold<T extends PgTable, B extends Query>(
  table: T,
  id: string,
  { emits }: Change<T> | Removal<T>,
  { answer = (row) => shown(table, row), looking }: Transition<T, B>,
): StaleTold<T> {
  return { table, id, event: [emits ?? []].flat()[0]?.event, answer, beside: looking };
}

/**
 * Yields the row as it is afterwards. Throws NotFound, the problem of `refuse`, StaleVersion, ReadOnlyAccess, and Unavailable
 * when others keep changing the row.
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
  const { follows, refuse, change, attempts = 3 } = spec;
  const dependsOnRow = follows !== undefined || typeof change === "function" || (refuse && !change.where);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const seen = dependsOnRow || attempt > 1 ? await look(ctx, table, id, spec) : undefined;
    const made = seen?.change ?? (change as Change<T> | Removal<T>);
    const isStill = and(
      live(table, id),
      spec.of,
      matches(table, spec.versions),
      made.where,
      seen && dependsOnRow ? unchanged(table, seen.row, made.where) : undefined,
    );
    // A refused change is still sent once, as a write that fails: if the request is a repetition, the database returns the result
    // of the first time instead.
    const written =
      seen?.verdict && attempt > 1 ? undefined : await tryOnce(causedBy(ctx, seen?.event), table, isStill, made, seen);
    if (written) return written;
    if (seen?.verdict === "done") return [seen.row];
    if (seen?.verdict)
      throw seen.isTold ? seen.verdict : await inFull(ctx, seen.verdict, staleTold(table, id, made, spec));
  }
  throw Unavailable();
}

interface Seen<T extends PgTable> {
  row: Row<T>;
  event: { id: string; correlationId: string } | undefined;
  change: Change<T> | Removal<T>;
  verdict: Verdict;
  /** Of a stale version, what there is to say was read with the row. */
  isTold: boolean;
}

/** The problem of a stale version says how the row is and who changed it, for which the database is asked once more. */
async function inFull<T extends PgTable>(ctx: Ctx, problem: Problem, told: StaleTold<T>): Promise<Problem> {
  return problem.code === StaleVersion.code
    ? withCurrent(problem, told, await ctx.db.batch(staleReads(told)))
    : problem;
}

async function look<T extends PgTable, B extends Query>(
  ctx: Ctx,
  table: T,
  id: string,
  spec: Transition<T, B>,
): Promise<Seen<T>> {
  const {
    of,
    versions,
    follows,
    beside,
    refuse,
    change,
    looking = [],
    missing = () => NotFound(),
    forbidden = ReadOnlyAccess,
  } = spec;
  const events = follows ? [lastEventOf(id, follows === "any event" ? undefined : follows)] : [];
  // That somebody looked at the row is recorded only when they are told of it, and which event it is may depend on the row.
  const told =
    versions && typeof change !== "function" && looking.length === 0 ? staleTold(table, id, change, spec) : undefined;
  const reads = [...events, ...(beside ? [beside] : [])];
  const [seen, ...others] = await ctx.db.batch([seenRead(table, id, of), ...reads, ...(told ? staleReads(told) : [])]);
  const found = beside && others[reads.length - 1];
  if (!seen) throw missing(found);
  const { row, mayChange, mayRemove } = seen;
  const refusal = refuse?.(row, found) ?? staleVersion(row, versions);
  const made = typeof change === "function" ? change(row, found) : change;
  const may = made.values === "removed" ? mayRemove : mayChange;
  const problem = refusal instanceof Problem || may ? refusal : forbidden();
  const verdict = told && problem instanceof Problem ? withCurrent(problem, told, others.slice(reads.length)) : problem;
  return { row, event: follows && others[0], change: made, verdict, isTold: told !== undefined };
}

/**
 * The result of the write, of now or of the first of repeated requests; undefined when the guard failed or the change is refused.
 */
async function tryOnce<T extends PgTable>(
  ctx: Ctx,
  table: T,
  isStill: SQL | undefined,
  { values, emits, first = [], also }: Change<T> | Removal<T>,
  seen: Seen<T> | undefined,
): Promise<[Row<T>, ...unknown[]] | undefined> {
  const write = (orConflict?: string) =>
    values === "removed"
      ? remove(ctx, table, isStill, { emits, orConflict })
      : update(ctx, table, isStill, values, { emits, orConflict });
  const aborting = write(MISSED);
  // A write that changed nothing need not abort its batch, unless the batch writes something else or keeps the result under a key.
  const attempt = also || first.length > 0 ? aborting : { ...aborting, render: renderUnlessKept(write(), aborting) };
  const failing = { ...aborting, render: () => sql`select raise_problem('LF005', ${MISSED})` };
  try {
    const results = await ctx.db.batch([...first, seen?.verdict ? failing : attempt, ...(also?.(ctx) ?? [])]);
    const [row, ...others] = results.slice(first.length) as [Row<T> | undefined, ...unknown[]];
    return row && [row, ...others];
  } catch (error) {
    if (isConflict(error) && (error as { detail?: string }).detail === MISSED) return undefined;
    throw error;
  }
}

export const MISSED = "miss";

const renderUnlessKept =
  (write: Write<unknown>, kept: Write<unknown>): Write<unknown>["render"] =>
  (slot, once) =>
    (once ? kept : write).render(slot, once);

/** The guard: the row still has the version that was read, which every change raises. */
function unchanged<T extends PgTable>(table: T, row: Row<T>, where: SQL | undefined): SQL | undefined {
  const { version } = columnsOf(table);
  if (version) return eq(version, (row as { version?: unknown }).version);
  // A table without a version needs a `where` as its guard.
  if (!where) throw new Error("no guard");
  return undefined;
}

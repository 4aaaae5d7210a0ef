/**
 * The guarded verb: what takes a row from one state to another. It reads the row, decides, writes under the guard that the row is
 * still what was decided on, and says why not.
 *
 *     export const reopen = (ctx: Ctx, id: string): Promise<Task> =>
 *       transition(ctx, tasks, id, {
 *         follows: TaskCompleted,
 *         refuse: ({ status }) => (status === "completed" ? undefined : Conflict("Only a completed task can be reopened.")),
 *         change: { values: { status: "pending" }, emits: { event: TaskReopened } },
 *       });
 *
 * Whoever may not see the row is told 404; then comes what `refuse` says of its state, mostly 409; and whoever may see it and not
 * change it is told 403, by the policy of the table. Who comes second when two change the row has the decision made again on what
 * the first one left. A request that is repeated under its Idempotency-Key is answered with what it did the first time, whatever
 * has become of the row since.
 *
 * It takes two flights, one to read and one to write. A change that needs nothing read, with a `where` for all that `refuse` would
 * refuse, is tried at once and takes one; only when it finds nothing is the row read. The verbs of PATCH and DELETE, which have no
 * Idempotency-Key, may write and read in one batch instead and throw `whyNot` (see row.ts).
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
  /** What must hold of the row beside what was read of it, in SQL: a row may change without its version, and a table may have none. */
  where?: SQL;
  emits?: Emit | readonly Emit[];
  /** What comes before the write in its batch, and nothing is kept of: locks. */
  first?: readonly Query[];
  /** What is written in the same batch afterwards, in the same story, and only if the row was. */
  also?: (story: Ctx) => readonly Query[];
}

type Verdict = Problem | "done" | undefined;

export interface Transition<T extends PgTable, B extends Query> {
  /** The kind of event about the row whose story goes on, and which caused this one: the last of that kind, or of any. */
  follows?: EventDeclaration | "any event";
  /** What the decision is made on besides the row, read with it. */
  beside?: B;
  /** What stands in the way, if anything does. `"done"`: there is nothing left to do, the row is answered as it is, and nothing is told. */
  refuse?: (row: Row<T>, beside: ResultOf<B>) => Verdict;
  /** What is written. (`NoInfer`: only the table says what T is; inferred from the values as well, their literals would become strings.) */
  change: NoInfer<Change<T> | ((row: Row<T>, beside: ResultOf<B>) => Change<T>)>;
}

/** Yields the row as it is afterwards. Throws NotFound, what `refuse` says, ReadOnlyAccess, and Unavailable when others never stop changing it. */
export async function transition<T extends PgTable, B extends Query = never>(
  ctx: Ctx,
  table: T,
  id: string,
  spec: Transition<T, B>,
): Promise<Row<T>> {
  return (await transitionBatch(ctx, table, id, spec))[0];
}

/** The same; yields besides what the statements of `also` gave, and nothing of them when there was nothing to do. */
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
    // Even what is refused is sent once, as a write that fails: for a repeated request it brings back what was written the first time.
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

/** What was written, now or by the first of repeated requests; undefined when the row is not what it was thought to be, or is refused. */
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

/** The guard: every change of a row gives it another version. */
function unchanged<T extends PgTable>(table: T, row: Row<T>, where: SQL | undefined): SQL | undefined {
  const { version } = columnsOf(table);
  if (version) return eq(version, (row as { version?: unknown }).version);
  // Only `where` can say then what the change depends on.
  if (!where) throw new Error("no guard");
  return undefined;
}

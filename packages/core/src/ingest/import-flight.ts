/**
 * A flight of an import: up to 500 units are looked up, decided and written, with the import's own progress in the same transaction. The
 * import's version is the guard: of two that do the same flight one succeeds, and a flight that was interrupted has done nothing.
 */
import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { problemOfDatabase } from "#cloud/problem-details";
import { ImportCompleted, ImportProgressed } from "#core/ingest/events";
import { creations, namesIn, portions } from "#core/ingest/import-creations";
import { decided, type Importing, type Item, nameOf, ofField, ofProblem } from "#core/ingest/import-decisions";
import { importJobs } from "#core/ingest/import-jobs.sql";
import { type Entry, othersOf, recording } from "#core/ingest/import-rows";
import {
  type Change,
  MAX_CURSOR_LENGTH,
  type Reading,
  ROWS_A_FLIGHT,
  type Target,
  type Targets,
  type Unit,
} from "#core/ingest/importer";
import { type Job, MAX_RECORDED } from "#core/ingest/imports";
import { rowReasons } from "#core/ingest/sayings";
import { inTurn } from "#core/platform/in-turn";
import { update } from "#kit/change";
import { updateMany } from "#kit/change-many";
import type { Values } from "#kit/change-statement";
import { snake } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { effect, type Query } from "#kit/db";
import { isConflict } from "#kit/problem";
import { codedOf, type Saying } from "#kit/saying";
import { cut } from "#kit/text";

/** How many rows are told of by one event. */
export const ROWS_AN_EVENT = 10_000;

/** Somebody else has changed the import: it was cancelled, or another run does the same. */
export class Superseded extends Error {}

/**
 * Takes in the units in as many flights as it needs: one, unless the database refuses a row, which is then looked for by halves and recorded
 * with its reason. `isLast`: there are no more units, and the import is completed.
 */
export async function takeIn(importing: Importing, units: readonly Unit<unknown>[], isLast: boolean): Promise<void> {
  let rest = units;
  let size = units.length;
  do {
    const some = rest.slice(0, size);
    const ends = isLast && some.length === rest.length;
    const outcome = await fly(importing, some, ends);
    if (outcome.refusal === undefined) {
      rest = rest.slice(outcome.taken);
      size = Math.min(size * 2, ROWS_A_FLIGHT);
    } else if (some.length > 1) size = Math.ceil(some.length / 2);
    else {
      const told = await fly(importing, [{ ...some[0]!, problem: outcome.refusal }], ends);
      if (told.refusal !== undefined)
        throw new Error(`a row that was refused cannot be recorded: ${told.refusal.text}`);
      rest = rest.slice(1);
    }
  } while (rest.length > 0);
}

/** Says that this run works on the import although it has taken in nothing yet. Throws Superseded when it was stopped, or another run does. */
export async function tellOfWork(importing: Importing): Promise<void> {
  try {
    const [written] = await importing.ctx.db.batch([progress(importing, [], countsOf([]), false)]);
    importing.job = written as Job;
  } catch (error) {
    if (isSuperseded(error)) throw new Superseded();
    throw error;
  }
}

const isSuperseded = (error: unknown) => isConflict(error) && (error as { detail?: string }).detail === SUPERSEDED;

/** How many units were taken in, or why the database refuses one of them. */
type Outcome = { taken: number; refusal?: undefined } | { refusal: Saying };

const MAX_TRIES = 3;
/** Of several imports one always gets on, and each of them as likely as the others. */
const MAX_TURNS = 30;

async function fly(importing: Importing, units: readonly Unit<unknown>[], isLast: boolean): Promise<Outcome> {
  for (let [attempt, turn] = [1, 1]; ; attempt++) {
    const { items, others } = await decided(importing, units);
    const ends = isLast && items.length === units.length;
    try {
      importing.job = await write(importing, items, { isLast: ends, others });
      if (ends || items.length > 0) return { taken: items.length };
    } catch (error) {
      const { code, detail, constraint } = error as { code?: string; detail?: string; constraint?: string };
      if (isSuperseded(error)) throw new Superseded();
      if (isConflict(error) && detail === OTHERS_MOVED) {
        if (turn++ === MAX_TURNS) throw error;
        attempt--;
        continue;
      }
      const hasMoved =
        (isConflict(error) && detail === MOVED) ||
        (code === "23505" && [...ONCE, ...onceOf(importing.reading.targets)].includes(constraint ?? ""));
      if (hasMoved && attempt < MAX_TRIES) continue;
      const refusal = refusalOf(error);
      if (refusal === undefined) throw error;
      return { refusal: hasMoved ? rowReasons("changes_all_the_time") : refusal };
    }
  }
}

/** Constraints by which what two do at the same time is done by one. */
const ONCE = ["import_rows_once"];
const onceOf = (targets: Targets) => Object.values(targets).flatMap(({ inBulk }) => inBulk?.once ?? []);

export const SUPERSEDED = "the import has changed";
export const MOVED = "a row has changed";
const OTHERS_MOVED = "another import has written something";

/** Why the database refuses a row, in a sentence; undefined for what is no fault of a row. */
function refusalOf(error: unknown): Saying | undefined {
  const problem = problemOfDatabase(error);
  if (!problem || !["invalid", "conflict", "forbidden", "too_large"].includes(problem.kind)) return undefined;
  const [first] = problem.extras.errors ?? [];
  return first?.pointer && first.pointer !== "#" ? ofField(first) : ofProblem(problem);
}

/** Writes what was decided and how far the import is by it, or in a dry run only that. Yields the import as it is then. */
async function write(
  importing: Importing,
  items: readonly Item[],
  { isLast, others }: { isLast: boolean; others: string },
): Promise<Job> {
  const { ctx, job, reading } = importing;
  const counted = countsOf(items);
  const entries = entriesOf(job, items, reading.targets);
  const writes = job.isDryRun
    ? []
    : items.flatMap(({ decision }) => (decision.action === "write" ? decision.writes : []));
  const changes = writes.filter((one): one is Change => "update" in one);
  const [written] = await ctx.db.batch([
    progress(importing, items, counted, isLast),
    ...(writes.length > 0 ? alone(ctx, job, others) : []),
    ...locks(reading, changes),
    ...(job.isDryRun ? [] : creations(importing, items)),
    ...(entries.length > 0 ? [recording(job, entries, reading.targets)] : []),
    ...replacements(ctx, reading, changes),
  ]);
  return written as Job;
}

/**
 * Of a person's imports one writes at a time, and only what was decided with all that the others have written: two address books may have
 * one person under different ids, whom the second import is to find here.
 */
const alone = ({ actor }: Ctx, job: Job, others: string): Query[] => [
  inTurn(`imports ${actor.userId}`),
  effect(sql`select raise_problem('LF005', ${OTHERS_MOVED}) where ${othersOf(job)} <> ${others}::text`),
];

interface Counts {
  created: number;
  updated: number;
  skipped: number;
  failed: number;
}

function countsOf(items: readonly Item[]): Counts {
  const counts = { created: 0, updated: 0, skipped: 0, failed: 0 };
  for (const { decision, unit } of items) {
    if (decision.action === "skip") counts.skipped += unit.count ?? 1;
    else if (decision.action === "refuse") counts.failed++;
    else if ("create" in decision.writes[0]) counts.created++;
    else counts.updated++;
  }
  return counts;
}

function progress(
  { ctx, job, found, rowsPerSecond }: Importing,
  items: readonly Item[],
  counts: Counts,
  isLast: boolean,
) {
  const last = items.at(-1)?.unit;
  if (last && last.next.length > MAX_CURSOR_LENGTH)
    throw new Error(`${job.kind}: a cursor of ${last.next.length} characters`);
  const processed = job.processed + items.reduce((sum, { unit }) => sum + (unit.count ?? 1), 0);
  const failed = job.failed + counts.failed;
  const percentage = last
    ? Math.min(Math.floor((100 * last.readBytes) / Math.max(job.sourceBytes, 1)), 99)
    : job.percentage;
  const isTold = Math.floor(job.processed / ROWS_AN_EVENT) < Math.floor(processed / ROWS_AN_EVENT);
  const now = ctx.now().toISOString();
  const end = { status: failed > 0 ? ("partial" as const) : ("completed" as const), endedAt: now };
  const event = isLast ? ImportCompleted : isTold ? ImportProgressed : undefined;
  return update(
    ctx,
    importJobs,
    sql`${importJobs.id} = ${job.id}::uuid and ${importJobs.version} = ${job.version} and ${importJobs.status} in ('queued', 'running')`,
    {
      ...(isLast ? end : { status: "running" as const }),
      processed,
      percentage: isLast ? 100 : Math.max(percentage, job.percentage),
      rowsPerSecond: rowsPerSecond(processed) ?? job.rowsPerSecond,
      total: isLast ? processed : job.total,
      created: job.created + counts.created,
      updated: job.updated + counts.updated,
      skipped: job.skipped + counts.skipped,
      failed,
      cursor: last?.next ?? job.cursor,
      ...(found && { found: { ...job.found, ...found } }),
      startedAt: job.startedAt ?? now,
    },
    { ...(event && { emits: { event } }), orConflict: SUPERSEDED },
  );
}

const locks = ({ targets }: Reading<unknown, unknown>, changes: readonly Change[]): Query[] =>
  inLockOrder(targets).flatMap(([name, { table }]) =>
    locking(
      table,
      changes.filter((one) => one.update === name),
    ),
  );

/** The targets in the order in which their rows are locked. */
export const inLockOrder = (targets: Targets): [string, Target][] => {
  const all = Object.entries(targets);
  return [...all.filter(([, one]) => !one.isLockedLast), ...all.filter(([, one]) => one.isLockedLast).reverse()];
};

/** Locks rows at the versions that were decided about, so that none of them is left out of what follows; else it is decided anew. */
export function locking(table: PgTable, rows: readonly { id: string; version: number }[]): Query[] {
  if (rows.length === 0) return [];
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows.map(({ id, version }) => ({ id, version })))}::jsonb) g (id uuid, version int)`;
  return [
    effect(
      sql`select raise_problem('LF005', ${MOVED}) where ${rows.length}::int > (
        select count(*) from (select t.id from ${table} t join ${given} on t.id = g.id and t.version = g.version order by t.id for update of t) locked)`,
    ),
  ];
}

function replacements(ctx: Ctx, { targets }: Reading<unknown, unknown>, changes: readonly Change[]): Query[] {
  return Object.entries(targets).flatMap(([name, { table, emits }]) => {
    const own = changes.filter((one) => one.update === name);
    // Rows that are updated together name the same columns.
    const alike = Map.groupBy(own, ({ values }) => namesIn(values).join());
    return [...alike.values()].flatMap((some) =>
      portions(some.map(({ id, values }) => ({ ...values, id }) as Values<PgTable> & { id: string })).map((rows) =>
        updateMany(ctx, table as PgTable & { $inferSelect: { id: string } }, rows, {
          isUnread: true,
          emits: emits && { event: emits.updated },
        }),
      ),
    );
  });
}

/** Whether nothing but creations of targets that are `inBulk` become of it. */
const isCounted = (decision: Item["decision"], targets: Targets) =>
  decision.action === "write" &&
  decision.writes.every((one) => "create" in one && targets[nameOf(one)]!.inBulk !== undefined);

/** What is recorded of the items: all that was done, and of what was not done the first of each kind. */
function entriesOf(job: Job, items: readonly Item[], targets: Targets): Entry[] {
  const left = { skip: MAX_RECORDED - job.skipped, refuse: MAX_RECORDED - job.failed };
  return items.flatMap((item): Entry[] => {
    const { unit, position, identity, occurrence, repeats, content, trace, decision } = item;
    if (isCounted(decision, targets)) return [];
    const entry = { position, part: 0, line: unit.line, title: item.title, identity, occurrence, content };
    if (decision.action === "write")
      return decision.writes.flatMap((one, part): Entry[] => {
        const entityType = nameOf(one);
        const isOwn = part === 0 ? {} : { identity: undefined, content: undefined };
        return "create" in one
          ? [{ ...entry, ...isOwn, part, action: "created", entityType, entityId: one.id, version: 1 }]
          : [
              {
                ...entry,
                ...isOwn,
                part,
                action: "updated",
                entityType,
                entityId: one.id,
                version: one.version + 1,
                replacing: namesIn(one.values).map(snake),
              },
            ];
      });
    const { reason } = decision;
    if (decision.action === "skip" && decision.is)
      return [{ ...entry, action: "linked", reason: reason.text, reasonCoded: codedOf(reason), ...decision.is }];
    // Where order tells equal rows apart, the next of them is counted by those before.
    const isTold = repeats && identity !== undefined;
    if (left[decision.action]-- <= 0 && !isTold) return [];
    const { entityType, entityId } = trace ?? {};
    return [
      {
        ...entry,
        action: decision.action === "skip" ? "skipped" : "failed",
        reason: cut(reason.text, 1_000),
        reasonCoded: codedOf(reason),
        entityType,
        entityId,
      },
    ];
  });
}

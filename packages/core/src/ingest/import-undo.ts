/**
 * Undoes an import, the newest first: what consumers made of its events is removed, and what it created itself, unless somebody changed it
 * since, and what it updated is as it was. What a person changed since is kept, and so is what a person's own rows are in. Each flight
 * is guarded like those of the import; what is undone is marked in the record in the same transaction, and counts as never seen.
 */
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { ImportProgressed, ImportUndone } from "#core/ingest/events";
import { inLockOrder, locking, MOVED, ROWS_AN_EVENT, SUPERSEDED, Superseded } from "#core/ingest/import-flight";
import { importJobs, importRows } from "#core/ingest/import-jobs.sql";
import { type Pace, paceOf } from "#core/ingest/import-pace";
import { isDeleted } from "#core/ingest/import-rows";
import { ROWS_A_FLIGHT, type Target, type Targets } from "#core/ingest/importer";
import { importerOf, type Job } from "#core/ingest/imports";
import { remove, update } from "#kit/change";
import { updateMany } from "#kit/change-many";
import type { Values } from "#kit/change-statement";
import { snake } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { effect, type Query, read } from "#kit/db";
import { type EventDeclaration, type EventType, event } from "#kit/event";
import { isConflict } from "#kit/problem";
import { columnsOf } from "#kit/table";
import { mayRemove } from "#kit/table-access";

/** The next slice of an undo. Yields whether there is more to do. */
export async function undoSlice(ctx: Ctx, job: Job): Promise<boolean> {
  const importer = importerOf(job.kind);
  const targets = importer ? (await importer.load()).targets : {};
  const pace = paceOf(ctx);
  let now: Undoing = { job, place: placeOf(job) };
  // Where it is cannot be kept before anything is undone (see placeOf), so it does not stop before that.
  for (let flight = 0; now.job.status === "undoing" && (flight < FLIGHTS_A_SLICE || !hasBegun(now.job)); flight++)
    now = await undoFlight(ctx, now, targets, pace);
  return now.job.status === "undoing";
}

const FLIGHTS_A_SLICE = 20;

/** Where an undo goes on, which is kept as the import's cursor. */
type Place =
  /** What was made of the import's rows goes first, because it may be in them: that of events before this one is undone. */
  | { phase: "derived"; beforeEventId?: string }
  /** Then its rows: those after this position are undone. */
  | { phase: "rows"; position?: number }
  /** Then those of which nothing is recorded (see `inBulk` of importer.ts). */
  | { phase: "bulk" }
  /** And what was made of them in the meantime. */
  | { phase: "late"; beforeEventId?: string };

/** An import as it is, and where its undo goes on. */
interface Undoing {
  job: Job;
  place: Place;
}

/** As long as nothing is undone, the cursor is still that of the import's source, by which the import goes on when its undo is cancelled. */
const placeOf = (job: Job): Place =>
  hasBegun(job) && job.cursor ? (JSON.parse(job.cursor) as Place) : { phase: "derived" };

const hasBegun = ({ undone, kept }: Job): boolean => undone + kept > 0;

/** The fewer rows are undone together, the less likely it is that somebody changes one of them meanwhile. */
const SIZES = [ROWS_A_FLIGHT, ROWS_A_FLIGHT, 50, 5, 1, 1];

/** Undoes up to 500 rows. */
async function undoFlight(ctx: Ctx, { job, place }: Undoing, targets: Targets, pace: Pace): Promise<Undoing> {
  for (let attempt = 0; ; attempt++) {
    const size = Math.min(SIZES[attempt]!, pace.rows);
    try {
      return await pace.fly(size, () =>
        place.phase === "rows"
          ? undoRows(ctx, job, targets, { position: place.position, size })
          : place.phase === "bulk"
            ? undoBulk(ctx, job, targets, size)
            : undoDerived(ctx, job, targets, { ...place, size }),
      );
    } catch (error) {
      const { detail } = error as { detail?: string };
      if (isConflict(error) && detail === SUPERSEDED) throw new Superseded();
      if (!(isConflict(error) && detail === MOVED) || attempt === SIZES.length - 1) throw error;
    }
  }
}

/** A row of the record, and how its entity is now. */
interface Done {
  id: string;
  position: number;
  action: "created" | "updated" | "linked";
  entityType: string;
  entityId: string;
  previous: string | null;
}

interface State {
  id: string;
  entityId: string;
  version: number;
  isDeleted: boolean;
  isUntouched: boolean;
  dependents: string;
}

type Outcome = "removed" | "restored" | "kept";

async function undoRows(
  ctx: Ctx,
  job: Job,
  targets: Targets,
  { position = LAST_POSITION, size }: { position?: number; size: number },
): Promise<Undoing> {
  const page = sql`select * from ${importRows} where import_job_id = ${job.id}::uuid and undo is null and not is_dry_run
    and position <= ${position}::int and action in ('created', 'updated', 'linked') order by position desc, part desc limit ${sql.raw(String(size))}`;
  const [done, ...states] = await ctx.db.batch([
    read<Done>(
      sql`select id, position, action, entity_type as "entityType", entity_id as "entityId", previous::text from (${page}) r order by position desc, part desc`,
    ),
    ...Object.entries(targets).map(([name, target]) => statesRead(job, page, name, target)),
  ]);
  const plan = planned(done, new Map((states as State[][]).flat().map((state) => [state.id, state])));
  const last = done.at(-1);
  const after: Place = Object.values(targets).some(({ inBulk }) => inBulk) ? { phase: "bulk" } : { phase: "late" };
  const place: Place = last ? { phase: "rows", position: last.position } : after;
  return { job: await write(ctx, job, targets, plan, place), place };
}

/** A page of rows that say themselves which import has created them: what has been changed since, by whomever, is kept. */
async function undoBulk(ctx: Ctx, job: Job, targets: Targets, size: number): Promise<Undoing> {
  const tables = Object.values(targets).flatMap(({ table, inBulk }) => (inBulk ? [table] : []));
  const pages = await ctx.db.batch(
    tables.map((table) => {
      const { id, version, importId } = columnsOf(table) as Record<"id" | "version" | "importId", PgColumn>;
      return read<{ id: string; version: number }>(sql`
        select ${id} as id, ${version} as version from ${table} where ${importId} = ${job.id}::uuid and ${version} = 1
        order by ${id} limit ${sql.raw(String(size))}`);
    }),
  );
  const removed = pages.flat().length;
  const place: Place = removed > 0 ? { phase: "bulk" } : { phase: "late" };
  const kept = removed > 0 ? 0 : await keptInBulk(ctx, job, tables);
  const [written] = await ctx.db.batch([
    progress(ctx, job, { undone: removed, kept, next: place }),
    ...tables.flatMap((table, at) => [...locking(table, pages[at]!), ...removing(ctx, table, pages[at]!, undefined)]),
  ]);
  return { job: written as Job, place };
}

async function keptInBulk(ctx: Ctx, job: Job, tables: readonly PgTable[]): Promise<number> {
  const counts = await ctx.db.batch(
    tables.map((table) => {
      const { importId } = columnsOf(table) as Record<"importId", PgColumn>;
      return read<{ kept: number }>(
        sql`select count(*)::int as kept from ${table} where ${importId} = ${job.id}::uuid`,
      );
    }),
  );
  return counts.flat().reduce((sum, { kept }) => sum + kept, 0);
}

const LAST_POSITION = 2 ** 31 - 1;

/** More dependents than are removed in one flight keep a row for sure. */
const DEPENDENTS = ROWS_A_FLIGHT + 1;

/**
 * A row is untouched when it has the version that the import has left, or when all that happened to it since follows from the import
 * itself: for each later version there is such an event, and none of another kind. The versions are counted because an event has the time at
 * which its transaction began, and a person's change may have begun before the import's and waited for it. Whoever may not delete a row by now,
 * because it was given away, leaves it alone.
 */
function statesRead(job: Job, page: SQL, name: string, target: Target) {
  const { table, emits } = target;
  const { id, version } = columnsOf(table) as { id: PgColumn; version: PgColumn };
  const changes = emits
    ? sql`(select ${target.movesByItself ? sql`true` : sql`count(*) >= ${version} - r.version`} and coalesce(bool_and(is_of_import(e.id, ${job.id}::uuid)), ${target.movesByItself ? sql`true` : sql`false`}) from events e
        where e.entity_type = ${emits.created.entityType} and e.entity_id = ${id} and e.created_at > r.created_at)`
    : sql`false`;
  return read<State>(sql`
    select r.id, ${id} as "entityId", ${version} as version, ${isDeleted(target, sql`${table}`)} as "isDeleted",
      ((${version} = r.version or coalesce(${changes}, false)) and ${mayRemove(table) ?? sql`true`}) as "isUntouched", ${dependentsOf(target, id)} as dependents
    from (${page}) r join ${table} on r.entity_type = ${name} and ${id} = r.entity_id`);
}

const dependentsOf = ({ dependents }: Pick<Target, "dependents">, id: PgColumn): SQL =>
  dependents ? sql`array(${dependents(sql`${id}`)} limit ${sql.raw(String(DEPENDENTS))})::text` : sql`'{}'`;

const idsIn = (array: string): string[] => array.slice(1, -1).split(",").filter(Boolean);

interface Plan {
  outcomes: { id: string; outcome: Outcome }[];
  /** Ids and versions of entities by the name of their target. */
  removals: Map<string, { id: string; version: number }[]>;
  restorations: Map<string, { id: string; version: number; previous: Record<string, unknown> }[]>;
}

/** Decides about rows that are given newest first: what is part of another comes before it. */
function planned(done: readonly Done[], states: ReadonlyMap<string, State>): Plan {
  const removed = new Map<string, { id: string; version: number; entityType: string }>();
  const restored = new Map<
    string,
    { id: string; version: number; entityType: string; previous: Record<string, unknown> }
  >();
  const outcomes = done.map(({ id, action, entityType, entityId, previous }): { id: string; outcome: Outcome } => {
    const state = states.get(id);
    // What was only linked, and what is gone already, is forgotten.
    if (action === "linked" || !state || state.isDeleted) return { id, outcome: "removed" };
    const { version, isUntouched } = state;
    if (!isUntouched) return { id, outcome: "kept" };
    if (action === "updated") {
      const later = restored.get(entityId);
      restored.set(entityId, {
        id: entityId,
        version,
        entityType,
        previous: { ...later?.previous, ...JSON.parse(previous ?? "{}") },
      });
      return { id, outcome: "restored" };
    }
    if (!idsIn(state.dependents).every((one) => removed.has(one))) return { id, outcome: "kept" };
    removed.set(entityId, { id: entityId, version, entityType });
    return { id, outcome: "removed" };
  });
  // An entity that is removed need not be restored before.
  const others = [...restored.values()].filter(({ id }) => !removed.has(id));
  const byType = <T extends { entityType: string }>(ones: T[]) => Map.groupBy(ones, ({ entityType }) => entityType);
  return { outcomes, removals: byType([...removed.values()]), restorations: byType(others) };
}

async function write(ctx: Ctx, job: Job, targets: Targets, plan: Plan, next: Place): Promise<Job> {
  const { outcomes, removals, restorations } = plan;
  const kept = outcomes.filter(({ outcome }) => outcome === "kept").length;
  const touched = (name: string) => [...(removals.get(name) ?? []), ...(restorations.get(name) ?? [])];
  const [written] = await ctx.db.batch([
    progress(ctx, job, { undone: outcomes.length - kept, kept, next }),
    ...inLockOrder(targets).flatMap(([name, { table }]) => locking(table, touched(name))),
    ...Object.entries(targets)
      .reverse()
      .flatMap(([name, { table, emits }]) => removing(ctx, table, removals.get(name) ?? [], emits?.deleted)),
    ...Object.entries(targets).flatMap(([name, target]) => restoring(ctx, target, restorations.get(name) ?? [])),
    effect(
      sql`update ${importRows} r set undo = g.outcome from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) g (id uuid, outcome text) where r.id = g.id`,
    ),
  ]);
  return written as Job;
}

/** The guarded change of the import itself. Without a next place the undo has come to its end. */
function progress(ctx: Ctx, job: Job, { undone, kept, next }: { undone: number; kept: number; next?: Place }) {
  const before = job.undone + job.kept;
  const after = before + undone + kept;
  const isTold = Math.floor(before / ROWS_AN_EVENT) < Math.floor(after / ROWS_AN_EVENT);
  const told = next ? (isTold ? ImportProgressed : undefined) : ImportUndone;
  const end = { status: "undone" as const, endedAt: ctx.now().toISOString(), cursor: null };
  const goesOn = { cursor: after > 0 ? JSON.stringify(next) : job.cursor };
  return update(
    ctx,
    importJobs,
    sql`${importJobs.id} = ${job.id}::uuid and ${importJobs.version} = ${job.version} and ${importJobs.status} = 'undoing'`,
    { undone: job.undone + undone, kept: job.kept + kept, ...(next ? goesOn : end) },
    { ...(told && { emits: { event: told } }), orConflict: SUPERSEDED },
  );
}

function restoring(
  ctx: Ctx,
  { table, emits }: Target,
  rows: readonly { id: string; previous: Record<string, unknown> }[],
): Query[] {
  const alike = Map.groupBy(rows, ({ previous }) => Object.keys(previous).sort().join());
  return [...alike.values()].map((some) => {
    const keys = Object.keys(columnsOf(table)).filter((key) => snake(key) in some[0]!.previous);
    const values = some.map(({ id, previous }) => {
      const whole = sql`jsonb_populate_record(null::${table}, ${JSON.stringify(previous)}::jsonb)`;
      const before = keys.map((key) => [key, sql`(${whole}).${sql.identifier(snake(key))}`]);
      return { ...Object.fromEntries(before), id } as Values<PgTable> & { id: string };
    });
    return updateMany(
      ctx,
      table as PgTable & { $inferSelect: { id: string } },
      values,
      emits && { emits: { event: emits.updated } },
    );
  });
}

function removing(
  ctx: Ctx,
  table: PgTable,
  rows: readonly { id: string }[],
  deleted: EventDeclaration | undefined,
): Query[] {
  if (rows.length === 0) return [];
  const where = sql`${columnsOf(table).id} = any(${`{${rows.map(({ id }) => id).join(",")}}`}::uuid[])`;
  return [remove(ctx, table, where, deleted && { emits: { event: deleted } })];
}

/**
 * Removes what consumers made of the import's events and nobody has changed since: a page of their events at a time, the newest first, for
 * what was made of something may be in it.
 */
async function undoDerived(
  ctx: Ctx,
  job: Job,
  targets: Targets,
  place: { phase: "derived" | "late"; beforeEventId?: string; size: number },
): Promise<Undoing> {
  const { tables } = await import("#core/ingest/entity-tables.generated");
  const { phase, beforeEventId = "ffffffff-ffff-ffff-ffff-ffffffffffff", size } = place;
  const [made] = await ctx.db.batch([
    read<Derived>(sql`
      select e.id, e.event_type as "eventType", e.entity_type as "entityType", e.entity_id as "entityId" from events e
      where e.correlation_id = ${ctx.correlationId}::uuid and e.origin = 'workflow' and e.action = 'created'
        and e.id < ${beforeEventId}::uuid and is_of_import(e.id, ${job.id}::uuid)
      order by e.id desc limit ${sql.raw(String(size))}`),
  ]);
  const states = await derivedStates(ctx, job, made, tables, targets);
  const removed = new Map<string, { id: string; version: number | null; of: Derived }>();
  let kept = 0;
  for (const of of made) {
    const state = states.get(of.entityId);
    if (!state) continue;
    const goes = state.isUntouched && idsIn(state.dependents).every((one) => removed.has(one));
    if (goes) removed.set(state.id, { ...state, of });
    else kept++;
  }
  const isLast = made.length < size;
  const after: Place = phase === "derived" ? { phase: "rows" } : { phase };
  const next: Place = isLast ? after : { phase, beforeEventId: made.at(-1)!.id };
  const byType = [...Map.groupBy(removed.values(), ({ of }) => of.eventType)].map(([eventType, rows]) => ({
    // Whatever has an event of its creation has one of its deletion.
    deleted: event(eventType.replace(/created$/, "deleted") as EventType, "It was deleted"),
    table: tables[rows[0]!.of.entityType]!,
    rows,
  }));
  const [written] = await ctx.db.batch([
    progress(ctx, job, {
      undone: removed.size,
      // What stays was counted at the first time.
      kept: phase === "late" ? 0 : kept,
      next: isLast && phase === "late" ? undefined : next,
    }),
    ...byType.flatMap(({ table, rows }) => locking(table, rows.filter(isVersioned))),
    ...byType.flatMap(({ table, rows, deleted }) => removing(ctx, table, rows, deleted)),
  ]);
  return { job: written as Job, place: next };
}

/** The event of a row that something made of the import's rows. */
interface Derived {
  id: string;
  eventType: string;
  entityType: string;
  entityId: string;
}

interface DerivedState {
  id: string;
  /** Null where rows of the table have none. */
  version: number | null;
  isUntouched: boolean;
  dependents: string;
}

const isVersioned = <T extends { version: number | null }>(row: T): row is T & { version: number } =>
  row.version !== null;

/** How those of them that are there are now. */
async function derivedStates(
  ctx: Ctx,
  job: Job,
  made: readonly Derived[],
  tables: Readonly<Record<string, PgTable>>,
  targets: Targets,
): Promise<Map<string, DerivedState>> {
  const byType = [...Map.groupBy(made, ({ entityType }) => entityType)].filter(([type]) => tables[type]);
  if (byType.length === 0) return new Map();
  const found = await ctx.db.batch(
    byType.map(([type, ones]) => {
      const table = tables[type]!;
      const { id, version } = columnsOf(table) as { id: PgColumn; version?: PgColumn };
      return read<DerivedState>(sql`
        select ${id} as id, ${version ?? sql`null::int`} as version, ${dependentsOf(targets[type] ?? {}, id)} as dependents,
          (${mayRemove(table) ?? sql`true`} and not exists (
            select from events e where e.entity_type = ${type} and e.entity_id = ${id} and not is_of_import(e.id, ${job.id}::uuid))) as "isUntouched"
        from ${table} where ${id} = any(${`{${ones.map(({ entityId }) => entityId).join(",")}}`}::uuid[]) and not ${isDeleted({ table }, sql`${table}`)}`);
    }),
  );
  return new Map(found.flat().map((state) => [state.id, state]));
}

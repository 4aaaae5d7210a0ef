/**
 * Mutations. A change, its event and the event's outbox row are one SQL statement:
 *
 *     WITH changed AS (INSERT | UPDATE | DELETE … RETURNING …),
 *          built   AS (SELECT the event FROM changed),
 *          stored  AS (INSERT INTO events SELECT … FROM built),
 *          queued  AS (INSERT INTO outbox SELECT id FROM built)
 *     SELECT the changed row and the event
 *
 * When no row was changed there is no event. An update that changes no value raises the version and emits no event.
 */
import { and, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import {
  assignments,
  type ChangeOptions,
  changedNames,
  changing,
  eventJson,
  eventSql,
  eventsOf,
  kept,
  name,
  names,
  previous,
  readable,
  replaced,
  storing,
  textArray,
  told,
  type Values,
  versionAfter,
} from "./change-statement.ts";
import type { Ctx } from "./ctx.ts";
import type { Write } from "./db.ts";
import type { EventDeclaration, PayloadOf } from "./event.ts";
import { columnsOf } from "./table.ts";
import { mayRemove } from "./table-access.ts";
import type { Row } from "./wire.ts";

/** INSERT of one row; yields it. With `onConflict: "nothing"`, a row that already exists yields undefined and emits no event. */
export function insert<T extends PgTable>(
  ctx: Ctx,
  table: T,
  values: Values<T>,
  options?: ChangeOptions & { onConflict?: undefined },
): Write<Row<T>>;
export function insert<T extends PgTable>(
  ctx: Ctx,
  table: T,
  values: Values<T>,
  options: ChangeOptions & { onConflict: "nothing" },
): Write<Row<T> | undefined>;
export function insert<T extends PgTable>(
  ctx: Ctx,
  table: T,
  values: Values<T>,
  options: ChangeOptions & { onConflict?: "nothing" } = {},
): Write<Row<T> | undefined> {
  const entries = assignments(table, values);
  const written = entries.map(([key]) => key);
  const given = entries.map(([, value]) => value);
  const row = given.length > 0 ? sql`(${names(written)}) values (${sql.join(given, sql`, `)})` : sql`default values`;
  const source = sql`insert into ${table} ${row}${options.onConflict ? sql` on conflict do nothing` : sql``} returning *, ${textArray(told(table, written))} as "~changed", '{}'::jsonb as "~previous"`;
  return changing(ctx, table, source, options);
}

/**
 * UPDATE of the rows that `where` names (one, usually); yields the changed row or undefined. Raises the version where there is one, but
 * for a change that is `isUnseen`: of columns that no answer shows, so that whoever has read the row has read it as it is.
 */
export function update<T extends PgTable>(
  ctx: Ctx,
  table: T,
  where: SQL | undefined,
  values: Values<T>,
  options: ChangeOptions & { isUnseen?: true } = {},
): Write<Row<T> | undefined> {
  const entries = assignments(table, values);
  const columns = columnsOf(table);
  const sets = entries.map(([key, value]) => sql`${name(key)} = ${value}`);
  if (columns.version) sets.push(versionAfter(columns.version, options.isUnseen));
  const source = sql`update ${table} set ${sql.join(sets, sql`, `)} where ${where ?? sql`true`} returning new.*, ${changedNames(
    table,
    entries.map(([key]) => key),
  )} as "~changed", ${replaced(
    columns,
    entries.map(([key]) => key),
  )} as "~previous"`;
  return changing(ctx, table, source, options, sql`where cardinality("~changed") > 0`);
}

/** DELETE, or for a table whose rows can be restored, an UPDATE that sets `deletedAt`. Yields the row or undefined. */
export function remove<T extends PgTable>(
  ctx: Ctx,
  table: T,
  where: SQL | undefined,
  options: ChangeOptions = {},
): Write<Row<T> | undefined> {
  const columns = columnsOf(table);
  if (columns.deletedAt)
    return update(
      ctx,
      table,
      and(where, isNull(columns.deletedAt), mayRemove(table)),
      marked<T>({}, ctx.now()),
      options,
    );
  const kept = Object.keys(readable(table)).filter((key) => key !== "id");
  const source = sql`delete from ${table} where ${where ?? sql`true`} returning *, '{}'::text[] as "~changed", ${previous(columns, kept, "")} as "~previous"`;
  return changing(ctx, table, source, options);
}

/**
 * Restores a deleted row: clears `deletedAt` and sets the other given values. Yields the row, or undefined when there is no such
 * row that the caller may delete.
 */
export function restore<T extends PgTable>(
  ctx: Ctx,
  table: T,
  where: SQL | undefined,
  values: Values<T>,
  options: ChangeOptions = {},
): Write<Row<T> | undefined> {
  const { deletedAt } = columnsOf(table);
  const isDeleted = and(where, isNotNull(deletedAt!), mayRemove(table));
  return update(ctx, table, isDeleted, marked<T>(values, null), options);
}

/** The type of a table does not say which tables have `deletedAt`; the callers have looked. */
const marked = <T extends PgTable>(values: Values<T>, deletedAt: Date | null) =>
  ({ ...values, deletedAt: deletedAt?.toISOString() ?? null }) as Values<T>;

/** Emits an event that no change of a row goes with (an e-mail was received, a run failed). Yields its id. */
export function emit<E extends EventDeclaration>(
  ctx: Ctx,
  event: E,
  what: {
    entityId: string | null;
    owner: string | null;
    /** The household that the subject of the event is shared with; its members see the event. */
    householdId?: string | null;
    payload: PayloadOf<E>;
    entityType?: string;
    /** SQL for the id of the event that caused this one, when the same batch emits both; see {@link Emit}. */
    cause?: SQL;
  },
): Write<{ id: string }> {
  const changed = sql`select ${what.entityId}::uuid as id`;
  const built = eventSql(ctx, event, {
    userId: sql`${what.owner}::uuid`,
    householdId: sql`${what.householdId ?? null}::uuid`,
    entityId: sql`changed.id`,
    key: sql`changed.id`,
    entityType: what.entityType ?? event.entityType,
    cause: what.cause,
    payload: sql`${JSON.stringify(what.payload)}::jsonb`,
    changed: sql`'{}'::text[]`,
    previous: sql`'{}'::jsonb`,
  });
  return {
    kind: "write",
    render: (slot, once) =>
      sql`with changed as (${changed}), ${storing([built])} select b0.id, ${eventJson(1)} as "~events"${kept(once, slot, sql`jsonb_build_object('id', b0.id)`)} from changed left join b0 on true`,
    decode: (result) => ({ value: { id: result.rows[0]![0] as string }, events: eventsOf(result) }),
    decodeStored: (row) => row as { id: string },
  };
}

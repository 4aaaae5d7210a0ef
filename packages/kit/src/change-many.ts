/**
 * Changes of up to 500 rows in one statement, with one event for each row, one for all of them, or none. A replay yields the rows
 * that the first execution changed.
 */
import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import {
  assignments,
  changedNames,
  changingMany,
  type Emit,
  eventSql,
  isSql,
  keyOf,
  name,
  names,
  readable,
  replaced,
  rowEvent,
  textArray,
  told,
  type Values,
  versionAfter,
} from "./change-statement.ts";
import { tuples } from "./change-tuples.ts";
import type { Ctx } from "./ctx.ts";
import type { Write } from "./db.ts";
import type { EventDeclaration, PayloadOf } from "./event.ts";
import { columnsOf } from "./table.ts";
import type { Row } from "./wire.ts";

/**
 * The most rows of one statement, because of the limit of parameters: Neon takes 32,767 parameters, and a table has up to 60
 * columns.
 */
export const MAX_ROWS = 500;

export interface ManyOptions {
  /** An event for each row. */
  emits?: Emit;
  /** One event for all rows, when there are any. */
  emitsOnce?: EmitOnce;
  /** Nobody looks at the rows as they are then, so none are yielded: to hand over and read many takes longer than to write them. */
  isUnread?: true;
}

export interface EmitOnce<E extends EventDeclaration = EventDeclaration> {
  event: E;
  /** The owner of the event; the caller unless given. */
  owner?: string | SQL;
  entityId?: string | SQL;
  /** Values of the event's schema, as a value or SQL that aggregates over `changed`, such as sql`count(*)`. */
  payload?: { [K in keyof PayloadOf<E>]?: PayloadOf<E>[K] | SQL };
}

/** INSERT of rows, in any order; yields those that were added. A row that leaves out a column gets the column's default. */
export function insertMany<T extends PgTable>(
  ctx: Ctx,
  table: T,
  rows: readonly Values<T>[],
  options: ManyOptions & { onConflict?: "nothing" } = {},
): Write<Row<T>[]> {
  const keys = keysOf(table, rows);
  if (rows.length === 0) return nothing();
  const conflict = options.onConflict ? sql` on conflict do nothing` : sql``;
  const source = sql`insert into ${table} (${names(keys)}) values ${tuples(table, rows, keys)}${conflict} returning *, ${textArray(told(table, keys))} as "~changed", '{}'::jsonb as "~previous"`;
  return changingMany(table, source, eventsFor(ctx, table, options), options.isUnread);
}

/** The value of the primary key: `id`, or `userId` for a table with one row a user. */
type Key<T extends PgTable> = "id" extends keyof T["$inferSelect"] ? { id: string } : { userId: string };

/**
 * UPDATE of rows by their keys, each named once with values of its own; all rows name the same columns. Yields the rows that were found and
 * updated. An update that changes no value of a row raises the row's version (unless it is `isUnseen`, as in change.ts) and emits no event. `where` is checked on each row as it is
 * when it is changed, and names the row's new values as `given`: sql`${table.day} < given.day`.
 */
export function updateMany<T extends PgTable>(
  ctx: Ctx,
  table: T,
  rows: readonly (Values<T> & Key<T>)[],
  options: ManyOptions & { where?: SQL; isUnseen?: true } = {},
): Write<Row<T>[]> {
  const columns = columnsOf(table);
  const key = columns.id ? "id" : "userId";
  const keys = keysOf(table, rows).filter((one) => one !== key);
  if (rows.length === 0) return nothing();
  const named = new Set(rows.map((row) => String((row as Record<string, unknown>)[key]).toLowerCase()));
  if (named.size < rows.length) throw new Error("a row is named twice");
  const ordered = inLockOrder(rows, [key]);
  const sets = keys.map((key) => sql`${name(key)} = given.${name(key)}`);
  if (columns.version) sets.push(versionAfter(columns.version, options.isUnseen));
  const given = sql`(values ${tuples(table, ordered, [key, ...keys], true)}) given (${names([key, ...keys])})`;
  const source = sql`update ${table} set ${sql.join(sets, sql`, `)} from ${given} where ${columns[key]} = given.${name(key)} and ${options.where ?? sql`true`} returning new.*, ${changedNames(table, keys)} as "~changed", ${replaced(columns, keys)} as "~previous"`;
  return changingMany(table, source, eventsFor(ctx, table, options, CHANGED), options.isUnread);
}

/**
 * UPDATE of the rows that `where` names to the same values, MAX_ROWS at most: `where` has to see to that. Yields the rows that were
 * updated, in no order.
 */
export function updateWhere<T extends PgTable>(
  ctx: Ctx,
  table: T,
  where: SQL,
  values: Values<T>,
  options: ManyOptions = {},
): Write<Row<T>[]> {
  const columns = columnsOf(table);
  const entries = assignments(table, values);
  const sets = entries.map(([key, value]) => sql`${name(key)} = ${value}`);
  if (columns.version) sets.push(versionAfter(columns.version));
  const keys = entries.map(([key]) => key);
  const source = sql`update ${table} set ${sql.join(sets, sql`, `)} where ${where} returning new.*, ${changedNames(table, keys)} as "~changed", ${replaced(columns, keys)} as "~previous"`;
  return changingMany(table, source, eventsFor(ctx, table, options, CHANGED), options.isUnread);
}

/**
 * INSERT of rows, or where a row with the same `on` exists, UPDATE of its other columns. Yields the rows that were added or
 * changed, in no order; a row that already had these values is not among them. `on` names the columns of a unique index, in which
 * no two of the rows are the same; each of these columns is named by all rows or by none. Events are in the order of `rows`.
 */
export function upsertMany<T extends PgTable>(
  ctx: Ctx,
  table: T,
  rows: readonly Values<T>[],
  options: {
    on: readonly (keyof T["$inferInsert"] & string)[];
    /** The condition of a partial index. */
    onWhere?: SQL;
    emits?: { created?: Emit; updated?: Emit };
  },
): Write<Row<T>[]> {
  const keys = keysOf(table, rows);
  if (rows.length === 0) return nothing();
  const columns = columnsOf(table);
  const on: readonly string[] = options.on;
  const changing = keys.filter((key) => key !== "id" && !on.includes(key));
  if (changing.length === 0) throw new Error("nothing would be changed; insertMany adds what is not there");
  const sets = changing.map((key) => sql`${name(key)} = excluded.${name(key)}`);
  if (columns.version) sets.push(versionAfter(columns.version));
  const differs = sql.join(
    changing.map((key) => sql`${columns[key]} is distinct from excluded.${name(key)}`),
    sql` or `,
  );
  const index = sql`(${names([...options.on])})${options.onWhere ? sql` where ${options.onWhere}` : sql``}`;
  const isNew = sql`old.${keyOf(columns)} is null`;
  const source = sql`insert into ${table} (${names(keys)}) values ${tuples(table, inLockOrder(rows, on), keys)} on conflict ${index} do update set ${sql.join(sets, sql`, `)} where ${differs} returning new.*, ${isNew} as "~new", case when ${isNew} then ${textArray(told(table, keys))} else ${changedNames(table, changing)} end as "~changed", case when ${isNew} then '{}'::jsonb else ${replaced(columns, changing)} end as "~previous"`;
  const { created, updated } = options.emits ?? {};
  const shown = readable(table);
  const { join, order } = callersOrder(table, rows, on);
  const those = (which: SQL) => sql`${join} where ${which} ${order}`;
  return changingMany(table, source, [
    ...(created ? [rowEvent(ctx, table, shown, created, those(sql`"~new"`))] : []),
    ...(updated ? [rowEvent(ctx, table, shown, updated, those(sql`not "~new" and cardinality("~changed") > 0`))] : []),
  ]);
}

/**
 * The rows sorted by their values of these columns. A statement locks rows in the order in which it names them; two statements that lock the
 * same rows in different orders would wait for each other, until PostgreSQL aborts one. A value that SQL computes has no place in this
 * order, because it is not known here.
 */
function inLockOrder<R extends object>(rows: readonly R[], on: readonly string[]): R[] {
  const sortKey = (row: R) =>
    JSON.stringify(
      on.map((key) => {
        const value = (row as Record<string, unknown>)[key];
        return value === undefined || isSql(value) ? null : String(value).toLowerCase();
      }),
    );
  return rows
    .map((row) => ({ row, key: sortKey(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row);
}

/** SQL that joins each row of `changed` to its place among `rows`, and sorts by that place. */
function callersOrder<T extends PgTable>(
  table: T,
  rows: readonly Values<T>[],
  on: readonly string[],
): { join: SQL; order: SQL } {
  // A column that no row names, such as the id of the user, has the same default in all of them.
  const keys = on.filter((key) => rows.some((row) => (row as Record<string, unknown>)[key] !== undefined));
  if (keys.length === 0) return { join: sql``, order: sql`` };
  // Names that no column has, so that SQL of the caller over `changed` stays unambiguous.
  const columns = keys.map((_, at) => sql.identifier(`~on${at}`));
  const given = sql`(select *, row_number() over () as "~place" from (values ${tuples(table, rows, keys, true)}) given (${sql.join(columns, sql`, `)}))`;
  const isSame = keys.map((key, at) => sql`given.${columns[at]!} = changed.${name(key)}`);
  return { join: sql`left join ${given} given on ${sql.join(isSame, sql` and `)}`, order: sql`order by "~place"` };
}

const CHANGED = sql`where cardinality("~changed") > 0`;

function eventsFor(ctx: Ctx, table: PgTable, { emits, emitsOnce }: ManyOptions, unless: SQL = sql``): SQL[] {
  return [
    ...(emits ? [rowEvent(ctx, table, readable(table), emits, unless)] : []),
    ...(emitsOnce ? [eventOfAll(ctx, table, emitsOnce)] : []),
  ];
}

/** The one event about all rows of `changed`, joined to the first of them. */
function eventOfAll(ctx: Ctx, table: PgTable, { event, owner, entityId, payload = {} }: EmitOnce): SQL {
  const pairs = Object.entries(payload as Record<string, unknown>).map(
    ([key, value]) => sql`${sql.raw(`'${key}'`)}, ${isSql(value) ? value : sql`${JSON.stringify(value)}::jsonb`}`,
  );
  return eventSql(
    ctx,
    event,
    {
      userId: sql`${owner ?? ctx.actor.userId}::uuid`,
      householdId: sql`null::uuid`,
      entityId: sql`${entityId ?? null}::uuid`,
      key: sql`(array_agg(changed.${keyOf(columnsOf(table))}))[1]`,
      entityType: event.entityType,
      payload: sql`jsonb_strip_nulls(jsonb_build_object(${sql.join(pairs, sql`, `)}))`,
      changed: sql`'{}'::text[]`,
      previous: sql`'{}'::jsonb`,
    },
    sql`having count(*) > 0`,
  );
}

/** The columns that at least one row names. Throws for a column that the table does not have, or for more than MAX_ROWS rows. */
function keysOf<T extends PgTable>(table: T, rows: readonly Values<T>[]): string[] {
  if (rows.length > MAX_ROWS) throw new Error(`at most ${MAX_ROWS} rows at once, not ${rows.length}`);
  const named = new Set<string>();
  for (const row of rows) for (const [key, value] of Object.entries(row)) if (value !== undefined) named.add(key);
  for (const key of named) if (!columnsOf(table)[key]) throw new Error(`no column ${key}`);
  return [...named];
}

/** The write of no rows: a statement that always succeeds. */
const nothing = <R>(): Write<R[]> => ({
  kind: "write",
  render: () => sql`select 1 where false`,
  decode: () => ({ value: [], events: [] }),
  decodeStored: () => [],
});

/**
 * Mutations. A change, its event and the event's outbox row are one SQL statement:
 *
 *     WITH changed AS (INSERT | UPDATE | DELETE … RETURNING …),
 *          built   AS (SELECT the event FROM changed),
 *          stored  AS (INSERT INTO events SELECT … FROM built),
 *          queued  AS (INSERT INTO outbox SELECT id FROM built)
 *     SELECT the changed row and the event
 *
 * No row changed means no event; an update that leaves every value as it was changes the version and tells nobody.
 */
import { and, isNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { metaOf } from "./columns.ts";
import type { Ctx, Once } from "./ctx.ts";
import type { Result, Write } from "./db.ts";
import type { EventDeclaration, EventRow, PayloadOf } from "./event.ts";
import { rowReader } from "./selection.ts";
import { columnsOf, mayRemove, sharedWith, snake, tableKind } from "./table.ts";
import { internal, type Row } from "./wire.ts";

/** A written row is an answer more often than not, so it has no column that no answer may hold. */
type RowOf<T extends PgTable> = Row<T>;
export type Values<T extends PgTable> = { [K in keyof T["$inferInsert"]]?: T["$inferInsert"][K] | SQL };

export interface Emit<E extends EventDeclaration = EventDeclaration> {
  event: E;
  /** Values of the event's schema that are no columns of the changed row, as a value or SQL over `changed`. */
  payload?: { [K in keyof PayloadOf<E>]?: PayloadOf<E>[K] | SQL };
  /** Who owns the event, where the changed row has no user_id: a value or SQL over `changed`. */
  owner?: string | SQL;
  /** What the event is about, when it is not the changed row. */
  entityId?: string | SQL;
  /** The event that caused it, where that one is emitted by the same batch: SQL for its id. Without one it has the cause of the ctx. */
  cause?: SQL;
}

export interface ChangeOptions {
  emits?: Emit | readonly Emit[];
  /** Abort the whole batch with a conflict of this detail when no row was changed. */
  orConflict?: string;
}

/** INSERT of one row; yields it. With `onConflict: "nothing"` a row that is already there yields undefined and no event. */
export function insert<T extends PgTable>(
  ctx: Ctx,
  table: T,
  values: Values<T>,
  options: ChangeOptions & { onConflict?: "nothing" } = {},
): Write<RowOf<T>> {
  const entries = assignments(table, values);
  const written = entries.map(([key]) => key);
  const given = entries.map(([, value]) => value);
  const row = given.length > 0 ? sql`(${names(written)}) values (${sql.join(given, sql`, `)})` : sql`default values`;
  const source = sql`insert into ${table} ${row}${options.onConflict ? sql` on conflict do nothing` : sql``} returning *, ${textArray(written)} as "~changed", '{}'::jsonb as "~previous"`;
  return write(ctx, table, source, options);
}

/** UPDATE of the rows that `where` names (one, usually); yields the changed row or undefined. Raises the version where there is one. */
export function update<T extends PgTable>(
  ctx: Ctx,
  table: T,
  where: SQL | undefined,
  values: Values<T>,
  options: ChangeOptions = {},
): Write<RowOf<T> | undefined> {
  const entries = assignments(table, values);
  const columns = columnsOf(table);
  const sets = entries.map(([key, value]) => sql`${name(key)} = ${value}`);
  if (columns.version) sets.push(sql`version = ${columns.version} + 1`);
  const source = sql`update ${table} set ${sql.join(sets, sql`, `)} where ${where ?? sql`true`} returning new.*, ${changedNames(entries.map(([key]) => key))} as "~changed", ${replaced(
    columns,
    entries.map(([key]) => key),
  )} as "~previous"`;
  return write(ctx, table, source, options, sql`where cardinality("~changed") > 0`);
}

/** DELETE, or for a table with `deletedAt` the mark; yields the row or undefined. */
export function remove<T extends PgTable>(
  ctx: Ctx,
  table: T,
  where: SQL | undefined,
  options: ChangeOptions = {},
): Write<RowOf<T> | undefined> {
  const columns = columnsOf(table);
  if (columns.deletedAt)
    return update(
      ctx,
      table,
      and(where, isNull(columns.deletedAt), mayRemove(table)),
      { deletedAt: ctx.now().toISOString() } as never,
      options,
    );
  const kept = Object.keys(readable(table)).filter((key) => key !== "id");
  const source = sql`delete from ${table} where ${where ?? sql`true`} returning *, '{}'::text[] as "~changed", ${previous(columns, kept, "")} as "~previous"`;
  return write(ctx, table, source, options);
}

/** An event that no row of ours changes with (an e-mail came in, a run failed). Yields its id. */
export function emit<E extends EventDeclaration>(
  ctx: Ctx,
  event: E,
  what: {
    entityId: string | null;
    owner: string | null;
    /** The household that what it is about is shared with, whose members then see the event. */
    householdId?: string | null;
    payload: PayloadOf<E>;
    entityType?: string;
  },
): Write<{ id: string }> {
  const changed = sql`select ${what.entityId}::uuid as id`;
  const built = eventSql(ctx, event, {
    userId: sql`${what.owner}::uuid`,
    householdId: sql`${what.householdId ?? null}::uuid`,
    entityId: sql`changed.id`,
    key: sql`changed.id`,
    entityType: what.entityType ?? event.entityType,
    payload: sql`${JSON.stringify(what.payload)}::jsonb`,
    changed: sql`'{}'::text[]`,
    previous: sql`'{}'::jsonb`,
  });
  return {
    kind: "write",
    render: (slot, once) =>
      sql`with changed as (${changed}), ${storing([built])} select b0.id, ${eventJson(1)} as "~events"${keep(once, slot, sql`jsonb_build_object('id', b0.id)`)} from changed left join b0 on true`,
    decode: (result) => ({ value: { id: result.rows[0]![0] as string }, events: eventsOf(result) }),
    decodeStored: (row) => row as { id: string },
  };
}

function write<T extends PgTable>(
  ctx: Ctx,
  table: T,
  source: SQL,
  options: ChangeOptions,
  unless: SQL = sql``,
): Write<RowOf<T>> {
  const columns = readable(table);
  const emits = options.emits ? ([options.emits].flat() as Emit[]) : [];
  const built = emits.map((one) => rowEvent(ctx, table, columns, one, unless));
  const key = keyOf(columns);
  const guard = options.orConflict
    ? sql` where changed.${key} is not null or raise_problem('LF005', ${options.orConflict})`
    : sql` where changed.${key} is not null`;
  const joins = built.map((_, i) => sql`${sql.raw(` left join b${i} on b${i}."~row" = changed.`)}${key}`);
  return {
    kind: "write",
    render(slot, once) {
      const ctes = built.length ? sql`, ${storing(built)}` : sql``;
      return sql`with changed as (${source})${ctes} select ${answered(table)}, ${eventJson(built.length)} as "~events"${keep(once, slot, sql`to_jsonb(changed.*)`)} from (select 1) one left join changed on true${sql.join(joins)}${guard}`;
    },
    decode(result) {
      const value = result.rows[0] && decodeRow(columns, result.columns, result.rows[0]);
      return { value: value as RowOf<T>, events: eventsOf(result) };
    },
    decodeStored(row) {
      if (!row) return undefined as never;
      const decoded: Record<string, unknown> = {};
      for (const [key, column] of Object.entries(columns)) {
        const value = row[snake(key)];
        decoded[key] = value === null || value === undefined ? null : column.mapFromDriverValue(value);
      }
      return decoded as RowOf<T>;
    },
  };
}

/** A row of `table` from a result whose columns are named like its keys. */
export const decodeRow = (
  columns: Record<string, PgColumn>,
  names: readonly string[],
  row: readonly unknown[],
): Record<string, unknown> => rowReader(columns, names)(row);

/** The columns a changed row is read back with. */
const readable = perTable((table) =>
  Object.fromEntries(Object.entries(columnsOf(table)).filter(([key, column]) => !internal(column, key))),
);

/** Those columns of `changed`, named like their keys. */
const answered = perTable((table) =>
  sql.raw(
    Object.keys(readable(table))
      .map((key) => `changed."${snake(key)}" as "${key}"`)
      .join(", "),
  ),
);

/** Worked out once for each table: a statement is made for each request, and most of it says the same each time. */
function perTable<T>(make: (table: PgTable) => T): (table: PgTable) => T {
  const made = new WeakMap<PgTable, T>();
  return (table) => {
    const known = made.get(table);
    if (known !== undefined) return known;
    const value = make(table);
    made.set(table, value);
    return value;
  };
}

function rowEvent(ctx: Ctx, table: PgTable, columns: Record<string, PgColumn>, emits: Emit, unless: SQL): SQL {
  const owner =
    emits.owner !== undefined
      ? sql`${emits.owner}::uuid`
      : columns.userId
        ? sql`changed.user_id`
        : sql`${ctx.actor.userId}::uuid`;
  if (emits.owner === undefined && !columns.userId && tableKind(table) === "child") {
    throw new Error(`${emits.event.type}: a child row has no user; say who owns the event`);
  }
  const pairs: SQL[] = [];
  const payload = (emits.payload ?? {}) as Record<string, unknown>;
  for (const key of Object.keys(emits.event.schema.shape)) {
    const given = payload[key];
    const column = columns[key];
    if (given !== undefined)
      pairs.push(sql`${sql.raw(`'${key}'`)}, ${isSql(given) ? given : sql`${JSON.stringify(given)}::jsonb`}`);
    else if (column) pairs.push(sql.raw(`'${key}', ${wireSql(column, `changed."${snake(key)}"`)}`));
  }
  return eventSql(
    ctx,
    emits.event,
    {
      userId: owner,
      householdId: columns.householdId ? sharedWith(table, "changed") : sql`null::uuid`,
      entityId: emits.entityId !== undefined ? sql`${emits.entityId}::uuid` : sql`changed.${keyOf(columns)}`,
      key: sql`changed.${keyOf(columns)}`,
      entityType: emits.event.entityType,
      payload: pairs.length
        ? sql`jsonb_strip_nulls(jsonb_build_object(${sql.join(pairs, sql`, `)}))`
        : sql`'{}'::jsonb`,
      changed: sql`"~changed"`,
      previous: sql`"~previous"`,
      cause: emits.cause,
    },
    unless,
  );
}

interface EventParts {
  userId: SQL;
  householdId: SQL;
  entityId: SQL;
  /** The key of the changed row, by which the event is joined to it. */
  key: SQL;
  entityType: string;
  payload: SQL;
  changed: SQL;
  previous: SQL;
  cause?: SQL;
}

function eventSql(ctx: Ctx, event: EventDeclaration, parts: EventParts, unless: SQL = sql``): SQL {
  const { type, pillar, action } = event;
  const given = sql`${ctx.causationId}::uuid`;
  const cause = parts.cause ? sql`coalesce(${parts.cause}, ${given})` : given;
  const named = sql.raw(`'${type}' as event_type, 'lifeos/${pillar}' as source, '${action}' as action`);
  return sql`select uuidv7() as id, ${parts.key} as "~row", ${parts.userId} as user_id, ${parts.householdId} as household_id, ${ctx.actor.userId || null}::uuid as actor_id, ${named}, ${parts.entityType}::text as entity_type, ${parts.entityId} as entity_id, ${parts.changed} as changed, ${parts.payload} as payload, ${parts.previous} as previous, ${ctx.origin}::text as origin, ${ctx.correlationId}::uuid as correlation_id, ${cause} as causation_id, ${ctx.requestId}::text as request_id, ${ctx.platform}::text as platform, ${ctx.clientVersion}::text as client_version, ${ctx.ip}::inet as ip, now() as created_at from changed ${unless}`;
}

const EVENT_COLUMNS =
  "id, user_id, household_id, actor_id, event_type, source, entity_type, entity_id, action, changed, payload, previous, origin, correlation_id, causation_id, request_id, platform, client_version, ip, created_at";

/** The CTEs that build, store and queue each event. MATERIALIZED: the id of an event must be drawn once. */
function storing(built: SQL[]): SQL {
  return sql.join(
    built.map((one, i) =>
      sql.join([
        sql.raw(`b${i} as materialized (`),
        one,
        sql.raw(
          `), e${i} as (insert into events (${EVENT_COLUMNS}) select ${EVENT_COLUMNS} from b${i}), o${i} as (insert into outbox (event_id) select id from b${i})`,
        ),
      ]),
    ),
    sql`, `,
  );
}

/** The events of one changed row as a JSON array, for publishing right after commit. */
function eventJson(count: number): SQL {
  if (count === 0) return sql`'[]'::jsonb`;
  return sql.raw(
    `jsonb_build_array(${Array.from({ length: count }, (_, i) => `to_jsonb(b${i}) - 'previous' - 'ip'`).join(", ")})`,
  );
}

function eventsOf(result: Result): EventRow[] {
  const at = result.columns.indexOf("~events");
  return result.rows
    .flatMap((row) => JSON.parse(row[at] as string) as (EventRow | null)[])
    .filter((one) => one !== null);
}

/** The call that keeps the row for a replay, in the same statement that wrote it. */
function keep(once: Once | undefined, slot: number, row: SQL): SQL {
  if (!once) return sql``;
  if (once.kind === "inbox") return sql`, inbox_put(${once.consumer}, ${once.eventId}, ${slot}, ${row}) as "~kept"`;
  return sql`, once_put(${once.key}, ${slot}, ${row}) as "~kept"`;
}

function assignments(table: PgTable, values: Record<string, unknown>): [string, SQL][] {
  const columns = columnsOf(table);
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => {
      const column = columns[key];
      if (!column) throw new Error(`no column ${key}`);
      return [key, isSql(value) ? value : sql`${sql.param(value, column)}`];
    });
}

/** The primary key: `id`, or `user_id` for a table with one row a user. */
const keyOf = (columns: Record<string, PgColumn>) => sql.identifier(columns.id ? "id" : "user_id");
const name = (key: string) => sql.identifier(snake(key));
const names = (keys: string[]) => sql.join(keys.map(name), sql`, `);
const textArray = (keys: string[]) => sql.raw(`array[${keys.map((key) => `'${key}'`).join(", ")}]::text[]`);
const isSql = (value: unknown): value is SQL => typeof value === "object" && value !== null && "getSQL" in value;

/** Names of the columns whose value really changed. */
function changedNames(keys: string[]): SQL {
  return sql.raw(
    `array_remove(array[${keys.map((key) => `case when old.${snake(key)} is distinct from new.${snake(key)} then '${key}' end`).join(", ")}]::text[], null)`,
  );
}

/** What stays out of the audit trail: encrypted values, and hashes by which secrets are looked up. */
function isSecret(column: PgColumn): boolean {
  const meta = metaOf(column);
  return meta?.kind === "encrypted" || (meta?.kind === "text" && meta.secret === true);
}

/** What an update replaced. It stays with whom it belonged to: whoever is given a row does not read what it was. */
function replaced(columns: Record<string, PgColumn>, keys: string[]): SQL {
  const values = previous(columns, keys);
  return columns.userId ? sql`case when old.user_id = new.user_id then ${values} else '{}'::jsonb end` : values;
}

/** The old values of the written columns. */
function previous(columns: Record<string, PgColumn>, keys: string[], prefix = "old."): SQL {
  const pairs = keys.filter((key) => !isSecret(columns[key]!)).map((key) => `'${key}', ${prefix}${snake(key)}`);
  // jsonb_build_object takes a hundred arguments at most.
  const chunks = Array.from({ length: Math.ceil(pairs.length / 48) }, (_, i) => pairs.slice(i * 48, i * 48 + 48));
  return sql.raw(
    chunks.length ? chunks.map((chunk) => `jsonb_build_object(${chunk.join(", ")})`).join(" || ") : "'{}'::jsonb",
  );
}

/** A column in an event's payload: instants in the wire's form, everything else as JSON has it. */
function wireSql(column: PgColumn, value: string): string {
  if (metaOf(column)?.kind === "instant")
    return `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return value;
}

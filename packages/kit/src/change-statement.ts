/** Builds the one statement of a change: it changes the rows, stores their events, and keeps the result for a replay. */
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { metaOf, snake } from "./columns.ts";
import type { Ctx } from "./ctx.ts";
import type { Result, Write } from "./db.ts";
import type { EventDeclaration, EventRow, PayloadOf } from "./event.ts";
import { keep, type Once } from "./once.ts";
import { EVENTS, OUTBOX } from "./platform-tables.ts";
import { rowReader } from "./selection.ts";
import { columnsOf } from "./table.ts";
import { sharedWith, tableKind } from "./table-access.ts";
import { internal, type Row } from "./wire.ts";

/** New values by column: a value, or SQL that computes it. */
export type Values<T extends PgTable> = { [K in keyof T["$inferInsert"]]?: T["$inferInsert"][K] | SQL };

export interface Emit<E extends EventDeclaration = EventDeclaration> {
  event: E;
  /** Values of the event's schema that are no columns of the changed row, as a value or SQL over `changed`. */
  payload?: { [K in keyof PayloadOf<E>]?: PayloadOf<E>[K] | SQL };
  /** Who owns the event, where the changed row has no user_id: a value or SQL over `changed`. */
  owner?: string | SQL;
  /** What the event is about, when it is not the changed row. */
  entityId?: string | SQL;
  /** SQL for the id of the event that caused this one, when the same batch emits both. Without it the cause is that of the ctx. */
  cause?: SQL;
  /** Each event begins a story of its own, with a correlation that is drawn for it: for work on rows of many people. */
  ownStory?: true;
}

export interface ChangeOptions {
  emits?: Emit | readonly Emit[];
  /** Aborts the whole batch with a conflict of this detail when no row was changed. */
  orConflict?: string;
}

/** The write of one row. `source` is the INSERT, UPDATE or DELETE; it returns the row with `~changed` and `~previous`. */
export function changing<T extends PgTable>(
  ctx: Ctx,
  table: T,
  source: SQL,
  options: ChangeOptions,
  unless: SQL = sql``,
): Write<Row<T>> {
  const columns = readable(table);
  const emits = options.emits ? ([options.emits].flat() as Emit[]) : [];
  const built = emits.map((one) => rowEvent(ctx, table, columns, one, unless));
  return {
    kind: "write",
    render: (slot, once) => statement(table, source, built, kept(once, slot, sql`to_jsonb(changed.*)`), options),
    decode(result) {
      const value = result.rows[0] && rowReader(columns, result.columns)(result.rows[0]);
      return { value: value as Row<T>, events: eventsOf(result) };
    },
    decodeStored: (row) => (row && storedRow(columns, row)) as Row<T>,
  };
}

/** The write of the rows that `source` changes; `built` is SQL for their events. With `isUnread` it yields no rows. */
export function changingMany<T extends PgTable>(
  table: T,
  source: SQL,
  built: SQL[],
  isUnread = false,
): Write<Row<T>[]> {
  const columns = readable(table);
  const all = sql`(select jsonb_build_object('rows', jsonb_agg(to_jsonb(c.*))) from changed c)`;
  return {
    kind: "write",
    render: (slot, once) => {
      const keeping = once ? sql`, (select ${keep(once, slot, all)}) as "~kept"` : sql``;
      return statement(table, source, built, keeping, { isUnread });
    },
    decode: (result) => ({
      value: isUnread ? [] : (result.rows.map(rowReader(columns, result.columns)) as Row<T>[]),
      events: eventsOf(result),
    }),
    decodeStored: (stored) =>
      ((isUnread ? [] : (stored?.rows ?? [])) as Record<string, unknown>[]).map(
        (row) => storedRow(columns, row) as Row<T>,
      ),
  };
}

function statement(
  table: PgTable,
  source: SQL,
  built: SQL[],
  keeping: SQL,
  { orConflict, isUnread }: { orConflict?: string; isUnread?: boolean },
): SQL {
  const key = keyOf(readable(table));
  const guard = orConflict
    ? sql` where changed.${key} is not null or raise_problem('LF005', ${orConflict})`
    : sql` where changed.${key} is not null`;
  const joins = built.map((_, i) => sql`${sql.raw(` left join b${i} on b${i}."~row" = changed.`)}${key}`);
  const ctes = built.length ? sql`, ${storing(built)}` : sql``;
  return sql`with changed as (${source})${ctes} select ${isUnread ? sql`` : sql`${answered(table)}, `}${eventJson(built.length)} as "~events"${keeping} from (select 1) one left join changed on true${sql.join(joins)}${guard}`;
}

/** Decodes a row that was stored with `to_jsonb`. */
function storedRow(columns: Record<string, PgColumn>, row: Record<string, unknown>): Record<string, unknown> {
  const decoded: Record<string, unknown> = {};
  for (const [key, column] of Object.entries(columns)) {
    const value = row[snake(key)];
    decoded[key] = value === null || value === undefined ? null : column.mapFromDriverValue(value);
  }
  return decoded;
}

/** The columns that are read back of a changed row. */
export const readable = perTable((table) =>
  Object.fromEntries(Object.entries(columnsOf(table)).filter(([key, column]) => !internal(column, key))),
);

/** The `readable` columns of `changed` as SQL, each named like its key. */
const answered = perTable((table) =>
  sql.raw(
    Object.keys(readable(table))
      .map((key) => `changed."${snake(key)}" as "${key}"`)
      .join(", "),
  ),
);

/** Memoizes `make` by table: most of a statement is the same for every request. */
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

/** SQL for the event of each row of `changed`; `unless` is a WHERE clause that may leave rows out. */
export function rowEvent(ctx: Ctx, table: PgTable, columns: Record<string, PgColumn>, emits: Emit, unless: SQL): SQL {
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
      ownStory: emits.ownStory,
    },
    unless,
  );
}

interface EventParts {
  userId: SQL;
  householdId: SQL;
  entityId: SQL;
  /** The primary key of the changed row, by which its event is joined to it. */
  key: SQL;
  entityType: string;
  payload: SQL;
  changed: SQL;
  previous: SQL;
  cause?: SQL;
  ownStory?: true;
}

export function eventSql(ctx: Ctx, event: EventDeclaration, parts: EventParts, unless: SQL = sql``): SQL {
  const { type, pillar, action } = event;
  const given = sql`${ctx.causationId}::uuid`;
  const cause = parts.cause ? sql`coalesce(${parts.cause}, ${given})` : given;
  const story = parts.ownStory ? sql`uuidv7()` : sql`${ctx.correlationId}::uuid`;
  const named = sql.raw(`'${type}' as event_type, 'lifeos/${pillar}' as source, '${action}' as action`);
  return sql`select uuidv7() as id, ${parts.key} as "~row", ${parts.userId} as user_id, ${parts.householdId} as household_id, ${ctx.actor.userId || null}::uuid as actor_id, ${named}, ${parts.entityType}::text as entity_type, ${parts.entityId} as entity_id, ${parts.changed} as changed, ${parts.payload} as payload, ${parts.previous} as previous, ${ctx.origin}::text as origin, ${story} as correlation_id, ${cause} as causation_id, ${ctx.requestId}::text as request_id, ${ctx.platform}::text as platform, ${ctx.clientVersion}::text as client_version, ${ctx.ip}::inet as ip, now() as created_at from changed ${unless}`;
}

const EVENT_COLUMNS =
  "id, user_id, household_id, actor_id, event_type, source, entity_type, entity_id, action, changed, payload, previous, origin, correlation_id, causation_id, request_id, platform, client_version, ip, created_at";

/**
 * The CTEs that build each event, store it and put it into the outbox. MATERIALIZED, because the id of an event must be generated
 * only once.
 */
export function storing(built: SQL[]): SQL {
  return sql.join(
    built.map((one, i) =>
      sql.join([
        sql.raw(`b${i} as materialized (`),
        one,
        sql.raw(
          `), e${i} as (insert into ${EVENTS} (${EVENT_COLUMNS}) select ${EVENT_COLUMNS} from b${i}), o${i} as (insert into ${OUTBOX} (event_id) select id from b${i})`,
        ),
      ]),
    ),
    sql`, `,
  );
}

/** The events of one changed row as a JSON array, for publishing right after commit. */
export function eventJson(count: number): SQL {
  if (count === 0) return sql`'[]'::jsonb`;
  return sql.raw(
    `jsonb_build_array(${Array.from({ length: count }, (_, i) => `to_jsonb(b${i}) - 'previous' - 'ip'`).join(", ")})`,
  );
}

export function eventsOf(result: Result): EventRow[] {
  const at = result.columns.indexOf("~events");
  return result.rows
    .flatMap((row) => JSON.parse(row[at] as string) as (EventRow | null)[])
    .filter((one) => one !== null);
}

/** The call that keeps the row for a replay, in the statement that wrote the row. */
export function kept(once: Once | undefined, slot: number, row: SQL): SQL {
  return once ? sql`, ${keep(once, slot, row)} as "~kept"` : sql``;
}

export function assignments(table: PgTable, values: Record<string, unknown>): [string, SQL][] {
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
export const keyOf = (columns: Record<string, PgColumn>) => sql.identifier(columns.id ? "id" : "user_id");
export const name = (key: string) => sql.identifier(snake(key));
export const names = (keys: string[]) => sql.join(keys.map(name), sql`, `);
export const textArray = (keys: string[]) => sql.raw(`array[${keys.map((key) => `'${key}'`).join(", ")}]::text[]`);
/** The columns of these whose change people are told of: all but what only the database uses. */
export const told = (table: PgTable, keys: string[]) =>
  keys.filter((key) => metaOf(columnsOf(table)[key]!)?.kind !== "internal");
export const isSql = (value: unknown): value is SQL => typeof value === "object" && value !== null && "getSQL" in value;

/** Names of the columns whose value really changed. */
export function changedNames(table: PgTable, keys: string[]): SQL {
  return sql.raw(
    `array_remove(array[${told(table, keys)
      .map((key) => `case when old.${snake(key)} is distinct from new.${snake(key)} then '${key}' end`)
      .join(", ")}]::text[], null)`,
  );
}

/** Whether a column stays out of the audit trail: encrypted values, and the hashes by which they or secrets are looked up. */
function isSecret(column: PgColumn): boolean {
  const meta = metaOf(column);
  return meta?.kind === "encrypted" || meta?.kind === "internal" || (meta?.kind === "text" && meta.secret === true);
}

/** The values that an update replaced. Only the owner of that time may read them: a person who is later given the row may not. */
export function replaced(columns: Record<string, PgColumn>, keys: string[]): SQL {
  const values = previous(columns, keys);
  return columns.userId ? sql`case when old.user_id = new.user_id then ${values} else '{}'::jsonb end` : values;
}

/** The old values of the written columns. */
export function previous(columns: Record<string, PgColumn>, keys: string[], prefix = "old."): SQL {
  const pairs = keys.filter((key) => !isSecret(columns[key]!)).map((key) => `'${key}', ${prefix}${snake(key)}`);
  // jsonb_build_object takes a hundred arguments at most.
  const chunks = Array.from({ length: Math.ceil(pairs.length / 48) }, (_, i) => pairs.slice(i * 48, i * 48 + 48));
  return sql.raw(
    chunks.length ? chunks.map((chunk) => `jsonb_build_object(${chunk.join(", ")})`).join(" || ") : "'{}'::jsonb",
  );
}

/** SQL for a column in an event's payload: instants in their wire format, all other values as `to_jsonb` writes them. */
function wireSql(column: PgColumn, value: string): string {
  if (metaOf(column)?.kind === "instant")
    return `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return value;
}

/** The assignment of the version; the trigger touch_version takes null as the version that the row has. */
export const versionAfter = (version: PgColumn, isUnseen?: true): SQL =>
  isUnseen ? sql`version = null` : sql`version = ${version} + 1`;

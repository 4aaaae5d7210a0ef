/**
 * Lists: filters, sorting, keyset cursors. One SELECT, which reads one row more than the limit to know whether there is a next
 * page. `?status=pending&dueAt[lt]=2026-01-01T00:00:00Z&sort=-dueAt&limit=20&cursor=…`
 */

import { and, asc, desc, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { errorsOf } from "./check.ts";
import { metaOf } from "./columns.ts";
import type { Ctx } from "./ctx.ts";
import { type Read, read } from "./db.ts";
import { leastId } from "./ids.ts";
import { inContract, integerParameter, numberOf, oneOrMore } from "./parameters.ts";
import { ACCESS_GRANTS } from "./platform-tables.ts";
import { type InputError, wrongInput } from "./problem.ts";
import type { Saying } from "./saying.ts";
import { fieldSayings } from "./sayings.ts";
import { rowReader, selection, upTo } from "./selection.ts";
import { columnsOf, me } from "./table.ts";
import { heldByGranted, tableKind } from "./table-access.ts";
import { columnSchema, type Fields, hidden, Instant, type Output, type Row, Text } from "./wire.ts";

export interface ListSpec<T extends PgTable = PgTable> {
  /** Columns that may be filtered: `status=a`, `status=a,b` (any of), `dueAt[gte]=…`, `projectId[null]=true`. */
  filter: readonly (keyof T["$inferSelect"] & string)[];
  /** Columns that may be sorted by, besides `createdAt`, whose order is the order of ids. */
  sort: readonly (keyof T["$inferSelect"] & string)[];
  /** The order without a `sort` parameter; newest first unless given. */
  order?: string;
  /** Columns too large or too private for a list, only returned when the request names them in `include`. */
  include?: readonly (keyof T["$inferSelect"] & string)[];
  /** Columns that no answer contains. */
  omit?: readonly string[];
  /** SQL that reads columns which the caller's role may not select directly. */
  through?: Readonly<Record<string, SQL>>;
  /** Has the statement that reads a page do more, such as to record that it was looked at. */
  reading?: <R>(ctx: Ctx, page: Read<R>) => Read<R>;
}

export interface Page<R> {
  data: R[];
  nextCursor: string | null;
  /** In the first answer of a list of shared rows without `scope`: whether `scope=household` has rows besides these. */
  householdHasMore?: boolean;
}

const OPERATORS = { lt: "<", lte: "<=", gt: ">", gte: ">=", ne: "is distinct from" } as const;
type Operator = keyof typeof OPERATORS;
const ORDERED = new Set(["instant", "day", "time", "bigint", "integer", "numeric"]);

/** The checked query of a list. Filters are still the text that was sent. */
export type ListQuery<S extends { filter: readonly string[] }> = {
  limit?: number;
  cursor?: string;
  from?: string;
  sort?: string;
  include?: string;
  scope?: "mine" | "household" | "shared";
} & { [K in S["filter"][number] | `${S["filter"][number]}[${Operator | "null"}]`]?: string };

/** The schema of a list's query parameters, with those of `more` added; used for the request check and OpenAPI. */
export function listQuery<T extends PgTable, const S extends ListSpec<T>, M extends Fields = Record<never, never>>(
  table: T,
  spec: S,
  more?: M,
): z.ZodMiniType<ListQuery<S> & Output<M>> {
  const columns = columnsOf(table);
  for (const key of spec.sort) {
    const meta = metaOf(columns[key]!);
    if (meta?.kind === "text" && meta.maxLength > MAX_SORTABLE_LENGTH)
      throw new Error(`${key} is too long to sort by: a cursor would not fit into an address`);
  }
  const shape: Record<string, z.ZodMiniType> = {
    limit: limitParameter(),
    cursor: z.optional(
      z.string().check(z.maxLength(MAX_CURSOR_LENGTH), z.regex(/^[\w-]+$/, "is not a cursor of this list")),
    ),
    sort: z.optional(z.enum(sorts(spec) as [string, ...string[]])),
    from: z.optional(Text(MAX_SORTABLE_LENGTH, 1)),
  };
  Object.assign(shape, scopeParameter(table));
  if (spec.include?.length) {
    const names: readonly string[] = spec.include;
    shape.include = z.optional(
      inContract(
        z.string().check(
          z.refine(
            (value) => {
              const given = value.split(",");
              return given.length <= MAX_VALUES && given.every((name) => names.includes(name));
            },
            `may name ${names.join(", ")}`,
          ),
        ),
        oneOrMore(z.enum(names), MAX_VALUES),
      ),
    );
  }
  for (const key of spec.filter) {
    const column = columns[key]!;
    shape[key] = z.optional(filterParameter(column, takesSeveral(column)));
    for (const operator of operatorsOf(column))
      shape[`${key}[${operator}]`] = z.optional(filterParameter(column, false));
    if (!column.notNull) shape[`${key}[null]`] = z.optional(z.enum(["true", "false"]));
  }
  // The names of filters are made from the names of columns in a loop, whose result TypeScript cannot type.
  return z.strictObject({ ...shape, ...more }) as z.ZodMiniType as z.ZodMiniType<ListQuery<S> & Output<M>>;
}

/** The schema of a filter: text for the check; in the contract, the value or list of values that the text stands for. */
function filterParameter(column: PgColumn, several: boolean): z.ZodMiniType {
  const value = filterSchema(column);
  const check = z.check<string>(({ value: text, issues }) => {
    const read = filterValues(column, text, several);
    if (typeof read === "string") issues.push({ code: "custom", message: read, input: text });
  });
  return inContract(z.string().check(check), several ? oneOrMore(value, MAX_VALUES) : value);
}

/** A cursor contains the value that the last row is sorted by. This is enough for the longest value of a sortable column. */
const MAX_CURSOR_LENGTH = 4_200;
const MAX_SORTABLE_LENGTH = 500;

/** The `limit` of a list that names none. */
export const DEFAULT_LIMIT = 50;

/** The parameter `limit`: the most rows of a page, from 1 to 100. */
export const limitParameter = () => z.optional(integerParameter(1, 100));

/** The parameter `scope`: whose rows are listed. For tables whose rows have an owner the default is `mine`. */
export function scopeParameter(table: PgTable): Record<string, z.ZodMiniType> {
  const kind = tableKind(table);
  if (kind === "shared") return { scope: z.optional(z.enum(["mine", "household", "shared"])) };
  return kind === "owned" ? { scope: z.optional(z.enum(["mine", "shared"])) } : {};
}

const sorts = (spec: { sort: readonly string[] }) => ["createdAt", ...spec.sort].flatMap((key) => [key, `-${key}`]);

function operatorsOf(column: PgColumn): Operator[] {
  const kind = metaOf(column)?.kind;
  if (kind && ORDERED.has(kind)) return ["lt", "lte", "gt", "gte", "ne"];
  return kind === "json" || kind === "strings" || kind === "ids" || kind === "instants" ? [] : ["ne"];
}

/** The statement of a list and how to make a page of its rows. `where` narrows it further (a parent, a tenant). */
export function listRead<T extends PgTable>(
  table: T,
  spec: ListSpec<T>,
  query: Record<string, unknown>,
  where?: SQL,
): Read<Page<Row<T>>> {
  const columns = columnsOf(table);
  const limit = (query.limit as number | undefined) ?? DEFAULT_LIMIT;
  const order = orderOf(columns, (query.sort as string | undefined) ?? spec.order ?? "-createdAt");
  const included = typeof query.include === "string" ? query.include.split(",") : [];
  const onDemand: readonly string[] = spec.include ?? [];
  const keys = Object.keys(columns).filter(
    (key) =>
      !spec.omit?.includes(key) && (included.includes(key) || (!hidden(columns[key]!, key) && !onDemand.includes(key))),
  );

  const conditions = and(
    matching(table, spec, query),
    where,
    typeof query.cursor === "string" ? after(order, readCursor(query.cursor, order)) : beginning(order, query.from),
  );
  const position = order.column ? sql`, ${order.column}::text as "~sort"` : sql``;
  const sorting = order.column
    ? sql`${order.down ? sql`${order.column} desc nulls last` : sql`${order.column} asc nulls last`}, ${order.down ? desc(columns.id!) : asc(columns.id!)}`
    : order.down
      ? desc(columns.id!)
      : asc(columns.id!);
  const { through = {} } = spec;
  const itself = keys.filter((key) => !through[key]);
  const others = keys.filter((key) => through[key]).map((key) => sql`, ${through[key]} as ${sql.identifier(key)}`);
  const statement = read(
    sql`select ${selection(table, itself)}${sql.join(others)}${position} from ${table} where ${conditions ?? sql`true`} order by ${sorting} ${upTo(limit + 1)}`,
  );

  return {
    ...statement,
    decode(result) {
      const rows = result.rows.slice(0, limit).map(rowReader(columns, result.columns)) as (Row<T> & { id: string })[];
      const last = result.rows.length > limit ? result.rows[limit - 1] : undefined;
      const sortAt = result.columns.indexOf("~sort");
      return {
        data: rows,
        nextCursor: last
          ? writeCursor(order, sortAt < 0 ? null : (last[sortAt] as string | null), rows.at(-1)!.id)
          : null,
      };
    },
  };
}

/** The condition of the rows that a list with this query has, on all of its pages: its scope and its filters. */
export function matching<T extends PgTable>(
  table: T,
  spec: Pick<ListSpec<T>, "filter">,
  query: Record<string, unknown>,
): SQL | undefined {
  const columns = columnsOf(table);
  return and(
    scopeOf(columns, query.scope as string | undefined),
    columns.deletedAt && sql`${columns.deletedAt} is null`,
    ...filtersOf(columns, spec.filter, query),
  );
}

/** How many rows a list with this query has, `most` at most; one more stands for more. */
export function countRead<T extends PgTable>(
  table: T,
  spec: Pick<ListSpec<T>, "filter">,
  query: Record<string, unknown>,
  { most, where }: { most: number; where?: SQL },
): Read<number> {
  const conditions = and(matching(table, spec, query), where);
  const statement = read<{ n: number }>(
    sql`select count(*)::int as n from (select from ${table} where ${conditions ?? sql`true`} ${upTo(most + 1)}) counted`,
  );
  return { ...statement, decode: (result) => statement.decode(result)[0]!.n };
}

/**
 * Whether other members of the household have rows that a list of the caller's own leaves out. Undefined on later pages, when the
 * request names a scope, and for tables whose rows are not shared.
 */
export function householdRead<T extends PgTable>(
  table: T,
  spec: ListSpec<T>,
  query: Record<string, unknown>,
): Read<boolean> | undefined {
  if (tableKind(table) !== "shared" || query.scope !== undefined || query.cursor !== undefined) return undefined;
  const columns = columnsOf(table);
  const theirs = and(
    scopeOf(columns, "household"),
    sql`${columns.userId} <> ${me}`,
    columns.deletedAt && sql`${columns.deletedAt} is null`,
    ...filtersOf(columns, spec.filter, query),
  );
  const statement = read<{ more: boolean }>(sql`select exists (select from ${table} where ${theirs}) as more`);
  return { ...statement, decode: (result) => statement.decode(result)[0]!.more };
}

/**
 * The condition of a scope, `mine` by default. The policy alone would show more rows; the condition on the owner also uses the
 * index on user_id.
 */
export function scopeOf(columns: Record<string, PgColumn>, scope = "mine"): SQL | undefined {
  if (!columns.userId) return undefined;
  if (scope === "visible") return undefined;
  if (scope === "household") return sql`${columns.householdId} = any(((select my_households()))::uuid[])`;
  if (scope === "shared") {
    const granted = sql`${columns.id} = any(array(select entity_id from ${sql.raw(ACCESS_GRANTS)} where grantee_id = ${me}))`;
    const held = heldByGranted(columns.userId.table as PgTable);
    return held ? sql`(${granted} or ${held})` : granted;
  }
  return sql`${columns.userId} = ${me}`;
}

function filtersOf(
  columns: Record<string, PgColumn>,
  filter: readonly string[],
  query: Record<string, unknown>,
): SQL[] {
  const conditions: SQL[] = [];
  for (const [parameter, text] of Object.entries(query)) {
    const [, key, operator] = /^(\w+)(?:\[(\w+)\])?$/.exec(parameter) ?? [];
    if (key === undefined || !filter.includes(key) || typeof text !== "string") continue;
    const column = columns[key]!;
    const values = operator === "null" ? [] : filterValues(column, text, !operator && takesSeveral(column));
    if (!Array.isArray(values)) throw wrongInput({ parameter }, values);
    const [first, ...others] = values.map((one) => sql.param(one, column));
    if (operator === "null") conditions.push(text === "true" ? sql`${column} is null` : sql`${column} is not null`);
    else if (operator) conditions.push(sql`${column} ${sql.raw(OPERATORS[operator as Operator])} ${first}`);
    else if (metaOf(column)?.kind === "strings") conditions.push(sql`${values[0]} = any(${column})`);
    else
      conditions.push(
        others.length === 0 ? sql`${column} = ${first}` : sql`${column} in (${sql.join([first, ...others], sql`, `)})`,
      );
  }
  return conditions;
}

const MAX_VALUES = 100;

/**
 * Whether a filter takes several values separated by commas. Free text may itself contain commas, and for a boolean it would be
 * pointless.
 */
function takesSeveral(column: PgColumn): boolean {
  const kind = metaOf(column)?.kind;
  return column.columnType !== "PgBoolean" && kind !== "text" && kind !== "strings";
}

const schemas = new WeakMap<PgColumn, z.ZodMiniType>();

/** The schema of the value that a filter compares with: a value of the column or, for an array column, one element. */
function filterSchema(column: PgColumn): z.ZodMiniType {
  const meta = metaOf(column);
  const schema = schemas.get(column) ?? (meta?.kind === "strings" ? Text(meta.maxLength) : columnSchema(column));
  schemas.set(column, schema);
  return schema;
}

/** Parses a filter's text: its values, each checked like a field of a body, or what is wrong with it. */
function filterValues(column: PgColumn, text: string, several: boolean): unknown[] | Saying {
  const texts = several ? text.split(",") : [text];
  if (texts.length > MAX_VALUES) return fieldSayings("values_at_most", { max: MAX_VALUES, count: texts.length });
  const values: unknown[] = [];
  for (const one of texts) {
    const parsed = filterSchema(column).safeParse(fromText(column, one), { reportInput: true });
    if (!parsed.success) return saidOf(errorsOf(parsed.error.issues, "parameter")[0]!);
    values.push(parsed.data);
  }
  return values;
}

const saidOf = ({ detail, coded }: InputError): Saying => ({ ...coded, text: detail });

function fromText(column: PgColumn, text: string): unknown {
  if (column.columnType === "PgBoolean") return text === "true" ? true : text === "false" ? false : text;
  const kind = metaOf(column)?.kind;
  if (kind === "bigint" || kind === "integer") return numberOf(text, "integer");
  return kind === "numeric" ? numberOf(text, "number") : text;
}

interface Order {
  name: string;
  /** Undefined sorts by id, which is the order of creation. */
  column: PgColumn | undefined;
  id: PgColumn;
  down: boolean;
}

function orderOf(columns: Record<string, PgColumn>, sort: string): Order {
  const down = sort.startsWith("-");
  const name = down ? sort.slice(1) : sort;
  return { name: sort, column: name === "createdAt" ? undefined : columns[name]!, id: columns.id!, down };
}

const Cursor = z.tuple([z.string(), z.nullable(z.string()), z.guid()]);
type Position = { value: string | null; id: string };

function writeCursor(order: Order, value: string | null, id: string): string {
  return Buffer.from(JSON.stringify([order.name, value, id])).toString("base64url");
}

function readCursor(text: string, order: Order): Position {
  try {
    const [name, value, id] = Cursor.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    if (name === order.name && value?.isWellFormed() !== false && !value?.includes("\0")) return { value, id };
  } catch {
    // Falls through: all invalid cursors get the same error.
  }
  throw wrongInput({ parameter: "cursor" }, fieldSayings("unknown_cursor_or_order"));
}

/**
 * The condition of the rows from a value on, in the order of the list: by this a long list is entered in its middle. Whoever reads on from
 * there has a cursor, and whoever reads back turns the order round.
 */
function beginning({ name, column, id, down }: Order, from: unknown): SQL | undefined {
  if (typeof from !== "string") return undefined;
  const values = column ? filterValues(column, from, false) : instantOf(from);
  if (!Array.isArray(values)) {
    const text = `is where a list begins that is sorted by ${name.replace("-", "")}: ${values.text}`;
    throw wrongInput({ parameter: "from" }, { ...values, text });
  }
  // Ids are of the millisecond in which their rows were made.
  if (!column)
    return down
      ? sql`${id} < ${leastId(new Date(Date.parse(String(values[0])) + 1))}::uuid`
      : sql`${id} >= ${leastId(new Date(String(values[0])))}::uuid`;
  const keyset = sql`${column} ${sql.raw(down ? "<=" : ">=")} ${sql.param(values[0], column)}`;
  return column.notNull ? keyset : sql`(${keyset} or ${column} is null)`;
}

function instantOf(text: string): unknown[] | Saying {
  const parsed = Instant.safeParse(text, { reportInput: true });
  if (!parsed.success) return saidOf(errorsOf(parsed.error.issues, "parameter")[0]!);
  // Ids have room for the time since 1970.
  return Date.parse(parsed.data) >= 0 ? [parsed.data] : fieldSayings("not_before_1970");
}

/** The condition of the rows that come after a cursor's position. Nulls come last in both directions. */
function after({ column, id, down }: Order, { value, id: last }: Position): SQL {
  const beyond = sql.raw(down ? "<" : ">");
  if (!column) return sql`${id} ${beyond} ${last}::uuid`;
  if (value === null) return sql`(${column} is null and ${id} ${beyond} ${last}::uuid)`;
  const at = sql`${value}::${sql.raw(column.getSQLType())}`;
  const keyset = sql`(${column}, ${id}) ${beyond} (${at}, ${last}::uuid)`;
  return column.notNull ? keyset : sql`(${keyset} or ${column} is null)`;
}

/**
 * The schema of a page, `{data, nextCursor}`; with `householdHasMore` when the rows of the table can be shared (see
 * `householdRead`).
 */
export function pageSchema<R>(row: z.ZodMiniType<R>, table?: PgTable): z.ZodMiniType<Page<R>> {
  const page = { data: z.array(row), nextCursor: z.nullable(z.string()) };
  return table && tableKind(table) === "shared"
    ? z.strictObject({ ...page, householdHasMore: z.optional(z.boolean()) })
    : z.strictObject(page);
}

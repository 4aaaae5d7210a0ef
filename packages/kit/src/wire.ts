/**
 * Schemas of what goes over the wire, derived from columns, so that a table is the one place that says what its rows
 * look like. Built on zod/mini (a third of zod's size in a bundle); messages are the English locale's.
 */
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { type ColumnMeta, metaOf } from "./columns.ts";
import { inContract } from "./parameters.ts";
import { fieldSayings } from "./sayings.ts";
import { columnsOf } from "./table.ts";
import { timeZoneOf, timeZones, whyNoTimeZone } from "./time-zones.ts";

const { sentences } = fieldSayings;

const CURRENCY = /^[A-Z]{3}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export const FIRST_INSTANT = Date.parse("0001-01-01T00:00:00.000Z");
export const LAST_INSTANT = Date.parse("9999-12-31T23:59:59.999Z");

/**
 * An instant in any ISO 8601 offset form, years 1 to 9999 in UTC. The checked value is in UTC with milliseconds, further digits
 * dropped: PostgreSQL would round them (at worst into the year 10000), and it accepts neither all offsets nor the year 0, in
 * which some offsets write an instant of the year 1.
 */
export const Instant = z.iso.datetime({ offset: true }).check(
  z.refine(
    (value) => Date.parse(value) >= FIRST_INSTANT && Date.parse(value) <= LAST_INSTANT,
    sentences.years_1_to_9999,
  ),
  z.overwrite(inUtc),
);
/** Returns a text that an earlier check has refused unchanged, because zod runs all checks of a value. */
function inUtc(value: string): string {
  const at = Date.parse(value);
  return at >= FIRST_INSTANT && at <= LAST_INSTANT ? new Date(at).toISOString() : value;
}

/** `YYYY-MM-DD`, a day that exists. */
export const Day = z.iso.date().check(z.refine((value) => !value.startsWith("0000"), sentences.years_1_to_9999));
export const TimeOfDay = z.string().check(z.regex(TIME, sentences.must_be_time));
export const Uuid = z.guid();
export const Currency = z.string().check(z.regex(CURRENCY, sentences.must_be_currency));
export const Cents = z.int();

/** Text without NUL characters, as a pattern for the contract. */
export const WITHOUT_NUL = /^[^\u0000]*$/;
const STORABLE = sentences.not_storable;

/** Text that PostgreSQL can hold: no NUL, no lone surrogates. */
export const Text = (maxLength: number, minLength = 0) =>
  z.string().check(
    z.maxLength(maxLength),
    ...(minLength ? [z.minLength(minLength)] : []),
    z.regex(WITHOUT_NUL, STORABLE),
    z.refine((value) => value.isWellFormed(), STORABLE),
  );

/** An IANA time zone, in any case and under any of its former names. The checked value is its current name. */
export const TimeZone = inContract(
  Text(64).check(
    z.overwrite((name) => timeZoneOf(name) ?? name),
    z.refine((name) => timeZoneOf(name) !== undefined, { error: ({ input }) => whyNoTimeZone(String(input)) }),
  ),
  () => z.enum(timeZones()),
);

/**
 * For the `check` of an object; it only adds to the contract: two numbers that must be both present or both absent, as the
 * database checks. In a PATCH one may be present alone, since the row has the other; but not one null and the other set.
 */
export function bothOrNeither(names: readonly [string, string], isChange: boolean) {
  const both = (type: string) => Object.fromEntries(names.map((name) => [name, { type }]));
  const set = { properties: both("number"), ...(!isChange && { required: names }) };
  return z.meta({ anyOf: [set, { properties: both("null") }] });
}

/** For the `check` of an object: exactly one of these fields is present. */
export const exactlyOne = (...names: [string, string, ...string[]]) =>
  [
    z.refine(
      (body) => names.filter((name) => (body as Record<string, unknown>)[name] !== undefined).length === 1,
      `must have either ${names.join(" or ")}`,
    ),
    z.meta({ oneOf: names.map((name) => ({ required: [name] })) }),
  ] as const;

/** The schema of a column's value in JSON, without null. */
export function columnSchema(column: PgColumn): z.ZodMiniType {
  const meta = metaOf(column);
  if (meta) return metaSchema(meta);
  switch (column.columnType) {
    case "PgUUID":
      return Uuid;
    case "PgBoolean":
      return z.boolean();
    default:
      throw new Error(`no wire schema for ${column.columnType} ${column.name}: declare it with kit/columns`);
  }
}

function metaSchema(meta: ColumnMeta): z.ZodMiniType {
  switch (meta.kind) {
    case "text":
      return textSchema(meta);
    case "enum":
      return z.enum(meta.values);
    case "instant":
      return Instant;
    case "day":
      return Day;
    case "time":
      return TimeOfDay;
    case "zone":
      return TimeZone;
    case "bigint":
      return z.int();
    case "integer":
      return z.int().check(z.gte(meta.min), z.lte(meta.max));
    case "instants":
      return z.array(Instant).check(z.maxLength(meta.maxItems));
    case "internal":
      return z.never();
    case "numeric":
      return z.number().check(z.gte(meta.min ?? -1e15), z.lte(meta.max ?? 1e15));
    case "json":
      return meta.schema;
    case "strings":
      return z.array(Text(meta.maxLength)).check(z.maxLength(meta.maxItems));
    case "ids":
      return z.array(Uuid).check(z.maxLength(meta.maxItems));
    case "encrypted":
      return meta.schema ?? Text(meta.maxLength);
  }
}

function textSchema({ maxLength, pattern, format }: Extract<ColumnMeta, { kind: "text" }>): z.ZodMiniType {
  const text = Text(maxLength);
  if (pattern) return text.check(z.regex(pattern.regex, pattern.says));
  switch (format) {
    case "email":
      return text.check(z.regex(/^[^\s@"(),:;<>[\\\]]{1,64}@[^\s@"(),:;<>[\\\]]{1,255}$/, sentences.must_be_email));
    case "url":
      return inContract(
        text.check(z.regex(/^https?:/i, sentences.must_be_web_url), z.refine(isHttpUrl, sentences.must_be_web_url)),
        (io) => z.string().check(z.maxLength(maxLength), z.regex(io === "input" ? HTTP_URL : ANY_HTTP_URL)),
      );
    case "currency":
      return text.check(z.regex(CURRENCY, sentences.must_be_currency));
    case "color":
      return text.check(z.regex(/^#[0-9a-fA-F]{6}$/, sentences.must_be_color));
    case undefined:
      return text;
  }
}

/** URLs that every parser accepts. `URL` takes more: hosts in any script, fewer slashes, capital letters. */
const HTTP_URL = /^https?:\/\/(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)*[a-z]{2,63}(?::\d{1,4})?(?:[/?#][^\s\u0000]*)?$/;
const ANY_HTTP_URL = /^[Hh][Tt][Tt][Pp][Ss]?:/;

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

/** Whether a column is never part of an answer. */
export const internal = (column: PgColumn, key: string) => key === "deletedAt" || metaOf(column)?.kind === "internal";

/** Whether a column is part of an answer only when a resource names it explicitly. */
export const hidden = (column: PgColumn, key: string) => internal(column, key) || metaOf(column)?.kind === "encrypted";

/** The field of an answer that names encrypted columns whose values cannot be opened: they were altered, or their key is gone. */
const Unreadable = /* @__PURE__ */ z.optional(
  z
    .array(z.string())
    .check(z.describe("Encrypted fields that are null because what is stored of them cannot be opened.")),
);

/**
 * The schema of a row as the API returns it: every column except `deletedAt` and the omitted ones, encrypted columns optional,
 * and the further fields of `more`.
 */
export function rowSchema<
  T extends PgTable,
  const O extends keyof T["$inferSelect"] & string = never,
  M extends Fields = Record<never, never>,
>(table: T, omit: readonly O[] = [], more?: M): z.ZodMiniType<Omit<Row<T>, O> & Output<M>> {
  const shape: Record<string, z.ZodMiniType> = {};
  for (const [key, column] of Object.entries(columnsOf(table))) {
    if (internal(column, key) || (omit as readonly string[]).includes(key)) continue;
    if (metaOf(column)?.kind === "encrypted") {
      shape[key] = z.optional(z.nullable(columnSchema(column)));
      shape.unreadable = Unreadable;
    } else {
      shape[key] = column.notNull ? columnSchema(column) : z.nullable(columnSchema(column));
    }
  }
  return typed(z.strictObject({ ...shape, ...more }));
}

export type Row<T extends PgTable> = Omit<T["$inferSelect"], "deletedAt">;

/** Fields of an object by name. */
export type Fields = Readonly<Record<string, z.ZodMiniType>>;
type Optional<F extends Fields> = { [K in keyof F]: undefined extends z.output<F[K]> ? K : never }[keyof F];
export type Output<F extends Fields> = { [K in Exclude<keyof F, Optional<F>>]: z.output<F[K]> } & {
  [K in Optional<F>]?: z.output<F[K]>;
};
type Flat<B> = { [K in keyof B]: B[K] };

/** A body of the columns `W` of a table, of which `D` may be left out, and of `F`, which go before the columns of their names. */
export type CreateBody<T extends PgTable, W extends PropertyKey, D extends PropertyKey, F extends Fields> = Flat<
  Omit<Pick<T["$inferInsert"], W & keyof T["$inferInsert"]>, keyof F | D> &
    Omit<Partial<Pick<T["$inferInsert"], W & D & keyof T["$inferInsert"]>>, keyof F> &
    Output<F>
>;
export type PatchBody<T extends PgTable, W extends PropertyKey, F extends Fields> = Flat<
  Partial<Omit<Pick<T["$inferInsert"], W & keyof T["$inferInsert"]>, keyof F> & Output<F>>
>;

/** Types a schema that a loop over columns has built, which TypeScript cannot infer. */
const typed = <B>(schema: z.ZodMiniType) => schema as z.ZodMiniType<B>;

/**
 * The body of a create: the given columns and no others; required where the column is NOT NULL without a default and is not
 * `derived`. `fields` replace those of columns of their names, or are added.
 */
export function createSchema<
  T extends PgTable,
  const W extends keyof T["$inferInsert"] & string,
  const D extends keyof T["$inferInsert"] & string = never,
  F extends Fields = Record<never, never>,
>(
  table: T,
  write: readonly W[],
  { derived = [], fields }: { derived?: readonly D[]; fields?: F } = {},
): z.ZodMiniType<CreateBody<T, W, D, F>> {
  const shape = shapeOf(table, write, (column, schema, key) => {
    const value = column.notNull ? schema : z.nullable(schema);
    const required = column.notNull && !column.hasDefault && !derived.includes(key as D);
    return required ? value : z.optional(value);
  });
  return typed(z.strictObject({ ...shape, ...fields }).check(...pairsOf(table, write, false)));
}

/** The body of a PATCH: any of the given columns and fields; null clears what may be null. */
export function patchSchema<
  T extends PgTable,
  const W extends keyof T["$inferInsert"] & string,
  F extends Fields = Record<never, never>,
>(table: T, write: readonly W[], fields?: F): z.ZodMiniType<PatchBody<T, W, F>> {
  const shape = shapeOf(table, write, (column, schema) => z.optional(column.notNull ? schema : z.nullable(schema)));
  for (const [key, schema] of Object.entries(fields ?? {})) shape[key] = z.optional(schema);
  return typed(
    z.strictObject(shape).check(
      z.refine((body) => Object.keys(body).length > 0, sentences.fields_missing),
      z.meta({ minProperties: 1 }),
      ...pairsOf(table, write, true),
    ),
  );
}

function pairsOf(table: PgTable, write: readonly string[], isChange: boolean) {
  return Object.entries(columnsOf(table)).flatMap(([key, column]) => {
    const meta = metaOf(column);
    const other = meta?.kind === "numeric" ? meta.pair : undefined;
    return other && write.includes(key) && write.includes(other) ? [bothOrNeither([key, other], isChange)] : [];
  });
}

function shapeOf(
  table: PgTable,
  keys: readonly string[],
  wrap: (column: PgColumn, schema: z.ZodMiniType, key: string) => z.ZodMiniType,
) {
  const columns = columnsOf(table);
  const shape: Record<string, z.ZodMiniType> = {};
  for (const key of keys) {
    const column = columns[key];
    if (!column) throw new Error(`no column ${key}`);
    const schema = columnSchema(column);
    // A required text must not be blank.
    const required = column.notNull && !column.hasDefault && metaOf(column)?.kind === "text";
    shape[key] = wrap(
      column,
      required ? (schema as z.ZodMiniString).check(z.regex(/\S/, sentences.empty)) : schema,
      key,
    );
  }
  return shape;
}

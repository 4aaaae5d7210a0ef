/**
 * What changed since a client last asked, for clients that work offline: changed rows and the ids of deleted ones, oldest change
 * first. Every table that marks its deleted rows (`deletedAt`) can be followed this way.
 *
 * `updated_at` is when a transaction began, so a row may become visible after one with a later time. A cursor therefore never
 * stands closer than a minute behind the moment it was given out, which no request outlives: what changed in the last minute
 * comes again, and a client that keeps rows by id and version is none the wiser.
 */
import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { type Read, read } from "./db.ts";
import { limitParameter, scopeOf, scopeParameter } from "./list.ts";
import { InvalidInput } from "./problem.ts";
import { rowReader, selection, upTo } from "./selection.ts";
import { columnsOf } from "./table.ts";
import { hidden, type Row } from "./wire.ts";

export interface Changes<R> {
  /** `row` is null for one that was deleted. */
  data: { id: string; deleted: boolean; row: R | null }[];
  /** What `since` is next time; never null, for there will be more changes. */
  nextCursor: string;
  /** Whether to ask again at once. */
  hasMore: boolean;
}

export function changesSchema(row: z.ZodMiniType): z.ZodMiniType {
  return z.strictObject({
    data: z.array(z.strictObject({ id: z.guid(), deleted: z.boolean(), row: z.nullable(row) })),
    nextCursor: z.string(),
    hasMore: z.boolean(),
  });
}

/** The query parameters: `since` (a `nextCursor`; absent, everything), `limit` and `scope`. */
export function changesQuery(table: PgTable): z.ZodMiniObject {
  return z.strictObject({
    since: z.optional(z.string().check(z.maxLength(1_000), z.regex(/^[\w-]+$/, "is not a cursor of these changes"))),
    limit: limitParameter(),
    ...scopeParameter(table),
  });
}

/** The statement and how to make an answer of its rows; one SELECT. */
export function changesRead<T extends PgTable>(
  table: T,
  query: Record<string, unknown>,
  omit: readonly string[] = [],
): Read<Changes<Row<T>>> {
  const columns = columnsOf(table);
  const limit = (query.limit as number | undefined) ?? 50;
  const since = typeof query.since === "string" ? readCursor(query.since) : BEGINNING;
  const keys = Object.keys(columns).filter((key) => !omit.includes(key) && !hidden(columns[key]!, key));
  const horizon: SQL = since.horizon
    ? sql`${since.horizon}::timestamptz`
    : sql.raw(`(now() - interval '${SETTLING_SECONDS} seconds')`);
  const { id, updatedAt, deletedAt } = columns;
  const statement = read(
    sql`select ${selection(table, keys)}, ${deletedAt} is not null as "~deleted", ${updatedAt}::text as "~at", ${horizon}::text as "~horizon", ${updatedAt} <= ${horizon} as "~settled" from ${table} where ${scopeOf(columns, query.scope as string | undefined) ?? sql`true`} and (${updatedAt}, ${id}) > (${since.at}::timestamptz, ${since.id}::uuid) order by ${updatedAt}, ${id} ${upTo(limit + 1)}`,
  );
  return {
    ...statement,
    decode({ columns: names, rows }) {
      const at = (name: string) => names.indexOf(name);
      const page = rows.slice(0, limit);
      const decode = rowReader(columns, names);
      const data = page.map((row) => {
        const decoded = decode(row) as Row<T> & { id: string };
        const deleted = row[at("~deleted")] === true;
        return { id: decoded.id, deleted, row: deleted ? null : decoded };
      });
      const last = page.at(-1);
      if (!last) return { data, hasMore: false, nextCursor: writeCursor({ ...since, horizon: null }) };
      const hasMore = rows.length > limit;
      const here = { at: last[at("~at")] as string, id: data.at(-1)!.id };
      const horizonAt = last[at("~horizon")] as string;
      if (hasMore) return { data, hasMore, nextCursor: writeCursor({ ...here, horizon: horizonAt }) };
      const next = last[at("~settled")] === true ? here : { at: horizonAt, id: BEGINNING.id };
      return { data, hasMore, nextCursor: writeCursor({ ...next, horizon: null }) };
    },
  };
}

const SETTLING_SECONDS = 60;

/** Behind which row a client stands and, while it is paging, how far back the last page has to end. */
interface Position {
  at: string;
  id: string;
  horizon: string | null;
}
const BEGINNING: Position = { at: "-infinity", id: "00000000-0000-0000-0000-000000000000", horizon: null };

const timestamp = z.string().check(z.regex(/^(-infinity|\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00)$/));
const Cursor = z.tuple([timestamp, z.guid(), z.nullable(timestamp)]);

const writeCursor = ({ at, id, horizon }: Position) =>
  Buffer.from(JSON.stringify([at, id, horizon])).toString("base64url");

function readCursor(text: string): Position {
  try {
    const [at, id, horizon] = Cursor.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return { at, id, horizon };
  } catch {
    throw InvalidInput(undefined, { errors: [{ parameter: "since", detail: "is not a cursor of these changes" }] });
  }
}

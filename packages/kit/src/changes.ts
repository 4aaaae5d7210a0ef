/**
 * What changed since a client last asked, for clients that work offline: changed rows and the ids of deleted ones, oldest change
 * first. Every table that marks its deleted rows (`deletedAt`) can be followed this way.
 *
 * `updated_at` is when a transaction began, so a row may become visible after one with a later time. A cursor therefore never
 * stands closer than a minute behind the moment it was given out, which no request outlives: what changed in the last minute
 * comes again, and a client that keeps rows by id and version is none the wiser.
 *
 * Rows that come into sight or go out of it without a change (a household joined, a grant withdrawn) are not listed. The database
 * counts for each person how often that happened (`access_revisions`); a cursor says at which count the copy was begun, read in
 * one statement with the rows, and at another count the answer asks the client to begin anew.
 */
import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { type Read, read } from "./db.ts";
import { limitParameter, scopeOf, scopeParameter } from "./list.ts";
import { InvalidInput } from "./problem.ts";
import { rowReader, selection, upTo } from "./selection.ts";
import { columnsOf, me } from "./table.ts";
import { hidden, type Row } from "./wire.ts";

export interface Changes<R> {
  /** `row` is null for one that was deleted. */
  data: { id: string; deleted: boolean; row: R | null }[];
  /** What `since` is next time; never null, for there will be more changes. */
  nextCursor: string;
  /** Whether to ask again at once. */
  hasMore: boolean;
  /** Whether other rows have come into sight or gone out of it, so that the copy is to be dropped and asked for without `since`. */
  resync: boolean;
}

export function changesSchema(row: z.ZodMiniType): z.ZodMiniType {
  return z.strictObject({
    data: z.array(z.strictObject({ id: z.guid(), deleted: z.boolean(), row: z.nullable(row) })),
    nextCursor: z.string(),
    hasMore: z.boolean(),
    resync: z.boolean(),
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
  const scope = query.scope as string | undefined;
  // One's own rows are always in sight, whoever else sees them.
  const mayVanish = !columns.userId || (scope ?? "mine") !== "mine";
  const page = sql`select ${selection(table, keys)}, ${deletedAt} is not null as "~deleted", ${updatedAt}::text as "~at", ${horizon}::text as "~horizon", ${updatedAt} <= ${horizon} as "~settled" from ${table} where ${scopeOf(columns, scope) ?? sql`true`} and (${updatedAt}, ${id}) > (${since.at}::timestamptz, ${since.id}::uuid) order by ${updatedAt}, ${id} ${upTo(limit + 1)}`;
  const revision = sql`select coalesce((select revision from access_revisions where user_id = ${me}), 0) as "~revision"`;
  // The count is there when no row is.
  const statement = read(
    sql`select * from (${revision}) access left join (${page}) page on true order by page."~at"::timestamptz, page.id`,
  );
  return {
    ...statement,
    decode({ columns: names, rows }) {
      const at = (name: string) => names.indexOf(name);
      const now = rows[0]![at("~revision")] as number;
      const revision = since.revision ?? now;
      const resync = mayVanish && revision !== now;
      const answer = (data: Changes<Row<T>>["data"], hasMore: boolean, next: Omit<Position, "revision">) => ({
        data,
        nextCursor: writeCursor({ ...next, revision }),
        hasMore,
        resync,
      });
      const found = rows.filter((row) => row[at("~at")] !== null);
      const page = found.slice(0, limit);
      const decode = rowReader(columns, names);
      const data = page.map((row) => {
        const decoded = decode(row) as Row<T> & { id: string };
        const deleted = row[at("~deleted")] === true;
        return { id: decoded.id, deleted, row: deleted ? null : decoded };
      });
      const last = page.at(-1);
      if (!last) return answer(data, false, { ...since, horizon: null });
      const here = { at: last[at("~at")] as string, id: data.at(-1)!.id };
      const horizonAt = last[at("~horizon")] as string;
      if (found.length > limit) return answer(data, true, { ...here, horizon: horizonAt });
      const next = last[at("~settled")] === true ? here : { at: horizonAt, id: BEGINNING.id };
      return answer(data, false, { ...next, horizon: null });
    },
  };
}

const SETTLING_SECONDS = 60;

/** Behind which row a client stands and, while it is paging, how far back the last page has to end. */
interface Position {
  at: string;
  id: string;
  horizon: string | null;
  /** What the count of access was when the copy was begun. It goes on from cursor to cursor, so that nobody misses a change of it. */
  revision: number | null;
}
const BEGINNING: Position = {
  at: "-infinity",
  id: "00000000-0000-0000-0000-000000000000",
  horizon: null,
  revision: null,
};

const timestamp = z.string().check(z.regex(/^(-infinity|\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00)$/));
const Cursor = z.tuple([timestamp, z.guid(), z.nullable(timestamp), z.int()]);

const writeCursor = ({ at, id, horizon, revision }: Position) =>
  Buffer.from(JSON.stringify([at, id, horizon, revision])).toString("base64url");

function readCursor(text: string): Position {
  try {
    const [at, id, horizon, revision] = Cursor.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return { at, id, horizon, revision };
  } catch {
    throw InvalidInput(undefined, { errors: [{ parameter: "since", detail: "is not a cursor of these changes" }] });
  }
}

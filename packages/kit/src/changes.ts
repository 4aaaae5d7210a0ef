/**
 * What changed since a client last asked, for clients that work offline: changed rows and the ids of deleted ones, oldest change
 * first. Every table that marks its deleted rows (`deletedAt`) can be followed this way.
 *
 * `updated_at` is when a transaction began, so a row may become visible after one with a later time. A cursor therefore never
 * stands closer than a minute behind the moment it was given out, which no request outlives: what changed in the last minute is
 * returned again, which does no harm to a client that keeps rows by id and version.
 *
 * Rows that become visible or invisible without being changed (a person joins a household, a grant is withdrawn) are not listed.
 * The database counts such events for each person (`access_revisions`). A cursor holds the count at which the client began its
 * copy; when the count is another, the answer asks the client to begin anew (`resync`).
 *
 * Deleted rows are removed for good after some time (`DELETED_ROWS_STAY_DAYS`), and are then no longer listed as deleted. The
 * cursor of a last page therefore stands at the minute before it was given out, even when nothing had changed: its age says how
 * long the client was away. A client that was away for longer than deleted rows stay is asked to begin anew.
 */

import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { type Read, read } from "./db.ts";
import { DEFAULT_LIMIT, limitParameter, scopeOf, scopeParameter } from "./list.ts";
import { ACCESS_REVISIONS } from "./platform-tables.ts";
import { wrongInput } from "./problem.ts";
import { fieldSayings } from "./sayings.ts";
import { rowReader, selection, upTo } from "./selection.ts";
import { columnsOf, DELETED_ROWS_STAY_DAYS, me } from "./table.ts";
import { hidden, type Row } from "./wire.ts";

export interface Changes<R> {
  /** `row` is null when it was deleted. */
  data: { id: string; deleted: boolean; row: R | null }[];
  /** The `since` of the next request; never null, because more changes can always come. */
  nextCursor: string;
  /** Whether there are more changes now, so that the client should ask again at once. */
  hasMore: boolean;
  /**
   * Whether the client must drop its copy and ask again without `since`: other rows have become visible or invisible, or the
   * client was away for longer than deleted rows are kept.
   */
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

/** The query parameters: `since` (a `nextCursor`; without it, all rows are returned), `limit` and `scope`. */
export function changesQuery(table: PgTable): z.ZodMiniObject {
  return z.strictObject({
    since: z.optional(z.string().check(z.maxLength(1_000), z.regex(/^[\w-]+$/, "is not a cursor of these changes"))),
    limit: limitParameter(),
    ...scopeParameter(table),
  });
}

/** One SELECT, and how its rows become the answer. */
export function changesRead<T extends PgTable>(
  table: T,
  query: Record<string, unknown>,
  omit: readonly string[] = [],
): Read<Changes<Row<T>>> {
  const columns = columnsOf(table);
  const limit = (query.limit as number | undefined) ?? DEFAULT_LIMIT;
  const since = typeof query.since === "string" ? readCursor(query.since) : BEGINNING;
  const keys = Object.keys(columns).filter((key) => !omit.includes(key) && !hidden(columns[key]!, key));
  const horizon: SQL = since.horizon
    ? sql`${since.horizon}::timestamptz`
    : sql.raw(`(now() - interval '${SETTLING_SECONDS} seconds')`);
  const { id, updatedAt, deletedAt } = columns;
  const scope = query.scope as string | undefined;
  // The caller's own rows are always visible to the caller, so only lists with rows of others need the count.
  const mayVanish = !columns.userId || (scope ?? "mine") !== "mine";
  const page = sql`select ${selection(table, keys)}, ${deletedAt} is not null as "~deleted", ${updatedAt}::text as "~at" from ${table} where ${scopeOf(columns, scope) ?? sql`true`} and (${updatedAt}, ${id}) > (${since.at}::timestamptz, ${since.id}::uuid) order by ${updatedAt}, ${id} ${upTo(limit + 1)}`;
  const revision = sql`coalesce((select revision from ${sql.raw(ACCESS_REVISIONS)} where user_id = ${me}), 0) as "~revision"`;
  // What was deleted later than this the client has not heard of. A copy that is still being begun holds nothing deleted before.
  const knowsUntil = since.begins ? since.horizon : since.at;
  const late = sql`coalesce(${knowsUntil}::timestamptz < now() - make_interval(days => ${DELETED_ROWS_STAY_DAYS}), false) as "~late"`;
  // A left join, so that the revision is returned even when there are no rows.
  const statement = read(
    sql`select * from (select ${revision}, ${horizon}::text as "~horizon", ${late}) beside left join (${page}) page on true order by page."~at"::timestamptz, page.id`,
  );
  return {
    ...statement,
    decode({ columns: names, rows }) {
      const at = (name: string) => names.indexOf(name);
      const [first] = rows;
      const now = first![at("~revision")] as number;
      const horizonAt = first![at("~horizon")] as string;
      const revision = first![at("~late")] === true ? TOO_LATE : (since.revision ?? now);
      const resync = revision === TOO_LATE || (mayVanish && revision !== now);
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
      if (found.length <= limit)
        return answer(data, false, { at: horizonAt, id: BEGINNING.id, horizon: null, begins: false });
      const here = { at: page.at(-1)![at("~at")] as string, id: data.at(-1)!.id };
      return answer(data, true, { ...here, horizon: horizonAt, begins: since.begins });
    },
  };
}

const SETTLING_SECONDS = 60;

/** What a cursor holds: the last row that the client has and, while it is paging, the instant at which the last page ends. */
interface Position {
  at: string;
  id: string;
  horizon: string | null;
  /** Whether the client is still reading the first pages of its copy. */
  begins: boolean;
  /**
   * The access revision at which the copy was begun, or TOO_LATE. Each cursor passes it on to the next, so that the request to
   * begin anew cannot be missed.
   */
  revision: number | null;
}
/** Stands for a client that was away for too long; a revision is never negative. */
const TOO_LATE = -1;
const BEGINNING: Position = {
  at: "-infinity",
  id: "00000000-0000-0000-0000-000000000000",
  horizon: null,
  begins: true,
  revision: null,
};

const timestamp = z.string().check(z.regex(/^(-infinity|\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00)$/));
const Cursor = z.tuple([timestamp, z.guid(), z.nullable(timestamp), z.int(), z.boolean()]);

const writeCursor = ({ at, id, horizon, revision, begins }: Position) =>
  Buffer.from(JSON.stringify([at, id, horizon, revision, begins])).toString("base64url");

function readCursor(text: string): Position {
  try {
    const cursor = Cursor.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    const [at, id, horizon, revision, begins] = cursor;
    return { at, id, horizon, revision, begins };
  } catch {
    throw wrongInput({ parameter: "since" }, fieldSayings("unknown_changes"));
  }
}

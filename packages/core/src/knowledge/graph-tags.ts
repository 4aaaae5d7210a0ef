/** The tags of what a person keeps: documents, entries of the journal and files of their own. */
import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { documents } from "#core/knowledge/documents.sql";
import { DocumentEvents, FileEvents, JournalEvents } from "#core/knowledge/events";
import { files } from "#core/knowledge/files.sql";
import { journalEntries } from "#core/knowledge/journal.sql";
import { MAX_ROWS, updateWhere } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import type { EventDeclaration } from "#kit/event";
import { me } from "#kit/table";

const tagged = {
  documents: { table: documents, event: DocumentEvents.updated },
  journal: { table: journalEntries, event: JournalEvents.updated },
  files: { table: files, event: FileEvents.updated },
} satisfies Record<string, { table: PgTable; event: EventDeclaration }>;
type Where = keyof typeof tagged;
const places = Object.keys(tagged) as Where[];

export const Tag = z.strictObject({
  tag: z.string(),
  count: z.int(),
  documents: z.int(),
  journal: z.int(),
  files: z.int(),
});
export type Tag = z.output<typeof Tag>;

export const MAX_TAGS = 1_000;

/** The most used first. `q`: how the tag begins, whatever its case and accents. */
export async function tags(ctx: Ctx, { q, limit = 100 }: { q?: string; limit?: number }): Promise<Tag[]> {
  const all = places.map((place) => {
    const { table } = tagged[place];
    return sql`select ${place}::text as place, unnest(tags) as tag from ${table} where user_id = ${me} and deleted_at is null and tags <> '{}'`;
  });
  const counts = places.map((place) => sql`count(*) filter (where place = ${place})::int as ${sql.identifier(place)}`);
  const [rows] = await ctx.db.batch([
    read<Tag>(sql`select tag, count(*)::int as count, ${sql.join(counts, sql`, `)} from (${sql.join(all, sql` union all `)}) used
      ${q === undefined ? sql`` : sql`where starts_with(folded(tag), rtrim(folded(${q})))`}
      group by tag order by count(*) desc, tag collate "C" limit ${limit}`),
  ]);
  return rows;
}

/** So many statements for each kind of row, of 500 rows each: what one request changes, it changes as a whole. */
const STATEMENTS = 4;

export interface Renamed {
  documents: number;
  journal: number;
  files: number;
  /** There are more, which the same request renames. */
  hasMore: boolean;
}

/** Gives a tag another name wherever it is; where the other one is as well, it stands once. */
export async function renameTag(ctx: Ctx, from: string, to: string): Promise<Renamed> {
  if (from === to) return { documents: 0, journal: 0, files: 0, hasMore: false };
  const has = (_table: PgTable) => sql`user_id = ${me} and deleted_at is null and ${from} = any(tags)`;
  // The place of the tag among the others stays; of two that are now the same the first.
  const renamed: SQL = sql`array(select one from (select case when t = ${from} then ${to} else t end as one, min(n) as n from unnest(tags) with ordinality given(t, n) group by 1) kept order by n)`;
  const writes = places.flatMap((place) => {
    const { table, event } = tagged[place];
    const some = sql`id = any(array(select id from ${table} where ${has(table)} order by id limit ${MAX_ROWS})) and ${has(table)}`;
    return Array.from({ length: STATEMENTS }, () => ({
      place,
      write: updateWhere(ctx, table, some, { tags: renamed }, { emits: { event } }),
    }));
  });
  const more = read<{ more: boolean }>(
    sql`select ${sql.join(
      places.map((place) => sql`exists (select from ${tagged[place].table} where ${has(tagged[place].table)})`),
      sql` or `,
    )} as more`,
  );
  const results = await ctx.db.batch([...writes.map(({ write }) => write), more]);
  const count = (place: Where) =>
    writes.reduce((sum, one, at) => sum + (one.place === place ? (results[at] as unknown[]).length : 0), 0);
  return {
    documents: count("documents"),
    journal: count("journal"),
    files: count("files"),
    hasMore: (results.at(-1) as { more: boolean }[])[0]!.more,
  };
}

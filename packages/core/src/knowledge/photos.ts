/** What photos say of themselves. */
import { sql } from "drizzle-orm";
import { photoDetails } from "#core/knowledge/files.sql";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { NotFound } from "#kit/problem";
import { rowReader, selection } from "#kit/selection";
import { columnsOf } from "#kit/table";
import type { Row } from "#kit/wire";

export type Details = Row<typeof photoDetails>;

/** The details of a file of the caller's own, of which nobody else sees the row. Throws NotFound when there are none. */
export async function detailsOf(ctx: Ctx, fileId: string): Promise<Details> {
  const columns = columnsOf(photoDetails);
  const [details] = await ctx.db.batch([
    {
      ...read(
        sql`select ${selection(photoDetails, Object.keys(columns))} from ${photoDetails}
          where ${photoDetails.fileId} = ${fileId}::uuid and exists (select from files f where f.id = ${fileId}::uuid and f.deleted_at is null)`,
      ),
      decode: ({ columns: names, rows: [row] }: { columns: string[]; rows: unknown[][] }) =>
        row && (rowReader(columns, names)(row) as Details),
    },
  ]);
  if (!details) throw NotFound();
  return details;
}

/** What photos say of themselves. */
import { sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { photoDetails } from "#core/knowledge/files.sql";
import type { Ctx } from "#kit/ctx";
import { NotFound } from "#kit/problem";
import type { Row } from "#kit/wire";

export type Details = Row<typeof photoDetails>;

/** The details of a file of the caller's own, of which nobody else sees the row. Throws NotFound when there are none. */
export async function detailsOf(ctx: Ctx, fileId: string): Promise<Details> {
  const ofFile = sql`${photoDetails.fileId} = ${fileId}::uuid and exists (select from files f where f.id = ${fileId}::uuid and f.deleted_at is null)`;
  const [[details]] = await ctx.db.batch([rowsRead(photoDetails, ofFile, { limit: 1 })]);
  if (!details) throw NotFound();
  return details;
}

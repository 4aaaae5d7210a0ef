/** Folders, which are nothing but the paths of files: one that has no file is not there. */

import { type SQL, sql } from "drizzle-orm";
import type * as z from "zod/mini";
import { FileEvents } from "#core/knowledge/events";
import { files } from "#core/knowledge/files.sql";
import { fileFields, fileRefusals } from "#core/knowledge/sayings";
import { MAX_ROWS, updateWhere } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { wrongInput } from "#kit/problem";
import { raised } from "#kit/saying";
import { columnsOf, me } from "#kit/table";
import { columnSchema } from "#kit/wire";

export interface Folder {
  folderPath: string;
  /** In this folder itself, without those in its folders. */
  files: number;
  sizeBytes: number;
}

/** The path of a folder, as a request names it. */
export const folderPath = columnSchema(columnsOf(files).folderPath!) as z.ZodMiniType<string>;

const MAX_PATH = 1_000;
const TOO_LONG = raised(fileRefusals("path_too_long", { max: MAX_PATH }));
const MAX_FOLDERS = 10_000;

/** The folders of the speaker's own files, by path. */
export async function folders(ctx: Ctx): Promise<Folder[]> {
  const [found] = await ctx.db.batch([
    read<{ folderPath: string; files: number; sizeBytes: string }>(sql`
      select folder_path as "folderPath", count(*)::int as files, sum(size_bytes)::text as "sizeBytes" from ${files}
      where user_id = ${me} and deleted_at is null group by folder_path order by folder_path limit ${MAX_FOLDERS}`),
  ]);
  return found.map((folder) => ({ ...folder, sizeBytes: Number(folder.sizeBytes) }));
}

/**
 * Moves a folder with all that is in it to another path, which is how it is renamed, too; 500 files at once. What is already at that path
 * stays there beside it. `hasMore`: there are more files, which the same call moves.
 */
export async function moveFolder(ctx: Ctx, from: string, to: string): Promise<{ moved: number; hasMore: boolean }> {
  if (from === "/") throw wrongInput("#/from", fileFields("root_folder"));
  if (to === from || to.startsWith(`${from}/`)) throw wrongInput("#/to", fileFields("into_itself"));
  // Of `/a/b`, moved to `/c`, what is left of `/a/b/d` is `/d`; the root has no name that could be left.
  const rest = sql`substr(${files.folderPath}, ${from.length + 1}::int)`;
  const moved: SQL = to === "/" ? sql`case ${rest} when '' then '/' else ${rest} end` : sql`${to}::text || ${rest}`;
  // CASE guarantees that the conflict is raised only where a path is too long.
  const path = sql`case when length(${moved}) <= ${MAX_PATH}::int then ${moved} else case when raise_problem('LF005', ${TOO_LONG}) then null::text end end`;
  const within = sql`${files.userId} = ${me} and ${files.deletedAt} is null and (${files.folderPath} = ${from} or starts_with(${files.folderPath}, ${`${from}/`}))`;
  const some = sql`${files.id} = any(array(select id from ${files} where ${within} order by id limit ${MAX_ROWS})) and ${within}`;
  const [done, more] = await ctx.db.batch([
    updateWhere(ctx, files, some, { folderPath: path }, { emits: { event: FileEvents.updated } }),
    {
      ...read(sql`select exists (select from ${files} where ${within})`),
      decode: ({ rows: [row] }: { rows: unknown[][] }) => row![0] === true,
    },
  ]);
  return { moved: done.length, hasMore: more };
}

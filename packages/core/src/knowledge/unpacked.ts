/**
 * What imports keep of packed files while they go on: the members that they have unpacked (see ingest/unpacking.ts). Each import has a folder
 * of its own, which goes when the import has ended, however it did.
 */
import { sql } from "drizzle-orm";
import { fileStore } from "#core/knowledge/file-store";
import type { Ctx } from "#kit/ctx";
import { effect, read } from "#kit/db";

export const UNPACKED_FOLDER = "unpacked/";

/** The folder of an import's objects, with a slash at its end. */
export const unpackedFolder = (userId: string, importId: string): string => `${UNPACKED_FOLDER}${userId}/${importId}/`;

/** A page of a listing has up to 1,000 objects, and a folder has two for each 16 MB. */
const MAX_PAGES = 1_000;

/** Removes all that an import has kept. */
export async function removeUnpacked(userId: string, importId: string): Promise<void> {
  for (let page = 0; page < MAX_PAGES; page++) {
    const { objects, isTruncated } = await fileStore().list(unpackedFolder(userId, importId));
    for (const { key } of objects) await fileStore().remove(key);
    if (!isTruncated) return;
  }
}

/**
 * Removes what belongs to no import that goes on: a kill or a store that was down came between an import's end and the removal, or the person
 * was erased. Yields how many objects that were.
 */
export async function sweepUnpacked(ctx: Ctx, hasTime: () => boolean): Promise<number> {
  const begun = ctx.now().toISOString();
  let removed = 0;
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES && hasTime(); page++) {
    const { objects, isTruncated } = await fileStore().list(UNPACKED_FOLDER, after);
    const kept = await goingOn(
      ctx,
      objects.map(({ key }) => importOf(key)),
    );
    const left = objects.filter(({ key }) => !kept.has(importOf(key)));
    for (const { key } of left) await fileStore().remove(key);
    removed += left.length;
    after = objects.at(-1)?.key;
    if (isTruncated && after !== undefined) continue;
    await giveRoomBack(ctx, begun);
    break;
  }
  return removed;
}

/** The folders of imports that had ended before this time (ISO 8601) are empty, and take no room any more. */
const giveRoomBack = (ctx: Ctx, time: string) =>
  ctx.db.batch([
    effect(sql`
      update import_jobs set unpacked = '{}'
      where unpacked <> '{}' and status not in ('queued', 'running') and ended_at <= ${time}::timestamptz`),
  ]);

const importOf = (key: string): string => key.split("/")[2] ?? "";

/** Which of these are imports that go on. */
async function goingOn(ctx: Ctx, importIds: readonly string[]): Promise<Set<string>> {
  if (importIds.length === 0) return new Set();
  const given = JSON.stringify([...new Set(importIds)]);
  const [rows] = await ctx.db.batch([
    read<{ id: string }>(sql`
      select id from import_jobs where status in ('queued', 'running') and id::text in (select jsonb_array_elements_text(${given}::jsonb))`),
  ]);
  return new Set(rows.map(({ id }) => id));
}

/**
 * The room that unpacked members of zip files take in the store: they count like files of the import's person for as long as they are there.
 * The import's row says what it keeps, by the places of the members, so that who takes room twice for the same takes it once.
 */
import { sql } from "drizzle-orm";
import { importJobs } from "#core/ingest/import-jobs.sql";
import { type PackedMember, UnreadableSource } from "#core/ingest/importer";
import type { Job } from "#core/ingest/imports";
import { importErrors } from "#core/ingest/sayings";
import { hasRoom, inWords, storageInTurn, storageLimitsOf } from "#core/knowledge/storage-limits";
import { refreshSettings } from "#core/platform/system-settings";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { isConflict } from "#kit/problem";

const NO_ROOM = "no room to unpack";

/** Takes room for a member before it is unpacked. Throws UnreadableSource when there is none. */
export async function takeRoomFor(ctx: Ctx, job: Job, { place, name, sizeBytes }: PackedMember): Promise<void> {
  if (Object.hasOwn(job.unpacked, place)) return;
  await refreshSettings();
  const { unpacked } = importJobs;
  const { tier } = ctx.actor;
  const withIt = sql`${unpacked} || jsonb_build_object(${place}::text, ${sizeBytes}::bigint)`;
  const taken = sql`case when ${unpacked} ? ${place} then ${unpacked} when ${hasRoom(sizeBytes, tier)} then ${withIt}
    else case when raise_problem('LF005', ${NO_ROOM}) then null::jsonb end end`;
  try {
    await ctx.db.batch([
      storageInTurn(ctx.actor.userId),
      update(ctx, importJobs, isGoingOn(job), { unpacked: taken }, { isUnseen: true }),
    ]);
  } catch (error) {
    if (!isConflict(error) || (error as { detail?: string }).detail !== NO_ROOM) throw error;
    const size = inWords(storageLimitsOf(tier).totalBytes);
    throw new UnreadableSource(importErrors("zip_no_room", { name, bytes: inWords(sizeBytes), tier, size }));
  }
}

/** Gives the room back of an import that has ended, once its folder is empty. */
export async function giveRoomBack(ctx: Ctx, job: Job): Promise<void> {
  const isOver = sql`${importJobs.id} = ${job.id}::uuid and not ${isGoingOn(job)} and ${importJobs.unpacked} <> '{}'`;
  await ctx.db.batch([update(ctx, importJobs, isOver, { unpacked: {} }, { isUnseen: true })]);
}

const isGoingOn = ({ id }: Job) =>
  sql`(${importJobs.id} = ${id}::uuid and ${importJobs.status} in ('queued', 'running'))`;

/** How much a person may store, by tier. */

import { type SQL, sql } from "drizzle-orm";
import { files } from "#core/knowledge/files.sql";
import { fileRefusals } from "#core/knowledge/sayings";
import { inTurn } from "#core/platform/in-turn";
import { refreshSettings } from "#core/platform/system-settings";
import { tierLimits } from "#core/platform/tier-limits";
import type { Ctx, Tier } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { raised } from "#kit/saying";
import { me } from "#kit/table";

export interface StorageLimits {
  /**
   * Of all files of a person together: those that are being uploaded count, deleted ones as long as they can be restored, and what imports
   * have unpacked for as long as they go on. Copies for others do not, since nobody has asked for them.
   */
  totalBytes: number;
  /** Of one file. */
  fileBytes: number;
}

const GB = 1_000_000_000;

const LIMITS: Record<Tier, StorageLimits> = {
  free: { totalBytes: 5 * GB, fileBytes: 2 * GB },
  starter: { totalBytes: 50 * GB, fileBytes: 5 * GB },
  pro: { totalBytes: 500 * GB, fileBytes: 20 * GB },
  team: { totalBytes: 2_000 * GB, fileBytes: 50 * GB },
  enterprise: { totalBytes: 10_000 * GB, fileBytes: 50 * GB },
};

/** The limits of a tier, which STORAGE_LIMITS may override. */
export const storageLimitsOf = tierLimits("STORAGE_LIMITS", LIMITS);

const ofFiles = sql`from ${files} f where f.user_id = ${me} and f.status <> 'purged'`;
/** What imports that go on have unpacked (see unpacked.ts). */
const unpackedBytes: SQL = sql`(select coalesce(sum(member.bytes::bigint), 0) from import_jobs j, jsonb_each_text(j.unpacked) member(place, bytes)
  where j.user_id = ${me} and j.unpacked <> '{}')`;
const usedBytes: SQL = sql`((select coalesce(sum(f.size_bytes), 0) ${ofFiles}) + ${unpackedBytes})`;

const usedRead: Read<{ usedBytes: number; deletedBytes: number }> = {
  ...read(sql`select (coalesce(sum(f.size_bytes), 0) + ${unpackedBytes})::text,
    coalesce(sum(f.size_bytes) filter (where f.deleted_at is not null), 0)::text ${ofFiles}`),
  decode: ({ rows: [row] }) => ({ usedBytes: Number(row![0]), deletedBytes: Number(row![1]) }),
};

/** Lets what adds to a person's files, or takes room beside them, do so one at a time. */
export const storageInTurn = (userId: string) => inTurn(`files ${userId}`);

/** What the files of the caller take of what they may, and how much of that is only there because it was deleted lately. */
export async function storageOf(ctx: Ctx): Promise<StorageLimits & { usedBytes: number; deletedBytes: number }> {
  await refreshSettings();
  const [used] = await ctx.db.batch([usedRead]);
  return { ...used, ...storageLimitsOf(ctx.actor.tier) };
}

/**
 * The size of a file that is added, if there is room for `moreBytes` more, or if `anyway` is true. CASE guarantees that the conflict is
 * raised only otherwise.
 */
export function ifRoom(sizeBytes: number, moreBytes: number, tier: Tier, anyway: SQL = sql`false`): SQL {
  const { totalBytes } = storageLimitsOf(tier);
  const full = raised(fileRefusals("storage_full", { tier, size: inWords(totalBytes) }));
  return sql`case when ${anyway} or ${hasRoom(moreBytes, tier)} then ${sizeBytes}::bigint
    else case when raise_problem('LF005', ${full}) then null::bigint end end`;
}

/** Whether there is room for so many bytes more. */
export const hasRoom = (moreBytes: number, tier: Tier): SQL =>
  sql`${usedBytes} + ${moreBytes}::bigint <= ${storageLimitsOf(tier).totalBytes}::bigint`;

/** Bytes in the largest unit that leaves a readable number: `1.5 GB`. */
export function inWords(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const at = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  return `${Math.round((bytes / 1000 ** at) * 10) / 10} ${units[at]}`;
}

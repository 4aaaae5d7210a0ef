/** Decides which backups are kept and which have expired. */
import { timeOf } from "./manifest.ts";

export interface Retention {
  /** The newest backup of each of so many days that have one. */
  daily: number;
  /** The newest backup of each of so many weeks (Monday to Sunday, UTC). */
  weekly: number;
}

const DAY_MS = 24 * 3_600_000;
// The first of January 1970 was a Thursday.
const weekOf = (ms: number) => Math.floor((ms / DAY_MS + 3) / 7);
const dayOf = (ms: number) => Math.floor(ms / DAY_MS);

/** The ids of expired backups. The newest backup never expires, and names that are not backup ids are ignored. */
export function expired(ids: readonly string[], { daily, weekly }: Retention): string[] {
  const newestFirst = ids.filter((id) => timeOf(id) !== undefined).sort((a, b) => timeOf(b)! - timeOf(a)!);
  const kept = new Set([
    ...newestFirst.slice(0, 1),
    ...newestOfEach(newestFirst, dayOf).slice(0, daily),
    ...newestOfEach(newestFirst, weekOf).slice(0, weekly),
  ]);
  return newestFirst.filter((id) => !kept.has(id));
}

function newestOfEach(newestFirst: readonly string[], period: (ms: number) => number): string[] {
  const seen = new Set<number>();
  return newestFirst.filter((id) => {
    const at = period(timeOf(id)!);
    return !seen.has(at) && seen.add(at);
  });
}

/** How long tasks take, by their estimates and by what tasks of their sort have taken. */
import type { Factor } from "#core/calendar/planning/read";

/** So many tasks that took as long as they were estimated stand beside those that were done: few say little. */
const PRIOR = 5;
const [LEAST, MOST] = [0.5, 3];

/** What an estimate is multiplied by, of a task of a project or of a life domain; 1 where nothing is known. */
export function factorOf(
  { projectId, lifeDomainId }: { projectId: string | null; lifeDomainId: string | null },
  factors: readonly Factor[],
): number {
  const found =
    factors.find((one) => projectId !== null && one.projectId === projectId) ??
    factors.find((one) => lifeDomainId !== null && one.lifeDomainId === lifeDomainId);
  if (!found) return 1;
  const shrunk = (found.count * found.median + PRIOR) / (found.count + PRIOR);
  return Math.max(LEAST, Math.min(MOST, shrunk));
}

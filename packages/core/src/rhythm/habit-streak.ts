/**
 * Streaks: how many units of a habit were done one after the other.
 *
 * A unit that was done adds one, a missed one ends the streak, and one that was skipped or frozen does neither. A unit is missed
 * once its last day is judged, after that day has ended. Then a freeze is spent on it, if there is a streak to keep and a freeze
 * left. A gap of more units than there are freezes breaks the streak and spends none, so that those already spent on it come back.
 * What is changed later never spends a freeze. It gives those back that are spent on what was done after all, or on what has no
 * streak before it any more.
 */
import type { History, Unit } from "#core/rhythm/cadence";

export interface Streak {
  current: number;
  best: number;
}

export function streakOf(units: readonly Unit[]): Streak {
  let [current, best] = [0, 0];
  for (const { outcome } of units) {
    if (outcome === "done") current++;
    if (outcome === "missed") current = 0;
    best = Math.max(best, current);
  }
  return { current, best };
}

export interface Freezes {
  /** The days on which one is spent. */
  spent: number[];
  /** The days on which one was spent and is not any more. */
  returned: number[];
}

/**
 * What becomes of freezes. Units that were missed and end after `since` are judged now, and `left` freezes may be spent on them;
 * with none, only what was spent before is looked at.
 */
export function freezesOf(history: History, units: readonly Unit[], since: number, left: number): Freezes {
  const frozen = new Set([...history.marks].flatMap(([day, { status }]) => (status === "frozen" ? [day] : [])));
  const kept = new Set<number>();
  const spent = new Set<number>();
  let streak = 0;
  /** The days of freezes that are spent on the units missed since the last one that was done. */
  let gap: number[] = [];
  for (const unit of units) {
    if (unit.outcome === "done") {
      streak++;
      gap = [];
    } else if (unit.outcome === "frozen" && streak > 0) {
      const day = frozenDayOf(history, unit);
      kept.add(day);
      gap.push(day);
    } else if (unit.outcome === "missed") {
      const isJudgedNow = unit.to > since;
      if (isJudgedNow && streak > 0 && left > 0) {
        const day = freeDayOf(history, unit);
        left--;
        spent.add(day);
        gap.push(day);
        continue;
      }
      for (const day of gap) if (spent.delete(day) || kept.delete(day)) left++;
      streak = 0;
      gap = [];
    }
  }
  return { spent: [...spent], returned: [...frozen].filter((day) => !kept.has(day)) };
}

/** The day of a frozen unit that its freeze is kept at. */
function frozenDayOf({ marks }: History, { from, to }: Unit): number {
  for (let day = to; day >= from; day--) if (marks.get(day)?.status === "frozen") return day;
  throw new Error("a unit without a freeze is not frozen");
}

/** The last day of a missed unit of which nothing was said. There is one, because with all of its days it would not be missed. */
export function freeDayOf({ marks }: History, { from, to }: Unit): number {
  for (let day = to; day >= from; day--) if (!marks.has(day)) return day;
  throw new Error("a unit whose days were all accounted for is not missed");
}

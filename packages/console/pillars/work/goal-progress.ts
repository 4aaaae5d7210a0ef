/** How a goal stands: what was reached, beside how much of its time has passed. */
import { dayOf, daysBetween, today } from "#console/words/format.ts";

interface Goal {
  status: string;
  progressPct: number;
  targetDate: string | null;
  createdAt: string;
}

/** From 0 to 1, counted from the day on which the goal was set; undefined where it has no day. */
export function timePassed({ targetDate, createdAt }: Goal): number | undefined {
  if (targetDate === null) return undefined;
  const start = dayOf(createdAt);
  const whole = daysBetween(start, targetDate);
  if (whole <= 0) return 1;
  return Math.max(0, Math.min(1, daysBetween(start, today()) / whole));
}

/** A goal is behind when this much more of its time has passed than of it was reached. */
const SLACK = 0.1;

export function isBehind(goal: Goal): boolean {
  const passed = timePassed(goal);
  return goal.status === "active" && passed !== undefined && goal.progressPct / 100 + SLACK < passed;
}

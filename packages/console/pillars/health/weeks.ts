/** Weeks of ISO 8601, such as 2026-W10. */
import type { Answer } from "#console/data/client.ts";
import { dayAfter, daysBetween } from "#console/words/format.ts";

export type Week = Answer<"health.weekly-summary.get">;

/** The week so many weeks later. */
export function weekAfter(week: string, by: number): string {
  return weekOf(dayAfter(mondayOf(week), by * 7));
}

function mondayOf(week: string): string {
  // The fourth of January is always in the first week.
  const fourth = `${week.slice(0, 4)}-01-04`;
  return dayAfter(fourth, (Number(week.slice(6)) - 1) * 7 - weekdayOf(fourth));
}

/** The week that a Monday begins: of the year of its Thursday. */
function weekOf(monday: string): string {
  const year = dayAfter(monday, 3).slice(0, 4);
  const number = Math.round(daysBetween(mondayOf(`${year}-W01`), monday) / 7) + 1;
  return `${year}-W${String(number).padStart(2, "0")}`;
}

/** 0 is Monday. */
const weekdayOf = (day: string): number => (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;

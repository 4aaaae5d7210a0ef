import { duration } from "#console/words/format.ts";
import type { Words } from "#console/words/words.ts";
import type en from "./words.en.ts";

const DAY_MINUTES = 1440;

/** `30 min before`, `2 days before`, `when it begins`. */
export function reminderText(minutesBefore: number, words: Words<typeof en>["event"]): string {
  if (minutesBefore === 0) return words.atStart;
  if (minutesBefore < 0) return words.after(duration(-minutesBefore));
  const days = minutesBefore / DAY_MINUTES;
  return words.before(Number.isInteger(days) ? words.days(days) : duration(minutesBefore));
}

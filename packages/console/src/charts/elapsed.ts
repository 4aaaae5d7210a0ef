import { measure } from "#console/words/format.ts";

/** A time that passed, as a machine would write it: “181ms”, “6m 34s”, “2h 16m”, “3d”. */
export function elapsed(ms: number): string {
  if (ms < 1_000) return measure(Math.round(ms), "millisecond", "narrow");
  if (ms < 10_000) return measure(ms / 1_000, "second", "narrow");
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return pair(seconds, "minute", "second");
  if (seconds < 48 * 3_600) return pair(Math.round(seconds / 60), "hour", "minute");
  return measure(Math.round(seconds / 86_400), "day", "narrow");
}

/** `amount` is in the smaller unit, of which sixty make the larger. */
function pair(amount: number, larger: string, smaller: string): string {
  const [whole, rest] = [Math.floor(amount / 60), amount % 60];
  return [whole && measure(whole, larger, "narrow"), rest && measure(rest, smaller, "narrow")]
    .filter(Boolean)
    .join(" ");
}

import { duration, measure } from "#console/words/format.ts";

/** A time that passed: “181 ms”, “6 min 34 s”, “2 h 16 min”, “3 days”. */
export function elapsed(ms: number): string {
  if (ms < 1_000) return measure(Math.round(ms), "millisecond");
  const seconds = Math.round(ms / 1_000);
  if (ms < 10_000) return measure(ms / 1_000, "second");
  if (seconds < 60) return measure(seconds, "second");
  if (seconds < 3_600)
    return [measure(Math.floor(seconds / 60), "minute"), seconds % 60 && measure(seconds % 60, "second")]
      .filter(Boolean)
      .join(" ");
  if (seconds < 48 * 3_600) return duration(Math.round(seconds / 60));
  return measure(Math.round(seconds / 86_400), "day", "long");
}

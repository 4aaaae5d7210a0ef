/** A date with its year or without, in the person's own way of writing. */
import { day } from "#console/words/format.ts";
import { place } from "#console/words/place.ts";

export function dateInWords(date: string): string {
  if (!date.startsWith("--")) return day(date, "long");
  const [month, dayOfMonth] = date.slice(2).split("-").map(Number);
  // 2000 was a leap year.
  const at = new Date(Date.UTC(2000, month! - 1, dayOfMonth));
  return new Intl.DateTimeFormat(place().locale, { day: "numeric", month: "long", timeZone: "UTC" }).format(at);
}

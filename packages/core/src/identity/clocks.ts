/** Everybody's clocks at once, for schedules. */
import { type SQL, sql } from "drizzle-orm";
import { timeZones } from "#kit/time-zones";

/**
 * What the clocks of some zones show at an instant, of every zone unless said, as rows of `zone`, `day` and `hour`. For schedules, which
 * look at many people at once: the database reads no zone of anybody's, so that one it does not know fails nobody.
 */
export function clocksAt(now: Date, zones: readonly string[] = timeZones()): SQL {
  const rows = zones.map((zone) => {
    const format = new Intl.DateTimeFormat("en", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
    });
    const { year, month, day, hour } = Object.fromEntries(
      format.formatToParts(now).map(({ type, value }) => [type, value]),
    );
    return { zone, day: `${year}-${month}-${day}`, hour: Number(hour) };
  });
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as clock(zone text, day date, hour int)`;
}

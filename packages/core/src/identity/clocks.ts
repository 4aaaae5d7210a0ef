/** The local times of several zones at once, for schedules. */
import { type SQL, sql } from "drizzle-orm";

/**
 * The local time of zones at an instant, as rows of `zone`, `day` and `hour`. For schedules that look at many people at once: zones
 * are passed in rather than read from people's rows, so that a zone which the database does not know does not fail the statement.
 * A formatter is made for each zone, so callers pass those that people live in and not every zone there is.
 */
export function clocksAt(now: Date, zones: readonly string[]): SQL {
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

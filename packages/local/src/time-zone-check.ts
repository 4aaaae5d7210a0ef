/**
 * Whether the database has the same time zones as this runtime. Each comes with a time zone database of its own, and laws about
 * clocks change: where one of the two is older, somebody's day ends an hour apart for them. The offsets of every zone in the
 * coming months are compared instead of versions, because PostgreSQL may use the system's data, whose version it does not know.
 */
import { timeZones } from "#kit/time-zones";
import type { Sql } from "./database.ts";

const MONTHS_AHEAD = 24;
const NAMED_AT_MOST = 8;

/** One sentence that names the zones whose offsets differ from `now` on; undefined where there are none. Never throws. */
export async function timeZoneWarning(database: Sql, now: Date, zones = timeZones()): Promise<string | undefined> {
  const differing = await differingZones(database, now, zones);
  if (differing.length === 0) return undefined;
  const named = differing.slice(0, NAMED_AT_MOST).join(", ");
  const more = differing.length > NAMED_AT_MOST ? ` and ${differing.length - NAMED_AT_MOST} more` : "";
  return `PostgreSQL and Node (time zones of ${process.versions.tz}) do not show the same clocks in ${named}${more} in the next ${MONTHS_AHEAD} months: update the time zones of the older one, for until then what is due there may be off by the difference.`;
}

async function differingZones(database: Sql, now: Date, zones: readonly string[]): Promise<string[]> {
  const instants = Array.from({ length: MONTHS_AHEAD * 2 }, (_, half) =>
    Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + Math.floor(half / 2), half % 2 ? 16 : 1, 5),
  );
  // A zone that PostgreSQL does not know would fail the statement, so unknown ones are left out and found by their absence.
  const rows = await database.query<{ zone: string; offsets: string }>(
    `select z.zone, string_agg(extract(epoch from (t.at at time zone z.zone) - (t.at at time zone 'UTC'))::int::text, ',' order by t.n) as offsets
     from unnest($1::text[]) z(zone), (select to_timestamp(e) as at, n from unnest($2::float8[]) with ordinality e(e, n)) t
     where z.zone in (select name from pg_timezone_names) group by z.zone`,
    [`{${zones.map((zone) => `"${zone}"`).join(",")}}`, `{${instants.map((at) => at / 1_000).join(",")}}`],
  );
  const theirs = new Map(rows.map(({ zone, offsets }) => [zone, offsets]));
  return zones.filter((zone) => theirs.get(zone) !== instants.map(offsetsOf(zone)).join(","));
}

/** The distance of a zone's clocks from UTC in seconds. */
function offsetsOf(zone: string): (instant: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  } catch {
    return () => Number.NaN;
  }
  return (instant) => {
    const name = format.formatToParts(instant).find(({ type }) => type === "timeZoneName")!.value;
    const [, sign, hours = "0", minutes = "0", seconds = "0"] = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/.exec(name)!;
    return (sign === "-" ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) || 0;
  };
}

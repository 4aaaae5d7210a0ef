/** Days and times of day as a person lives them: in the time zone of their profile. */
import { type SQL, sql } from "drizzle-orm";
import { users } from "#core/identity/users.sql";
import { type Read, read } from "#kit/db";
import { me } from "#kit/table";

/** The speaker's time zone, an IANA name, as a scalar for use in a query. */
export const myZone: SQL = sql`(select ${users.timezone} from ${users} where ${users.id} = ${me})`;

/** The speaker's time zone. */
export function zoneRead(): Read<string> {
  const query = read<{ zone: string }>(sql`select ${myZone} as zone`);
  return { ...query, decode: (result) => query.decode(result)[0]!.zone };
}

/** The first instant of a day in a zone, both as SQL. */
export const startOf = (day: SQL, zone: SQL): SQL => sql`((${day})::date::timestamp at time zone ${zone})`;

/** What the clock on the wall shows, in minutes since midnight. */
export function minuteOfDay(instant: string, zone: string): number {
  const clock = new Intl.DateTimeFormat("en", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const part = Object.fromEntries(
    clock.formatToParts(new Date(instant)).map(({ type, value }) => [type, Number(value)]),
  );
  return part.hour! * 60 + part.minute!;
}

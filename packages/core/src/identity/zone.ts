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

/** The instant of a reading of the clocks, as SQL: the first, when they show it twice. */
export const instantOf = (reading: SQL, zone: SQL): SQL => sql`instant_of(${reading}, ${zone})`;

/** The first instant of a day in a zone, both as SQL. */
export const startOf = (day: SQL, zone: SQL): SQL => instantOf(sql`(${day})::date::timestamp`, zone);

/** The day on which an instant is in a zone, both as SQL; one of the years 1 to 9999, at whose ends it may be on the other side. */
export const dayIn = (instant: SQL, zone: SQL): SQL =>
  between(sql`(${instant} at time zone ${zone})::date`, sql`date '0001-01-01'`, sql`date '9999-12-31'`);

/** An instant of the years 1 to 9999, whatever a day and a zone make of it. */
export const withinYears = (instant: SQL): SQL =>
  between(instant, sql`timestamptz '0001-01-01T00:00:00Z'`, sql`timestamptz '9999-12-31T23:59:59.999Z'`);

/** What is missing stays so: by themselves LEAST and GREATEST leave out what is null and yield the bound. */
const between = (value: SQL, first: SQL, last: SQL): SQL =>
  sql`(select least(greatest(one, ${first}), ${last}) from (select ${value} as one) given where one is not null)`;

/** What the clock on the wall shows, in minutes since midnight. */
export function minuteOfDay(instant: string, zone: string): number {
  const clock = new Intl.DateTimeFormat("en", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const part = Object.fromEntries(
    clock.formatToParts(new Date(instant)).map(({ type, value }) => [type, Number(value)]),
  );
  return part.hour! * 60 + part.minute!;
}

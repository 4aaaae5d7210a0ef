/** Days and times of day in the time zone of a person's profile. */
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

/** The instant of a local time, as SQL: the first one for a time that occurs twice. */
export const instantOf = (reading: SQL, zone: SQL): SQL => sql`instant_of(${reading}, ${zone})`;

/** The first instant of a day in a zone, both as SQL. */
export const startOf = (day: SQL, zone: SQL): SQL => instantOf(sql`(${day})::date::timestamp`, zone);

/** The day of an instant in a zone, both as SQL; limited to the years 1 to 9999, beyond which the zone's offset could move it. */
export const dayIn = (instant: SQL, zone: SQL): SQL =>
  between(sql`(${instant} at time zone ${zone})::date`, sql`date '0001-01-01'`, sql`date '9999-12-31'`);

/** An instant limited to the years 1 to 9999, so that a day and a zone can never give one that the API cannot express. */
export const withinYears = (instant: SQL): SQL =>
  between(instant, sql`timestamptz '0001-01-01T00:00:00Z'`, sql`timestamptz '9999-12-31T23:59:59.999Z'`);

/** Null stays null: LEAST and GREATEST alone would ignore it and return the limit. */
const between = (value: SQL, first: SQL, last: SQL): SQL =>
  sql`(select least(greatest(one, ${first}), ${last}) from (select ${value} as one) given where one is not null)`;

/** The local time of day in minutes since midnight. */
export function minuteOfDay(instant: string, zone: string): number {
  const clock = new Intl.DateTimeFormat("en", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const part = Object.fromEntries(
    clock.formatToParts(new Date(instant)).map(({ type, value }) => [type, Number(value)]),
  );
  return part.hour! * 60 + part.minute!;
}

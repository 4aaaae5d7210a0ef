/** The dates and times of a calendar file as they are written, before it is known of which zone they are. */

/** A date or time as it is written. */
export interface Written {
  /** The reading of the clocks, as the milliseconds that it would be in UTC. */
  wall: number;
  isDate: boolean;
  isUtc: boolean;
}

const FIRST_YEAR = 1;
const LAST_YEAR = 9_990;

/** A date or time in the form of jCal; undefined when it is none, or one that does not exist. */
export function wallOf(value: unknown): Written | undefined {
  if (typeof value !== "string") return undefined;
  const [, year, month, day, hour, minute, second, utc] =
    /^(\d{4})-(\d\d)-(\d\d)(?:T(?:(\d\d):(\d\d):(\d\d))?:?:?(Z?))?$/.exec(value) ?? [];
  if (year === undefined || Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return undefined;
  const isDate = hour === undefined;
  // RFC 5545 allows a leap second, which JavaScript and PostgreSQL do not have.
  const clock = isDate ? "00:00:00" : `${hour}:${minute}:${second === "60" ? "59" : second}`;
  const text = `${year}-${month}-${day}T${clock}.000Z`;
  const wall = Date.parse(text);
  if (Number.isNaN(wall) || new Date(wall).toISOString() !== text) return undefined;
  return { wall, isDate, isUtc: utc === "Z" };
}

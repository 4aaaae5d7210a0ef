/** Times as exports write them. */

const DAY_MS = 86_400_000;
/** Nobody's body was measured before, or will be after; the years 1 and 9999 stand for times that are not known. */
const [FIRST, LAST] = [Date.UTC(1900, 0, 1), Date.UTC(2200, 0, 1)];

export const isPlausible = (instant: number): boolean => instant >= FIRST && instant < LAST;

/**
 * Apple's `2014-09-13 10:27:54 +0100` in milliseconds since 1970; undefined for what is none. It is read without a regular expression, since a
 * file has tens of millions of them.
 */
export function appleInstant(text: string | undefined): number | undefined {
  if (text === undefined || text.length !== 25) return undefined;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  const [hour, minute, second] = [digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19)];
  const [zoneHour, zoneMinute] = [digits(text, 21, 23), digits(text, 23, 25)];
  const sign = text.charCodeAt(20);
  const isForm =
    text.charCodeAt(4) === DASH &&
    text.charCodeAt(7) === DASH &&
    text.charCodeAt(10) === SPACE &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(16) === COLON &&
    text.charCodeAt(19) === SPACE &&
    (sign === PLUS || sign === DASH);
  // What is no digit is not a number, which each of these sums then is.
  const offset = (zoneHour * 60 + zoneMinute) * 60_000 * (sign === DASH ? -1 : 1);
  if (!isForm || Number.isNaN(offset)) return undefined;
  return instantOf(year, month, day, hour * 3_600_000 + minute * 60_000 + second * 1_000, offset);
}

const [DASH, SPACE, COLON, PLUS] = [45, 32, 58, 43];

function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Undefined when there is no such day or time of day, or none at which anybody was measured. */
function instantOf(year: number, month: number, day: number, msOfDay: number, offset: number): number | undefined {
  // JavaScript takes the years 0 to 99 for those of the last century but one.
  if (!(year >= 1900 && year < 2200)) return undefined;
  if (!(month >= 1 && month <= 12 && day >= 1 && msOfDay >= 0 && msOfDay < DAY_MS)) return undefined;
  if (Math.abs(offset) > 18 * 3_600_000) return undefined;
  if (!(day <= 28 || day <= daysIn(year, month))) return undefined;
  const instant = Date.UTC(year, month - 1, day) + msOfDay - offset;
  return isPlausible(instant) ? instant : undefined;
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * ISO 8601 with a zone (`Z`, `+02:00`, `+0200`) as an instant, without one as a local time in the form `2026-03-02T07:00:00.000`; undefined for
 * what is neither. A day alone is its first instant.
 */
export function isoTime(text: unknown): number | string | undefined {
  if (typeof text !== "string" || text.length > 40) return undefined;
  const parts = ISO.exec(text.trim());
  if (!parts) return undefined;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", zone] = parts;
  const ms = Number(hour) * 3_600_000 + Number(minute) * 60_000 + Number(second) * 1_000;
  const whole = ms + Math.floor(Number(`0.${fraction || "0"}`) * 1_000);
  const local = instantOf(Number(year), Number(month), Number(day), whole, zoneOffset(zone));
  if (local === undefined || zone !== undefined) return local;
  return localText(local);
}

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d\d:?\d\d(?::\d\d)?|[+-]\d\d)?)?$/;

function zoneOffset(zone: string | undefined): number {
  if (zone === undefined || zone === "Z") return 0;
  const [, sign, hours, minutes = "0"] = /^([+-])(\d\d):?(\d\d)?/.exec(zone)!;
  return (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === "-" ? -1 : 1);
}

/** A local time that is held as if it were one of UTC, as text without a zone. */
export const localText = (asIfUtc: number): string => new Date(asIfUtc).toISOString().slice(0, -1);

/** `HH:MM:SS` in seconds, also without hours. */
export function secondsOf(text: string): number | undefined {
  const parts = /^(?:(\d{1,3}):)?(\d{1,2}):(\d\d)(?:[.,]\d+)?$/.exec(text.trim());
  return parts ? Number(parts[1] ?? 0) * 3_600 + Number(parts[2]) * 60 + Number(parts[3]) : undefined;
}

/** Nanoseconds since 1970, as a number cannot hold them, in milliseconds. */
export function nanosInstant(nanos: unknown): number | undefined {
  if (typeof nanos !== "string" || !/^\d{1,20}$/.test(nanos)) return undefined;
  const instant = Number(BigInt(nanos) / 1_000_000n);
  return isPlausible(instant) ? instant : undefined;
}

/** Milliseconds since 1970. */
export function msInstant(ms: unknown): number | undefined {
  return typeof ms === "number" && Number.isFinite(ms) && isPlausible(ms) ? Math.floor(ms) : undefined;
}

/** The month/day/year of American files, `01/15/24 07:01:59`, as text of ISO 8601 without a zone. */
export function americanTime(text: unknown): string | undefined {
  if (typeof text !== "string") return undefined;
  const parts = /^(\d\d)\/(\d\d)\/(\d\d|\d{4})(?: (\d\d):(\d\d):(\d\d))?$/.exec(text.trim());
  if (!parts) return undefined;
  const [, month, day, year, hour = "00", minute = "00", second = "00"] = parts;
  const local = isoTime(`${year!.length === 2 ? `20${year}` : year}-${month}-${day}T${hour}:${minute}:${second}`);
  return typeof local === "string" ? local : undefined;
}

/** A time without a zone that its file means as one of UTC. */
export const asUtc = (local: string | undefined): number | undefined =>
  local === undefined ? undefined : Date.parse(`${local}Z`);

/** A time moved by so many milliseconds; a local one by the clock on the wall. */
export const later = (time: number | string, ms: number): number | string =>
  typeof time === "number" ? time + ms : localText(Date.parse(`${time}Z`) + ms);

export { DAY_MS };

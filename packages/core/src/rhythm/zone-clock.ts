/**
 * Local times of a time zone, and their changes. The rules are the runtime's own (Intl, IANA names); they are looked up once per
 * zone and year, because a call of Intl takes microseconds and a tick needs millions. A local time is expressed as the
 * milliseconds that it would be in UTC.
 */
import { DAY_MS, MINUTE_MS } from "#core/rhythm/cron";

/** A time during which a zone keeps its offset. */
export interface Segment {
  /** Local time minus UTC, in milliseconds. */
  offset: number;
  /** Its beginning and its exclusive end; at the beginning and the end of a year of UTC the offset may be the same on the other side. */
  from: number;
  until: number;
}

const SECOND_MS = 1_000;
/** The largest offset from UTC of any zone. */
const WIDEST_OFFSET_MS = 16 * 3_600_000;

/** The local time at an instant. */
export function wallAt(zone: string, instant: number): number {
  return instant + segmentAt(zone, instant).offset;
}

/** The instant of a local time: the first one for a time that occurs twice; the instant of the jump for one that is skipped. */
export function instantOf(zone: string, wall: number): number {
  let from = wall - WIDEST_OFFSET_MS;
  for (;;) {
    const { offset, until } = segmentAt(zone, from);
    const instant = Math.max(wall - offset, from);
    if (instant < until) return instant;
    from = until;
  }
}

/**
 * The instant of a local time as calendars read it (RFC 5545, section 3.3.5): the first one for a time that occurs twice; one that is
 * skipped moves forward by as much as the clocks do, because it is read with the offset from before.
 */
export function calendarInstantOf(zone: string, wall: number): number {
  const instant = instantOf(zone, wall);
  const isSkipped = wallAt(zone, instant) !== wall;
  return isSkipped ? wall - segmentAt(zone, instant - 1).offset : instant;
}

/** The readings of a zone's clocks for who asks for many; each is as `wallAt` and `calendarInstantOf` have it. */
export interface Readings {
  momentOf(wall: number): number;
  wallOf(moment: number): number;
}

/**
 * Instances follow each other within the same offset most of the time, and each series has a start that is long ago: so the last two
 * segments are remembered. From a day after one began, no reading comes twice or is of the offset before.
 */
export function readingsOf(zone: string): Readings {
  if (latest.zone === zone) return latest.readings;
  let [near, far] = [NONE, NONE];
  const seek = (instant: number) => {
    if (instant >= near.from && instant < near.until) return;
    const before = near;
    near = instant >= far.from && instant < far.until ? far : segmentAt(zone, instant);
    far = before;
  };
  const isSure = ({ offset, from, until }: Segment, wall: number) =>
    wall - offset >= from + DAY_MS && wall - offset < until;
  const readings = {
    momentOf(wall: number) {
      if (isSure(near, wall)) return wall - near.offset;
      if (isSure(far, wall)) return wall - far.offset;
      const instant = calendarInstantOf(zone, wall);
      seek(instant);
      return instant;
    },
    wallOf(moment: number) {
      seek(moment);
      return moment + near.offset;
    },
  };
  latest = { zone, readings };
  return readings;
}

const NONE: Segment = { offset: 0, from: Number.POSITIVE_INFINITY, until: Number.NEGATIVE_INFINITY };
let latest: { zone: string | undefined; readings: Readings } = {
  zone: undefined,
  readings: { momentOf: Number, wallOf: Number },
};

/** The segment that an instant is in. */
export function segmentAt(zone: string, instant: number): Segment {
  if (lately.zone !== zone) lately = { zone, segments: [] };
  for (const segment of lately.segments) if (instant >= segment.from && instant < segment.until) return segment;
  for (const segment of segmentsOf(zone, new Date(instant).getUTCFullYear()))
    if (instant < segment.until) {
      if (lately.segments.length >= MAX_LATELY) lately.segments = [];
      lately.segments.push(segment);
      return segment;
    }
  throw new RangeError("An instant is before the end of its year.");
}

/** Whoever asks much asks about one zone and few years: what was found for it of late need not be looked up by its year. */
let lately: { zone: string; segments: Segment[] } = { zone: "", segments: [] };
const MAX_LATELY = 12;

/** The segments of years, by zone. */
const zones = new Map<string, Map<number, Segment[]>>();
const MAX_YEARS = 4_000;
let knownYears = 0;

function segmentsOf(zone: string, year: number): Segment[] {
  const known = zones.get(zone)?.get(year);
  if (known) return known;
  const made = search(offsets(zone), Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1));
  if (knownYears >= MAX_YEARS) {
    zones.clear();
    knownYears = 0;
  }
  const years = zones.get(zone) ?? new Map<number, Segment[]>();
  zones.set(zone, years.set(year, made));
  knownYears++;
  return made;
}

/** Looks at every day, and searches for the second on days on which the offset changed. */
function search(offsetAt: (instant: number) => number, from: number, until: number): Segment[] {
  const segments = [{ offset: offsetAt(from), from, until }];
  for (let day = from; day < until; day += DAY_MS) {
    const current = segments.at(-1)!;
    const offset = offsetAt(day + DAY_MS);
    if (offset === current.offset) continue;
    let [low, high] = [day, day + DAY_MS];
    while (high - low > SECOND_MS) {
      const middle = low + Math.floor((high - low) / 2 / SECOND_MS) * SECOND_MS;
      if (offsetAt(middle) === current.offset) low = middle;
      else high = middle;
    }
    current.until = high;
    // What begins with the new year belongs to that year.
    if (high < until) segments.push({ offset, from: high, until });
  }
  return segments;
}

/** A function from an instant to the zone's offset; throws a RangeError for a zone that the runtime does not know. */
function offsets(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  return (instant) => {
    const name = format.formatToParts(instant).find(({ type }) => type === "timeZoneName")!.value;
    // Before there were time zones, clocks followed the sun, to the second.
    const [, sign, ...parts] = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/.exec(name)!;
    const [hours, minutes, seconds] = parts.map((part) => Number(part ?? 0)) as [number, number, number];
    return (sign === "-" ? -1 : 1) * ((hours * 60 + minutes) * MINUTE_MS + seconds * SECOND_MS);
  };
}

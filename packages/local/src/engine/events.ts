/** Events as they arrive at the event API, checked and given an id and a time. */
import { eventId } from "./id.ts";

export interface StoredEvent {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
  [field: string]: unknown;
}

export class InvalidEventError extends Error {}

const maxEvents = 5_000;
const maxEventBytes = 3 * 1024 * 1024;
const MAX_BYTES_OF_CHAR = 3;
const sizeOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value) ?? "");
/** Unix time in milliseconds. A number outside of this range was probably given in another unit. */
const earliestTs = Date.UTC(1980, 0);
const latestTs = Date.UTC(2100, 0);
const maxNameLength = 256;
const maxIdLength = 512;

interface Arriving {
  seed: string | null;
  now: Date;
  /** Length of the request. */
  chars: number;
}

/** Reads the body of an event request: one event or an array of them. Throws an InvalidEventError that says what is wrong. */
export function readEvents(body: unknown, { seed, now, chars }: Arriving): StoredEvent[] {
  const list = Array.isArray(body) ? body : [body];
  if (list.length > maxEvents) throw new InvalidEventError(`At most ${maxEvents} events fit into one request.`);
  // A request that is smaller than the limit of an event contains no event above it.
  const large =
    chars * MAX_BYTES_OF_CHAR > maxEventBytes ? list.findIndex((value) => sizeOf(value) > maxEventBytes) : -1;
  if (large >= 0) throw new InvalidEventError(`Event ${large} is larger than 3 MB.`);
  return list.map((value: unknown, index) => readEvent(value, index, seed, now));
}

function readEvent(value: unknown, index: number, seed: string | null, now: Date): StoredEvent {
  const fail = (what: string): never => {
    throw new InvalidEventError(`Event ${index} ${what}.`);
  };
  if (typeof value !== "object" || value === null || Array.isArray(value)) return fail("is no object");
  const event = value as Record<string, unknown>;
  const { name, id, data, ts } = event;
  if (typeof name !== "string" || name.trim() === "") return fail("has no name");
  if (name.length > maxNameLength || name.includes("\0")) return fail("has a name that is too long or not text");
  if (name.startsWith("inngest/")) return fail(`is named "${name}", a name that Inngest keeps for itself`);
  if (id !== undefined && id !== null && typeof id !== "string") return fail("has an id that is no string");
  if (id && (id.length > maxIdLength || id.includes("\0"))) return fail("has an id that is too long or not text");
  if (data !== undefined && data !== null && (typeof data !== "object" || Array.isArray(data))) {
    return fail("has data that is no object");
  }
  if (ts !== undefined && ts !== null && !isTime(ts)) return fail("has a ts that is no whole number of milliseconds");
  return {
    ...(event.v === undefined ? {} : { v: event.v }),
    ...(event.user === undefined ? {} : { user: event.user }),
    name,
    data: (data as Record<string, unknown> | null | undefined) ?? {},
    id: (id as string | null | undefined) || eventId(seed, index, now),
    ts: (ts as number | null | undefined) || now.getTime(),
  };
}

const isTime = (ts: unknown) =>
  ts === 0 || (Number.isSafeInteger(ts) && Number(ts) >= earliestTs && Number(ts) <= latestTs);

/** UUIDs (RFC 9562) that are made by the application and not by the database. */
import { createHash } from "node:crypto";

let latest = { ms: -1, count: 0 };

/**
 * RFC 9562 version 7: time-ordered, for ids that must be known before the row is written. Those that a process makes one after the other
 * for the same millisecond sort in that order: 26 bits behind the time are a counter that begins at random in its lower half (section
 * 6.2, method 1), so that it never overflows. The other 48 bits are random.
 */
export function uuidv7(now: Date): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  const ms = now.getTime();
  latest = { ms, count: ms === latest.ms ? latest.count + 1 : view.getUint32(6) >>> 7 };
  view.setUint16(0, Math.floor(ms / 2 ** 32));
  view.setUint32(2, ms >>> 0);
  view.setUint16(6, 0x7000 | (latest.count >>> 14));
  view.setUint16(8, 0x8000 | (latest.count & 0x3fff));
  const hex = Buffer.from(bytes).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The milliseconds since 1970 that a version 7 or derived id begins with. */
export const timeOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

/** The smallest version 7 id of an instant: rows made since then have a primary key that is not smaller. */
export function leastId(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/**
 * The id of a row that is derived from the row `id` at most once for each `purpose`. It is the same each time, so the primary key
 * refuses a second such row. An RFC 9562 version 8 UUID that begins with the milliseconds of the version 7 `id`, so that it sorts
 * by the time at which the original row was made.
 */
export function derivedId(id: string, purpose: string): string {
  const bytes = createHash("sha256").update(`${purpose}:${id}`).digest().subarray(0, 16);
  Buffer.from(id.replaceAll("-", ""), "hex").copy(bytes, 0, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

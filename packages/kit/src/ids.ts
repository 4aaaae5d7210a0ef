/** UUIDs (RFC 9562) that are made by the application and not by the database. */
import { createHash } from "node:crypto";

/** RFC 9562 version 7: time-ordered, for ids that must be known before the row is written. */
export function uuidv7(now: Date): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(now.getTime() / 2 ** 32));
  view.setUint32(2, now.getTime() >>> 0);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

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

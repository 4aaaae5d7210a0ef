/** Ids made here and not by the database, as RFC 9562 has them. */
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

/** The least id that is drawn at an instant or later: what was made since, by its primary key. */
export function leastId(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/**
 * The id of a row that another gives rise to, at most one of each: the primary key then refuses the second. It is the id of what `purpose` makes of the row `id`, the same each time: an RFC 9562 version 8 UUID with the milliseconds of a
 * version 7 `id` in front, so that it sorts among other rows by when its origin was made.
 */
export function derivedId(id: string, purpose: string): string {
  const bytes = createHash("sha256").update(`${purpose}:${id}`).digest().subarray(0, 16);
  Buffer.from(id.replaceAll("-", ""), "hex").copy(bytes, 0, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

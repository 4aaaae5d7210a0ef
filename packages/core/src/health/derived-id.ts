/** Ids of rows that something else gives rise to, at most one for each: the primary key then refuses the second. */
import { createHash } from "node:crypto";

/**
 * The id of what `purpose` makes of the row `id`, the same each time: an RFC 9562 version 8 UUID with the milliseconds of a
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

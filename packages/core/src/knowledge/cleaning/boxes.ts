/**
 * The boxes of ISO base media files (ISO/IEC 14496-12), of which films, HEIC, AVIF, JPEG 2000 and JPEG XL are made. Parts of them name others
 * by their distance from the beginning of the file, so nothing may move: a box that goes becomes `free`, which every reader passes over,
 * and its contents become zeros.
 */
import { uncleanable } from "#core/knowledge/sayings";
import { damaged, type Original, type Overwritten, Uncleanable } from "./original.ts";

export interface Box {
  /** Four characters. */
  type: string;
  /** Where it begins, where its contents do, and the first byte behind it. */
  start: number;
  body: number;
  end: number;
}

/** What describes a film or a picture; those of films of many hours have some megabytes. */
const MAX_DESCRIPTION_BYTES = 64 * 1024 ** 2;
const MAX_BOXES = 100_000;

/** The boxes of the file itself, of which only the heads are read. */
export async function boxesOf(file: Original): Promise<Box[]> {
  const boxes: Box[] = [];
  for (let at = 0; at < file.sizeBytes; at = boxes.at(-1)!.end) {
    // Some writers leave a few zeros behind the last box.
    if (file.sizeBytes - at < 8) break;
    const head = await file.bytes(at, Math.min(16, file.sizeBytes - at));
    boxes.push(boxAt(head, at, file.sizeBytes - at));
    if (boxes.length > MAX_BOXES) throw new Uncleanable(uncleanable("many_parts_of_film"));
  }
  return boxes;
}

/** A box of the file with all that is in it. */
export async function contentsOf(file: Original, { start, end }: Box): Promise<Buffer> {
  if (end - start > MAX_DESCRIPTION_BYTES) throw new Uncleanable(uncleanable("description_too_large"));
  return file.bytes(start, end - start);
}

/** The boxes in `bytes` between two places of it; `offset` is where `bytes` begins in the file. */
export function boxesIn(bytes: Buffer, from: number, to: number, offset: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; to - at >= 8; at = boxes.at(-1)!.end - offset) {
    boxes.push(boxAt(bytes.subarray(at, Math.min(at + 16, to)), at + offset, to - at));
    if (boxes.length > MAX_BOXES) throw new Uncleanable(uncleanable("many_parts_of_film"));
  }
  return boxes;
}

/** The box with this head at `start`, where `room` bytes are left. A length of 0 reaches to their end; 1 is followed by one of 8 bytes. */
function boxAt(head: Buffer, start: number, room: number): Box {
  const length = head.readUInt32BE(0);
  if (length === 1 && head.length < 16) throw damaged();
  const whole = length === 0 ? room : length === 1 ? Number(head.readBigUInt64BE(8)) : length;
  const headBytes = length === 1 ? 16 : 8;
  if (whole < headBytes || whole > room) throw damaged();
  return { type: head.toString("latin1", 4, 8), start, body: start + headBytes, end: start + whole };
}

/** Makes a box one that readers pass over, and its contents zeros. */
export function free(change: Overwritten, { start, body, end }: Box): void {
  change.write(start + 4, Buffer.from("free", "latin1"));
  change.zero(body, end);
}

/** Whether a box is room that nobody uses, and holds nothing but zeros. */
export async function isEmpty(file: Original, { type, body, end }: Box): Promise<boolean> {
  if (type !== "free" && type !== "skip" && type !== "wide") return false;
  for (let at = body; at < end; ) {
    const bytes = (await file.ahead(at)).subarray(0, end - at);
    if (bytes.some((byte) => byte !== 0)) return false;
    at += bytes.length;
  }
  return true;
}

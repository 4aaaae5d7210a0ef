/**
 * TIFF 6.0. Each picture is a directory of tags, of which those are kept that a decoder needs; all bytes of the file that no such tag refers to
 * become zeros, and nothing moves. The formats of raw pictures are TIFF as well, with what their makers hide in it, and are not cleaned.
 */
import { uncleanable } from "#core/knowledge/sayings";
import { damaged, merged, type Original, type Piece, Uncleanable } from "./original.ts";

/** From the number of columns to the colour profile. */
const NEEDED = new Set([
  254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 288, 289,
  290, 291, 292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 330, 332, 334, 336, 338, 339, 340,
  341, 342, 347, 512, 513, 514, 529, 530, 531, 532, 34675,
]);
const SUB_DIRECTORIES = 330;
/** Where the parts of the picture are, and how long each is. */
const PARTS: [offsets: number, lengths: number][] = [
  [273, 279],
  [324, 325],
  [513, 514],
];
const COMPRESSION = 259;
const OLD_JPEG = 6;

const MAX_DIRECTORIES = 1_000;
const MAX_TAGS = 1_000;
const MAX_PARTS = 1_000_000;
/** Bytes of an item, by the number of its type. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

/** The pieces of the cleaned picture; undefined when there is nothing to clean. */
export async function cleanTiff(file: Original): Promise<Piece[] | undefined> {
  const head = await file.bytes(0, 8);
  const isLittle = head[0] === 0x49;
  const number = (bytes: Buffer, at: number, size: number) =>
    isLittle ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
  if (number(head, 2, 2) !== 42) throw new Uncleanable(uncleanable("tiff_too_large"));

  const kept = [{ start: 0, end: 8 }];
  const directories: { start: number; bytes: Buffer }[] = [];
  let removed = 0;
  const ahead = [number(head, 4, 4)];
  const known = new Set<number>();
  for (let at = ahead.shift(); at !== undefined; at = ahead.shift()) {
    if (at === 0 || known.has(at)) continue;
    known.add(at);
    if (known.size > MAX_DIRECTORIES) throw new Uncleanable(uncleanable("many_pictures"));
    const count = number(await file.bytes(at, 2), 0, 2);
    if (count > MAX_TAGS) throw damaged();
    const whole = await file.bytes(at, 2 + count * 12 + 4);
    const entries = Array.from({ length: count }, (_, i) => whole.subarray(2 + i * 12, 14 + i * 12));
    const needed = entries.filter((entry) => NEEDED.has(number(entry, 0, 2)));
    removed += count - needed.length;
    const values = new Map<number, number[]>();
    for (const entry of needed) {
      const [tag, type, items] = [number(entry, 0, 2), number(entry, 2, 2), number(entry, 4, 4)];
      const size = (TYPE_BYTES[type] ?? 0) * items;
      const place = size <= 4 ? undefined : number(entry, 8, 4);
      if (place !== undefined) kept.push({ start: place, end: place + size });
      const isOfInterest = tag === SUB_DIRECTORIES || tag === COMPRESSION || PARTS.flat().includes(tag);
      if (isOfInterest) values.set(tag, await numbersOf(type, items, place, entry));
    }
    if (values.get(COMPRESSION)?.[0] === OLD_JPEG) throw new Uncleanable(uncleanable("packed_old"));
    ahead.push(...(values.get(SUB_DIRECTORIES) ?? []), number(whole, whole.length - 4, 4));
    for (const [offsets, lengths] of PARTS) {
      const [starts, sizes] = [values.get(offsets) ?? [], values.get(lengths) ?? []];
      if (starts.length !== sizes.length) throw damaged();
      for (const [i, start] of starts.entries()) kept.push({ start, end: start + sizes[i]! });
    }
    directories.push({ start: at, bytes: directoryOf(needed, whole) });
  }
  return removed === 0 ? undefined : piecesOf(kept, directories, file.sizeBytes);

  async function numbersOf(type: number, items: number, place: number | undefined, entry: Buffer): Promise<number[]> {
    const size = TYPE_BYTES[type] ?? 0;
    if (items > MAX_PARTS || ![1, 2, 4].includes(size)) throw damaged();
    const bytes = place === undefined ? entry.subarray(8) : await file.bytes(place, items * size);
    return Array.from({ length: items }, (_, i) => number(bytes, i * size, size));
  }

  /** The directory with these entries alone, in the room that it had: what is left of it is zeros. */
  function directoryOf(entries: Buffer[], whole: Buffer): Buffer {
    const count = Buffer.from(
      isLittle ? [entries.length & 255, entries.length >> 8] : [entries.length >> 8, entries.length & 255],
    );
    const packed = Buffer.concat([count, ...entries, whole.subarray(-4)]);
    return Buffer.concat([packed, Buffer.alloc(whole.length - packed.length)]);
  }
}

interface Span {
  start: number;
  end: number;
  /** What is written there; as it was unless given. */
  bytes?: Uint8Array;
}

/** What is kept where it is, the directories anew, and zeros elsewhere. */
function piecesOf(kept: Span[], directories: { start: number; bytes: Buffer }[], sizeBytes: number): Piece[] {
  const all: Span[] = [
    ...merged(kept.filter(({ start, end }) => end > start)),
    ...directories.map(({ start, bytes }) => ({ start, end: start + bytes.length, bytes })),
  ];
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end, bytes } of all.sort((a, b) => a.start - b.start)) {
    if (start < at || end > sizeBytes) throw damaged();
    if (start > at) pieces.push({ zeros: start - at });
    pieces.push(bytes ? { bytes } : { start, end });
    at = end;
  }
  if (at < sizeBytes) pieces.push({ zeros: sizeBytes - at });
  return pieces;
}

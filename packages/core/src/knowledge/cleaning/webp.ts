/** WebP (RFC 9649): a RIFF file, of whose chunks those of the picture and its colours are kept. */
import { orientationOf, tiffOfOrientation } from "#core/knowledge/exif";
import { damaged, Kept, lengthOf, type Original, type Piece } from "./original.ts";

const NEEDED = new Set(["VP8 ", "VP8L", "ALPH", "ANIM", "ICCP"]);
/** Bits of the first byte of VP8X, which say that the file has an Exif and an XMP chunk. */
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;
const EXIF = "Exif\0\0";

/** The pieces of the cleaned picture; undefined when there is nothing to clean. */
export async function cleanWebp(file: Original): Promise<Piece[] | undefined> {
  const end = Math.min(8 + (await file.bytes(4, 4)).readUInt32LE(0), file.sizeBytes);
  const kept = new Kept();
  // The head and VP8X say what the file has, and are written anew behind the rest.
  const features: { start: number; bytes: Buffer }[] = [];
  let minimal: Buffer | undefined;
  for (let at = 12; at < end; ) {
    const { name, next, length } = await chunkAt(file, at, end);
    if (name === "VP8X") features.push({ start: at, bytes: Buffer.from(await file.bytes(at, next - at)) });
    else if (name === "EXIF") minimal ??= minimalOf(await file.bytes(at + 8, length));
    else if (name === "ANMF") await keepFrame(file, kept, at, next);
    else if (NEEDED.has(name)) kept.keep(at, next);
    at = next;
  }
  const flags = features[0]?.bytes[8] ?? 0;
  const known = 12 + (features[0]?.bytes.length ?? 0);
  if (kept.isAll(file.sizeBytes - known) && (flags & (HAS_EXIF | HAS_XMP)) === 0) return undefined;
  if (features[0]) features[0].bytes[8] = (flags & ~(HAS_EXIF | HAS_XMP)) | (minimal ? HAS_EXIF : 0);
  const pieces: Piece[] = [...features.slice(0, 1).map(({ bytes }) => ({ bytes })), ...kept.pieces];
  if (minimal && features[0]) pieces.push({ bytes: minimal });
  const head = Buffer.from("RIFF\0\0\0\0WEBP", "latin1");
  head.writeUInt32LE(4 + pieces.reduce((sum, piece) => sum + lengthOf(piece), 0), 4);
  return [{ bytes: head }, ...pieces];
}

/** A chunk of odd length is followed by a byte that counts for nothing. */
async function chunkAt(file: Original, at: number, end: number) {
  const head = await file.bytes(at, 8);
  const length = head.readUInt32LE(4);
  if (at + 8 + length > end) throw damaged();
  return { name: head.toString("latin1", 0, 4), length, next: Math.min(at + 8 + length + (length % 2), end) };
}

/** Of a picture of an animation the head, and the chunks that are its picture. */
async function keepFrame(file: Original, kept: Kept, start: number, end: number): Promise<void> {
  const inner: [number, number][] = [];
  for (let at = start + 24; at < end; ) {
    const { name, next } = await chunkAt(file, at, end);
    if (NEEDED.has(name)) inner.push([at, next]);
    at = next;
  }
  const length = inner.reduce((sum, [from, to]) => sum + to - from, 16);
  if (length === end - start - 8) {
    kept.keep(start, end);
    return;
  }
  const head = Buffer.from(await file.bytes(start, 24));
  head.writeUInt32LE(length, 4);
  kept.add(head);
  for (const [from, to] of inner) kept.keep(from, to);
}

/** An EXIF chunk with the orientation alone; some programs write the mark of JPEG into it. */
function minimalOf(contents: Buffer): Buffer | undefined {
  const isMarked = contents.toString("latin1", 0, EXIF.length) === EXIF;
  const orientation = orientationOf(isMarked ? contents.subarray(EXIF.length) : contents);
  if (orientation === undefined) return undefined;
  const tiff = tiffOfOrientation(orientation);
  const head = Buffer.from("EXIF\0\0\0\0", "latin1");
  head.writeUInt32LE(tiff.length, 4);
  return Buffer.concat([head, tiff, Buffer.alloc(tiff.length % 2)]);
}

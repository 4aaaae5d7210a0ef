/**
 * JPEG (ITU-T T.81, Annex B). Only the segments that a decoder needs are kept: what cameras and programs write of a picture (Exif, XMP, IPTC,
 * comments, previews, further pictures behind the first) is in others. A minimal Exif keeps the orientation, without which a phone's
 * photo lies on its side.
 */
import { orientationOf, tiffOfOrientation } from "#core/knowledge/exif";
import { damaged, Kept, type Original, type Piece } from "./original.ts";

const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const EXIF = "Exif\0\0";

/** The pieces of the cleaned picture; undefined when there is nothing to clean. */
export async function cleanJpeg(file: Original): Promise<Piece[] | undefined> {
  const kept = new Kept();
  kept.keep(0, 2);
  let at = 2;
  // Decoders show what there is of a picture without an end.
  for (let marker = await nextMarker(file, at); marker; marker = await nextMarker(file, at)) {
    const { code, start, body } = marker;
    at = body;
    if (code === EOI) {
      kept.keep(start, body);
      break;
    }
    if (isAlone(code)) continue;
    const end = body + (await file.bytes(body, 2)).readUInt16BE(0);
    if (end < body + 2) throw damaged();
    const contents = await file.bytes(body + 2, end - body - 2);
    at = end;
    if (code === APP1 && begins(contents, EXIF)) keepOrientation(kept, start, end, contents);
    else if (isNeeded(code, contents)) kept.keep(start, end);
    if (code === SOS) {
      at = (await nextMarker(file, end))?.start ?? file.sizeBytes;
      kept.keep(end, at);
    }
  }
  return kept.isAll(file.sizeBytes) ? undefined : kept.pieces;
}

/**
 * The next marker from `at` on. In the data of a scan a byte of 255 is followed by a zero or is a restart marker, and before a marker
 * there may be any number of them. What is between segments and belongs to none is passed over, as decoders do.
 */
async function nextMarker(file: Original, from: number) {
  let at = from;
  let start: number | undefined;
  for (;;) {
    const bytes = await file.ahead(at);
    const [first] = bytes;
    if (first === undefined) return undefined;
    if (start === undefined) {
      const found = bytes.indexOf(0xff);
      if (found >= 0) start = at + found;
      at += found >= 0 ? found + 1 : bytes.length;
      continue;
    }
    if (first !== 0xff && first !== 0 && !isRestart(first)) return { code: first, start, body: at + 1 };
    start = first === 0xff ? at : undefined;
    at++;
  }
}

const isRestart = (code: number) => code >= 0xd0 && code <= 0xd7;
const isAlone = (code: number) => code === 0x01 || code === 0xd8;

/** In place of an Exif one that says the orientation alone, and nothing where that is the usual one. */
function keepOrientation(kept: Kept, start: number, end: number, contents: Buffer): void {
  const orientation = orientationOf(contents.subarray(EXIF.length));
  if (orientation === undefined) return;
  const exif = Buffer.concat([Buffer.from(EXIF, "latin1"), tiffOfOrientation(orientation)]);
  if (contents.equals(exif)) kept.keep(start, end);
  else kept.add(Buffer.concat([Buffer.from([0xff, APP1, 0, exif.length + 2]), exif]));
}

const begins = (bytes: Buffer, mark: string) => bytes.toString("latin1", 0, mark.length) === mark;

/** JFIF, the colours and Adobe's note on them, tables, frames and scans. */
function isNeeded(code: number, contents: Buffer): boolean {
  if (code === APP0) return begins(contents, "JFIF\0");
  if (code === 0xe2) return begins(contents, "ICC_PROFILE\0");
  if (code === 0xee) return begins(contents, "Adobe");
  return code >= 0xc0 && code <= 0xdf;
}

/**
 * PNG and its animations (PNG, third edition). What a decoder needs and what says which colours are meant is kept; texts, times, Exif and
 * what is behind the end are not.
 */
import { crc32 } from "node:zlib";
import { orientationOf, tiffOfOrientation } from "#core/knowledge/exif";
import { Kept, type Original, type Piece } from "./original.ts";

const NEEDED = new Set(
  "IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD hIST pHYs sPLT cICP mDCV cLLI mDCv cLLi acTL fcTL fdAT".split(
    " ",
  ),
);

/** The pieces of the cleaned picture; undefined when there is nothing to clean. */
export async function cleanPng(file: Original): Promise<Piece[] | undefined> {
  const kept = new Kept();
  kept.keep(0, 8);
  // Decoders show what there is of a picture without an end.
  for (let at = 8; at < file.sizeBytes; ) {
    const head = await file.bytes(at, 8);
    const name = head.toString("latin1", 4, 8);
    const length = head.readUInt32BE(0);
    const end = Math.min(at + 12 + length, file.sizeBytes);
    if (NEEDED.has(name)) kept.keep(at, end);
    else if (name === "eXIf") keepOrientation(kept, at, end, await file.bytes(at + 8, length));
    at = name === "IEND" ? file.sizeBytes : end;
  }
  return kept.isAll(file.sizeBytes) ? undefined : kept.pieces;
}

function keepOrientation(kept: Kept, start: number, end: number, exif: Buffer): void {
  const orientation = orientationOf(exif);
  if (orientation === undefined) return;
  const minimal = tiffOfOrientation(orientation);
  if (exif.equals(minimal)) {
    kept.keep(start, end);
    return;
  }
  const named = Buffer.concat([Buffer.from("eXIf", "latin1"), minimal]);
  const chunk = Buffer.alloc(named.length + 8);
  chunk.writeUInt32BE(minimal.length, 0);
  named.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(named), named.length + 4);
  kept.add(chunk);
}

/** JPEG XL (ISO/IEC 18181-2) and JPEG 2000 (ISO/IEC 15444-1 and -2): the picture is in some boxes, and what is said of it in others. */
import { boxesOf, free, isEmpty } from "./boxes.ts";
import { Kept, type Original, Overwritten, type Piece } from "./original.ts";

const NEEDED_OF_XL = new Set(["JXL ", "ftyp", "jxll", "jxlc", "jxlp", "jxli"]);
const NEEDED_OF_2000 = new Set(["jP  ", "ftyp", "rreq", "jp2h", "jp2c", "jpch", "jplh", "ftbl"]);

/**
 * The pieces of the cleaned JPEG XL; undefined when there is nothing to clean. What a JPEG is to be restored from (`jbrd`) goes as well, since
 * it names the segments that have gone.
 */
export async function cleanXl(file: Original): Promise<Piece[] | undefined> {
  // A picture without boxes has no room for anything else.
  if ((await file.bytes(0, 2)).equals(Buffer.from([0xff, 0x0a]))) return undefined;
  const kept = new Kept();
  for (const { type, start, end } of await boxesOf(file)) if (NEEDED_OF_XL.has(type)) kept.keep(start, end);
  return kept.isAll(file.sizeBytes) ? undefined : kept.pieces;
}

/** The pieces of the cleaned JPEG 2000; undefined when there is nothing to clean. */
export async function clean2000(file: Original): Promise<Piece[] | undefined> {
  const change = new Overwritten();
  for (const box of await boxesOf(file))
    if (!NEEDED_OF_2000.has(box.type) && !(await isEmpty(file, box))) free(change, box);
  return change.pieces(file.sizeBytes);
}

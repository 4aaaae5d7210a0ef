/** GIF (GIF89a): comments, and what programs append in extensions of their own, such as XMP, are left out. */
import { damaged, Kept, type Original, type Piece } from "./original.ts";

const NEEDED = ["NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"];

/** The pieces of the cleaned picture; undefined when there is nothing to clean. */
export async function cleanGif(file: Original): Promise<Piece[] | undefined> {
  const kept = new Kept();
  const screen = await file.bytes(0, 13);
  let at = 13 + tableBytes(screen[10]!);
  kept.keep(0, at);
  while (at < file.sizeBytes) {
    const [kind] = await file.bytes(at, 1);
    if (kind === 0x3b) {
      kept.keep(at, at + 1);
      break;
    }
    if (kind === 0x2c) {
      const image = await file.bytes(at, 10);
      const end = await behindBlocks(file, at + 11 + tableBytes(image[9]!));
      kept.keep(at, end);
      at = end;
    } else if (kind === 0x21) {
      const [, label = 0, length = 0] = await file.bytes(at, 3);
      const end = await behindBlocks(file, at + 2);
      const name = label === 0xff ? (await file.bytes(at + 3, length)).toString("latin1") : "";
      // The control of the pictures, plain texts, and of the programs' extensions those that pictures need.
      if (label === 0xf9 || label === 0x01 || NEEDED.includes(name)) kept.keep(at, end);
      at = end;
    } else throw damaged();
  }
  return kept.isAll(file.sizeBytes) ? undefined : kept.pieces;
}

/** Of a table of colours, which the flags say whether it is there. */
const tableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** Behind the blocks that begin at `at`, each with its length before it, up to an empty one. */
async function behindBlocks(file: Original, start: number): Promise<number> {
  let at = start;
  for (;;) {
    const [length] = await file.bytes(at, 1);
    at += 1 + length!;
    if (length === 0) return at;
  }
}

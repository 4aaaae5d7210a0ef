/** The file that is to be cleaned, read by ranges, and the pieces that the cleaned one is made of. */

import { uncleanable } from "#core/knowledge/sayings";
import type { Saying } from "#kit/saying";

/** Why a file cannot be cleaned: a sentence for whoever does not get it. */
export class Uncleanable extends Error {
  override readonly name = "Uncleanable";
  /** What is in the way, for its owner. */
  readonly why: Saying;

  constructor(why: Saying) {
    super(why.text);
    this.why = why;
  }
}

export const damaged = () => new Uncleanable(uncleanable("other_build"));

/** A part of the original (`end` is the first byte behind it), other bytes, or zeros in place of what is kept from others. */
export type Piece = { start: number; end: number } | { bytes: Uint8Array } | { zeros: number };

export const lengthOf = (piece: Piece): number =>
  "bytes" in piece ? piece.bytes.length : "zeros" in piece ? piece.zeros : piece.end - piece.start;

/** A cleaner fetches blocks of this length, and remembers the last few. */
const BLOCK_BYTES = 1024 ** 2;
const BLOCKS = 4;
/** A photo has some hundred parts. A file of millions was made to keep its reader busy. */
const MAX_READS = 1_000_000;

export class Original {
  readonly sizeBytes: number;
  private readonly range: (start: number, endExclusive: number) => Promise<Buffer>;
  private readonly blocks = new Map<number, Buffer>();
  private reads = 0;

  constructor(sizeBytes: number, range: (start: number, endExclusive: number) => Promise<Buffer>) {
    this.sizeBytes = sizeBytes;
    this.range = range;
  }

  /** Exactly `length` bytes; throws Uncleanable where the file has fewer. */
  async bytes(start: number, length: number): Promise<Buffer> {
    if (start < 0 || length < 0 || start + length > this.sizeBytes) throw damaged();
    if (++this.reads > MAX_READS) throw new Uncleanable(uncleanable("many_parts_of_picture"));
    const index = Math.floor(start / BLOCK_BYTES);
    const at = start - index * BLOCK_BYTES;
    if (at + length <= BLOCK_BYTES) return (await this.block(index)).subarray(at, at + length);
    return this.range(start, start + length);
  }

  /** What is left of the block in which `start` is; empty at the end of the file. */
  async ahead(start: number): Promise<Buffer> {
    if (start >= this.sizeBytes) return Buffer.alloc(0);
    const index = Math.floor(start / BLOCK_BYTES);
    return (await this.block(index)).subarray(start - index * BLOCK_BYTES);
  }

  private async block(index: number): Promise<Buffer> {
    const known = this.blocks.get(index);
    if (known) return known;
    const start = index * BLOCK_BYTES;
    const bytes = await this.range(start, Math.min(start + BLOCK_BYTES, this.sizeBytes));
    if (this.blocks.size === BLOCKS) this.blocks.delete(this.blocks.keys().next().value!);
    this.blocks.set(index, bytes);
    return bytes;
  }
}

/** The parts that a cleaned file keeps, in their order; what is not kept is left out. */
export class Kept {
  readonly pieces: Piece[] = [];
  private keptBytes = 0;

  keep(start: number, end: number): void {
    const last = this.pieces.at(-1);
    if (last && "start" in last && last.end === start) last.end = end;
    else if (end > start) this.pieces.push({ start, end });
    this.keptBytes += end - start;
  }

  add(bytes: Uint8Array): void {
    this.pieces.push({ bytes });
  }

  /** Whether nothing was left out of a file of this length. */
  isAll(sizeBytes: number): boolean {
    return this.keptBytes === sizeBytes;
  }
}

/** Changes in place, where parts of a file name others by their distance from its beginning: nothing moves, and what goes becomes zeros. */
export class Overwritten {
  private readonly changes: { start: number; end: number; bytes?: Uint8Array }[] = [];

  zero(start: number, end: number): void {
    if (end > start) this.changes.push({ start, end });
  }

  write(start: number, bytes: Uint8Array): void {
    this.changes.push({ start, end: start + bytes.length, bytes });
  }

  /** The pieces of the changed file, or undefined when nothing was changed. Of changes that overlap, zeros win. */
  pieces(sizeBytes: number): Piece[] | undefined {
    if (this.changes.length === 0) return undefined;
    const zeros = merged(this.changes.filter(({ bytes }) => !bytes));
    const written = this.changes.filter(({ bytes }) => bytes).sort((a, b) => a.start - b.start);
    let next = 0;
    const isUntouched = ({ start, end }: { start: number; end: number }) => {
      while (next < zeros.length && zeros[next]!.end <= start) next++;
      return next === zeros.length || zeros[next]!.start >= end;
    };
    const pieces: Piece[] = [];
    let at = 0;
    for (const change of [...zeros, ...written.filter(isUntouched)].sort((a, b) => a.start - b.start)) {
      const { start, end, bytes } = { bytes: undefined, ...change };
      if (start < at || end > sizeBytes) throw damaged();
      if (start > at) pieces.push({ start: at, end: start });
      pieces.push(bytes ? { bytes } : { zeros: end - start });
      at = end;
    }
    if (at < sizeBytes) pieces.push({ start: at, end: sizeBytes });
    return pieces;
  }
}

/** The same spans without overlaps, in order. */
export function merged(spans: readonly { start: number; end: number }[]): { start: number; end: number }[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

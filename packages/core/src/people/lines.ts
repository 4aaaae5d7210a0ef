/**
 * Lines of a file that is read as a stream, in UTF-8 or a code page that extends ASCII, or in UTF-16. Of a line that is very long only the
 * beginning is kept, so that no file fills the memory.
 */
import type { Source } from "#core/ingest/importer";

export interface Line {
  /** Without its end; in UTF-8 if the file is in UTF-16. At most MAX_KEPT_BYTES. */
  bytes: Buffer;
  /** Whether more of the line was left out. */
  isCut: boolean;
  /** Whether it has not even ended after MAX_LINE_BYTES. */
  isTooLong: boolean;
  /** From 1. */
  number: number;
  /** Where it begins, and where the next one does: places of bytes. */
  start: number;
  next: number;
}

/** A picture in one line is longer; nobody needs it here. */
export const MAX_KEPT_BYTES = 128 * 1024;

export type Encoding = "ascii" | "utf-16le" | "utf-16be";

/** How the characters of a file are stored, by its first bytes, and how many bytes the mark of that takes. */
export function encodingOf(head: Buffer): { encoding: Encoding; markBytes: number } {
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", markBytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", markBytes: 2 };
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "ascii", markBytes: 3 };
  // Without a mark: the files that are read here begin with a character of ASCII.
  if (head[0] && head[1] === 0 && head[2] && head[3] === 0) return { encoding: "utf-16le", markBytes: 0 };
  if (head[0] === 0 && head[1] && head[2] === 0 && head[3]) return { encoding: "utf-16be", markBytes: 0 };
  return { encoding: "ascii", markBytes: 0 };
}

/** Where to go on: `at` is the place of a byte, `number` that of the line that begins there. */
export interface Place {
  at: number;
  number: number;
}

/** The lines from a place on. A line ends with a line feed, of which a carriage return before it is a part, or with the file. */
export async function* linesOf(source: Source, encoding: Encoding, from: Place): AsyncGenerator<Line> {
  const width = encoding === "ascii" ? 1 : 2;
  let { at, number } = from;
  let start = at;
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let lineBytes = 0;
  let rest: Buffer = Buffer.alloc(0);
  const keep = (part: Buffer) => {
    lineBytes += part.length;
    const room = MAX_KEPT_BYTES - keptBytes;
    if (room <= 0 || part.length === 0) return;
    // A copy, because the whole piece that it came with would stay in memory otherwise.
    kept.push(Buffer.from(part.subarray(0, room)));
    keptBytes += Math.min(part.length, room);
  };
  const line = (): Line => {
    const bytes = inUtf8(Buffer.concat(kept), encoding);
    // Files that went through Windows twice have several carriage returns.
    let length = bytes.length;
    while (bytes[length - 1] === 0x0d) length--;
    const made = {
      bytes: bytes.subarray(0, length),
      isCut: lineBytes > keptBytes,
      isTooLong: lineBytes > MAX_LINE_BYTES,
      number,
      start,
      next: at,
    };
    start = at;
    [kept, keptBytes, lineBytes] = [[], 0, 0];
    number++;
    return made;
  };
  for await (const piece of source.stream(at)) {
    let bytes = Buffer.concat([rest, piece]);
    rest = Buffer.alloc(0);
    const whole = bytes.length - (bytes.length % width);
    if (whole < bytes.length) [rest, bytes] = [bytes.subarray(whole), bytes.subarray(0, whole)];
    let begin = 0;
    for (let end = lineFeed(bytes, begin, encoding); end >= 0; end = lineFeed(bytes, begin, encoding)) {
      keep(bytes.subarray(begin, end));
      at += end + width - begin;
      begin = end + width;
      yield line();
    }
    keep(bytes.subarray(begin));
    at += bytes.length - begin;
    if (lineBytes > MAX_LINE_BYTES) yield line();
  }
  if (lineBytes > 0) yield line();
}

/** What of a line is longer comes as a line of its own, so that whoever reads can refuse it before it ends. */
export const MAX_LINE_BYTES = 10 * 1024 * 1024;

/** Where the next line feed begins, or -1. */
function lineFeed(bytes: Buffer, from: number, encoding: Encoding): number {
  if (encoding === "ascii") return bytes.indexOf(0x0a, from);
  const low = encoding === "utf-16le" ? 0 : 1;
  for (let at = bytes.indexOf(0x0a, from); at >= 0; at = bytes.indexOf(0x0a, at + 1))
    if (at % 2 === low && bytes[at - low + (1 - low)] === 0) return at - low;
  return -1;
}

function inUtf8(bytes: Buffer, encoding: Encoding): Buffer {
  return encoding === "ascii" ? bytes : Buffer.from(new TextDecoder(encoding).decode(bytes), "utf8");
}

/** The text of a file, whichever way its characters are stored. */

import { statementErrors } from "#core/finance/sayings";
import { asUtf8 } from "#core/ingest/as-utf8";
import { type Source, UnreadableSource } from "#core/ingest/importer";

/** How much of a file is looked at to find out how it is written. */
export const LOOK_BYTES = 256 * 1024;

export const lookAt = (source: Source): Promise<Buffer> => source.range(0, Math.min(source.sizeBytes, LOOK_BYTES));

/** How the characters are stored, by a mark or by what they are: where it is no UTF-8 it is what the file says, or what Windows writes. */
export function encodingOf(head: Buffer, declared?: string): { encoding: string; markBytes: number } {
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", markBytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", markBytes: 2 };
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", markBytes: 3 };
  if (head[0] && head[1] === 0 && head[2] && head[3] === 0) return { encoding: "utf-16le", markBytes: 0 };
  if (head[0] === 0 && head[1] && head[2] === 0 && head[3]) return { encoding: "utf-16be", markBytes: 0 };
  const isAscii = !head.some((byte) => byte >= 0x80);
  if (!isAscii && decodedUtf8(head.subarray(0, wholeCharacters(head))) !== undefined)
    return { encoding: "utf-8", markBytes: 0 };
  return { encoding: declared ?? (isAscii ? "utf-8" : "windows-1252"), markBytes: 0 };
}

/** The same where its person has said how, who need not know of marks. */
export function howStored(head: Buffer, said: string | undefined): { encoding: string; markBytes: number } {
  const found = encodingOf(head);
  return said === undefined || said === found.encoding ? found : { encoding: said, markBytes: 0 };
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decodedUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Up to where no character is broken off, of bytes that extend ASCII. */
function wholeCharacters(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 4 && bytes[end - 1]! >= 0x80) end--;
  return bytes.length - end < 4 ? end : bytes.length;
}

/** The text of a file, piece by piece. What turns out to be no UTF-8 is read as Windows writes from there on. */
export async function* textOf(
  source: Source,
  { encoding, markBytes }: { encoding: string; markBytes: number },
): AsyncGenerator<string> {
  if (encoding !== "utf-8") {
    const decoder = new TextDecoder(encoding);
    for await (const piece of source.stream(markBytes)) yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
    return;
  }
  const windows = new TextDecoder("windows-1252");
  let isUtf8 = true;
  let rest: Uint8Array = new Uint8Array();
  for await (const piece of source.stream(markBytes)) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const end = wholeCharacters(bytes);
    rest = bytes.subarray(end);
    const text: string | undefined = isUtf8 ? decodedUtf8(bytes.subarray(0, end)) : undefined;
    isUtf8 &&= text !== undefined;
    yield text ?? windows.decode(bytes.subarray(0, end));
  }
  if (rest.length > 0) yield (isUtf8 ? decodedUtf8(rest) : undefined) ?? windows.decode(rest);
}

/** A file in another encoding as one in UTF-8: places are those of the UTF-8. */
export const inUtf8 = (source: Source, how: { encoding: string; markBytes: number }): Source =>
  how.encoding === "utf-8" ? source : asUtf8(source, () => textOf(source, how));

export interface TextLine {
  text: string;
  /** From 1. */
  number: number;
  /** How many bytes of the file are read with it, about. */
  readBytes: number;
}

/** No line of a file with lines is longer. */
const MAX_LINE = 64 * 1024;

/** Lines that end with CR, LF or both. Throws UnreadableSource for one that is longer than any. */
export async function* textLines(pieces: AsyncIterable<string>): AsyncGenerator<TextLine> {
  let rest = "";
  let number = 1;
  let readBytes = 0;
  let endedWithReturn = false;
  for await (const whole of pieces) {
    const piece = endedWithReturn && whole.startsWith("\n") ? whole.slice(1) : whole;
    if (whole !== "") endedWithReturn = whole.endsWith("\r");
    const lines = (rest + piece).split(/\r\n|\r|\n/);
    rest = lines.pop()!;
    for (const text of lines) {
      if (text.length > MAX_LINE) throw tooLong(number);
      readBytes += text.length + 1;
      yield { text, number: number++, readBytes };
    }
    if (rest.length > MAX_LINE) throw tooLong(number);
  }
  if (rest !== "") yield { text: rest, number, readBytes: readBytes + rest.length };
}

const tooLong = (line: number) =>
  new UnreadableSource(statementErrors("line_too_long", { line, maxKb: MAX_LINE / 1024 }));

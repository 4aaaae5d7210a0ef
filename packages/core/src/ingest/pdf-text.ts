import { inflateSync, constants as zlib } from "node:zlib";

/**
 * Text of a PDF with its lines and columns kept, because a receipt is a table: the amount that stands beside a label
 * in print must stand beside it in the text.
 */

export interface PdfTextLimits {
  /** Pages read from the front; the rest is left out. */
  maxPages: number;
  /** Characters returned at most (UTF-16 code units). */
  maxChars: number;
  /** Pieces of text read from one page, a bound on work that does not depend on what the pieces say. */
  maxItemsPerPage: number;
  /** Size of the file itself. */
  maxBytes: number;
  /** Sum of what the compressed streams of the file may expand to, pictures aside. */
  maxInflatedBytes: number;
}

export const pdfTextLimits: PdfTextLimits = {
  maxPages: 20,
  maxChars: 200_000,
  maxItemsPerPage: 20_000,
  maxBytes: 12 * 1024 * 1024,
  maxInflatedBytes: 24 * 1024 * 1024,
};

/** A file that is no PDF, is damaged beyond reading, needs a password, or would cost too much to open. */
export class UnreadablePdfError extends Error {
  override readonly name = "UnreadablePdfError";
}

/**
 * Reads the text layer of a PDF (ISO 32000), top to bottom, one printed line a line, columns apart by two or more spaces.
 * A scanned page without a text layer gives an empty string. Throws UnreadablePdfError and nothing else.
 */
export async function pdfText(bytes: Uint8Array, limits: Partial<PdfTextLimits> = {}): Promise<string> {
  const bounds = { ...pdfTextLimits, ...limits };
  const file = openable(bytes, bounds);
  // The reader is 1.7 MB of code that only a message with a PDF should pay for.
  const { getDocumentProxy } = await import("unpdf");
  try {
    // There is no eval in this reader and nothing to fetch: no URL is given for fonts, character maps or codecs.
    const pdf = await getDocumentProxy(file, {
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      enableXfa: false,
      maxImageSize: 0,
      verbosity: 0,
    });
    try {
      return await readPages(pdf, bounds);
    } finally {
      await pdf.loadingTask.destroy();
    }
  } catch (cause) {
    throw new UnreadablePdfError(reasonOf(cause), { cause });
  }
}

type PdfDocument = Awaited<ReturnType<typeof import("unpdf").getDocumentProxy>>;
type PdfPage = Awaited<ReturnType<PdfDocument["getPage"]>>;

async function readPages(pdf: PdfDocument, bounds: PdfTextLimits): Promise<string> {
  let text = "";
  for (let number = 1; number <= Math.min(pdf.numPages, bounds.maxPages) && text.length < bounds.maxChars; number++) {
    const page = await pdf.getPage(number);
    const pieces = await readPieces(page, bounds);
    text += `${linesOf(pieces, bounds.maxChars - text.length).join("\n")}\n`;
    page.cleanup();
  }
  return text.slice(0, bounds.maxChars).trimEnd();
}

/** A run of glyphs on a page, in points from the lower left corner. */
interface Piece {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
  isUpright: boolean;
}

/** Reads a page as a stream so that one that never stops producing text can be left in the middle. */
async function readPieces(page: PdfPage, bounds: PdfTextLimits): Promise<Piece[]> {
  const pieces: Piece[] = [];
  let chars = 0;
  let items = 0;
  const reader = page.streamTextContent().getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    for (const item of (chunk.value as { items: unknown[] }).items) {
      items++;
      const piece = pieceOf(item);
      if (!piece) continue;
      pieces.push(piece);
      chars += piece.text.length;
    }
    if (items >= bounds.maxItemsPerPage || chars >= bounds.maxChars) {
      // The reader insists on an Error as the reason.
      await reader.cancel(new Error("enough text"));
      break;
    }
  }
  return pieces;
}

function pieceOf(item: unknown): Piece | null {
  const { str, width, transform } = item as { str?: unknown; width?: unknown; transform?: unknown };
  if (typeof str !== "string" || str.trim() === "" || !Array.isArray(transform)) return null;
  const [a, b, c, d, x, y] = transform.map(Number);
  if (x === undefined || y === undefined || !Number.isFinite(x) || !Number.isFinite(y)) return null;
  const height = Math.hypot(Number(c), Number(d)) || 10;
  // Without a width (fonts that say nothing about themselves) half an em a character is close.
  const measured = Number(width) > 0 ? Number(width) : str.length * height * 0.5;
  const isUpright = Math.abs(Number(a)) > Math.abs(Number(b));
  return { text: str.replace(/\s/g, " "), x, y, width: measured, height, isUpright };
}

const maxPadding = 160;

function linesOf(pieces: Piece[], maxChars: number): string[] {
  const upright = pieces.filter((piece) => piece.isUpright);
  const characterWidth = medianCharacterWidth(upright);
  const left = upright.reduce((least, piece) => Math.min(least, piece.x), Number.POSITIVE_INFINITY);
  const lines: string[] = [];
  let chars = 0;
  for (const row of rowsOf(upright)) {
    const line = lineOf(row, left, characterWidth);
    chars += line.length + 1;
    lines.push(line);
    if (chars > maxChars) return lines;
  }
  // Text that runs up the margin belongs to no line; it follows so that nothing is lost.
  for (const piece of pieces) if (!piece.isUpright) lines.push(piece.text);
  return lines;
}

/** Pieces on one baseline. Superscripts and mixed sizes shift it a little, so half the smaller height is tolerated. */
function rowsOf(pieces: Piece[]): Piece[][] {
  const fromTheTop = [...pieces].sort((one, other) => other.y - one.y || one.x - other.x);
  const rows: Piece[][] = [];
  let row: Piece[] = [];
  for (const piece of fromTheTop) {
    const first = row[0];
    if (first && first.y - piece.y > Math.min(first.height, piece.height) * 0.45) {
      rows.push(row);
      row = [];
    }
    row.push(piece);
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** Sets each piece at its column of a fixed-pitch page, so that columns of neighbouring lines stay under each other. */
function lineOf(row: Piece[], left: number, characterWidth: number): string {
  let line = "";
  let end = Number.NEGATIVE_INFINITY;
  for (const piece of row.sort((one, other) => one.x - other.x)) {
    const gap = piece.x - end;
    const pitch = piece.width / piece.text.length;
    if (line === "" || gap > 1.2 * piece.height) {
      const column = Math.round((piece.x - left) / characterWidth);
      const least = line === "" ? 0 : 2;
      line += " ".repeat(Math.min(maxPadding, Math.max(least, column - line.length)));
    } else if (gap > 0.2 * pitch && !line.endsWith(" ")) {
      line += " ";
    }
    line += piece.text;
    end = piece.x + piece.width;
  }
  return line.trimEnd();
}

function medianCharacterWidth(pieces: Piece[]): number {
  const widths = pieces.map((piece) => piece.width / piece.text.length).sort((one, other) => one - other);
  return Math.max(1, widths[Math.floor(widths.length / 2)] ?? 5);
}

/** A copy that is safe to open, because the reader takes the buffer away from its caller. */
function openable(bytes: Uint8Array, bounds: PdfTextLimits): Uint8Array {
  if (bytes.length === 0) throw new UnreadablePdfError("The PDF is empty.");
  if (bytes.length > bounds.maxBytes)
    throw new UnreadablePdfError(`The PDF has ${bytes.length} bytes; at most ${bounds.maxBytes} are read.`);
  const copy = new Uint8Array(bytes);
  const file = Buffer.from(copy.buffer);
  // Readers accept the header anywhere in the first kilobyte (ISO 32000-1, annex H.3.4.1).
  if (file.subarray(0, 1024).indexOf("%PDF-") < 0) throw new UnreadablePdfError("The file does not start like a PDF.");
  tameStreams(file, bounds.maxInflatedBytes);
  return copy;
}

/**
 * A megabyte of deflate can unfold to a gigabyte, and the reader has no bound of its own: so each stream is inflated
 * once, into a buffer that is thrown away, until the allowance is used up. Pictures, which hold most of the bytes of
 * an honest file and no text, are blanked instead.
 */
function tameStreams(file: Buffer, maxInflatedBytes: number): void {
  let allowance = maxInflatedBytes;
  let at = file.indexOf("stream");
  while (at >= 0) {
    let start = at + "stream".length;
    if (file[start] === 0x0d) start++;
    if (file[start] === 0x0a) start++;
    const found = file.indexOf("endstream", start);
    const end = found < 0 ? file.length : found;
    if (isPicture(file, at)) file.fill(0, start, end);
    else if (isDeflated(file, start)) allowance -= inflatedBytes(file.subarray(start, end), allowance);
    if (allowance <= 0) throw new UnreadablePdfError(`The PDF unfolds to more than ${maxInflatedBytes} bytes.`);
    at = found < 0 ? -1 : file.indexOf("stream", end + "endstream".length);
  }
}

const dictionaryBytes = 2_000;

function isPicture(file: Buffer, at: number): boolean {
  const before = file.toString("latin1", Math.max(0, at - dictionaryBytes), at);
  return /\/Subtype\s{0,3}\/Image(?![A-Za-z])/.test(before.slice(before.lastIndexOf(" obj") + 1));
}

/** Only a zlib header (RFC 1950: method 8, checksum over both bytes) is worth a try. */
function isDeflated(file: Buffer, start: number): boolean {
  const [method = 0, flags = 0] = file.subarray(start, start + 2);
  return (method & 0x0f) === 8 && ((method << 8) | flags) % 31 === 0;
}

/** The most that a byte of deflate can become. */
const worstRatio = 1032;

function inflatedBytes(stream: Buffer, allowance: number): number {
  try {
    return inflateSync(stream, { maxOutputLength: allowance, finishFlush: zlib.Z_SYNC_FLUSH }).length;
  } catch (cause) {
    // The reader goes as far into a damaged stream as it can, which is not known here: the worst is assumed.
    return (cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? allowance : stream.length * worstRatio;
  }
}

function reasonOf(cause: unknown): string {
  const name = cause instanceof Error ? cause.name : "";
  if (name === "PasswordException") return "The PDF is encrypted and needs a password.";
  if (name === "InvalidPDFException") return "The PDF is damaged and cannot be read.";
  const detail = cause instanceof Error ? cause.message.slice(0, 200).replace(/\.$/, "") : "unknown reason";
  return `The PDF cannot be read: ${detail}.`;
}

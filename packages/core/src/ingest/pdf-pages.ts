import { cut } from "#kit/text";
import type { PdfTextBounds } from "./pdf-text.ts";
import { mailReasons } from "./sayings.ts";

/** Reads the text of a PDF in a process that may be killed while it does. Call `pdfText` instead, which starts that process. */

/** Throws an Error whose message tells a person why the file cannot be read. */
export async function pdfPages(file: Uint8Array, bounds: PdfTextBounds): Promise<string> {
  try {
    const { texts } = await pagesOf(file, bounds);
    return cut(texts.map((text) => `${text}\n`).join(""), bounds.maxChars).trimEnd();
  } catch (cause) {
    throw new Error(reasonOf(cause), { cause });
  }
}

/** The text of each page that is read, and how many pages there are. Throws what the reader throws. */
export async function pagesOf(file: Uint8Array, bounds: PdfTextBounds): Promise<{ texts: string[]; pages: number }> {
  const { getDocumentProxy } = await import("unpdf");
  // The reader neither evaluates code nor fetches anything: it gets no URL for fonts, character maps or codecs.
  const pdf = await getDocumentProxy(file, {
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    enableXfa: false,
    maxImageSize: 0,
    verbosity: 0,
  });
  return { texts: await readPages(pdf, bounds), pages: pdf.numPages };
}

/** Whether a reader has thrown because it needs a password. */
export const needsPassword = (cause: unknown): boolean => cause instanceof Error && cause.name === "PasswordException";

type PdfDocument = Awaited<ReturnType<typeof import("unpdf").getDocumentProxy>>;
type PdfPage = Awaited<ReturnType<PdfDocument["getPage"]>>;

async function readPages(pdf: PdfDocument, bounds: PdfTextBounds): Promise<string[]> {
  const texts: string[] = [];
  let chars = 0;
  for (let number = 1; number <= Math.min(pdf.numPages, bounds.maxPages) && chars < bounds.maxChars; number++) {
    const page = await pdf.getPage(number);
    const pieces = await readPieces(page, bounds);
    const text = linesOf(pieces, bounds.maxChars - chars).join("\n");
    texts.push(text);
    chars += text.length + 1;
    page.cleanup();
  }
  return texts;
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

/** Reads a page as a stream, so that reading can stop in the middle of one that never ends. */
async function readPieces(page: PdfPage, bounds: PdfTextBounds): Promise<Piece[]> {
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
      // The reader requires an Error as the reason.
      await reader.cancel(new Error("enough text"));
      break;
    }
  }
  return pieces;
}

function pieceOf(item: unknown): Piece | null {
  const { str, width, transform } = item as { str?: unknown; width?: unknown; transform?: unknown };
  if (typeof str !== "string" || str.replaceAll("\0", "").trim() === "" || !Array.isArray(transform)) return null;
  const [a, b, c, d, x, y] = transform.map(Number);
  if (x === undefined || y === undefined || !Number.isFinite(x) || !Number.isFinite(y)) return null;
  const height = Math.hypot(Number(c), Number(d)) || 10;
  // Without a width (fonts without metrics) half an em per character is close.
  const measured = Number(width) > 0 ? Number(width) : str.length * height * 0.5;
  const isUpright = Math.abs(Number(a)) > Math.abs(Number(b));
  // Postgres refuses NUL.
  return { text: str.replaceAll("\0", "").replace(/\s/g, " "), x, y, width: measured, height, isUpright };
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
  // Vertical text in the margin belongs to no line; it is appended so that nothing is lost.
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

/** Puts each piece at its column of a fixed-pitch page, so that columns of neighbouring lines stay aligned. */
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

function reasonOf(cause: unknown): string {
  const name = cause instanceof Error ? cause.name : "";
  if (needsPassword(cause)) return mailReasons("pdf_encrypted").text;
  if (name === "InvalidPDFException") return mailReasons("pdf_damaged").text;
  const detail = cause instanceof Error ? cut(cause.message, 200).replace(/\.$/, "") : "unknown reason";
  return `The PDF cannot be read: ${detail}.`;
}

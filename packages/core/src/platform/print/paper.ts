/** Pages of a PDF that are written on: lines of text, wrapped to a width, and rules between them. Lengths are points, from the top left. */
import {
  beginText,
  endText,
  lineTo,
  moveTo,
  PDFDocument,
  type PDFHexString,
  PDFOperator,
  PDFOperatorNames,
  type PDFPage,
  setFillingGrayscaleColor,
  setFontAndSize,
  setLineWidth,
  setStrokingGrayscaleColor,
  setTextMatrix,
  stroke,
} from "@cantoo/pdf-lib";
import { type Typeface, typeface, type Weight } from "./typeface.ts";
import { isRightToLeft } from "./visual.ts";
import { wrapped } from "./wrapping.ts";

export const A4 = { width: 595.28, height: 841.89 };
export const LETTER = { width: 612, height: 792 };

export interface Style {
  size: number;
  weight?: Weight;
  /** From 0, black, to 1, white. */
  gray?: number;
}

/** A line of a text that may have several. */
export interface Line {
  text: string;
  /** Whether the text is written from right to left, and stands at the right of its column. */
  rightToLeft: boolean;
}

export interface Paper {
  width: number;
  height: number;
  /** Counts from 0; what is written goes to the last one unless it says otherwise. */
  pages(): number;
  addPage(): void;
  /** Writes one line whose baseline is `y` below the top; with `align: "right"` it ends at x. A line of a longer text goes as that does. */
  write(line: string | Line, at: { x: number; y: number; page?: number; align?: "left" | "right" }, style: Style): void;
  rule(from: { x: number; y: number }, length: number): void;
  widthOf(text: string, style: Style): number;
  /** A text in lines of at most this width. What is longer than a line without a space is broken where it has to be. */
  wrap(text: string, width: number, style: Style): Line[];
  bytes(): Promise<Uint8Array>;
}

/** `made`: the time that the file has in it, so that the same content makes the same bytes. */
export async function paper(
  size: { width: number; height: number },
  about: { title: string; language: string; made: Date },
): Promise<Paper> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(about.title, { showInWindowTitleBar: true });
  document.setLanguage(about.language);
  document.setProducer("LifeOS");
  document.setCreationDate(about.made);
  document.setModificationDate(about.made);
  const faces: Record<Weight, Typeface> = {
    regular: typeface(document, "regular"),
    bold: typeface(document, "bold"),
  };
  const pages: PDFPage[] = [];
  const faceOf = ({ weight = "regular" }: Style) => faces[weight];
  const widthOf = (text: string, style: Style) => faceOf(style).widthOf(text) * style.size;

  return {
    ...size,
    pages: () => pages.length,
    addPage() {
      pages.push(document.addPage([size.width, size.height]));
    },
    write(line, { x, y, page = pages.length - 1, align = "left" }, style) {
      const face = faceOf(style);
      const { text, rightToLeft } = typeof line === "string" ? { text: line, rightToLeft: isRightToLeft(line) } : line;
      const { parts, width } = face.line(text, rightToLeft);
      const sheet = pages[page]!;
      const left = align === "right" ? x - width * style.size : x;
      sheet.pushOperators(
        beginText(),
        setFillingGrayscaleColor(style.gray ?? 0),
        setFontAndSize(sheet.node.newFontDictionary("F", face.ref), style.size),
        setTextMatrix(1, 0, 0, 1, left, size.height - y),
        showParts(parts),
        endText(),
      );
    },
    rule({ x, y }, length) {
      pages
        .at(-1)!
        .pushOperators(
          setLineWidth(0.5),
          setStrokingGrayscaleColor(0.7),
          moveTo(x, size.height - y),
          lineTo(x + length, size.height - y),
          stroke(),
        );
    },
    widthOf,
    wrap: (text, width, style) =>
      text.split(/\r\n|[\n\r\u2028\u2029]/).flatMap((paragraph) => {
        const rightToLeft = isRightToLeft(paragraph);
        const lines = wrapped(paragraph, width, (some) => widthOf(some, style));
        return lines.map((line) => ({ text: line, rightToLeft }));
      }),
    bytes() {
      for (const face of Object.values(faces)) face.finish();
      return document.save();
    },
  };
}

/** The operator TJ (ISO 32000-1, 9.4.3). */
function showParts(parts: readonly (PDFHexString | number)[]): PDFOperator {
  const shown = parts.map((part) => (typeof part === "number" ? String(part) : part.toString()));
  return PDFOperator.of(PDFOperatorNames.ShowTextAdjusted, [`[${shown.join("")}]`]);
}

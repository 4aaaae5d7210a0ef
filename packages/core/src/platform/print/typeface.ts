/**
 * Text in a PDF, set in DejaVu Sans. Only the glyphs that are used are put into the file, and with each what is to be read there, so that a text that
 * is searched or copied is the one that was written, also where letters are drawn in joined forms or are not in the font.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type PDFDocument, PDFHexString, type PDFRef } from "@cantoo/pdf-lib";
import { type Font, readFont } from "./truetype.ts";
import { drawn, isRightToLeft } from "./visual.ts";

/**
 * Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic letters, and many signs. Of others, such as Chinese, Devanagari or emoji, it has
 * no glyph: a box is drawn for each.
 */
const FILES = { regular: "DejaVuSans.ttf", bold: "DejaVuSans-Bold.ttf" } as const;
export type Weight = keyof typeof FILES;
const BOX = 0x25a1;

/** In a bundle the fonts are beside the artifact. */
const fileOf = (weight: Weight): URL | string =>
  import.meta.url.endsWith(".ts")
    ? createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${FILES[weight]}`)
    : new URL(`./${FILES[weight]}`, import.meta.url);

const fonts: Partial<Record<Weight, Font>> = {};
function fontOf(weight: Weight): Font {
  fonts[weight] ??= readFont(readFileSync(fileOf(weight)));
  return fonts[weight];
}

/**
 * A line as a PDF shows it (operator TJ): what stands for its characters, with how far the pen goes back between them in thousandths of the size;
 * and how long it is at one point.
 */
export interface Line {
  parts: readonly (PDFHexString | number)[];
  width: number;
}

export interface Typeface {
  ref: PDFRef;
  /** `rightToLeft`: whether the text that it is a line of is written so. */
  line(text: string, rightToLeft: boolean): Line;
  /** The width of a line at one point. */
  widthOf(text: string): number;
  /** Puts the font into the document, once all lines are known. */
  finish(): void;
}

/** A font of a document. */
export function typeface(document: PDFDocument, weight: Weight): Typeface {
  const font = fontOf(weight);
  const ref = document.context.nextRef();
  /** By glyph and what is read there: its code, which counts from 1. */
  const codes = new Map<string, number>();
  const used: { glyph: number; source: string }[] = [];
  const known = new Map<number, number>();
  const glyphOf = (character: number): number => {
    const glyph = known.get(character) ?? (font.glyphOf(character) || font.glyphOf(BOX));
    known.set(character, glyph);
    return glyph;
  };
  const glyphsOf = (text: string, rightToLeft: boolean) =>
    drawn(text, rightToLeft).map(({ character, ...rest }) => ({
      ...rest,
      glyph: glyphOf(character),
    }));
  const lengthOf = (glyphs: readonly { glyph: number }[]) =>
    glyphs.reduce((sum, { glyph }) => sum + font.advanceOf(glyph), 0) / font.unitsPerEm;
  const codeOf = (glyph: number, source: string) => {
    const key = `${glyph} ${source}`;
    const code = codes.get(key) ?? used.push({ glyph, source });
    codes.set(key, code);
    return code;
  };
  return {
    ref,
    widthOf: (text) => lengthOf(glyphsOf(text, false)),
    line(text, rightToLeft) {
      const glyphs = glyphsOf(text, rightToLeft);
      const parts: (PDFHexString | number)[] = [];
      let codes = "";
      const backs = backsOf(font, glyphs);
      for (const [i, { glyph, source }] of glyphs.entries()) {
        const code = hex4(codeOf(glyph, source));
        const back = backs[i]!;
        if (back === 0) {
          codes += code;
          continue;
        }
        parts.push(PDFHexString.of(codes), back, PDFHexString.of(code), -back);
        codes = "";
      }
      return { parts: [...parts, PDFHexString.of(codes)], width: lengthOf(glyphs) };
    },
    finish: () => embed(document, ref, font, FILES[weight].replace(".ttf", ""), used),
  };
}

interface Glyph {
  glyph: number;
  source: string;
  isMark: boolean;
}

/**
 * How far the pen goes back before each glyph, in thousandths of the size, so that a mark stands over the middle of its letter; 0 for what is none.
 * The letter of a mark is the last one before it, or from right to left the next one after it.
 */
export function backsOf(font: Pick<Font, "advanceOf" | "middleOf" | "unitsPerEm">, glyphs: readonly Glyph[]): number[] {
  if (!glyphs.some(({ isMark }) => isMark)) return glyphs.map(() => 0);
  const middles = glyphs.map(({ glyph }) => font.middleOf(glyph));
  const starts = [0];
  for (const { glyph } of glyphs) starts.push(starts.at(-1)! + font.advanceOf(glyph));
  const isLetter = (i: number) => !glyphs[i]!.isMark && middles[i] !== undefined;
  const [before, after] = [new Array<number>(glyphs.length), new Array<number>(glyphs.length)];
  for (let i = 0, letter = -1; i < glyphs.length; i++) {
    before[i] = letter;
    if (isLetter(i)) letter = i;
  }
  for (let i = glyphs.length - 1, letter = -1; i >= 0; i--) {
    after[i] = letter;
    if (isLetter(i)) letter = i;
  }
  return glyphs.map(({ isMark, source }, mark) => {
    if (!isMark) return 0;
    const isRight = isRightToLeft(source) || /[\u0590-\u05cf\u0610-\u06ed]/.test(source);
    const letter = (isRight ? after : before)[mark]!;
    if (letter === -1) return 0;
    const middle = middles[letter]! - (middles[mark] ?? 0);
    return Math.round(((starts[mark]! - starts[letter]! - middle) * 1000) / font.unitsPerEm);
  });
}

const hex4 = (value: number) => value.toString(16).padStart(4, "0");

/** A composite font (ISO 32000-1, 9.7): codes of two bytes, a table from these to glyphs, their widths, and what is read of each (9.10.3). */
function embed(
  { context }: PDFDocument,
  ref: PDFRef,
  font: Font,
  name: string,
  used: readonly { glyph: number; source: string }[],
): void {
  const glyphs = [...new Set(used.map(({ glyph }) => glyph))];
  const numberOf = new Map(glyphs.map((glyph, i) => [glyph, i + 1]));
  const thousandths = (units: number) => Math.round((units * 1000) / font.unitsPerEm);
  const toGlyphs = new Uint8Array((used.length + 1) * 2);
  used.forEach(({ glyph }, i) => {
    new DataView(toGlyphs.buffer).setUint16((i + 1) * 2, numberOf.get(glyph)!);
  });
  const bytes = font.subset(glyphs);
  const baseFont = `LIFEOS+${name}`;
  const descriptor = context.register(
    context.obj({
      Type: "FontDescriptor",
      FontName: baseFont,
      // Symbolic: its glyphs are found by the table above and by no encoding.
      Flags: 4,
      FontBBox: font.box.map(thousandths),
      ItalicAngle: 0,
      Ascent: thousandths(font.ascent),
      Descent: thousandths(font.descent),
      CapHeight: thousandths(font.capHeight),
      StemV: 80,
      FontFile2: context.register(context.flateStream(bytes, { Length1: bytes.length })),
    }),
  );
  const descendant = context.register(
    context.obj({
      Type: "Font",
      Subtype: "CIDFontType2",
      BaseFont: baseFont,
      CIDSystemInfo: {
        Registry: PDFHexString.fromText("Adobe"),
        Ordering: PDFHexString.fromText("Identity"),
        Supplement: 0,
      },
      FontDescriptor: descriptor,
      DW: 0,
      W: [1, used.map(({ glyph }) => thousandths(font.advanceOf(glyph)))],
      CIDToGIDMap: context.register(context.flateStream(toGlyphs)),
    }),
  );
  context.assign(
    ref,
    context.obj({
      Type: "Font",
      Subtype: "Type0",
      BaseFont: baseFont,
      Encoding: "Identity-H",
      DescendantFonts: [descendant],
      ToUnicode: context.register(context.flateStream(toUnicode(used.map(({ source }) => source)))),
    }),
  );
}

/** At most so many entries stand in one part of such a table. */
const IN_ONE_PART = 100;

function toUnicode(sources: readonly string[]): string {
  const entries = sources.map((source, i) => `<${hex4(i + 1)}> <${utf16(source)}>`);
  const parts = Array.from({ length: Math.ceil(entries.length / IN_ONE_PART) }, (_, i) => {
    const some = entries.slice(i * IN_ONE_PART, (i + 1) * IN_ONE_PART);
    return `${some.length} beginbfchar\n${some.join("\n")}\nendbfchar\n`;
  });
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${parts.join("")}endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}

const utf16 = (text: string) => Array.from({ length: text.length }, (_, i) => hex4(text.charCodeAt(i))).join("");

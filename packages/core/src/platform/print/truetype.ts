/**
 * Reads a TrueType font (OpenType 1.9), and writes one that has only some of its glyphs, as it is put into a PDF. The font is one of ours,
 * not of a stranger, so what is wrong with it is a fault and throws.
 *
 * fontkit would do it too, and is five times what an artifact may have (760 KB, of which most shapes scripts that this font lacks and
 * unpacks formats that it is not in). What pdf-lib makes of it drops the places of marks, and keeps one text for a glyph where a letter that was joined
 * or mirrored is read as another.
 */

export interface Font {
  unitsPerEm: number;
  /** In font units, as the tables `hhea` and `OS/2` have them. */
  ascent: number;
  descent: number;
  capHeight: number;
  box: readonly [xMin: number, yMin: number, xMax: number, yMax: number];
  /** The glyph of a character (code point); 0 where the font has none. */
  glyphOf(character: number): number;
  /** How far a glyph moves the pen, in font units. */
  advanceOf(glyph: number): number;
  /** Where the middle of what is drawn lies, from where the pen is; undefined of a glyph that draws nothing. */
  middleOf(glyph: number): number | undefined;
  /** A font with these glyphs in this order, from the number 1 on, and what they are composed of after them; 0 is what stands for no glyph. */
  subset(glyphs: readonly number[]): Uint8Array;
}

export function readFont(file: Uint8Array): Font {
  // Of Node's own buffers `slice` would be no copy.
  const bytes = new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, { at: number; length: number }>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const entry = 12 + i * 16;
    const tag = String.fromCharCode(...bytes.subarray(entry, entry + 4));
    tables.set(tag, { at: view.getUint32(entry + 8), length: view.getUint32(entry + 12) });
  }
  const at = (tag: string) => {
    const table = tables.get(tag);
    if (!table) throw new Error(`the font has no table ${tag}`);
    return table.at;
  };
  const bytesOf = (tag: string) => bytes.subarray(at(tag), at(tag) + tables.get(tag)!.length);
  const [head, hhea, hmtx, loca, glyf] = [at("head"), at("hhea"), at("hmtx"), at("loca"), at("glyf")];
  const numberOfMetrics = view.getUint16(hhea + 34);
  const isLong = view.getInt16(head + 50) === 1;
  const offsetOf = (glyph: number) =>
    isLong ? view.getUint32(loca + glyph * 4) : view.getUint16(loca + glyph * 2) * 2;
  const outlineOf = (glyph: number) => bytes.subarray(glyf + offsetOf(glyph), glyf + offsetOf(glyph + 1));
  const metricsAt = (glyph: number) => hmtx + Math.min(glyph, numberOfMetrics - 1) * 4;
  const bearingOf = (glyph: number) =>
    glyph < numberOfMetrics
      ? view.getInt16(hmtx + glyph * 4 + 2)
      : view.getInt16(hmtx + numberOfMetrics * 4 + (glyph - numberOfMetrics) * 2);
  const advanceOf = (glyph: number) => view.getUint16(metricsAt(glyph));
  const os2 = at("OS/2");

  return {
    unitsPerEm: view.getUint16(head + 18),
    ascent: view.getInt16(hhea + 4),
    descent: view.getInt16(hhea + 6),
    capHeight: view.getUint16(os2) >= 2 ? view.getInt16(os2 + 88) : view.getInt16(hhea + 4),
    box: [36, 38, 40, 42].map((offset) => view.getInt16(head + offset)) as [number, number, number, number],
    glyphOf: characters(view, at("cmap")),
    advanceOf,
    middleOf(glyph) {
      const at = glyf + offsetOf(glyph);
      return offsetOf(glyph) === offsetOf(glyph + 1) ? undefined : (view.getInt16(at + 2) + view.getInt16(at + 6)) / 2;
    },
    subset(glyphs) {
      const chosen = [0, ...glyphs];
      const numberOf = new Map(chosen.map((glyph, i) => [glyph, i]));
      const outlines: Uint8Array[] = [];
      // Parts are added at the end while the list is walked.
      for (let i = 0; i < chosen.length; i++)
        outlines.push(
          renumbered(outlineOf(chosen[i]!), (part) => {
            if (!numberOf.has(part)) numberOf.set(part, chosen.push(part) - 1);
            return numberOf.get(part)!;
          }),
        );
      return written({
        head: headOf(bytesOf("head")),
        hhea: with16(bytesOf("hhea"), 34, chosen.length),
        maxp: with16(bytesOf("maxp"), 4, chosen.length),
        hmtx: numbers(chosen.length * 4, (into) =>
          chosen.forEach((glyph, i) => {
            into.setUint16(i * 4, advanceOf(glyph));
            into.setInt16(i * 4 + 2, bearingOf(glyph));
          }),
        ),
        ...placed(outlines),
        ...Object.fromEntries(
          ["cvt ", "fpgm", "prep"].filter((tag) => tables.has(tag)).map((tag) => [tag, bytesOf(tag)]),
        ),
      });
    },
  };
}

/** What finds the glyph of a character: the table `cmap`, of which all of Unicode is preferred (format 12) to its first plane (format 4). */
function characters(view: DataView, cmap: number): (character: number) => number {
  const byFormat = new Map<number, number>();
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const entry = cmap + 4 + i * 8;
    const [platform, encoding] = [view.getUint16(entry), view.getUint16(entry + 2)];
    const table = cmap + view.getUint32(entry + 4);
    if (platform === 0 || (platform === 3 && (encoding === 1 || encoding === 10)))
      byFormat.set(view.getUint16(table), table);
  }
  const whole = byFormat.get(12);
  if (whole !== undefined)
    return (character) => {
      for (let i = 0, group = whole + 16; i < view.getUint32(whole + 12); i++, group += 12) {
        const first = view.getUint32(group);
        if (character < first) return 0;
        if (character <= view.getUint32(group + 4)) return view.getUint32(group + 8) + character - first;
      }
      return 0;
    };
  const plane = byFormat.get(4);
  if (plane === undefined) throw new Error("the font has no table of characters that is read here");
  const count = view.getUint16(plane + 6) / 2;
  const [ends, starts] = [plane + 14, plane + 16 + count * 2];
  return (character) => {
    for (let i = 0; i < count && character <= 0xffff; i++) {
      if (character > view.getUint16(ends + i * 2)) continue;
      const start = view.getUint16(starts + i * 2);
      if (character < start) return 0;
      const delta = view.getUint16(starts + count * 2 + i * 2);
      const rangeAt = starts + count * 4 + i * 2;
      const range = view.getUint16(rangeAt);
      if (range === 0) return (character + delta) & 0xffff;
      const glyph = view.getUint16(rangeAt + range + (character - start) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

/** Flags of the parts of a composed glyph (table `glyf`). */
const WORDS = 0x1;
const SCALE = 0x8;
const MORE = 0x20;
const TWO_SCALES = 0x40;
const MATRIX = 0x80;

/** An outline whose parts, where it is composed, have the numbers that `numberOf` gives them. */
function renumbered(outline: Uint8Array, numberOf: (part: number) => number): Uint8Array {
  if (outline.length === 0) return outline;
  const copy = outline.slice();
  const view = new DataView(copy.buffer);
  if (view.getInt16(0) >= 0) return copy;
  for (let at = 10, flags = MORE; flags & MORE; ) {
    flags = view.getUint16(at);
    view.setUint16(at + 2, numberOf(view.getUint16(at + 2)));
    at += 4 + (flags & WORDS ? 4 : 2) + (flags & SCALE ? 2 : flags & TWO_SCALES ? 4 : flags & MATRIX ? 8 : 0);
  }
  return copy;
}

/** The tables of outlines and of where each begins; each begins at a multiple of four. */
function placed(outlines: readonly Uint8Array[]): { glyf: Uint8Array; loca: Uint8Array } {
  const starts = [0];
  for (const { length } of outlines) starts.push(starts.at(-1)! + whole4(length));
  const glyf = new Uint8Array(starts.at(-1)!);
  outlines.forEach((outline, i) => {
    glyf.set(outline, starts[i]);
  });
  const loca = numbers(starts.length * 4, (into) => {
    for (const [i, start] of starts.entries()) into.setUint32(i * 4, start);
  });
  return { glyf, loca };
}

/** `head` with offsets of four bytes, and without the checksum of the file that it came from. */
const headOf = (head: Uint8Array) => {
  const copy = with16(head, 50, 1);
  new DataView(copy.buffer).setUint32(8, 0);
  return copy;
};

function with16(table: Uint8Array, offset: number, value: number): Uint8Array {
  const copy = table.slice();
  new DataView(copy.buffer).setUint16(offset, value);
  return copy;
}

function numbers(length: number, fill: (into: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(length);
  fill(new DataView(bytes.buffer));
  return bytes;
}

const whole4 = (length: number) => (length + 3) & ~3;

/** A font file of these tables. */
function written(tables: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const names = Object.keys(tables).sort();
  const power = 2 ** Math.floor(Math.log2(names.length));
  const head = 12 + names.length * 16;
  const file = new Uint8Array(head + names.reduce((sum, name) => sum + whole4(tables[name]!.length), 0));
  const view = new DataView(file.buffer);
  view.setUint32(0, 0x00010000);
  view.setUint16(4, names.length);
  view.setUint16(6, power * 16);
  view.setUint16(8, Math.log2(power));
  view.setUint16(10, (names.length - power) * 16);
  let at = head;
  names.forEach((name, i) => {
    const table = tables[name]!;
    const entry = 12 + i * 16;
    file.set(new TextEncoder().encode(name), entry);
    file.set(table, at);
    view.setUint32(entry + 4, checksum(view, at, whole4(table.length)));
    view.setUint32(entry + 8, at);
    view.setUint32(entry + 12, table.length);
    at += whole4(table.length);
  });
  return file;
}

function checksum(view: DataView, from: number, length: number): number {
  let sum = 0;
  for (let at = from; at < from + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { readFont } from "./truetype.ts";

const file = readFileSync(createRequire(import.meta.url).resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"));
const font = readFont(file);
const glyph = (character: string) => font.glyphOf(character.codePointAt(0)!);

/** The tables of a font by their names. */
function tablesOf(bytes: Uint8Array): Map<string, DataView> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new Map(
    Array.from({ length: view.getUint16(4) }, (_, i) => {
      const entry = 12 + i * 16;
      const tag = String.fromCharCode(...bytes.subarray(entry, entry + 4));
      return [
        tag,
        new DataView(bytes.buffer, bytes.byteOffset + view.getUint32(entry + 8), view.getUint32(entry + 12)),
      ];
    }),
  );
}
const outline = (tables: Map<string, DataView>, number: number): DataView => {
  const loca = tables.get("loca")!;
  const glyf = tables.get("glyf")!;
  const from = loca.getUint32(number * 4);
  return new DataView(glyf.buffer, glyf.byteOffset + from, loca.getUint32(number * 4 + 4) - from);
};

it("finds glyphs and their widths, and none for characters that the font lacks", () => {
  expect(font.unitsPerEm).toBe(2048);
  expect([glyph("A"), glyph("é"), glyph("ש"), glyph("ﻼ"), glyph("😀")].every((one) => one > 0)).toBe(true);
  expect([glyph("漢"), glyph("\u{10ffff}")]).toEqual([0, 0]);
  expect(font.advanceOf(glyph("i"))).toBeLessThan(font.advanceOf(glyph("W")));
  expect(font.middleOf(glyph(" "))).toBeUndefined();
});

it("writes a font of some glyphs, with what these are composed of, and leaves the whole one as it was", () => {
  const before = file.toString("base64");
  const chosen = [glyph("ü"), glyph("A"), glyph("é"), glyph(" ")];
  const bytes = font.subset(chosen);
  expect(bytes.length).toBeLessThan(file.length / 10);
  expect(font.subset(chosen)).toEqual(bytes);
  expect(file.toString("base64")).toBe(before);
  const tables = tablesOf(bytes);
  const count = tables.get("maxp")!.getUint16(4);
  expect(count).toBeGreaterThan(chosen.length + 1);
  expect(tables.get("hhea")!.getUint16(34)).toBe(count);
  chosen.forEach((one, i) => {
    expect(tables.get("hmtx")!.getUint16((i + 1) * 4)).toBe(font.advanceOf(one));
  });
  // ü is composed of u and its dots, which are in this font under numbers of their own and drawn by themselves.
  const composed = outline(tables, 1);
  expect(composed.getInt16(0)).toBe(-1);
  const part = composed.getUint16(12);
  expect(part > chosen.length && part < count).toBe(true);
  expect(outline(tables, part).getInt16(0)).toBeGreaterThan(0);
  expect(outline(tables, 2).getInt16(0)).toBeGreaterThan(0);
  expect(outline(tables, 4).byteLength).toBe(0);
});

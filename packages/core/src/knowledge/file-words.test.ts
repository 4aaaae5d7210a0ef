import { describe, expect, it } from "vitest";
import { plainText, wordsOf } from "./file-words.ts";

const of = (fileName: string, mimeType: string, text = "", details?: object) =>
  wordsOf({ fileName, mimeType, details, text: plainText(mimeType, Buffer.from(text)) });

describe("the tags of a file", () => {
  it.each([
    ["Rental_contract-2026 (final copy).pdf", "application/pdf", ["document", "rental", "contract", "2026"]],
    ["IMG_20260301_101112.jpg", "image/jpeg", ["picture"]],
    [
      "Übersicht Zähler.xlsx",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      ["spreadsheet", "übersicht", "zähler"],
    ],
    ["holidayVideo.mp4", "video/mp4", ["video", "holiday"]],
    [".gitignore", "text/plain", ["text", "gitignore"]],
    ["контакты.vcf", "text/vcard", ["contacts", "контакты"]],
    ["12345.bin", "application/x-thing", []],
  ])("of %s are those of its type and its name", (name, type, tags) => {
    expect(of(name, type).aiTags).toEqual(tags);
  });

  it("are ten at most", () => {
    const words = Array.from({ length: 30 }, (_, i) => String.fromCharCode(97 + (i % 26)).repeat(3 + (i % 5)));
    expect(of(`${words.join(" ")}.txt`, "text/plain").aiTags).toHaveLength(10);
  });

  it("tell a photo from a picture, and neither when nor where it was taken", () => {
    const details = {
      takenAt: "2026-03-01T10:11:12",
      latitude: 48.2,
      longitude: 16.3,
      widthPixels: 4032,
      heightPixels: 3024,
    };
    expect(of("IMG_1.jpg", "image/jpeg", "", details)).toEqual({
      aiTags: ["photo"],
      aiDescription: "A picture of 4032 × 3024 pixels.",
    });
  });
});

describe("the description of a text", () => {
  it.each([
    ["# Plan for May\n\nFirst we go.", "Plan for May"],
    ["\n---\n  Dear Anna, thank you. See you soon!\n", "Dear Anna, thank you."],
    ["12\n34\n", null],
    [`${"long ".repeat(200)}`, `${"long ".repeat(60).slice(0, 300)}`],
  ])("of %j is its first sentence", (text, description) => {
    const { aiDescription } = of("a.md", "text/markdown", text);
    if (description === null) expect(aiDescription).toBeNull();
    else expect(aiDescription!.slice(0, 290)).toBe(description.slice(0, 290));
  });
});

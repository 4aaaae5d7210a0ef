import { describe, expect, it } from "vitest";
import { documentTags } from "./document-words.ts";

describe("the tags of a document", () => {
  it.each([
    ["Amazon Web Services Invoice\nInvoice date: March 3, 2024", ["invoice", "2024"]],
    ["Müller & Söhne GmbH\nHauptstr. 1\nRechnung Nr. 7 vom 03.04.2025", ["invoice", "müller & söhne gmbh", "2025"]],
    ["Wohnungsmietvertrag\nzwischen Anna Ash und Bea Birk", ["contract"]],
    ["FACTURE n° 12\nLe Bon Pain SARL, 2026-01-31", ["invoice", "le bon pain sarl", "2026"]],
    ["Kontoauszug 3/2025 vom 31.03.2025", ["statement", "2025"]],
    ["Coolblue B.V.\nFactuur 12 maart 2014", ["invoice", "coolblue b.v.", "2014"]],
    ["Curriculum vitae\nAnna Ash", ["resume"]],
    ["A letter to a friend, with contractions and a reported case.", []],
    ["", []],
  ])("that begins with %j are %j", (text, tags) => {
    expect(documentTags(text)).toEqual(tags);
  });

  it("name the kind that comes first, and only what stands at the beginning", () => {
    expect(documentTags("Receipt for your invoice")[0]).toBe("receipt");
    expect(documentTags(`${"word ".repeat(700)}Invoice of 03.04.2025`)).toEqual([]);
  });
});

import { expect, it } from "vitest";
import { entities } from "#client";
import { optionsOf } from "#core/ingest/import-options";
import { importers } from "#core/ingest/importers.generated";
import { accepts } from "./kinds.ts";
import de from "./words.de.ts";
import en from "./words.en.ts";

it("tells by its name or by its type whether a file is of a kind", () => {
  const kind = { kind: "cards", title: "Cards", accepts: ["text/vcard", ".vcf"], options: [] };
  const files = [
    { name: "All.VCF", type: "" },
    { name: "cards", type: "text/vcard" },
    { name: "vcf", type: "" },
    { name: "a.vcf.html", type: "text/html" },
  ];
  expect(files.map((file) => accepts(kind, file))).toEqual([true, true, false, false]);
});

it("asks for every option of every kind in words of both languages", () => {
  const asked = importers.flatMap((importer) => optionsOf(importer));
  for (const { imports } of [en, de]) {
    const words: Record<string, { label: string; unsaid: string; choices?: Record<string, string> }> = imports.options;
    for (const { name, type, choices, row } of asked) {
      const wanted = type === "boolean" ? ["false", "true"] : choices.toSorted();
      if (wanted.length > 0) expect(wanted).toContain(words[name]?.unsaid);
      // A row is found in a list of the API.
      if (type === "row") expect([name, entities[row!.type]?.list]).toEqual([name, expect.any(String)]);
      expect([name, Object.keys(words[name]?.choices ?? {}).toSorted()]).toEqual([name, wanted]);
    }
    expect(Object.keys(words).toSorted()).toEqual([...new Set(asked.map(({ name }) => name))].toSorted());
  }
});

it("has a name for every kind in both languages, and for no other", () => {
  const kinds = importers.map(({ kind }) => kind).toSorted();
  expect(Object.keys(en.imports.kinds).toSorted()).toEqual(kinds);
  expect(Object.keys(de.imports.kinds).toSorted()).toEqual(kinds);
});

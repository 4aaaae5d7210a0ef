import { expect, it } from "vitest";
import { accepts } from "./kinds.ts";

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

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { slow } from "#testing/slow";
import { discover, projectRoot } from "./discover.ts";
import { contractOf, generate } from "./generate.ts";
import { declaredOperations } from "./streams.ts";

const files = await generate(await discover());

it("the committed files are what is generated", () => {
  const stale = Object.entries(files).filter(([file, text]) => {
    const target = path.join(projectRoot, file);
    return !existsSync(target) || readFileSync(target, "utf8") !== text;
  });
  expect(
    stale.map(([file]) => file),
    "run `npm run gen` and commit",
  ).toEqual([]);
});

it("git keeps one side of the generated files, and does not merge them", () => {
  const attributes = readFileSync(path.join(projectRoot, ".gitattributes"), "utf8");
  const unmerged = [...attributes.matchAll(/^(\S+) .*-merge$/gm)].map(([, pattern]) => pattern!);
  const merged = Object.keys(files).filter((file) => !unmerged.some((pattern) => path.matchesGlob(file, pattern)));
  expect(merged, "a line in .gitattributes").toEqual([]);
});

slow("is generated the same again by the same process", async () => {
  const again = contractOf(declaredOperations(await discover()));
  const text = JSON.stringify(JSON.parse(files["packages/contract/openapi.json"]!));
  // Of texts that differ in a place, a comparison by lines would take minutes.
  expect(JSON.stringify(again) === text).toBe(true);
});

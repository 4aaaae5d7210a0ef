import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { discover, projectRoot } from "./discover.ts";
import { contractOf, generate } from "./generate.ts";
import { declaredOperations } from "./streams.ts";

it("the committed files are what is generated", async () => {
  const files = await generate(await discover());
  const stale = Object.entries(files).filter(([file, text]) => {
    const target = path.join(projectRoot, file);
    return !existsSync(target) || readFileSync(target, "utf8") !== text;
  });
  expect(
    stale.map(([file]) => file),
    "run `npm run gen` and commit",
  ).toEqual([]);
});

it("is generated the same again by the same process", async () => {
  const operations = declaredOperations(await discover());
  expect(contractOf(operations)).toEqual(contractOf(operations));
});

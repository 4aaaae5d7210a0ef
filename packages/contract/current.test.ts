import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { discover, projectRoot } from "./discover.ts";
import { generate } from "./generate.ts";

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

it("the same is generated every time", async () => {
  const declarations = await discover();
  expect(await generate(declarations)).toEqual(await generate(declarations));
});

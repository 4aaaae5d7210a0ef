/** That imports point one way: pillars → frame, charts → ui, data, words, and no pillar knows another. */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const root = import.meta.dirname;
const MAY: Record<string, readonly string[]> = {
  pillar: ["frame", "charts", "ui", "data", "words"],
  frame: ["ui", "data", "words", "charts"],
  charts: ["ui", "words"],
  ui: ["words"],
  data: ["words"],
  words: [],
  // A page to look at components, which is no part of what people get.
  gallery: ["charts", "ui", "words"],
};
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g;
const TEST_FILES = /\.test\.tsx?$|\/pictures\.ts$/;

/** `ui` of src/ui/Button.tsx, `pillar work` of pillars/work/tasks.tsx. */
function placeOf(file: string): string | undefined {
  const [, pillar] = /^pillars\/([^/]+)\//.exec(file) ?? [];
  const [, folder] = /^src\/([^/]+)\//.exec(file) ?? [];
  return pillar ? `pillar ${pillar}` : folder;
}

const files = globSync("{src,pillars}/**/*.{ts,tsx}", { cwd: root }).filter((file) => !TEST_FILES.test(file));

const imports = files.flatMap((file) =>
  [...readFileSync(path.join(root, file), "utf8").matchAll(IMPORT)].flatMap(([, specifier = ""]) => {
    const target = specifier.startsWith("#console/")
      ? `src/${specifier.slice("#console/".length)}`
      : specifier.startsWith(".")
        ? path.posix.join(path.posix.dirname(file), specifier)
        : undefined;
    return target === undefined ? [] : [{ file, target }];
  }),
);

it("points from pages to what they are made of", () => {
  const wrong = imports.filter(({ file, target }) => {
    const from = placeOf(file);
    const to = placeOf(target);
    if (from === undefined || to === undefined || from === to) return false;
    return !MAY[from.startsWith("pillar ") ? "pillar" : from]!.includes(to);
  });
  expect(wrong).toEqual([]);
  expect(imports.length).toBeGreaterThan(50);
});

it("keeps what every start loads free of components", () => {
  const ofPillars = imports.filter(({ file }) => /^pillars\/[^/]+\/pillar\.ts$/.test(file));
  // A page is loaded by `import()` when it is opened.
  const eager = ofPillars.filter(({ file, target }) => {
    const text = readFileSync(path.join(root, file), "utf8");
    return target.endsWith(".tsx") && !text.includes(`import("./${path.basename(target)}")`);
  });
  expect(eager).toEqual([]);
});

it("has no page that is longer than can be read at once", () => {
  const long = files.filter((file) => readFileSync(path.join(root, file), "utf8").split("\n").length > 400);
  expect(long).toEqual([]);
});

/**
 * No files import each other in a cycle, so that each can be read, and loaded, after those that it needs. Type imports count as
 * well: they are erased at run time, but a reader follows them, and they may become imports of values.
 */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const { imports: aliases } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  imports: Record<string, string>;
};
const IMPORT = /^(?:import|export)\s(?:[^;"']*?\sfrom\s+)?["']([^"']+)["']/gm;

/** The file that an import refers to, as a path in the project; undefined for a package. */
function fileOf(specifier: string, importer: string): string | undefined {
  if (specifier.startsWith(".")) return path.posix.join(path.posix.dirname(importer), specifier);
  for (const [alias, target] of Object.entries(aliases)) {
    const [start, end] = alias.split("*") as [string, string?];
    if (end === undefined ? specifier === alias : specifier.startsWith(start))
      return path.posix.normalize(target.replace("*", specifier.slice(start.length)));
  }
  return undefined;
}

function importsOf(files: readonly string[]): Map<string, string[]> {
  return new Map(
    files.map((file) => {
      const text = readFileSync(path.join(root, file), "utf8");
      return [file, [...text.matchAll(IMPORT)].flatMap(([, specifier]) => fileOf(specifier!, file) ?? [])];
    }),
  );
}

/** The cycles that a depth-first search finds. */
function circlesIn(graph: ReadonlyMap<string, string[]>): string[] {
  const done = new Set<string>();
  const trail: string[] = [];
  const found: string[] = [];
  const visit = (file: string) => {
    const at = trail.indexOf(file);
    if (at >= 0) found.push([...trail.slice(at), file].join(" → "));
    if (at >= 0 || done.has(file)) return;
    trail.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    trail.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return found;
}

it("no files import each other in a cycle", () => {
  const graph = importsOf(
    globSync("{bench,functions,packages,scripts,stacks}/**/*.{ts,tsx}", {
      cwd: root,
      exclude: ["**/node_modules/**"],
    }).sort(),
  );
  expect(graph.get("packages/core/src/health/meals.ts")).toContain("packages/core/src/health/meals.sql.ts");
  expect(circlesIn(graph)).toEqual([]);
});

it("a cycle is detected at any length", () => {
  const graph = new Map(Object.entries({ a: ["b"], b: ["c", "d"], c: ["a"], d: [] }));
  expect(circlesIn(graph)).toEqual(["a → b → c → a"]);
});

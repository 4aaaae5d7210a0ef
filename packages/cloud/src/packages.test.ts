/** Which package may import what, and how much an author has to read. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { projectRoot } from "../../contract/discover.ts";

const kit = path.join(projectRoot, "packages/kit/src");
const sources = readdirSync(kit)
  .filter((name) => /\.ts$/.test(name) && !/\.(test|test-d|fixture)\.ts$/.test(name))
  .map((name) => ({ name, text: readFileSync(path.join(kit, name), "utf8") }));

const importsOf = (text: string) => [...text.matchAll(/^(?:import|export)( type)? [^;]*? from "([^"]+)";$/gm)];

it("kit takes types from cloud and nothing else, and nothing of what stands on both", () => {
  for (const { name, text } of sources)
    for (const [statement, isType, from] of importsOf(text)) {
      if (from!.startsWith("#cloud/")) expect(isType, `${name}: ${statement}`).toBe(" type");
      else expect(from, name).toMatch(/^(\.\/|[a-z@])/);
    }
});

it("cloud imports kit, libraries and itself", () => {
  const cloud = path.join(projectRoot, "packages/cloud/src");
  const files = readdirSync(cloud, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => /\.ts$/.test(name) && !/\.(test|fixture)\.ts$/.test(name)))
    for (const [statement, , from] of importsOf(readFileSync(path.join(cloud, file), "utf8")))
      expect(from, `${file}: ${statement}`).toMatch(/^(#kit\/|\.\.?\/|node:|[a-z@])/);
});

it("what runs in a Lambda calls other servers by cloud/http alone, and no AWS SDK", () => {
  const files = ["packages/kit/src", "packages/cloud/src", "packages/core/src", "functions"].flatMap((folder) =>
    readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: "utf8" }).map(
      (name) => `${folder}/${name}`,
    ),
  );
  const product = files.filter((name) => /\.ts$/.test(name) && !/\.(test|test-d|fixture)\.ts$/.test(name));
  const isCaller = /from "(node:)?(https?|http2|net|tls)"|from "(@aws-sdk\/|undici)|[^.\w]fetch\(/;
  const withoutTypes = (text: string) => text.replace(/^import type [^;]*;$/gm, "");
  const callers = product.filter((name) =>
    isCaller.test(withoutTypes(readFileSync(path.join(projectRoot, name), "utf8"))),
  );
  // The client of models calls by fetch, and is loaded where a model is asked alone.
  expect(callers).toEqual(["packages/core/src/cortex/door/model.ts"]);
});

it("no start of the product stands in for the network", () => {
  const files = ["packages/cloud/src", "packages/local/src", "functions", "packages/core/src"].flatMap((folder) =>
    readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: "utf8" }).map((name) =>
      path.join(projectRoot, folder, name),
    ),
  );
  const starts = files
    .filter((name) => /\.ts$/.test(name) && !/\.(test|fixture)\.ts$/.test(name))
    .map((name) => readFileSync(name, "utf8"))
    .filter((text) => /\bconfigure\(\{/.test(text));
  expect(starts).not.toHaveLength(0);
  for (const start of starts) expect(start).not.toMatch(/\bnetwork\s*[:,]/);
});

it("every library that is installed is used", () => {
  const folders = ["packages", "functions", "scripts", "stacks", "bench"];
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: "utf8" }).map((name) =>
      path.join(projectRoot, folder, name),
    ),
  );
  const text = [...files.filter((name) => /\.(tsx?|mjs)$/.test(name) && !name.includes("node_modules")), "biome.json"]
    .map((name) => readFileSync(path.resolve(projectRoot, name), "utf8"))
    .join("\n");
  const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(projectRoot, "package.json"), "utf8"));
  const uses = ['from "', 'import "', 'import("', 'resolve("', "node_modules/"];
  const isUsed = (name: string) =>
    uses.some((use) => text.includes(`${use}${name}"`) || text.includes(`${use}${name}/`));
  // Node itself, types that the compiler takes by itself, and what aws-cdk-lib asks for beside it.
  const others = Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) => !name.startsWith("@types/") && !["node", "constructs"].includes(name),
  );
  expect(others.filter((name) => !isUsed(name))).toEqual([]);
});

it("an author reads at most 3,000 lines of kit; the rest is what those stand on", () => {
  const read = new Set(
    "endpoint crud table columns wire event change change-many query consumer schedule stream workflow problem ctx transition row third-party".split(
      " ",
    ),
  );
  const lines = sources
    .filter(({ name }) => read.has(name.replace(".ts", "")))
    .map(({ text }) => text.split("\n").length - 1);
  expect(lines).toHaveLength(read.size);
  expect(lines.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(3_000);
});

/** The commands, files and names in the documentation exist. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Manifest } from "../packages/contract/manifest.ts";
import { parameterNames } from "../stacks/parameters.ts";
import { credentials, stageSecrets } from "../stacks/sst/settings.ts";
import { size, table } from "./costs.ts";

const root = path.resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const folder = (name: string) => readdirSync(path.join(root, name)).map((file) => `${name}/${file}`);
const workflows = folder(".github/workflows");
const pages = ["README.md", "CONTRIBUTING.md", ...folder("docs").filter((file) => file.endsWith(".md"))];
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
const manifest = JSON.parse(read("packages/contract/manifest.json")) as Manifest;

describe.each([...pages, ...workflows])("%s", (file) => {
  const text = read(file);

  it("names existing npm scripts", () => {
    const named = [...text.matchAll(/npm run ([a-z][a-z:-]*)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it("names existing files", () => {
    const topLevel = readdirSync(root).filter((name) => !/^(node_modules|packages)$/.test(name));
    const isOurs = (name: string) => topLevel.some((top) => name.startsWith(`${top}/`)) || name.startsWith("packages/");
    const named = [...text.matchAll(/(?<![\w/.<-])((?:[\w.-]+\/)+[\w.-]+\.(?:ts|mjs|json|sql|yml|md))\b/g)]
      .map(([, name]) => name!)
      .filter((name) => isOurs(name) && !name.startsWith(".sst/") && !/symptoms/.test(name));
    expect(named.filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
    const linked = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, name]) => name!);
    expect(linked.filter((name) => !existsSync(path.resolve(root, path.dirname(file), name)))).toEqual([]);
  });

  it("names existing operations", () => {
    const streams = manifest.streams.map(({ path }) => ({ method: "GET", path }));
    const known = [...manifest.endpoints, ...streams].map((one) =>
      `${one.method} ${one.path}`.replace(/\{\w+\}/g, "{}"),
    );
    const named = [...text.matchAll(/`((?:GET|POST|PUT|PATCH|DELETE) \/v1\/[^`\s?]+)`/g)].map(([, one]) => one!);
    expect(named.filter((one) => !known.includes(one.replace(/\{\w+\}/g, "{}")) && !/symptoms/.test(one))).toEqual([]);
  });
});

it("uses the same Node options everywhere", () => {
  const flags = JSON.parse(read("packages/local/src/node-options.json")) as string[];
  const options = [...flags, "--import=./packages/local/src/quick-imports.mjs", "packages/local/src/cli.ts"];
  expect(read("deploy/lifeos.service")).toContain(options.join(" "));
  expect(read("deploy/Dockerfile")).toContain(options.map((option) => JSON.stringify(option)).join(", "));
});

describe("docs/deploy.md", () => {
  const text = read("docs/deploy.md");

  it("names every secret, credential and parameter of a deployment, and sets only existing secrets", () => {
    const words = new Set(text.match(/\w+/g));
    const asked = [...stageSecrets, ...credentials].map(({ name }) => name);
    const filledIn = ["AssetsBucket", "SecretsVersion", "SecretsArn"];
    expect(
      [...asked, ...parameterNames.filter((name) => !filledIn.includes(name))].filter((name) => !words.has(name)),
    ).toEqual([]);
    const set = [...text.matchAll(/sst secret set (\w+)/g)].map(([, name]) => name!);
    expect(set.toSorted()).toEqual(stageSecrets.flatMap(({ name, needed }) => (needed ? [name] : [])).toSorted());
  });

  it("shows the costs that scripts/costs.ts calculates, for a product at least as large as this one", () => {
    expect(text).toContain(table());
    const queues = manifest.consumers.filter(({ pattern }) => pattern !== null).length;
    expect(size.queues).toBeGreaterThanOrEqual(queues);
    expect(size.pillars).toBeGreaterThanOrEqual(new Set(manifest.endpoints.map(({ pillar }) => pillar)).size);
    expect(size.serves).toBeGreaterThanOrEqual(manifest.serves.length);
    expect(size.deadLetterConsumers).toBe(manifest.consumers.length - queues);
  });
});

describe.each(workflows)("%s", (file) => {
  const text = read(file);

  it("pins every action by the hash of a commit, and may write nothing by default", () => {
    const used = [...text.matchAll(/uses: (\S+)(.*)/g)].map(([, action, comment]) => `${action}${comment}`);
    expect(used.length).toBeGreaterThan(0);
    for (const one of used) expect(one).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
    expect(text).not.toMatch(/contents: write|write-all/);
  });

  it("puts no user input into a script", () => {
    const scripts = text.match(/run: (?:\|\n(?: {10}.*\n)+|.*)/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).not.toContain("${{");
  });
});

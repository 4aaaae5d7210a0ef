/** That pillars do not get in each other's way. */
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import type { Pillar } from "#console/frame/pillars.ts";
import type { Sentences } from "#console/frame/sentence.ts";
import { declaredEvents } from "#testing/declared-events";
import { type Contract, describeForm } from "./vite/describe-form.ts";

const root = path.join(import.meta.dirname, "pillars");
const pillars = await Promise.all(
  globSync("*/pillar.ts", { cwd: root }).map(async (file) => {
    const { default: pillar } = await moduleOf<Pillar>(file);
    const told = path.join(path.dirname(file), "sentences.ts");
    const sentences = existsSync(path.join(root, told)) ? (await moduleOf<Sentences>(told)).default : {};
    return { folder: path.dirname(file), pillar, sentences };
  }),
);

async function moduleOf<T>(file: string): Promise<{ default: T }> {
  return (await import(pathToFileURL(path.join(root, file)).href)) as { default: T };
}

const repeated = (values: readonly (string | undefined)[]) =>
  values.filter((value, at) => value !== undefined && values.indexOf(value) !== at);

it("have the names of their folders", () => {
  expect(pillars.filter(({ folder, pillar }) => folder !== pillar.name)).toEqual([]);
  expect(pillars.length).toBeGreaterThan(0);
});

it("share no path, no key, no command and no entity", () => {
  const all = pillars.map(({ pillar }) => pillar);
  const pages = all.flatMap(({ pages }) => pages);
  const commands = all.flatMap(({ commands = [] }) => commands);
  // A parameter takes any value, so that its name makes no other path.
  expect(repeated(pages.map(({ path: at }) => at.replace(/:\w+/g, ":")))).toEqual([]);
  expect(repeated([...pages.map(({ key }) => key && `g ${key}`), ...commands.map(({ keys }) => keys)])).toEqual([]);
  expect(repeated(commands.map(({ id }) => id))).toEqual([]);
  expect(repeated(all.flatMap(({ entities = {} }) => Object.keys(entities)))).toEqual([]);
});

it("say everything in both languages", () => {
  const labels = pillars.flatMap(({ pillar: { pages, commands = [], entities = {} }, sentences }) => [
    ...pages.map(({ label }) => label),
    ...commands.map(({ label }) => label),
    ...Object.values(entities).map(({ label }) => label),
    ...Object.values(sentences).flatMap(({ events = {} }) => Object.values(events)),
  ]);
  expect(labels.filter(({ en, de }) => en === "" || de === "")).toEqual([]);
});

describe("entities", () => {
  const entities: Sentences = Object.assign({}, ...pillars.map(({ sentences }) => sentences));

  it("are named as they are declared wherever a page leads to one", () => {
    const named = globSync("**/*.tsx", { cwd: root }).flatMap((file) =>
      [...readFileSync(path.join(root, file), "utf8").matchAll(/<Entity\b[^>]*?\btype="([^"]+)"/g)].map(([, type]) => ({
        file,
        type: type!,
      })),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(({ type }) => !entities[type])).toEqual([]);
  });

  it("have a sentence in both languages for every event there is, and for no other", async () => {
    const declared = await declaredEvents();
    const sentences = declared.map(({ type, entityType, action }) => ({
      type,
      sentence: (entities[type] ?? entities[entityType])?.events?.[action],
    }));
    const unsaid = sentences.filter(({ sentence }) => !sentence?.en || !sentence.de).map(({ type }) => type);
    expect(unsaid, "say them in packages/console/pillars/<pillar>/sentences.ts").toEqual([]);
    const told = new Set(
      declared.flatMap(({ type, entityType, action }) => [`${entityType}.${action}`, `${type}.${action}`]),
    );
    const ofNothing = Object.entries(entities).flatMap(([name, entity]) =>
      Object.keys(entity?.events ?? {})
        .map((action) => `${name}.${action}`)
        .filter((one) => !told.has(one)),
    );
    expect(ofNothing, "sentences of events that no longer exist").toEqual([]);
  });

  it("stand in the pillar whose events they tell", async () => {
    const pillarOf = new Map(
      (await declaredEvents()).flatMap(({ type, entityType, pillar }) => [
        [type, pillar],
        [entityType, pillar],
      ]),
    );
    const elsewhere = pillars.flatMap(({ pillar }) =>
      Object.keys(pillar.entities ?? {}).filter((name) => pillarOf.has(name) && pillarOf.get(name) !== pillar.name),
    );
    expect(elsewhere).toEqual([]);
  });
});

it("call every field that their forms change by a name in both languages", async () => {
  const contract = JSON.parse(readFileSync(path.join(root, "../../contract/openapi.json"), "utf8")) as Contract;
  for (const { folder } of pillars) {
    const sources = globSync("*.{ts,tsx}", { cwd: path.join(root, folder) }).map((file) =>
      readFileSync(path.join(root, folder, file), "utf8"),
    );
    const operations = new Set(
      sources.flatMap((text) => text.match(/(?<=["`:])[a-z-]+\.[a-z-]+\.(update|put)(?=["`])/g) ?? []),
    );
    const fields = [...operations].flatMap((operation) => Object.keys(describeForm(contract, operation).fields));
    for (const language of ["en", "de"]) {
      if (fields.length === 0) continue;
      const { default: names } = await import(pathToFileURL(path.join(root, folder, `fields.${language}.ts`)).href);
      expect(fields.filter((field) => !names[field])).toEqual([]);
    }
  }
});

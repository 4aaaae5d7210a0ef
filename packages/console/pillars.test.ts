/** That pillars do not get in each other's way. */
import { globSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import type { Pillar } from "#console/frame/pillars.ts";

const root = path.join(import.meta.dirname, "pillars");
const pillars = await Promise.all(
  globSync("*/pillar.ts", { cwd: root }).map(async (file) => {
    const { default: pillar } = (await import(pathToFileURL(path.join(root, file)).href)) as { default: Pillar };
    return { folder: path.dirname(file), pillar };
  }),
);

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
  const labels = pillars.flatMap(({ pillar: { pages, commands = [], entities = {} } }) => [
    ...pages.map(({ label }) => label),
    ...commands.map(({ label }) => label),
    ...Object.values(entities).flatMap(({ label, events = {} }) => [label, ...Object.values(events)]),
  ]);
  expect(labels.filter(({ en, de }) => en === "" || de === "")).toEqual([]);
});

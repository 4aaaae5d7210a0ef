/** A build repeats what has changed, and nothing else. */
import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { slow } from "#testing/slow";
import type { Manifest } from "../../packages/contract/manifest.ts";
import { bundle } from "./bundle.ts";
import { sourcesOf } from "./last-build.ts";

const root = path.resolve(import.meta.dirname, "../..");
const committed = JSON.parse(readFileSync(path.join(root, "packages/contract/manifest.json"), "utf8")) as Manifest;
const FILES = ["functions/platform/health.ts", "functions/platform/weather.ts"];
const manifest = {
  ...committed,
  endpoints: committed.endpoints.filter(({ file }) => FILES.includes(file)),
  streams: [],
  consumers: [],
  schedules: [],
  serves: [],
};
/** Long before anything that a build writes. */
const LONG_AGO = new Date("2020-01-01T00:00:00Z");

let folder: string;
const index = (name: string) => path.join(folder, name, "index.mjs");
const record = () => path.join(folder, "last-build.json");

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "lifeos-build-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The artifacts that a build writes. */
async function written(of = manifest): Promise<string[]> {
  const names = () =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((one) => one.endsWith("index.mjs"));
  for (const name of names()) utimesSync(path.join(folder, name), LONG_AGO, LONG_AGO);
  await bundle(folder, of);
  return names()
    .filter((name) => statSync(path.join(folder, name)).mtimeMs !== LONG_AGO.getTime())
    .map((name) => path.dirname(name))
    .toSorted();
}

/** Makes the record look as if a source had been different in the last build. */
function pretendChanged(name: string, source: string): void {
  const { made, ...rest } = JSON.parse(readFileSync(record(), "utf8"));
  for (const one of made) if (one.artifact.name === name && source in one.sources) one.sources[source] = "another";
  writeFileSync(record(), JSON.stringify({ ...rest, made }));
}

slow("is complete at first, and builds nothing when nothing has changed", async () => {
  expect(await written()).toEqual(["identity/authorizer", "platform/health", "platform/weather"]);
  const before = readFileSync(index("platform/weather"));
  const first = await bundle(folder, manifest);
  expect(await written()).toEqual([]);
  expect(await bundle(folder, manifest)).toEqual(first);
  expect(readFileSync(index("platform/weather"))).toEqual(before);
});

slow(
  "rebuilds every artifact that depends on a changed source, even if no code of it is left in the bundle, or it is in a file beside",
  async () => {
    pretendChanged("platform/weather", "packages/core/src/platform/openweathermap.ts");
    expect(await written()).toEqual(["platform/weather"]);
    pretendChanged("platform/health", "packages/cloud/src/transport/pg.ts");
    expect(await written()).toEqual(["platform/health"]);
  },
);

slow("rebuilds an artifact with other exports, and removes one that does not exist any more", async () => {
  const fewer = { ...manifest, endpoints: manifest.endpoints.filter(({ file }) => file !== FILES[0]) };
  expect(await written(fewer)).toEqual([]);
  expect(readdirSync(path.join(folder, "platform"))).toEqual(["weather"]);
  expect(await written()).toEqual(["platform/health"]);
  const [one, ...others] = manifest.endpoints as [(typeof manifest.endpoints)[number]];
  expect(await written({ ...manifest, endpoints: [{ ...one, method: "PUT" }, ...others] })).toHaveLength(1);
});

slow("is complete again when the tools have changed or an artifact is missing", async () => {
  writeFileSync(record(), JSON.stringify({ ...JSON.parse(readFileSync(record(), "utf8")), tools: "older" }));
  expect(await written()).toHaveLength(3);
  rmSync(index("platform/health"));
  expect(await written()).toEqual(["platform/health"]);
});

it("follows imports to every file, and ignores virtual modules of plugins", () => {
  const imports = (...paths: string[]) => ({
    bytes: 1,
    imports: paths.map((one) => ({ path: one, kind: "import-statement" as const })),
  });
  const inputs = {
    "artifact:a.ts": imports("a.ts", "builtin:fs"),
    "a.ts": imports("b.ts", "a.ts"),
    "b.ts": imports(),
    "builtin:fs": imports(),
  };
  expect(sourcesOf({ inputs, outputs: {} }, "artifact:a.ts")).toEqual(["a.ts", "b.ts"]);
});

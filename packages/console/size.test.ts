/** What a browser has to load: read from Vite's manifest, compressed as it is sent. */
import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, it } from "vitest";

const built = path.resolve(import.meta.dirname, "../../.build/console");
/** KB of 1,000 bytes, gzipped. */
const FIRST_LOAD = 180;
const STYLES = 15;
const PAGE = 25;

interface Chunk {
  file: string;
  name?: string;
  imports?: string[];
  dynamicImports?: string[];
}
type Manifest = Record<string, Chunk>;
let manifest: Manifest;
let html: string;

beforeAll(() => {
  execFileSync(process.execPath, [path.join(import.meta.dirname, "build.ts")], { stdio: "pipe" });
  manifest = JSON.parse(readFileSync(path.join(built, ".vite/manifest.json"), "utf8")) as Manifest;
  html = readFileSync(path.join(built, "index.html"), "utf8");
});

const kilobytesOf = (file: string) => gzipSync(readFileSync(path.join(built, file))).length / 1000;
const sum = (files: Iterable<string>) => [...files].reduce((total, file) => total + kilobytesOf(file), 0);

/** A chunk and what it cannot run without, by the keys of the manifest. */
function withImports(key: string, found = new Set<string>()): Set<string> {
  if (found.has(key)) return found;
  found.add(key);
  for (const one of manifest[key]!.imports ?? []) withImports(one, found);
  return found;
}

/** What is loaded before the page of the address: what signs in, the frame, and English words. */
function firstLoad(): Set<string> {
  const parts = [named("begin"), named("start"), "src/words/own.en.ts"];
  return parts.reduce((all, key) => withImports(key, all), new Set<string>());
}

/** Of a file that holds what several modules are, as vite.config.ts calls it. */
const named = (name: string): string => Object.keys(manifest).find((key) => manifest[key]!.name === name)!;

const filesOf = (keys: Iterable<string>) => new Set([...keys].map((key) => manifest[key]!.file));

it("loads at most 180 KB of script before the first page shows, all of which the page names", () => {
  const files = filesOf(firstLoad());
  const listed = [...files].map((file) => `${file} ${kilobytesOf(file).toFixed(1)}`);
  expect(sum(files), listed.join("\n")).toBeLessThanOrEqual(FIRST_LOAD);
  expect([...files].filter((file) => !html.includes(file))).toEqual([manifest["src/words/own.en.ts"]!.file]);
});

it("has styles that are small, in one file", () => {
  const [styles, ...others] = globSync("assets/*.css", { cwd: built }).filter((file) => html.includes(file));
  expect(others).toEqual([]);
  expect(kilobytesOf(styles!)).toBeLessThanOrEqual(STYLES);
});

it("has pages of at most 25 KB each, beside what they share", () => {
  const first = firstLoad();
  const pages = Object.keys(manifest).filter((key) => /^pillars\/[^/]+\/[^/]+\.tsx$/.test(key));
  const sizes = Object.fromEntries(pages.map((key) => [key, kilobytesOf(manifest[key]!.file)]));
  expect(Object.entries(sizes).filter(([, size]) => size > PAGE)).toEqual([]);
  expect(pages.filter((key) => first.has(key))).toEqual([]);
});

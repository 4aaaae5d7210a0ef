import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openDataFolder } from "./data-folder.ts";

let parent: string;
let umask: number;
beforeEach(() => {
  umask = process.umask(0);
  parent = mkdtempSync(path.join(tmpdir(), "lifeos-folder-"));
});
afterEach(() => {
  process.umask(umask);
  rmSync(parent, { recursive: true, force: true });
});
const modeOf = (...parts: string[]) => (lstatSync(path.join(parent, ...parts)).mode & 0o777).toString(8);

it("makes a folder that only its owner may read, and so everything that comes into it", () => {
  openDataFolder(path.join(parent, "data"));
  writeFileSync(path.join(parent, "data", "file"), "");
  expect([modeOf("data"), modeOf("data", "file")]).toEqual(["700", "600"]);
});

it("takes away what others may do with a folder that is there already, and follows no link out of it", () => {
  mkdirSync(path.join(parent, "data", "db", "base"), { recursive: true });
  writeFileSync(path.join(parent, "data", "db", "base", "1"), "");
  writeFileSync(path.join(parent, "outside"), "");
  chmodSync(path.join(parent, "data", "db", "base", "1"), 0o666);
  chmodSync(path.join(parent, "outside"), 0o644);
  symlinkSync(path.join(parent, "outside"), path.join(parent, "data", "link"));
  openDataFolder(path.join(parent, "data"));
  expect([modeOf("data"), modeOf("data", "db"), modeOf("data", "db", "base")]).toEqual(["700", "700", "700"]);
  expect([modeOf("data", "db", "base", "1"), modeOf("outside")]).toEqual(["600", "644"]);
});

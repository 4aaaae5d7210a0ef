import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { NotADataFolder, openDataFolder, refuseForeignFolder } from "./data-folder.ts";

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), "lifeos-folder-"));
});
afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});
const modeOf = (...parts: string[]) => (lstatSync(path.join(parent, ...parts)).mode & 0o777).toString(8);

it("makes a folder that only its owner may read, with those above it", () => {
  openDataFolder(path.join(parent, "one", "data"));
  expect(modeOf("one", "data")).toBe("700");
});

it("fails with a reason where no folder can be made", () => {
  writeFileSync(path.join(parent, "file"), "");
  for (const [folder, code] of [
    ["/proc/lifeos/data", "ENOENT"],
    [path.join(parent, "file"), "EEXIST"],
    [path.join(parent, "file", "data"), "EEXIST"],
  ] as const)
    if (process.platform === "linux") expect(() => openDataFolder(folder)).toThrow(code);
});

it("refuses a folder that holds other things", () => {
  refuseForeignFolder(parent);
  refuseForeignFolder(path.join(parent, "new"));
  writeFileSync(path.join(parent, "package.json"), "");
  expect(() => refuseForeignFolder(parent)).toThrow(NotADataFolder);
  writeFileSync(path.join(parent, "secrets.json"), "{}");
  refuseForeignFolder(parent);
});

it("removes the rights of others from an existing folder, and follows no link out of it", () => {
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

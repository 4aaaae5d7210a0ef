import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");

/** A checkout with what run.mjs reads, and an `npm` that notes that it was called and installs nothing. */
let checkout: string;
const called = () => existsSync(path.join(checkout, "npm-was-called"));
beforeEach(() => {
  checkout = mkdtempSync(path.join(tmpdir(), "lifeos-run-"));
  for (const name of ["scripts/run.mjs", "package-lock.json", "packages/local/src/node-options.json"])
    cpSync(path.join(root, name), path.join(checkout, name));
  mkdirSync(path.join(checkout, "bin"));
  const npm = path.join(checkout, "bin/npm");
  writeFileSync(npm, `#!/bin/sh\ntouch "${path.join(checkout, "npm-was-called")}"\nexit 3\n`);
  chmodSync(npm, 0o755);
});
afterEach(() => rmSync(checkout, { recursive: true, force: true }));

function runTask(env: NodeJS.ProcessEnv) {
  const PATH = [path.join(checkout, "bin"), process.env.PATH].join(path.delimiter);
  return spawnSync(process.execPath, ["scripts/run.mjs", "install"], {
    cwd: checkout,
    env: { PATH, ...env },
    encoding: "utf8",
  });
}

describe("a task of the project, in a checkout whose dependencies are not those of the lock file", () => {
  it("installs them first", () => {
    expect(runTask({}).status).toBe(3);
    expect(called()).toBe(true);
  });

  it("refuses to install them beneath running tests", () => {
    const { status, stderr } = runTask({ VITEST: "true" });
    expect(status).toBe(1);
    expect(stderr).toContain("Run npm test, which installs it first.");
    expect(called()).toBe(false);
  });
});

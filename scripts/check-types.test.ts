/** The product is type-checked without aws-cdk-lib, and every file is checked. */
import { execFileSync } from "node:child_process";
import { globSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { slow } from "#testing/slow";
import { compiler, projects } from "./check-types.ts";

const root = path.resolve(import.meta.dirname, "..");
const filesOf = (project: string): string[] =>
  execFileSync(process.execPath, [compiler, "-p", project, "--listFilesOnly"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 16 * 1024 ** 2,
  })
    .trim()
    .split("\n");
const [product, stacks, console] = projects.map(filesOf) as [string[], string[], string[]];
const isOfCdk = (file: string) => /node_modules\/(aws-cdk-lib|constructs|@aws-cdk)\//.test(file);

it("types of aws-cdk-lib are read for the stacks alone", () => {
  expect(product.filter(isOfCdk)).toEqual([]);
  expect(stacks.some(isOfCdk)).toBe(true);
});

slow("every file of the project is part of a checked project", () => {
  const written = globSync(["{functions,packages,scripts,stacks,bench}/**/*.{ts,tsx}", "*.ts"], { cwd: root });
  const checked = new Set(
    [...product, ...stacks, ...console].map((file) => path.relative(root, path.resolve(root, file))),
  );
  // sst.config.ts is checked in a project of its own, because it needs the types that SST downloads. Build output is not source.
  const ofSst = /^(sst\.config\.ts$|stacks\/sst\/resources\/|scripts\/check-sst\/|.*\b(node_modules|dist)\/)/;
  expect(written.filter((file) => !checked.has(file) && !ofSst.test(file))).toEqual([]);
});

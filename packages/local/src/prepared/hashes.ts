/**
 * Hashes of everything that a prepared file is made from: while a hash stays the same, the file need not be made again. They
 * cover contents and not modification times, which differ between copies.
 */
import { createHash, type Hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../../contract/discover.ts";
import { readMigrations, readRepeatable } from "../migrate.ts";

/** Covers the version of PGlite and its extension, the migrations, and the code that makes the template. */
export function templateHash(root = projectRoot): string {
  const hash = createHash("sha256");
  for (const file of [
    "node_modules/@electric-sql/pglite/package.json",
    "node_modules/@electric-sql/pglite-pgvector/package.json",
    "packages/local/src/migrate.ts",
    "packages/local/src/embedded-database.ts",
    "packages/local/src/prepared/template.ts",
    "packages/local/src/prepared/pack.ts",
  ])
    add(hash, root, file);
  const migrations = path.join(root, "migrations");
  for (const { name, hash: content } of readMigrations(migrations)) hash.update(`${name} ${content}\n`);
  hash.update(readRepeatable(migrations).hash);
  return short(hash);
}

/**
 * Covers every source that a declaration may depend on, and the versions of its dependencies. Tests and generated files are left
 * out.
 */
export function declarationsHash(root = projectRoot): string {
  const hash = createHash("sha256");
  for (const folder of ["functions", "packages"]) {
    const entries = readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" });
    const sources = entries.filter((name) => /(?<!\.test|\.d|\.fixture)\.(?:ts|mjs)$/.test(name) && !isTesting(name));
    for (const name of sources.sort()) add(hash, root, `${folder}/${name}`);
  }
  add(hash, root, "package.json");
  add(hash, root, "package-lock.json");
  return short(hash);
}

const isTesting = (name: string) => name.split(path.sep)[0] === "testing";

function add(hash: Hash, root: string, file: string): void {
  hash.update(`${file.replaceAll(path.sep, "/")}\n`);
  hash.update(readFileSync(path.join(root, file)));
}

const short = (hash: Hash) => hash.digest("hex").slice(0, 16);

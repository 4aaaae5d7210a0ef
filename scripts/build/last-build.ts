/**
 * The record of the last build into a folder: an artifact is rebuilt only when one of its sources, its exports, or a tool has
 * changed since. The record is a file in that folder, so an empty folder is built completely.
 */
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Metafile } from "esbuild";
import type { Artifact } from "./artifact.ts";

const root = path.resolve(import.meta.dirname, "../..");
const RECORD = "last-build.json";

export interface Made {
  artifact: Artifact;
  /** The hash of each file that was read for it, by its path in the project. */
  sources: Record<string, string>;
}

interface BuildRecord {
  tools: string;
  made: readonly Made[];
}

export interface LastBuild {
  /** The existing output of a planned artifact, if building it again would give the same. */
  current(planned: Pick<Artifact, "name" | "exports">): Made | undefined;
}

/** Empties the folder unless it holds a build by the same tools. */
export async function lastBuild(directory: string): Promise<LastBuild> {
  const record = readRecord(directory);
  if (record?.tools !== toolsHash()) {
    await rm(directory, { recursive: true, force: true });
    return { current: () => undefined };
  }
  const byName = new Map(record.made.map((made) => [made.artifact.name, made]));
  const hashOf = hashes();
  return {
    current({ name, exports }) {
      const made = byName.get(name);
      if (!made || JSON.stringify(made.artifact.exports) !== JSON.stringify(exports)) return undefined;
      const file = path.join(directory, name, "index.mjs");
      const isSame =
        existsSync(file) && Object.entries(made.sources).every(([source, hash]) => hashOf(source) === hash);
      return isSame ? { ...made, artifact: { ...made.artifact, file } } : undefined;
    },
  };
}

/** Records what is in the folder now, and removes files that belong to no artifact any more. */
export async function remember(directory: string, made: readonly Made[]): Promise<void> {
  const isOfOne = (folder: string) => made.some(({ artifact }) => `${artifact.name}/`.startsWith(`${folder}/`));
  for (const pillar of await readdir(directory, { withFileTypes: true })) {
    if (!pillar.isDirectory()) continue;
    for (const resource of await readdir(path.join(directory, pillar.name)))
      if (!isOfOne(`${pillar.name}/${resource}`))
        await rm(path.join(directory, pillar.name, resource), { recursive: true });
  }
  await writeFile(path.join(directory, RECORD), JSON.stringify({ tools: toolsHash(), made } satisfies BuildRecord));
}

/** The files that a bundle's entry imports, directly or not, even if no code of them is left in it. */
export function sourcesOf({ inputs }: Metafile, entry: string): string[] {
  const seen = new Set([entry]);
  for (const name of seen)
    for (const one of inputs[name]?.imports ?? []) if (!one.external && one.path in inputs) seen.add(one.path);
  // Virtual modules of plugins have a namespace before a colon, and depend only on the tools.
  return [...seen].filter((name) => !/^[\w-]{2,}:/.test(name));
}

/** Hashes files; reads each once. */
export function hashes(): (source: string) => string {
  const known = new Map<string, string>();
  return (source) => {
    const file = path.resolve(root, source);
    const hash = known.get(file) ?? (existsSync(file) ? hashed(readFileSync(file)) : "");
    known.set(file, hash);
    return hash;
  };
}

/** Covers the dependencies, including the bundler, by the lock file. */
function toolsHash(): string {
  const files = ["package.json", "package-lock.json", ...globSync("scripts/build/*.ts", { cwd: root }).toSorted()];
  return hashed(files.map(hashes()).join(" "));
}

function readRecord(directory: string): BuildRecord | undefined {
  try {
    return JSON.parse(readFileSync(path.join(directory, RECORD), "utf8")) as BuildRecord;
  } catch {
    return undefined;
  }
}

const hashed = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");

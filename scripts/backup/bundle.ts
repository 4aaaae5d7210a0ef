/** Bundles the Lambda of the nightly backup into `.build/backup/index.mjs`. */
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const root = path.resolve(import.meta.dirname, "../..");

/** Writes `index.mjs` with the handler `index.handler` into `directory`; returns its size in bytes. */
export async function bundleBackup(directory: string): Promise<number> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [{ in: "scripts/backup/lambda.ts", out: "index" }],
    outdir: directory,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node24",
    // pg's entry for bundlers leaves its client out.
    mainFields: ["main", "module"],
    // Packages in CommonJS load Node's modules by `require`.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    external: ["pg-native"],
    metafile: true,
    logLevel: "silent",
  });
  return Object.values(metafile.outputs)[0]!.bytes;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { out: { type: "string", default: ".build/backup" } } });
  const bytes = await bundleBackup(path.resolve(values.out));
  console.log(`The backup's Lambda has ${Math.round(bytes / 1000)} KB.`);
}

/**
 * Bundles: one artifact for each file of `functions/` that declares something, `<pillar>/<resource>/index.mjs`, whose exports
 * are the Lambda handlers of that file's declarations. Siblings share it. All of them come from one run of esbuild.
 *
 * Beside each lies `pg.mjs`, the client for a PostgreSQL that is not Neon; it is loaded when the configuration asks for it.
 */
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import path from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";
import type { Manifest } from "#contract/manifest.ts";
import { prune } from "./prune.ts";

const root = path.resolve(import.meta.dirname, "../..");

export interface Artifact {
  /** `finance/transactions` */
  name: string;
  /** The file of `functions/` it is made of. */
  source: string;
  /** The artifact itself, an absolute path. */
  file: string;
  bytes: number;
  exports: ArtifactExport[];
  /** Each file that went in, relative to the project, and how many bytes of it are left. */
  inputs: Record<string, number>;
}

export interface ArtifactExport {
  /** The handler is `index.<name>`. */
  name: string;
  kind: "authorizer" | "endpoint" | "consumer" | "schedule" | "serve";
  /** Of an endpoint. */
  method?: string;
}

/** Bundles everything into `directory`, which is emptied first. */
export async function bundle(directory: string): Promise<Artifact[]> {
  const artifacts = artifactsOf(JSON.parse(await readFile(path.join(root, "packages/contract/manifest.json"), "utf8")));
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [
      ...artifacts.map(({ name, source }) => ({ in: `artifact:${source}`, out: `${name}/index` })),
      { in: "packages/kit/src/transport/pg.ts", out: "pg" },
    ],
    outdir: directory,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node24",
    metafile: true,
    write: false,
    logLevel: "silent",
    plugins: [entries(artifacts), builtins, pruning, columnsOnDemand],
  });
  await rm(directory, { recursive: true, force: true });
  await Promise.all(
    outputFiles.map(async (file) => {
      await mkdir(path.dirname(file.path), { recursive: true });
      await writeFile(file.path, file.contents);
    }),
  );
  const outputs = outputsOf(metafile);
  const made = artifacts.map((artifact): Artifact => {
    const file = path.join(directory, artifact.name, "index.mjs");
    const { bytes, inputs } = outputs.get(file)!;
    return { ...artifact, file, bytes, inputs };
  });
  await Promise.all(
    made.map(({ file }) => copyFile(path.join(directory, "pg.mjs"), path.join(path.dirname(file), "pg.mjs"))),
  );
  await rm(path.join(directory, "pg.mjs"));
  return made;
}

type Planned = Pick<Artifact, "name" | "source" | "exports">;

function artifactsOf(manifest: Manifest): Planned[] {
  const artifacts = new Map<string, Planned>();
  const add = (kind: ArtifactExport["kind"], places: readonly { file: string; export: string; method?: string }[]) => {
    for (const { file, export: name, method } of places) {
      const artifact = artifacts.get(file) ?? {
        name: file.replace(/^functions\//, "").replace(/\.ts$/, ""),
        source: file,
        exports: [],
      };
      artifact.exports.push({ name, kind, ...(method && { method }) });
      artifacts.set(file, artifact);
    }
  };
  add("authorizer", [manifest.authorizer]);
  add("endpoint", manifest.endpoints);
  add("consumer", manifest.consumers);
  add("schedule", manifest.schedules);
  add("serve", manifest.serves);
  return [...artifacts.values()];
}

function outputsOf(metafile: Metafile) {
  const outputs = Object.entries(metafile.outputs).map(([file, { bytes, inputs }]) => {
    const left = Object.entries(inputs).map(([input, { bytesInOutput }]) => [input, bytesInOutput] as const);
    return [path.resolve(root, file), { bytes, inputs: Object.fromEntries(left) }] as const;
  });
  return new Map(outputs);
}

/** The entry of an artifact: the process starts to configure itself, then the declarations are made, then both are ready. */
const entries = (artifacts: readonly Planned[]): Plugin => ({
  name: "entries",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^artifact:/ }, ({ path: entry }) => ({
      path: entry.slice("artifact:".length),
      namespace: "artifact",
    }));
    onLoad({ filter: /.*/, namespace: "artifact" }, ({ path: source }) => {
      const { exports } = artifacts.find((one) => one.source === source)!;
      const lines = [
        `import { ready, handler } from "lifeos:start";`,
        `import { ${exports.map(({ name }) => `${name} as $${name}`).join(", ")} } from "./${source}";`,
        ...exports.map(({ name }) => `export const ${name} = handler($${name});`),
        "await ready;",
      ];
      return { contents: lines.join("\n"), resolveDir: root };
    });
    onResolve({ filter: /^lifeos:start$/ }, () => ({ path: "start", namespace: "start" }));
    onLoad({ filter: /.*/, namespace: "start" }, () => ({
      contents: `import { start } from "#kit/bootstrap"; export const { ready, handler } = start(process.env);`,
      resolveDir: root,
    }));
    onResolve({ filter: /transport\/pg\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./pg.mjs", external: true } : undefined,
    );
  },
});

/** Node's own modules are asked of the process: the loader of ES modules would read, and so load, all that each of them has. */
const builtins: Plugin = {
  name: "builtins",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[a-z]|^node:/ }, ({ path: name }) =>
      isBuiltin(name) ? { path: name, namespace: "builtin", sideEffects: false } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "builtin" }, ({ path: name }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(name)})`,
    }));
  },
};

const pruning: Plugin = {
  name: "pruning",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](functions|packages)[\\/].*\.ts$/ }, async ({ path: file }) => ({
      contents: prune(file.split(path.sep).join("/"), await readFile(file, "utf8")),
      loader: "ts",
    }));
  },
};

/** The form `pgTable(name, (columns) => …)`, which kit/table does not use, is given every column type there is: a quarter of drizzle. */
const columnsOnDemand: Plugin = {
  name: "columns-on-demand",
  setup({ onLoad }) {
    onLoad({ filter: /drizzle-orm[\\/]pg-core[\\/]columns[\\/]all\.js$/ }, () => ({
      contents: `export const getPgColumnBuilders = () => { throw new Error("import column types; bundles have no others"); };`,
    }));
  },
};

/**
 * Bundles: one artifact, `<pillar>/<resource>/index.mjs`, for each file of `functions/` with declarations, whose exports are the
 * Lambda handlers of these declarations. All of them come from one run of esbuild.
 *
 * Beside each is `pg.mjs`, the client for a PostgreSQL that is not Neon, which is loaded if the configuration requires it. Beside
 * those that read files of strangers is `formats.mjs`, the program that they start for it, and beside those that print are the fonts.
 */
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import path from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import type { Manifest, Place } from "#contract/manifest.ts";
import type { Artifact, ArtifactExport } from "./artifact.ts";
import { hashes, lastBuild, type Made, remember, sourcesOf } from "./last-build.ts";
import { prune } from "./prune.ts";

const root = path.resolve(import.meta.dirname, "../..");

/**
 * Bundles everything in the manifest (by default the committed one) into `directory`. Unchanged output of the last build is kept,
 * and everything else in the folder is removed.
 */
export async function bundle(directory: string, manifest?: Manifest): Promise<Artifact[]> {
  const whole: Manifest =
    manifest ?? JSON.parse(await readFile(path.join(root, "packages/contract/manifest.json"), "utf8"));
  const planned = plan(whole);
  const last = await lastBuild(directory);
  const known = new Map(planned.map((one) => [one.name, last.current(one)]));
  const made = await bundleAll(
    directory,
    planned.filter(({ name }) => !known.get(name)),
    whole.authorizer,
  );
  const all = planned.map(({ name }) => known.get(name) ?? made.get(name)!);
  await remember(directory, all);
  return all.map(({ artifact }) => artifact);
}

/** Builds these artifacts, and returns by name the sources of each. */
async function bundleAll(
  directory: string,
  planned: readonly Planned[],
  authorizer: Place,
): Promise<Map<string, Made>> {
  if (planned.length === 0) return new Map();
  const entriesOf = (some: readonly Planned[]) =>
    some.map(({ name, source }) => ({ in: entryOf(source), out: `${name}/index` }));
  const options = optionsFor(directory, [entries(planned, authorizer)]);
  const whole = await build({
    ...options,
    entryPoints: [...entriesOf(planned), { in: PG, out: "pg" }],
    plugins: [...options.plugins, leftOut],
  });

  // Code that is imported on demand becomes a separate file. esbuild would share such files between artifacts, so each artifact
  // with any is built again on its own.
  const outputOf = ({ name }: Planned) => whole.metafile.outputs[relative(path.join(directory, name, "index.mjs"))]!;
  const parted = planned.filter((one) => outputOf(one).imports.some(({ path: name }) => name.startsWith(LATER)));
  const parts = await Promise.all(
    parted.map((one) =>
      build({ ...options, entryPoints: entriesOf([one]), splitting: true, chunkNames: `${one.name}/[name]-[hash]` }),
    ),
  );

  const isParted = (file: string) => parted.some(({ name }) => file === path.join(directory, name, "index.mjs"));
  const files = [
    ...whole.outputFiles.filter((file) => !isParted(file.path)),
    ...parts.flatMap((one) => one.outputFiles),
  ];
  await Promise.all(planned.map(({ name }) => rm(path.join(directory, name), { recursive: true, force: true })));
  await Promise.all(
    files.map(async (file) => {
      await mkdir(path.dirname(file.path), { recursive: true });
      await writeFile(file.path, file.contents);
    }),
  );
  const pg = path.join(directory, "pg.mjs");
  await Promise.all(planned.map(({ name }) => copyFile(pg, path.join(directory, name, "pg.mjs"))));
  await rm(pg);
  const metafileOf = (one: Planned) => (parts[parted.indexOf(one)] ?? whole).metafile;
  const withFormats = planned.filter((one) => has("packages/cloud/src/apart.ts", one, metafileOf(one)));
  const ofFormats = await addFormats(directory, withFormats);
  const withFonts = planned.filter((one) => has(TYPEFACE, one, metafileOf(one)));
  await addFonts(directory, withFonts);

  const ofPg = sourcesOf(whole.metafile, PG);
  const hashOf = hashes();
  return new Map(
    planned.map((one) => {
      const artifact = { ...one, ...measured(path.join(directory, one.name, "index.mjs"), metafileOf(one)) };
      const own = sourcesOf(metafileOf(one), entryOf(one.source));
      const beside = [...ofPg, ...(withFormats.includes(one) ? ofFormats : [])];
      const sources = Object.fromEntries([...own, ...beside].map((source) => [source, hashOf(source)]));
      return [one.name, { artifact, sources }];
    }),
  );
}

const entryOf = (source: string) => `artifact:${source}`;

const FORMATS = "packages/core/src/ingest/formats.ts";

/** Whether any file of an artifact, including those loaded on demand, contains code of this source. */
function has(source: string, { name }: Planned, { outputs }: Metafile): boolean {
  const own = Object.entries(outputs).filter(([file]) => file.includes(`/${name}/`));
  return own.some(([, { inputs }]) => source in inputs);
}

/**
 * Puts the program, and separate files with the decoders that it loads, beside each artifact that starts it; returns its sources.
 */
async function addFormats(directory: string, artifacts: readonly Planned[]): Promise<string[]> {
  if (artifacts.length === 0) return [];
  const { outputFiles, metafile } = await build({
    ...optionsFor(directory, []),
    entryPoints: [{ in: FORMATS, out: "formats" }],
    splitting: true,
    chunkNames: "formats-[name]-[hash]",
  });
  for (const { name } of artifacts)
    await Promise.all(
      outputFiles.map((file) => writeFile(path.join(directory, name, path.basename(file.path)), file.contents)),
    );
  return sourcesOf(metafile, FORMATS);
}

/** What reads the fonts from beside the artifact. They change with the lock file alone. */
const TYPEFACE = "packages/core/src/platform/print/typeface.ts";
const FONTS = "node_modules/dejavu-fonts-ttf";

/** Puts the fonts beside each artifact that prints, with the license that goes with every copy of them. */
async function addFonts(directory: string, artifacts: readonly Planned[]): Promise<void> {
  const files = ["ttf/DejaVuSans.ttf", "ttf/DejaVuSans-Bold.ttf", "LICENSE"];
  for (const { name } of artifacts)
    for (const file of files)
      await copyFile(
        path.join(root, FONTS, file),
        path.join(directory, name, file === "LICENSE" ? "DejaVu-LICENSE" : path.basename(file)),
      );
}

const PG = "packages/cloud/src/transport/pg.ts";

function optionsFor(directory: string, plugins: readonly Plugin[]) {
  return {
    absWorkingDir: root,
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
    plugins: [...plugins, ...leaner()],
  } satisfies BuildOptions;
}

/** The esbuild plugins that keep bundles of this project small and quick to load. */
export const leaner = (): Plugin[] => [builtins, pruning(), columnsOnDemand, english];

const LATER = "later:";
/** Leaves out dynamic imports, which shows the artifacts that have any. */
const leftOut: Plugin = {
  name: "left-out",
  setup({ onResolve }) {
    onResolve({ filter: /./ }, ({ path: name, kind }) =>
      kind === "dynamic-import" ? { path: LATER + name, external: true } : undefined,
    );
  },
};

type Planned = Pick<Artifact, "name" | "source" | "exports">;

function plan(manifest: Manifest): Planned[] {
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
  add("stream", manifest.streams);
  add("consumer", manifest.consumers);
  add("schedule", manifest.schedules);
  add("serve", manifest.serves);
  return [...artifacts.values()];
}

/** A path as esbuild writes it. */
const relative = (file: string) => path.relative(root, file).split(path.sep).join("/");

function measured(file: string, { outputs }: Metafile): Pick<Artifact, "file" | "bytes" | "laterBytes" | "inputs"> {
  const first = new Set<string>();
  const later = new Set<string>();
  const visit = (name: string, into: Set<string>) => {
    if (first.has(name) || into.has(name)) return;
    into.add(name);
    for (const one of outputs[name]!.imports)
      if (!one.external) visit(one.path, one.kind === "dynamic-import" ? later : into);
  };
  visit(relative(file), first);
  const sizeOf = (names: Set<string>) => [...names].reduce((sum, name) => sum + outputs[name]!.bytes, 0);
  const inputs: Record<string, number> = {};
  for (const name of first)
    for (const [input, { bytesInOutput }] of Object.entries(outputs[name]!.inputs))
      inputs[input] = (inputs[input] ?? 0) + bytesInOutput;
  return { file, bytes: sizeOf(first), laterBytes: sizeOf(later), inputs };
}

/** The function, and its module, that makes a Lambda handler of a declaration. An authorizer is a handler already. */
const ADAPTERS: Record<Exclude<ArtifactExport["kind"], "authorizer">, readonly [name: string, module: string]> = {
  endpoint: ["httpHandler", "#cloud/http-endpoint"],
  stream: ["streamHandler", "#cloud/stream-endpoint"],
  consumer: ["queueHandler", "#cloud/queue-consumer"],
  schedule: ["scheduleHandler", "#cloud/clock"],
  serve: ["serveHandler", "#cloud/serve"],
};

/** The imports of an export: a stream also imports the authorizer, because no API calls that before. */
function importsOf(kind: ArtifactExport["kind"], authorizer: Place): string[] {
  if (kind === "authorizer") return [];
  const [name, module] = ADAPTERS[kind];
  if (kind !== "stream") return [`import { ${name} } from "${module}";`];
  return [
    `import { ${name} } from "${module}";`,
    `import { streamed } from "#cloud/pour";`,
    `import { ${authorizer.export} as $$authorizer } from "./${authorizer.file}";`,
  ];
}

function exportOf({ name, kind }: ArtifactExport): string {
  const declared = `$${name}`;
  if (kind === "authorizer") return `handler(${declared}, ${declared})`;
  const [adapter] = ADAPTERS[kind];
  if (kind !== "stream") return `handler(${declared}, ${adapter}(${declared}))`;
  return `streamed(handler(${declared}, ${adapter}(${declared}, $$authorizer)))`;
}

/**
 * The entry of an artifact: the configuration of the process starts, then the declarations are imported, then both are awaited.
 */
const entries = (artifacts: readonly Planned[], authorizer: Place): Plugin => ({
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
        ...new Set(exports.flatMap(({ kind }) => importsOf(kind, authorizer))),
        ...exports.map((one) => `export const ${one.name} = ${exportOf(one)};`),
        "await ready;",
      ];
      return { contents: lines.join("\n"), resolveDir: root };
    });
    onResolve({ filter: /^lifeos:start$/ }, () => ({ path: "start", namespace: "start" }));
    onLoad({ filter: /.*/, namespace: "start" }, () => ({
      contents: `import { start } from "#cloud/bootstrap"; export const { ready, handler } = start(process.env);`,
      resolveDir: root,
    }));
    onResolve({ filter: /transport\/pg\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./pg.mjs", external: true } : undefined,
    );
  },
});

/**
 * Node's own modules are loaded by `process.getBuiltinModule`, because the loader of ES modules would read, and so load, all
 * exports of each. Those that are imported on demand still use that loader, because only it knows the names of the exports: as a
 * separate file such a module had only a `default`.
 */
const builtins: Plugin = {
  name: "builtins",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[a-z]|^node:/ }, ({ path: name, kind }) => {
      if (!isBuiltin(name)) return undefined;
      if (kind === "dynamic-import") return { path: name, external: true };
      return { path: name, namespace: "builtin", sideEffects: false };
    });
    onLoad({ filter: /.*/, namespace: "builtin" }, ({ path: name }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(name)})`,
    }));
  },
};

/** Prunes each file once, for all builds that share the plugin. */
function pruning(): Plugin {
  const pruned = new Map<string, Promise<string>>();
  return {
    name: "pruning",
    setup({ onLoad }) {
      onLoad({ filter: /[\\/](functions|packages)[\\/].*\.ts$/ }, async ({ path: file }) => {
        if (!pruned.has(file)) {
          const source = readFile(file, "utf8");
          pruned.set(
            file,
            source.then((text) => prune(file.split(path.sep).join("/"), text)),
          );
        }
        return { contents: await pruned.get(file)!, loader: "ts" };
      });
    },
  };
}

/** The form `pgTable(name, (columns) => …)`, which kit/table does not use, needs every column type: a quarter of drizzle. */
const columnsOnDemand: Plugin = {
  name: "columns-on-demand",
  setup({ onLoad }) {
    onLoad({ filter: /drizzle-orm[\\/]pg-core[\\/]columns[\\/]all\.js$/ }, () => ({
      contents: `export const getPgColumnBuilders = () => { throw new Error("import column types; bundles have no others"); };`,
    }));
  },
};

/**
 * Imports English, the only language of messages, directly; the other languages would be dropped in the end, but parsed before.
 */
const english: Plugin = {
  name: "english",
  setup({ onLoad }) {
    onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: "export {};" }));
  },
};

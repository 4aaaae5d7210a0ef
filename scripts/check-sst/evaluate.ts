/**
 * Evaluates sst.config.ts like `sst deploy`, with Pulumi's mocks instead of the clouds: builds the program as SST does, runs it,
 * and prints its declarations as one line of JSON. A separate process for each stage, because SST's globals and Pulumi's runtime
 * belong to a whole process.
 *
 * node scripts/check-sst/evaluate.ts '{"stage": "prod", "dev": false}'
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { readAssembly } from "../../stacks/sst/assembly.ts";

export interface Wanted {
  stage: string;
  /** As in `sst dev`. */
  dev: boolean;
}

export interface Declared {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  /** Names of the resources that it depends on. */
  after: string[];
  isProtected: boolean;
  isRetained: boolean;
}

export interface Evaluated {
  app?: { removal: string; protect: boolean; providers: Record<string, string | { version: string }> };
  declared: Declared[];
  outputs: Record<string, unknown>;
  /** The error that the program threw. */
  error?: string;
}

const root = path.resolve(import.meta.dirname, "../..");
const platform = path.join(root, ".sst/platform");

async function evaluate({ stage, dev }: Wanted): Promise<Evaluated> {
  const config = await importConfig(stage);
  const app = { name: "lifeos", stage, ...config };
  const program = await buildProgram(app, dev);
  const pulumi = createRequire(path.join(platform, "package.json"))("@pulumi/pulumi") as Pulumi;
  const options = new Map<string, ResourceOptions>();
  const declared: Declared[] = [];
  await pulumi.runtime.setMocks(mocks(stage, declared, options), app.name, stage, false);
  let outputs: Record<string, unknown> = {};
  try {
    await pulumi.runtime.runInPulumiStack(async () => {
      noteOptions(pulumi, options);
      const { program: run } = (await import(program)) as { program: () => Promise<Record<string, unknown>> };
      outputs = await run();
      return outputs;
    });
    await pulumi.runtime.disconnect();
    const resolved = await new Promise<Record<string, unknown>>((resolve) => pulumi.all(outputs).apply(resolve));
    return { app: config, declared, outputs: resolved };
  } catch (error) {
    return { app: config, declared, outputs: {}, error: (error as Error).message };
  }
}

/** The `app` part of sst.config.ts, which does not need SST's globals. */
async function importConfig(stage: string) {
  const outfile = path.join(platform, `check-app-${process.pid}.mjs`);
  await build({
    stdin: {
      contents: `import mod from ${JSON.stringify(path.join(root, "sst.config.ts"))}; export default mod.app;`,
      resolveDir: root,
      loader: "ts",
    },
    banner: { js: "function $config(input) { return input }" },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    external: ["@pulumi/*"],
    logLevel: "silent",
  });
  const { default: app } = (await import(pathToFileURL(outfile).href)) as {
    default: (input: { stage: string }) => NonNullable<Evaluated["app"]>;
  };
  return app({ stage });
}

async function buildProgram(app: object, dev: boolean): Promise<string> {
  const lock = JSON.parse(readFileSync(path.join(root, ".sst/provider-lock.json"), "utf8")) as {
    alias: string;
    package: string;
  }[];
  const globals = [
    ...lock.map(({ alias, package: name }) => `import * as ${alias} from ${JSON.stringify(name)};`),
    `import * as sst from ${JSON.stringify(path.join(platform, "src/components"))};`,
  ].join("\n");
  const cli = {
    command: "deploy",
    dev,
    paths: { home: platform, root, work: path.join(root, ".sst"), platform },
    state: { version: {} },
  };
  const outfile = path.join(platform, `check-program-${process.pid}.mjs`);
  await build({
    stdin: {
      contents: `
        import { run } from ${JSON.stringify(path.join(platform, "src/auto/run.ts"))};
        import mod from ${JSON.stringify(path.join(root, "sst.config.ts"))};
        export const program = () => run(mod.run);`,
      resolveDir: root,
      loader: "ts",
    },
    banner: {
      js: `import { createRequire as topLevelCreateRequire } from "module";
const require = topLevelCreateRequire(import.meta.url);
import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url";
const __filename = topLevelFileUrlToPath(import.meta.url);
const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url));`,
    },
    define: { $app: JSON.stringify(app), $cli: JSON.stringify(cli), $dev: String(dev) },
    inject: [path.join(platform, "src/shim/run.js")],
    nodePaths: [path.join(platform, "node_modules")],
    mainFields: ["module", "main"],
    external: [
      "@pulumi/*",
      "undici",
      "@pulumiverse/*",
      "@sst-provider/*",
      "@aws-sdk/*",
      "esbuild",
      "archiver",
      "glob",
      "vite",
    ],
    plugins: [withGlobals(globals)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "silent",
  });
  return pathToFileURL(outfile).href;
}

/** SST's components and providers are globals in every file that is not SST's own. */
function withGlobals(globals: string): Plugin {
  return {
    name: "globals",
    setup(setup) {
      setup.onLoad({ filter: /\.(js|ts)$/ }, ({ path: file }) => {
        if (file.startsWith(path.join(root, ".sst"))) return undefined;
        return { contents: `${globals}\n${readFileSync(file, "utf8")}`, loader: "default" };
      });
    },
  };
}

interface MockResource {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

interface ResourceOptions {
  protect?: boolean;
  retainOnDelete?: boolean;
  dependsOn?: unknown;
}

/** Records the options of resources, which Pulumi does not pass to the mocks. */
function noteOptions(pulumi: Pulumi, options: Map<string, ResourceOptions>): void {
  pulumi.runtime.registerStackTransformation(({ type, name, opts }) => {
    options.set(`${type} ${name}`, { ...opts });
    return undefined;
  });
}

interface Pulumi {
  runtime: {
    setMocks(mocks: object, project: string, stack: string, preview: boolean): Promise<void>;
    registerStackTransformation(
      transformation: (args: { type: string; name: string; opts: ResourceOptions }) => undefined,
    ): void;
    runInPulumiStack(program: () => Promise<unknown>): Promise<unknown>;
    disconnect(): Promise<void>;
  };
  all(values: Record<string, unknown>): { apply(then: (values: Record<string, unknown>) => void): void };
}

/** Names of the resources in `dependsOn`. */
const namesOf = (dependsOn: unknown): string[] =>
  (Array.isArray(dependsOn) ? dependsOn : [dependsOn]).flatMap((one) => (one as { __name?: string })?.__name ?? []);

/** Creates every resource at once, with outputs that identify it. */
function mocks(stage: string, declared: Declared[], options: Map<string, ResourceOptions>) {
  return {
    newResource({ type, name, inputs }: MockResource) {
      const { dependsOn, protect = false, retainOnDelete = false } = options.get(`${type} ${name}`) ?? {};
      declared.push({
        type,
        name,
        inputs,
        after: namesOf(dependsOn),
        isProtected: protect,
        isRetained: retainOnDelete,
      });
      return { id: `${name}-id`, state: { ...inputs, ...made(stage, { type, name, inputs }) } };
    },
    call({ token, inputs }: { token: string; inputs: Record<string, unknown> }) {
      if (token.includes("PermissionGroupsList"))
        return { ...inputs, results: [{ id: "item-write", name: "Workers R2 Storage Bucket Item Write" }] };
      if (token.includes("getRegion")) return { ...inputs, region: "eu-central-1", name: "eu-central-1" };
      if (token.includes("getCallerIdentity")) return { ...inputs, accountId: "123456789012" };
      if (token.includes("getPartition")) return { ...inputs, partition: "aws" };
      if (token.includes("getPolicyDocument")) return { ...inputs, json: JSON.stringify(inputs.statements ?? []) };
      return inputs;
    },
  };
}

/** Outputs that a cloud would have added. */
function made(stage: string, { type, name, inputs }: MockResource): Record<string, unknown> {
  if (type === "neon:index/project:Project") {
    return {
      connectionUri: "postgres://lifeos_owner:owner-password@ep-mock.neon.tech/lifeos",
      databaseHost: "ep-mock.neon.tech",
      databaseHostPooler: "ep-mock-pooler.neon.tech",
      databaseName: "lifeos",
    };
  }
  if (type === "aws:cloudformation/stack:Stack") {
    const { stacks } = readAssembly(path.join(root, ".build", `assembly-${stage}`));
    const found = stacks.find((stack) => stack.name === inputs.name);
    return { outputs: Object.fromEntries((found?.outputs ?? []).map((output) => [output, `output:${output}`])) };
  }
  return {
    arn: `arn:aws:mock:eu-central-1:123456789012:${name}`,
    bucket: inputs.bucket ?? name.toLowerCase(),
    bucketRegionalDomainName: `${name.toLowerCase()}.s3.eu-central-1.amazonaws.com`,
    domainName: `${name.toLowerCase()}.cloudfront.net`,
    versionId: `${name}-version`,
    value: `${name}-token`,
    result: `${name}-made-by-the-deployment-and-long-enough`,
    base64: Buffer.from(name).toString("base64"),
    name: inputs.name ?? name,
  };
}

const wanted = JSON.parse(process.argv[2]!) as Wanted;
// On the last line, because SST's components may print lines of their own.
console.log(`\n${JSON.stringify(await evaluate(wanted))}`);
process.exit(0);

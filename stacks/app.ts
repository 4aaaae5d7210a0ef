/**
 * The stacks of a stage, in the order of their deployment, all derived from the manifest.
 *
 * Run as a program this is the app of `cdk deploy` (cdk.json), for deployments without SST: bootstrap the account for CDK once,
 * build the bundles, then for example
 *
 * npx cdk deploy --all -c stage=dev -c SecretsArn=arn:… -c SecretsVersion=…
 *
 * where `-c` gives the stage, its `kind`, the folder `functions` of the bundles, and any parameter by its name. Deploy the
 * firewall, which is in us-east-1, before the edge, and pass its output as `-c WebAclArn=…`.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { App, type AppProps, type Stack } from "aws-cdk-lib/core";
import { type CloudAssembly, DISABLE_ASSET_STAGING_CONTEXT } from "aws-cdk-lib/cx-api";
import type { Manifest } from "../packages/contract/manifest.ts";
import { authorizerStack } from "./authorizer.ts";
import type { Build } from "./build.ts";
import { edgeStack } from "./edge.ts";
import { embedderPlace, embedderStack } from "./embedder.ts";
import { eventsStack } from "./events.ts";
import { firewallStack } from "./firewall.ts";
import { brokenLimits, brokenLimitsOfAll, type Template } from "./limits.ts";
import { parameterNames } from "./parameters.ts";
import { pillarStack, pillarsOf } from "./pillar.ts";
import { schedulesStack } from "./schedules.ts";
import { type Stage, stageOf } from "./stage.ts";
import { storageStack } from "./storage.ts";
import { watchStack } from "./watch.ts";
import { workflowsStack } from "./workflows.ts";

const root = path.resolve(import.meta.dirname, "..");

export interface SynthOptions {
  stage: Stage;
  /** The folder of the cloud assembly; a new temporary folder by default. */
  outDir?: string;
  /** The declarations of functions/; the committed manifest by default. */
  manifest?: Manifest;
  /** The folder with the bundle of a file of functions/; that of the build by default. */
  assetsOf?: (file: string) => string;
  /** Whether the account is bootstrapped for CDK. */
  bootstrapped?: boolean;
  /** Values of parameters, which become their defaults. */
  given?: Record<string, string>;
  /** Leaves the bundles in place instead of copying them, when only the templates are needed. */
  withoutAssets?: boolean;
  /** Lets CDK validate the templates against CloudFormation's schemas, which takes seconds. */
  validates?: boolean;
}

export interface Synthesized {
  id: string;
  stackName: string;
  template: Template;
  bytes: number;
  assembly: CloudAssembly;
}

/** Writes the cloud assembly of a stage. Throws one sentence for each missing bundle and each broken limit. */
export function synth(options: SynthOptions): Synthesized[] {
  const { outDir, validates = false, withoutAssets = false } = options;
  const context = { [DISABLE_ASSET_STAGING_CONTEXT]: withoutAssets };
  const app = new App({ ...quietly, outdir: outDir, builtinCloudFormationValidation: validates, context });
  return finished(build(app, options));
}

const quietly: AppProps = {
  analyticsReporting: false,
  treeMetadata: false,
  // Findings of the validation fail the synth; an accepted finding is acknowledged at its place, with the reason. Broken limits
  // are reported together after the synth, so CDK's own check of them is off.
  postCliContext: { "@aws-cdk/core:validateAgainstDefaultRules": true, "@aws-cdk/core:stackResourceLimit": 0 },
};

function build(app: App, { stage, given = {}, bootstrapped = false, ...options }: SynthOptions): App {
  const { manifest = committedManifest(), assetsOf = bundlesIn() } = options;
  const made: Build = { app, stage, manifest, assetsOf, bootstrapped, given };

  const storage = storageStack(made);
  const events = eventsStack(made);
  const schedules = schedulesStack(made);
  const workflows = workflowsStack(made);
  const authorizer = authorizerStack(made);
  const embedder = embedderStack(made);
  const pillars = pillarsOf(manifest).map((pillar) => pillarStack(made, pillar));
  const firewall = firewallStack(made);
  const edge = edgeStack(made);
  const watch = watchStack(made);

  // Functions need the bus and the mail bucket, and come before what calls them.
  inOrder([storage], [events], [schedules, workflows, authorizer, embedder], pillars, [edge]);
  for (const stack of [firewall, workflows]) edge.addStackDependency(stack);
  for (const stack of [schedules, workflows, ...pillars]) watch.addStackDependency(stack);
  return app;
}

function inOrder(...steps: Stack[][]): void {
  for (const [i, step] of steps.entries())
    for (const stack of step) for (const before of steps[i - 1] ?? []) stack.addStackDependency(before);
}

function finished(app: App): Synthesized[] {
  const assembly = app.synth();
  const stacks = assembly.stacks.map(({ id, stackName, templateFullPath }) => {
    const text = readFileSync(templateFullPath, "utf8");
    return { id, stackName, template: JSON.parse(text) as Template, bytes: Buffer.byteLength(text), assembly };
  });
  const broken = [
    ...stacks.flatMap(({ id, template, bytes }) => brokenLimits(id, template, bytes)),
    ...brokenLimitsOfAll(stacks.map(({ template }) => template)),
  ];
  if (broken.length > 0) throw new Error(broken.join("\n"));
  return stacks;
}

export const committedManifest = (): Manifest =>
  JSON.parse(readFileSync(path.join(root, "packages/contract/manifest.json"), "utf8")) as Manifest;

/** Where the bundle of a file is in the folder of all. */
export const bundleNameOf = (file: string): string =>
  file === embedderPlace.file ? "embedder/model" : path.relative("functions", file).replace(/\.ts$/, "");

/** The folder of each file's bundle: `.build/functions/finance/transactions` of `functions/finance/transactions.ts`. */
export const bundlesIn =
  (folder = path.join(root, ".build/functions")) =>
  (file: string): string => {
    const bundle = path.join(folder, bundleNameOf(file));
    if (!existsSync(path.join(bundle, "index.mjs")))
      throw new Error(`There is no bundle of ${file} in ${folder}: run npm run build first.`);
    return bundle;
  };

/** The app of the CDK command line: the environment has the output folder, the context everything else. */
function cdkApp(): void {
  const app = new App(quietly);
  const context = (name: string) => app.node.tryGetContext(name) as string | undefined;
  const name = context("stage");
  if (!name) throw new Error("Which stage? Say -c stage=<name>, and -c kind=<dev|staging|prod> unless the name tells.");
  const given = Object.fromEntries(parameterNames.flatMap((one) => (context(one) ? [[one, context(one)!]] : [])));
  finished(
    build(app, {
      stage: stageOf(name, context("kind")),
      bootstrapped: true,
      given,
      assetsOf: bundlesIn(context("functions")),
    }),
  );
}

if (import.meta.main) {
  try {
    cdkApp();
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

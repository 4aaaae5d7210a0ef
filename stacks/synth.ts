/** `npm run synth`: writes the cloud assembly of a stage and prints a summary. */
import path from "node:path";
import { parseArgs } from "node:util";
import type { Manifest } from "../packages/contract/manifest.ts";
import { bundlesIn, synth } from "./app.ts";
import { kinds, stageOf } from "./stage.ts";

const help = `npm run synth -- --stage <name> [options]

Writes the CloudFormation templates and assets of a stage (a CDK cloud assembly), without an account or a network.

  --stage <name>        1 to 20 lower-case letters and digits
  --kind <kind>         ${kinds.join(", ")}; prod for the stage prod, dev for any other, unless said
  --out <folder>        cdk.out unless said
  --functions <folder>  the bundles; .build/functions unless said, which npm run build writes
  --validate            checks the templates against CloudFormation's schemas as well, which takes some seconds
  --bootstrapped        for an account that is bootstrapped for CDK; otherwise the bucket of the assets is a
                        parameter, as sst.config.ts deploys them
  --help

Without SST: npx cdk deploy --all -c stage=<name> (see stacks/app.ts).`;

/** Throws one sentence about any mistake. The manifest is the committed one by default. */
export function run(args: string[], print: (line: string) => void, manifest?: Manifest): void {
  const { values } = parseArgs({
    args,
    options: {
      stage: { type: "string" },
      kind: { type: "string" },
      out: { type: "string", default: "cdk.out" },
      functions: { type: "string" },
      validate: { type: "boolean", default: false },
      bootstrapped: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    print(help);
    return;
  }
  if (!values.stage) throw new Error("Which stage? Say --stage <name>; --help tells the rest.");
  const stage = stageOf(values.stage, values.kind);
  const outDir = path.resolve(values.out);

  const started = performance.now();
  const { validate: validates, bootstrapped, functions } = values;
  const stacks = synth({
    stage,
    outDir,
    manifest,
    validates,
    bootstrapped,
    assetsOf: bundlesIn(functions && path.resolve(functions)),
  });
  const ms = performance.now() - started;

  const counts = stacks.map(({ template }) => Object.keys(template.Resources ?? {}).length);
  const row = (name: string, resources: number, bytes: number) =>
    print(
      `  ${name.padEnd(34)}${String(resources).padStart(5)} resources${String(Math.ceil(bytes / 1000)).padStart(6)} KB`,
    );
  for (const [i, { stackName, bytes }] of stacks.entries()) row(stackName, counts[i]!, bytes);
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
  row(`${stacks.length} stacks, ${stage.kind}`, sum(counts), sum(stacks.map(({ bytes }) => bytes)));
  print(`  ${path.relative(process.cwd(), outDir) || "."} in ${(ms / 1000).toFixed(1)} s`);
}

if (import.meta.main) {
  try {
    run(process.argv.slice(2), console.log);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

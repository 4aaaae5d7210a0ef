/** `npm run synth`: writes the cloud assembly of a stage and says what is in it. */
import path from "node:path";
import { parseArgs } from "node:util";
import { synth } from "./app.ts";
import { kinds, stageOf } from "./stage.ts";

const help = `npm run synth -- --stage <name> [options]

Writes the CloudFormation templates and assets of a stage (a CDK cloud assembly), without an account or a network.

  --stage <name>   1 to 20 lower-case letters and digits
  --kind <kind>    ${kinds.join(", ")}; prod for the stage prod, dev for any other, unless said
  --out <folder>   cdk.out unless said
  --validate       checks the templates against CloudFormation's schemas as well, which takes some seconds
  --bootstrapped   for an account that is bootstrapped for CDK; otherwise the bucket of the assets is a parameter,
                   as sst.config.ts deploys them
  --help

The bundles of functions/ are taken from .build/functions, so run npm run build first.
Without SST: npx cdk deploy --all -c stage=<name> (see stacks/app.ts).`;

function main(): void {
  const { values } = parseArgs({
    options: {
      stage: { type: "string" },
      kind: { type: "string" },
      out: { type: "string", default: "cdk.out" },
      validate: { type: "boolean", default: false },
      bootstrapped: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  if (!values.stage) throw new Error("Which stage? Say --stage <name>; --help tells the rest.");
  const stage = stageOf(values.stage, values.kind);
  const outDir = path.resolve(values.out);

  const started = performance.now();
  const stacks = synth({ stage, outDir, validates: values.validate, bootstrapped: values.bootstrapped });
  const ms = performance.now() - started;

  const counts = stacks.map(({ template }) => Object.keys(template.Resources ?? {}).length);
  const row = (name: string, resources: number, bytes: number) =>
    console.log(
      `  ${name.padEnd(34)}${String(resources).padStart(5)} resources${String(Math.ceil(bytes / 1000)).padStart(6)} KB`,
    );
  for (const [i, { stackName, bytes }] of stacks.entries()) row(stackName, counts[i]!, bytes);
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
  row(`${stacks.length} stacks, ${stage.kind}`, sum(counts), sum(stacks.map(({ bytes }) => bytes)));
  console.log(`  ${path.relative(process.cwd(), outDir) || "."} in ${(ms / 1000).toFixed(1)} s`);
}

try {
  main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

/// <reference path="../../../.sst/platform/config.d.ts" />
/** Deploys a cloud assembly: its files into a bucket, and each of its stacks as a CloudFormation stack. */
import { readFileSync } from "node:fs";
import { type Assembly, type AssemblyStack, parametersOf } from "../assembly.ts";

type Value = $util.Input<string> | undefined;

interface Options {
  assembly: Assembly;
  /** Values of parameters by name; outputs of earlier stacks are added to them. */
  values: Record<string, Value>;
  isKept: boolean;
  /** Resources that must exist before any of the stacks is deployed. */
  after: $util.Resource[];
}

export function deployAssembly({ assembly, values, isKept, after }: Options) {
  const bucket = new sst.aws.Bucket("Assets");
  // Files of earlier deployments are kept, because a rollback needs them.
  const objects = assembly.files.map(({ key, source, packaging }) => {
    const asset = packaging === "zip" ? new $util.asset.FileArchive(source) : new $util.asset.FileAsset(source);
    const args = { bucket: bucket.name, key, source: asset };
    return new aws.s3.BucketObjectv2(`Asset${assetName(key)}`, args, { retainOnDelete: true });
  });

  const known: Record<string, Value> = { ...values, AssetsBucket: bucket.name };
  const deployed = new Map<string, aws.cloudformation.Stack>();
  for (const stack of assembly.stacks) {
    const before = stack.dependsOn.map((id) => deployed.get(id)!);
    const made = new aws.cloudformation.Stack(
      `Stack${capital(stack.id)}`,
      {
        name: stack.name,
        ...templateOf(stack, bucket),
        parameters: parametersOf(stack, known) as Record<string, $util.Input<string>>,
        capabilities: ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
        // A failed first attempt is deleted, so that the next one can use the same name.
        onFailure: "DELETE",
        tags: { app: $app.name, stage: $app.stage },
      },
      {
        dependsOn: [...objects, ...after, ...before],
        retainOnDelete: isKept,
        customTimeouts: { create: "60m", update: "60m", delete: "60m" },
        ...(stack.region && { provider: providerIn(stack.region) }),
      },
    );
    for (const name of stack.outputs) known[name] = made.outputs.apply((outputs) => outputs[name]!);
    deployed.set(stack.id, made);
  }

  return {
    stacks: deployed,
    output(name: string): $util.Output<string> {
      const value = known[name];
      if (value === undefined) throw new Error(`No stack of the assembly has the output ${name}.`);
      return $util.output(value);
    },
  };
}

/**
 * The template as a file in the bucket; or inline, when the stack is in another region than the bucket. Such a stack must have no
 * assets.
 */
function templateOf({ template, region }: AssemblyStack, bucket: sst.aws.Bucket) {
  if (region) return { templateBody: readFileSync(template.file, "utf8") };
  return { templateUrl: $interpolate`https://${bucket.nodes.bucket.bucketRegionalDomainName}/${template.key}` };
}

const providers = new Map<string, aws.Provider>();
function providerIn(region: string): aws.Provider {
  const known = providers.get(region) ?? new aws.Provider(`Aws${capital(region)}`, { region: region as aws.Region });
  providers.set(region, known);
  return known;
}

const capital = (name: string) =>
  name.replace(/(?:^|[^a-zA-Z0-9]+)([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The end of a key is a hash of the file's contents. */
const assetName = (key: string) => key.split("/").at(-1)!.slice(0, 16);

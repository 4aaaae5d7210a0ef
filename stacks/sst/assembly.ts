/**
 * Reads a CDK cloud assembly (the output of `node stacks/synth.ts`): the files to upload, and the stacks in the order of their
 * deployment with their parameters. aws-cdk-lib is too large to be part of SST's program, and the needed part of the assembly is
 * plain JSON.
 */
import { readFileSync } from "node:fs";
import path from "node:path";

export interface AssemblyFile {
  /** The key in the bucket of the assets. */
  key: string;
  /** A folder to be zipped, or a file. */
  source: string;
  packaging: "zip" | "file";
}

export interface AssemblyStack {
  /** The id without the prefix: `edge` of `lifeos-x-edge`. */
  id: string;
  name: string;
  /** The region, if it is not the home region. */
  region?: string;
  template: { file: string; key: string };
  parameters: Record<string, { hasDefault: boolean }>;
  outputs: string[];
  /** Ids of the stacks that must be deployed first. */
  dependsOn: string[];
}

export interface Assembly {
  files: AssemblyFile[];
  /** In the order of deployment. */
  stacks: AssemblyStack[];
}

interface Artifact {
  type: string;
  environment?: string;
  dependencies?: string[];
  properties: { templateFile?: string; stackName?: string; stackTemplateAssetObjectUrl?: string; file?: string };
}

interface AssetManifest {
  files: Record<
    string,
    { source: { path: string; packaging: "zip" | "file" }; destinations: Record<string, { objectKey: string }> }
  >;
}

interface Template {
  Parameters?: Record<string, { Default?: unknown }>;
  Outputs?: Record<string, unknown>;
}

export function readAssembly(directory: string): Assembly {
  const { artifacts } = readJson<{ artifacts: Record<string, Artifact> }>(directory, "manifest.json");
  const files = new Map<string, AssemblyFile>();
  for (const { type, properties } of Object.values(artifacts)) {
    if (type !== "cdk:asset-manifest") continue;
    for (const { source, destinations } of Object.values(readJson<AssetManifest>(directory, properties.file!).files)) {
      const [destination] = Object.values(destinations);
      const key = destination!.objectKey;
      // Several stacks may share a bundle.
      files.set(key, { key, source: path.join(directory, source.path), packaging: source.packaging });
    }
  }
  const stacks = Object.entries(artifacts)
    .filter(([, { type }]) => type === "aws:cloudformation:stack")
    .map(([id, artifact]) => readStack(directory, id, artifact, artifacts));
  return { files: [...files.values()], stacks: inDependencyOrder(stacks) };
}

function readStack(
  directory: string,
  id: string,
  { environment = "", dependencies = [], properties }: Artifact,
  artifacts: Record<string, Artifact>,
): AssemblyStack {
  const template = readJson<Template>(directory, properties.templateFile!);
  // s3://<bucket>/<key>, where the bucket is a placeholder.
  const key = properties.stackTemplateAssetObjectUrl!.split("/").slice(3).join("/");
  const region = environment.split("/").at(-1);
  return {
    id,
    name: properties.stackName ?? id,
    region: region === "" || region === "unknown-region" ? undefined : region,
    template: { file: path.join(directory, properties.templateFile!), key },
    parameters: Object.fromEntries(
      Object.entries(template.Parameters ?? {}).map(([name, { Default }]) => [
        name,
        { hasDefault: Default !== undefined },
      ]),
    ),
    outputs: Object.keys(template.Outputs ?? {}),
    dependsOn: dependencies.filter((other) => artifacts[other]?.type === "aws:cloudformation:stack"),
  };
}

/** Throws one sentence when stacks depend on each other in a cycle. */
export function inDependencyOrder<T extends { id: string; dependsOn: string[] }>(stacks: readonly T[]): T[] {
  const byId = new Map(stacks.map((stack) => [stack.id, stack]));
  const order = new Set<T>();
  const place = (stack: T, waiting: readonly string[]) => {
    if (order.has(stack)) return;
    if (waiting.includes(stack.id))
      throw new Error(`The stacks ${[...waiting, stack.id].join(" → ")} wait for each other.`);
    for (const before of stack.dependsOn) {
      const found = byId.get(before);
      if (!found) throw new Error(`The stack ${stack.id} depends on ${before}, which is not in the assembly.`);
      place(found, [...waiting, stack.id]);
    }
    order.add(stack);
  };
  for (const stack of stacks) place(stack, []);
  return [...order];
}

/** The parameters of a stack: those of `values` that it declares. Throws one sentence with the required ones that are missing. */
export function parametersOf<T>(
  { id, parameters }: Pick<AssemblyStack, "id" | "parameters">,
  values: Readonly<Record<string, T | undefined>>,
): Record<string, T> {
  const given: Record<string, T> = {};
  const missing: string[] = [];
  for (const [name, { hasDefault }] of Object.entries(parameters)) {
    const value = values[name];
    if (value !== undefined) given[name] = value;
    else if (!hasDefault) missing.push(name);
  }
  if (missing.length > 0)
    throw new Error(`The stack ${id} needs a value for ${missing.join(" and ")}, and nothing provides it.`);
  return given;
}

const readJson = <T>(directory: string, file: string) =>
  JSON.parse(readFileSync(path.join(directory, file), "utf8")) as T;

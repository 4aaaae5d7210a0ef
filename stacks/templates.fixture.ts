/** The templates of each kind of stage, made once for all tests of a worker, with a line of code in place of each bundle. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Manifest } from "../packages/contract/manifest.ts";
import { someOf } from "../packages/testing/sampled.ts";
import { bundleNameOf, committedManifest, type Synthesized, synth } from "./app.ts";
import type { Resource, Template } from "./limits.ts";
import { type Kind, kinds, stageOf } from "./stage.ts";

export const manifest: Manifest = committedManifest();

/** A manifest with one declaration of each kind that affects the templates, for tests that do not depend on their number. */
export function oneOfEach({ endpoints, consumers, schedules, ...rest }: Manifest): Manifest {
  const known = new Set<string>();
  const isFirst = (...shape: unknown[]) => known.size < known.add(JSON.stringify(shape)).size;
  return {
    ...rest,
    endpoints: endpoints.filter((one) => isFirst(one.pillar, one.access === "public", one.method === "GET", one.uses)),
    consumers: consumers.filter((one) => isFirst(one.pattern && Object.keys(one.pattern), one.uses)),
    schedules: schedules.filter((one) => isFirst(one.uses)),
  };
}

export interface Placed extends Resource {
  stack: string;
  id: string;
  properties: Record<string, unknown>;
}

export interface Stacks {
  kind: Kind;
  stage: ReturnType<typeof stageOf>;
  templates: Record<string, Template>;
  stacks: Synthesized[];
  /** The resources of a type in all stacks, or in one. */
  of(type: string, stack?: string): Placed[];
}

const made = new Map<Kind, Stacks>();

export function stacksOf(kind: Kind): Stacks {
  const known =
    made.get(kind) ??
    collect(
      kind,
      withStubs((stubs) => synth({ stage: stageOf(`a${kind}`, kind), withoutAssets: true, ...stubs })),
    );
  made.set(kind, known);
  return known;
}

/** For `describe.each`: every kind of stage, or in `npm test` one, which the seed chooses. The name of the proof is "templates". */
export const everyKind = someOf("templates", kinds, 1).map((kind) => [kind] as const);

export interface Stubs {
  /** Deleted afterwards. */
  outDir: string;
  assetsOf: (file: string) => string;
}

/** The folder of placeholder bundles, which are never changed once written, so that all workers and runs can share them. */
export const stubFolder = path.resolve(import.meta.dirname, "../node_modules/.cache/lifeos-testing/stubs");

function stubOf(file: string): string {
  const bundle = path.join(stubFolder, "functions", bundleNameOf(file));
  const index = path.join(bundle, "index.mjs");
  if (existsSync(index)) return bundle;
  mkdirSync(bundle, { recursive: true });
  // Moved into place as a whole, because another worker may be reading.
  const own = path.join(stubFolder, `${process.pid}.mjs`);
  writeFileSync(own, `export const file = ${JSON.stringify(file)};\n`);
  renameSync(own, index);
  return bundle;
}

export function withStubs<T>(use: (stubs: Stubs) => T): T {
  const folder = mkdtempSync(path.join(os.tmpdir(), "lifeos-stacks-"));
  try {
    return use({ outDir: path.join(folder, "out"), assetsOf: stubOf });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Collects the resources of the stacks by name and type. */
export function collect(kind: Kind, stacks: Synthesized[]): Stacks {
  const templates = Object.fromEntries(stacks.map(({ id, template }) => [id, template]));
  const all = stacks.flatMap(({ id: stack, template }) =>
    Object.entries(template.Resources ?? {}).map(
      ([id, one]): Placed => ({
        ...one,
        stack,
        id,
        properties: evaluate(one.Properties ?? {}) as Placed["properties"],
      }),
    ),
  );
  const of = (type: string, stack?: string) =>
    all.filter((one) => one.Type === type && (stack === undefined || one.stack === stack));
  return { kind, stage: stageOf(`a${kind}`, kind), templates, stacks, of };
}

const PSEUDO: Record<string, string> = {
  "AWS::Partition": "aws",
  "AWS::Region": "eu-central-1",
  "AWS::AccountId": "123456789012",
  "AWS::URLSuffix": "amazonaws.com",
};

/** A value as CloudFormation would resolve it; references within the same template stay `{LogicalId}` or `{LogicalId.Arn}`. */
export function evaluate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(evaluate);
  if (typeof value !== "object" || value === null) return value;
  const [[key, operand] = [], ...more] = Object.entries(value);
  if (more.length === 0) {
    if (key === "Ref") return PSEUDO[operand as string] ?? `{${operand}}`;
    if (key === "Fn::GetAtt") return `{${(operand as string[]).join(".")}}`;
    if (key === "Fn::ImportValue") return `{import ${evaluate(operand)}}`;
    if (key === "Fn::Join") return (evaluate((operand as unknown[])[1]) as string[]).join((operand as [string])[0]);
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, evaluate(inner)]));
}

export interface Statement {
  Effect: "Allow" | "Deny";
  Action: string[];
  Resource?: string | string[];
  Principal?: unknown;
  Condition?: unknown;
}

export const list = <T>(one: T | T[] | undefined): T[] => (one === undefined ? [] : Array.isArray(one) ? one : [one]);

/**
 * Whether IAM allows an action on a resource, given by its ARN and, within the same template, a reference. A wildcard stands for
 * any text, and a denial takes precedence.
 */
export function allows(statements: readonly Statement[], action: string, resource: readonly string[]): boolean {
  const isMeant = (pattern: string) => resource.some((name) => globOf(pattern).test(name));
  const meant = statements.filter(({ Action, Resource }) => Action.includes(action) && list(Resource).some(isMeant));
  return meant.length > 0 && meant.every(({ Effect }) => Effect === "Allow");
}

const globOf = (pattern: string) =>
  new RegExp(`^${pattern.replace(/[\\^$.|?+()[\]{}]/g, "\\$&").replaceAll("*", ".*")}$`, "s");

/** The ARN of a queue or function, and the reference to it within its own template. */
export function namesOf({ id, properties }: Placed, service: "sqs" | "lambda"): string[] {
  const name = service === "sqs" ? properties.QueueName : `function:${properties.FunctionName}`;
  return [`arn:aws:${service}:eu-central-1:123456789012:${name}`, `{${id}.Arn}`];
}

/** The permissions of the role of a function, or of any resource with a role `{Id.Arn}`. */
export function statementsOf({ of }: Stacks, { stack, properties }: Pick<Placed, "stack" | "properties">): Statement[] {
  const id = /^\{(\w+)\.Arn\}$/.exec(String(properties.Role ?? properties.CredentialsArn ?? properties.RoleArn))?.[1];
  const role = of("AWS::IAM::Role", stack).find((one) => one.id === id);
  if (!role) throw new Error(`${JSON.stringify(properties)} has no role of ${stack}`);
  return (role.properties.Policies as { PolicyDocument: { Statement: Statement[] } }[]).flatMap(
    (policy) => policy.PolicyDocument.Statement,
  );
}

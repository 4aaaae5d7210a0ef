import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { slow } from "#testing/slow";
import { projectRoot } from "../packages/contract/discover.ts";
import { isWhole } from "../packages/testing/sampled.ts";
import { embedderPlace } from "./embedder.ts";
import type { Template } from "./limits.ts";
import { parameterNames } from "./parameters.ts";
import { run } from "./synth.ts";
import { everyKind, manifest, oneOfEach, type Stubs, stacksOf, stubFolder, withStubs } from "./templates.fixture.ts";

/** A folder with a bundle for everything in the manifest. */
function bundles({ assetsOf }: Stubs): string {
  for (const { file } of [
    ...manifest.endpoints,
    ...manifest.streams,
    ...manifest.consumers,
    ...manifest.schedules,
    ...manifest.serves,
  ])
    assetsOf(file);
  assetsOf(manifest.authorizer.file);
  assetsOf(embedderPlace.file);
  return path.join(stubFolder, "functions");
}

function said(args: string[], of = manifest): string {
  const lines: string[] = [];
  run(args, (line) => lines.push(line), of);
  return lines.join("\n");
}

describe("npm run synth", () => {
  slow("writes valid templates by CloudFormation's schemas, and prints a summary", () => {
    withStubs((stubs) => {
      const args = ["--stage", "prod", "--out", stubs.outDir, "--functions", bundles(stubs)];
      // Reading the schemas and holding a whole stage against them takes long: npm test holds only that they find what is wrong.
      const out = said(isWhole("templates") ? [...args, "--validate"] : args, oneOfEach(manifest));
      expect(out).toMatch(/lifeos-prod-finance +\d+ resources +\d+ KB/);
      expect(out).toMatch(/\d+ stacks, prod +\d+ resources/);
      expect(existsSync(path.join(stubs.outDir, "manifest.json"))).toBe(true);
      expect(existsSync(path.join(stubs.outDir, "finance.template.json"))).toBe(true);

      const { endpoints, consumers, schedules, ...rest } = oneOfEach(manifest);
      const schedule = { ...schedules[0]!, timeoutSeconds: 0 };
      const wrong = {
        ...rest,
        endpoints: endpoints.slice(0, 1),
        consumers: consumers.slice(0, 1),
        schedules: [schedule],
      };
      expect(() => said([...args, "--validate"], wrong)).toThrow(
        /Timeout: 0 is less than the minimum|^Validation failed/,
      );
    });
  });

  it("explains itself", () => {
    expect(said(["--help"])).toMatch(/--stage <name>.*--kind <kind>.*cdk deploy/s);
  });

  it.each([
    [[], /^Which stage\? Say --stage <name>/],
    [
      ["--stage", "x", "--kind", "production"],
      /^There is no stage kind "production"; the kinds are dev, staging, prod\.$/,
    ],
    [["--stage", "Not-One"], /^"Not-One" cannot be the name of a stage/],
    [["--stage", "x", "--functions", "/nowhere"], /^There is no bundle of functions\/.*: run npm run build first\.$/],
  ])("says in a sentence what is wrong with %j", (args, sentence) => {
    expect(() => withStubs(({ outDir }) => run([...args, "--out", outDir], () => {}))).toThrow(sentence);
  });
});

slow("is an app of the CDK command line, with parameters by their names, for a bootstrapped account", () => {
  withStubs((stubs) => {
    const functions = bundles(stubs);
    const context = {
      stage: "anna",
      functions,
      SecretsArn: "arn:aws:secretsmanager:x:1:secret:y",
      WebAclArn: "arn:aws:wafv2:z",
    };
    const { app } = JSON.parse(readFileSync(path.join(projectRoot, "cdk.json"), "utf8")) as { app: string };
    const { status, stderr } = spawnSync(app, {
      cwd: projectRoot,
      shell: true,
      encoding: "utf8",
      env: {
        ...process.env,
        CDK_OUTDIR: stubs.outDir,
        CDK_CONTEXT_JSON: JSON.stringify(context),
        CDK_VALIDATION: "false",
      },
    });
    expect([status, stderr]).toEqual([0, ""]);
    const read = (id: string) =>
      JSON.parse(readFileSync(path.join(stubs.outDir, `${id}.template.json`), "utf8")) as Template;
    const finance = read("finance");
    expect(finance.Parameters).not.toHaveProperty("AssetsBucket");
    expect(finance.Parameters!.SecretsArn!.Default).toBe(context.SecretsArn);
    expect(finance.Parameters).toHaveProperty("BootstrapVersion");
    expect(read("edge").Parameters!.WebAclArn!.Default).toBe(context.WebAclArn);
  });
});

describe.each(everyKind)("the assembly of a stage of kind %s", (kind) => {
  const { stacks, stage, templates } = stacksOf(kind);

  it("has only known parameters, and needs no bootstrapped account", () => {
    for (const template of Object.values(templates))
      for (const name of Object.keys(template.Parameters ?? {})) expect(parameterNames).toContain(name);
    const assets = new Set(
      stacks.flatMap(({ id }) => ("AssetsBucket" in (templates[id]!.Parameters ?? {}) ? [id] : [])),
    );
    for (const { id, template } of stacks)
      expect([id, /"\$\{AssetsBucket\}"/.test(JSON.stringify(template))]).toEqual([id, assets.has(id)]);
  });

  it("imports only what an earlier stack exports", () => {
    const exported = new Map<string, string>();
    for (const { id, template } of stacks) {
      const imports = [...JSON.stringify(template).matchAll(/"Fn::ImportValue":"([^"]+)"/g)].map(([, name]) => name!);
      for (const name of imports) {
        expect([id, name, exported.has(name)]).toEqual([id, name, true]);
        const needed = stacks[0]!.assembly.getStackArtifact(id).dependencies.map((one) => one.id);
        expect(needed).toContain(exported.get(name));
      }
      for (const { Export } of Object.values(template.Outputs ?? {})) if (Export) exported.set(String(Export.Name), id);
    }
    expect(exported.size).toBeGreaterThan(0);
    expect([...exported.keys()].every((name) => name.startsWith(`lifeos-${stage.name}-`))).toBe(true);
  });
});

/** Every setting is declared once, and everything that names settings agrees with the declarations. */

import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { declaredSettings } from "#local/settings";
import { slow } from "#testing/slow";
import { projectRoot } from "../packages/contract/discover.ts";
import { secretDocument, stageSecrets } from "./sst/settings.ts";
import { manifest, stacksOf } from "./templates.fixture.ts";

const declared = await declaredSettings();
const byName = new Map(declared.map((one) => [one.name, one]));

/** The names of settings that a source file reads from a configuration or from the environment. */
function namesReadIn(source: string): string[] {
  const text = source.replace(/^\s*\/\*\*[\s\S]*?\*\//gm, "");
  const objects = String.raw`(?:runtime\(\)\.config|process\.env|\bconfig|\benv)`;
  const inBraces = [
    ...text.matchAll(new RegExp(String.raw`\{([^{}]*)\}\s*=\s*${objects}\s*[;,)]`, "g")),
    ...text.matchAll(/\{([^{}]*)\}: Config\b/g),
  ].flatMap(([, inner]) =>
    [...inner!.replace(/=[^,]*/g, "").matchAll(/(?:^|[\s,])([A-Z][A-Z0-9_]+)(?=\s*[:,=]|\s*$)/g)].map(
      ([, name]) => name!,
    ),
  );
  const byDot = [...text.matchAll(new RegExp(String.raw`${objects}!?\.([A-Z][A-Z0-9_]+)\b`, "g"))].map(
    ([, name]) => name!,
  );
  const byText = [...text.matchAll(/\b(?:configured|need|settingOf|tierLimits)\((?:\w+, )?"([A-Z][A-Z0-9_]+)"/g)].map(
    ([, name]) => name!,
  );
  // The client that LifeOS is at a provider of connections.
  const ofClient = [...text.matchAll(/\bclient: \{ id: "([A-Z][A-Z0-9_]+)", secret: "([A-Z][A-Z0-9_]+)" \}/g)].flatMap(
    ([, id, secret]) => [id!, secret!],
  );
  return [...inBraces, ...byDot, ...byText, ...ofClient];
}

const product = globSync(["packages/{kit,cloud,core,local}/src/**/*.ts", "functions/**/*.ts"], { cwd: projectRoot })
  .map((file) => file.split(path.sep).join("/"))
  .filter((file) => !/\.(test|test-d|fixture)\.ts$/.test(file))
  // Without programs that test the product with variables of their own.
  .filter((file) => !/^packages\/local\/src\/(inngest|crash|engine\/conformance)\//.test(file))
  .map((file) => ({ file, text: readFileSync(path.join(projectRoot, file), "utf8") }));
const readIn = product.flatMap(({ file, text }) => namesReadIn(text).map((name) => ({ file, name })));

describe("a setting", () => {
  it("is declared once", () => {
    const names = declared.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect(names.length).toBeGreaterThan(30);
  });

  it("is declared when the product reads it", () => {
    expect(readIn.filter(({ name }) => !byName.has(name))).toEqual([]);
  });

  it("is read when it is declared", () => {
    const read = new Set(readIn.map(({ name }) => name));
    expect(declared.map(({ name }) => name).filter((name) => !read.has(name))).toEqual([]);
  });

  it("is read by a literal name, so that this test finds it", () => {
    const byVariable = product.filter(({ text }) => /\b(?:config|env)\)?\[(?!")/.test(text)).map(({ file }) => file);
    // These get the name as an argument or from the declarations; the engine's `config` is something else.
    expect(byVariable.toSorted()).toEqual([
      "packages/cloud/src/apart.ts",
      "packages/cloud/src/bootstrap.ts",
      "packages/core/src/admin/system-config.ts",
      "packages/core/src/platform/object-store.ts",
      "packages/core/src/platform/system-settings.ts",
      "packages/local/src/cloud.ts",
      "packages/local/src/demo.ts",
      "packages/local/src/engine/functions.ts",
      "packages/local/src/settings.ts",
    ]);
  });
});

describe("the settings of a deployment", () => {
  it("are those declared for it, required or optional as declared", () => {
    const asked = stageSecrets.flatMap(({ config, needed }) => (config ? [`${config} ${needed}`] : []));
    const meant = declared.flatMap(({ name, stage }) => (stage ? [`${name} ${stage === "needed"}`] : []));
    expect(asked.toSorted()).toEqual(meant.toSorted());
  });

  slow("are in the document of secrets if they are secret, and in no function's environment", () => {
    const { of } = stacksOf("prod");
    const document = Object.keys(secretDocument(Object.fromEntries(stageSecrets.map(({ name }) => [name, ""])), {}));
    for (const name of document) expect(byName.has(name)).toBe(true);
    for (const { properties } of of("AWS::Lambda::Function")) {
      const { Variables } = properties.Environment as { Variables: Record<string, string> };
      const wrong = Object.keys(Variables).filter((name) => !byName.has(name) || byName.get(name)!.secret);
      expect([properties.Description, wrong]).toEqual([properties.Description, []]);
    }
  });

  it("are given to the functions that declare their use, and no other", () => {
    const { of } = stacksOf("prod");
    const ofUse = declared.filter(({ uses, secret }) => uses && !secret);
    expect(ofUse.length).toBeGreaterThan(3);
    const { endpoints, streams, consumers, schedules, serves, authorizer } = manifest;
    for (const place of [
      ...endpoints,
      ...streams,
      ...consumers,
      ...schedules,
      ...serves,
      { uses: undefined, ...authorizer },
    ]) {
      const { properties } = of("AWS::Lambda::Function").find((one) => one.properties.Description === place.name)!;
      const { Variables } = properties.Environment as { Variables: Record<string, string> };
      // The reader of dead letters derives consumers from names of queues, and sends nothing.
      const readsDead = "pattern" in place && place.pattern === null;
      const uses = [...(place.uses ?? []), ...(readsDead ? (["queues"] as const) : [])];
      const meant = ofUse.filter((one) => uses.includes(one.uses!)).map(({ name }) => name);
      const given = Object.keys(Variables).filter((name) => byName.get(name)?.uses);
      expect([place.name, given.toSorted()]).toEqual([place.name, meant.toSorted()]);
    }
  });
});

import { describe, expect, it } from "vitest";
import type { Manifest } from "../packages/contract/manifest.ts";
import { synth } from "./app.ts";
import { brokenLimits, brokenLimitsOfAll, type Template } from "./limits.ts";
import { functionNameOf, stageOf } from "./stage.ts";
import { manifest, oneOfEach, withStubs } from "./templates.fixture.ts";

const stage = stageOf("dev");

/** The message of synth for a changed manifest. */
function refusal(change: (manifest: Manifest) => void): string {
  const changed = structuredClone(oneOfEach(manifest));
  change(changed);
  try {
    withStubs((stubs) => synth({ stage, manifest: changed, withoutAssets: true, ...stubs }));
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

describe("synth refuses", () => {
  it("a pattern, a name, a batch, a timeout and a number of behaviours that are too large, each in a sentence", () => {
    const said = refusal(({ consumers, serves }) => {
      const [one] = consumers.filter(({ pattern }) => pattern !== null) as [Manifest["consumers"][number]];
      // A list of types could be split among rules, but no other part of a pattern can.
      one.pattern = { source: Array.from({ length: 200 }, (_, i) => ({ prefix: `lifeos/measurement${i}` })) };
      one.id = `health.${"draft".repeat(15)}`;
      one.batchSize = 11;
      one.timeoutSeconds = 901;
      const [serve] = serves as [Manifest["serves"][number]];
      for (let i = 0; i < 75; i++) serves.push({ ...serve, name: `serve.x${i}.x${i}`, context: `x${i}` });
    });
    expect(said).toMatch(/the length of an event pattern \(a quota\) is \d,\d{3}, and AWS takes 2,048\./);
    expect(said).toMatch(/the length of the name of a queue is \d+, and AWS takes 80\./);
    expect(said).toMatch(/the batch size of a queue without a window is 11, and AWS takes 10\./);
    expect(said).toMatch(/the timeout of a function in seconds is 901, and AWS takes 900\./);
    expect(said).toMatch(/cache behaviours of a distribution \(a quota\) is \d+, and AWS takes 75\./);
  });
});

it("counts bytes, parameters, outputs, resources, and the integrations of an API", () => {
  const many = <T>(count: number, one: T) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`Id${i}`, one]));
  const template: Template = { Parameters: many(201, { Type: "String" }), Outputs: many(201, { Value: "x" }) };
  expect(brokenLimits("x", template, 1_000_001)).toEqual([
    "The stack x has 1,000,001 bytes of template; AWS takes 1,000,000.",
    "The stack x has 201 parameters; AWS takes 200.",
    "The stack x has 201 outputs; AWS takes 200.",
  ]);
  const api: Template = { Resources: many(301, { Type: "AWS::ApiGatewayV2::Integration" }) };
  expect(brokenLimits("x", api, 1)).toEqual(["The stack x has 301 integrations in its HTTP API; AWS takes 300."]);
  const large: Template = { Resources: many(501, { Type: "AWS::SNS::Subscription" }) };
  expect(brokenLimits("x", large, 1)).toEqual(["The stack x has 501 resources; AWS takes 500."]);
  const full: Template = { Resources: many(300, { Type: "AWS::ApiGatewayV2::Integration" }) };
  expect(brokenLimits("x", full, 1_000_000)).toEqual([]);
});

it("counts the rules of a bus over all stacks", () => {
  const rules = (count: number, bus: string): Template => ({
    Resources: Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `Rule${i}`,
        { Type: "AWS::Events::Rule", Properties: { EventBusName: bus } },
      ]),
    ),
  });
  expect(brokenLimitsOfAll([rules(200, "ours"), rules(100, "ours"), rules(200, "other")])).toEqual([]);
  expect(brokenLimitsOfAll([rules(200, "ours"), rules(101, "ours")])).toEqual([
    "The stage has 301 rules on one bus (a quota); AWS takes 300.",
  ]);
});

it("shortens a function's name that is too long for Lambda, always in the same way and without collisions", () => {
  const long = (last: string) =>
    functionNameOf(stage, `household.shopping-items.generateFromRecipesAndMinimumStock${last}`);
  expect(long("A")).toHaveLength(64);
  expect(long("A")).toBe(long("A"));
  expect(long("A")).not.toBe(long("B"));
  expect(functionNameOf(stage, "finance.transactions.list")).toBe("lifeos-dev-finance-transactions-list");
});

it.each(["", "Dev", "pr-12", "1a", "a".repeat(21)])("refuses a stage called %j", (name) => {
  expect(() => stageOf(name)).toThrow(/cannot be the name of a stage/);
});

it("derives a stage's kind from its name, and refuses unknown kinds", () => {
  expect([stageOf("prod").kind, stageOf("anna").kind, stageOf("anna", "staging").kind]).toEqual([
    "prod",
    "dev",
    "staging",
  ]);
  expect(() => stageOf("anna", "production")).toThrow(
    'There is no stage kind "production"; the kinds are dev, staging, prod.',
  );
});

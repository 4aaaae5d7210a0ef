import { describe, expect, it } from "vitest";
import { synth } from "../app.ts";
import { stageOf } from "../stage.ts";
import { manifest, oneOfEach, withStubs } from "../templates.fixture.ts";
import { inDependencyOrder, parametersOf, readAssembly } from "./assembly.ts";

describe("a cloud assembly", () => {
  const assembly = withStubs(({ outDir, assetsOf }) => {
    synth({ stage: stageOf("x", "prod"), outDir, assetsOf, manifest: oneOfEach(manifest) });
    return readAssembly(outDir);
  });

  it("is read as stacks, each after its dependencies", () => {
    const ids = assembly.stacks.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(["storage", "events", "workflows", "finance", "edge", "watch"]));
    for (const [index, { dependsOn }] of assembly.stacks.entries())
      for (const before of dependsOn) expect(ids.slice(0, index)).toContain(before);
    expect(assembly.stacks.find(({ id }) => id === "firewall")!.region).toBe("us-east-1");
    expect(assembly.stacks.filter(({ region }) => region).length).toBe(1);
  });

  it("lists each file to upload once, and every template among them", () => {
    const keys = assembly.files.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { template } of assembly.stacks) expect(keys).toContain(template.key);
    expect(assembly.files.filter(({ packaging }) => packaging === "zip").length).toBeGreaterThan(0);
  });

  it("gets all of its parameters from the stage and from outputs of its own stacks", () => {
    const values: Record<string, string> = {
      AssetsBucket: "bucket",
      SecretsArn: "arn",
      SecretsVersion: "1",
      DomainName: "life.example.com",
      CertificateArn: "certificate",
    };
    for (const stack of assembly.stacks) {
      expect(() => parametersOf(stack, values)).not.toThrow();
      for (const output of stack.outputs) values[output] = `output of ${stack.id}`;
    }
    expect(values).toMatchObject({
      ApiUrl: "output of edge",
      InngestEndpoints: "output of edge",
      AlarmTopicArn: "output of watch",
    });
  });
});

describe("the parameters of a stack", () => {
  const stack = {
    id: "edge",
    parameters: { Host: { hasDefault: false }, Bucket: { hasDefault: false }, Mail: { hasDefault: true } },
  };

  it("are those that its template declares", () => {
    expect(parametersOf(stack, { Host: "h", Bucket: "b", Other: "o" })).toEqual({ Host: "h", Bucket: "b" });
    expect(parametersOf(stack, { Host: "h", Bucket: "", Mail: "m" })).toEqual({ Host: "h", Bucket: "", Mail: "m" });
  });

  it("must all have a value", () => {
    expect(() => parametersOf(stack, { Mail: "m" })).toThrow(
      "The stack edge needs a value for Host and Bucket, and nothing provides it.",
    );
  });
});

describe("the order of stacks", () => {
  const order = (...stacks: [string, ...string[]][]) =>
    inDependencyOrder(stacks.map(([id, ...dependsOn]) => ({ id, dependsOn }))).map(({ id }) => id);

  it("puts a stack after its dependencies, and otherwise keeps the order", () => {
    expect(order(["c", "b"], ["d"], ["b", "a"], ["a"])).toEqual(["a", "b", "c", "d"]);
  });

  it("is refused for a cycle", () => {
    expect(() => order(["a", "b"], ["b", "a"])).toThrow("The stacks a → b → a wait for each other.");
    expect(() => order(["a", "z"])).toThrow("The stack a depends on z, which is not in the assembly.");
  });
});

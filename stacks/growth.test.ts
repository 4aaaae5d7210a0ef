/** The product can grow to its planned size without reaching a limit of AWS. */
import { describe, expect, it } from "vitest";
import type { EventPattern } from "#local/bus/pattern";
import { synth } from "./app.ts";
import { GROWN, grown } from "./growth.fixture.ts";
import { stageOf } from "./stage.ts";
import { allows, collect, manifest, namesOf, statementsOf, withStubs } from "./templates.fixture.ts";

const large = grown(manifest);
// The longest name of a stage, because it is part of every name. `synth` throws when a limit is broken.
const stage = stageOf("a".repeat(20), "prod");
const stacks = collect(
  "prod",
  withStubs((stubs) => synth({ stage, manifest: large, withoutAssets: true, ...stubs })),
);
const { of, templates } = stacks;

/** What reads texts for the search by meaning is a function of its own. */
const EMBEDDER = 1;

describe("a product of 450 operations, 80 consumers, 40 schedules and 8 contexts of workflows", () => {
  it("stays within the limits of CloudFormation, IAM, API Gateway and EventBridge, with all of its declarations", () => {
    const { endpoints, streams, consumers, schedules, serves } = large;
    const queued = consumers.filter(({ pattern }) => pattern !== null);
    expect([endpoints.length, queued.length, schedules.length, serves.length]).toEqual(Object.values(GROWN));
    expect(of("AWS::Lambda::Function")).toHaveLength(
      endpoints.length + streams.length + consumers.length + schedules.length + 8 + 1 + EMBEDDER,
    );
    expect(of("AWS::ApiGatewayV2::Route")).toHaveLength(endpoints.length);
    const resources = Object.entries(templates).map(([id, one]) => [id, Object.keys(one.Resources!).length] as const);
    console.log(`resources a stack: ${resources.map(([id, count]) => `${id} ${count}`).join(", ")}`);
  });

  it("puts every consumer into the stack of its pillar, and none into that of the bus", () => {
    expect(of("AWS::Events::Rule", "events")).toEqual([]);
    for (const { stack, properties } of of("AWS::SQS::Queue"))
      if (stack !== "schedules" && stack !== "workflows") expect(properties.QueueName).toContain(`-${stack}-`);
  });

  it("has a reader for every dead-letter queue, and the permission for every call of a function", () => {
    const reader = of("AWS::Lambda::Function", "events")[0]!;
    const mayRead = (queue: ReturnType<typeof of>[number]) =>
      allows(statementsOf(stacks, reader), "sqs:ReceiveMessage", namesOf(queue, "sqs").slice(0, 1));
    const dead = of("AWS::SQS::Queue").filter(({ properties }) => String(properties.QueueName).endsWith("-dead"));
    for (const queue of dead)
      expect([queue.properties.QueueName, mayRead(queue)]).toEqual([
        queue.properties.QueueName,
        queue.stack !== "schedules",
      ]);
    const functions = of("AWS::Lambda::Function");
    for (const integration of of("AWS::ApiGatewayV2::Integration")) {
      const { stack, properties } = integration;
      const called = functions.find((one) => one.stack === stack && properties.IntegrationUri === `{${one.id}.Arn}`)!;
      const statements = statementsOf(stacks, integration);
      expect(allows(statements, "lambda:InvokeFunction", namesOf(called, "lambda").slice(0, 1))).toBe(true);
    }
    for (const schedule of of("AWS::Scheduler::Schedule")) {
      const target = schedule.properties.Target as { Arn: string };
      const called = functions.find((one) => one.stack === "schedules" && target.Arn === `{${one.id}.Arn}`)!;
      const statements = statementsOf(stacks, {
        ...schedule,
        properties: { ...target },
      });
      expect(allows(statements, "lambda:InvokeFunction", namesOf(called, "lambda").slice(0, 1))).toBe(true);
    }
  });

  it("splits a list of types that is too long for one rule into several, with each type once", () => {
    let shared = 0;
    for (const { id, pattern } of large.consumers) {
      if (pattern === null) continue;
      const name = `lifeos-${stage.name}-${id.replaceAll(".", "-")}`;
      const rules = of("AWS::Events::Rule").filter(({ properties }) =>
        new RegExp(`^${name}(-\\d+)?$`).test(String(properties.Name)),
      );
      const types = rules.map(({ properties }) => (properties.EventPattern as EventPattern)["detail-type"]);
      expect(types.flat()).toEqual([pattern["detail-type"]].flat());
      if (rules.length > 1) shared++;
      const [queue] = new Set(rules.map(({ properties }) => JSON.stringify(properties.Targets)));
      expect(queue).toBeDefined();
      expect(rules.length).toBeGreaterThan(0);
    }
    expect(shared).toBeGreaterThan(0);
  });
});

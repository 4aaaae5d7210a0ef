/** The templates contain exactly the declarations of functions/. */
import { describe, expect, it } from "vitest";
import type { Place } from "../packages/contract/manifest.ts";
import { embedderPlace } from "./embedder.ts";
import { pillarsWithApi } from "./pillar.ts";
import { everyKind, manifest, type Placed, type Stacks, stacksOf } from "./templates.fixture.ts";

const { endpoints, streams, consumers, schedules, serves, authorizer } = manifest;
const queued = consumers.filter((one) => one.pattern !== null);
const deadLetterConsumers = consumers.filter((one) => one.pattern === null);

const functionOf = ({ of }: Stacks, { name }: Place): Placed =>
  of("AWS::Lambda::Function").find(({ properties }) => properties.Description === name)!;
const sorted = (names: readonly unknown[]) => names.map(String).toSorted();

describe.each(everyKind)("a stage of kind %s", (kind) => {
  const stacks = stacksOf(kind);
  const { of, stage } = stacks;

  it("has a Lambda for each declaration that exports its handler, and no other", () => {
    const places: Place[] = [
      ...endpoints,
      ...streams,
      ...consumers,
      ...schedules,
      ...serves,
      authorizer,
      embedderPlace,
    ];
    const functions = of("AWS::Lambda::Function");
    expect(sorted(functions.map(({ properties }) => properties.Description))).toEqual(
      sorted(places.map((one) => one.name)),
    );
    for (const place of places) {
      expect(functionOf(stacks, place).properties).toMatchObject({
        Handler: `index.${place.export}`,
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
      });
    }
    const names = functions.map(({ properties }) => properties.FunctionName);
    expect(new Set(names).size).toBe(names.length);
  });

  it("gives the exports of a file one asset, and each file its own", () => {
    const keys = new Map<string, Set<unknown>>();
    for (const place of [...endpoints, ...streams, ...consumers, ...schedules, ...serves, authorizer, embedderPlace]) {
      const { S3Key } = functionOf(stacks, place).properties.Code as { S3Key: string };
      keys.set(place.file, (keys.get(place.file) ?? new Set()).add(S3Key));
    }
    expect([...keys.values()].every((of) => of.size === 1)).toBe(true);
    expect(new Set([...keys.values()].map(([key]) => key)).size).toBe(keys.size);
  });

  it("has a route for each endpoint to its Lambda, in the API of its pillar, and no other", () => {
    const routes = of("AWS::ApiGatewayV2::Route");
    expect(sorted(routes.map(({ stack, properties }) => `${stack} ${properties.RouteKey}`))).toEqual(
      sorted(endpoints.map(({ pillar, method, path }) => `${pillar} ${method} ${path}`)),
    );
    expect(sorted(of("AWS::ApiGatewayV2::Api").map(({ stack }) => stack))).toEqual(pillarsWithApi(manifest));
    for (const endpoint of endpoints) {
      const route = routes.find(
        ({ stack, properties }) =>
          stack === endpoint.pillar && properties.RouteKey === `${endpoint.method} ${endpoint.path}`,
      )!;
      const integration = of("AWS::ApiGatewayV2::Integration", endpoint.pillar).find(
        ({ id }) => route.properties.Target === `integrations/{${id}}`,
      )!;
      expect(integration.properties).toMatchObject({
        IntegrationType: "AWS_PROXY",
        PayloadFormatVersion: "2.0",
        IntegrationUri: `{${functionOf(stacks, endpoint).id}.Arn}`,
      });
    }
    expect(of("AWS::ApiGatewayV2::Integration")).toHaveLength(endpoints.length);
  });

  it("asks the authorizer about all but public endpoints, and lets its answers be cached as long as it says", () => {
    for (const endpoint of endpoints) {
      const route = of("AWS::ApiGatewayV2::Route", endpoint.pillar).find(
        ({ properties }) => properties.RouteKey === `${endpoint.method} ${endpoint.path}`,
      )!;
      expect([endpoint.name, route.properties.AuthorizationType]).toEqual([
        endpoint.name,
        endpoint.access === "public" ? undefined : "CUSTOM",
      ]);
    }
    const authorizers = of("AWS::ApiGatewayV2::Authorizer");
    const name = functionOf(stacks, authorizer).properties.FunctionName;
    for (const { properties } of authorizers) {
      expect(properties).toMatchObject({
        AuthorizerResultTtlInSeconds: authorizer.cacheSeconds,
        AuthorizerPayloadFormatVersion: "2.0",
        EnableSimpleResponses: true,
        IdentitySource: ["$request.header.Authorization"],
        AuthorizerUri: expect.stringContaining(`:function:${name}/invocations`),
      });
    }
    const guarded = new Set(endpoints.filter((one) => one.access !== "public").map((one) => one.pillar));
    expect(sorted(authorizers.map(({ stack }) => stack))).toEqual(sorted([...guarded]));
  });

  it("has a rule, a queue and a dead-letter queue for each consumer, in the stack of its pillar, and no other", () => {
    expect(of("AWS::Events::Rule")).toHaveLength(queued.length);
    // The schedules share one more dead-letter queue.
    expect(of("AWS::SQS::Queue")).toHaveLength(queued.length * 2 + 1);
    for (const consumer of queued) {
      const name = `lifeos-${stage.name}-${consumer.id.replaceAll(".", "-")}`;
      const queue = of("AWS::SQS::Queue").find(({ properties }) => properties.QueueName === name)!;
      expect(queue.stack).toBe(consumer.uses?.includes("workflows") ? "workflows" : consumer.id.split(".", 1)[0]);
      const dead = of("AWS::SQS::Queue").find(({ properties }) => properties.QueueName === `${name}-dead`)!;
      expect(queue.properties).toMatchObject({
        VisibilityTimeout: consumer.timeoutSeconds * 6,
        RedrivePolicy: { deadLetterTargetArn: `{${dead.id}.Arn}`, maxReceiveCount: 5 },
      });
      // A moved message keeps its age, so the dead-letter queue must retain messages for longer.
      expect(dead.properties.MessageRetentionPeriod).toBeGreaterThan(queue.properties.MessageRetentionPeriod as number);

      const rule = of("AWS::Events::Rule", queue.stack).find(({ properties }) => properties.Name === name)!;
      expect(rule.properties.Targets).toEqual([
        expect.objectContaining({ Arn: `{${queue.id}.Arn}`, DeadLetterConfig: { Arn: `{${dead.id}.Arn}` } }),
      ]);
      expect(rule.properties.State).toBe("ENABLED");

      const handler = functionOf(stacks, consumer);
      expect(handler.properties.Timeout).toBe(consumer.timeoutSeconds);
      const sources = of("AWS::Lambda::EventSourceMapping").filter(
        ({ properties }) => properties.FunctionName === `{${handler.id}}`,
      );
      expect(sources.map(({ properties }) => properties)).toEqual([
        expect.objectContaining({
          EventSourceArn: `{${queue.id}.Arn}`,
          BatchSize: consumer.batchSize,
          FunctionResponseTypes: ["ReportBatchItemFailures"],
        }),
      ]);
    }
  });

  it("lets only its rule put messages into a queue and its dead-letter queue", () => {
    const policies = of("AWS::SQS::QueuePolicy");
    for (const rule of of("AWS::Events::Rule")) {
      const [target] = rule.properties.Targets as { Arn: string; DeadLetterConfig: { Arn: string } }[];
      for (const queueArn of [target!.Arn, target!.DeadLetterConfig.Arn]) {
        const policy = policies.find(
          ({ stack, properties }) =>
            stack === rule.stack && (properties.Queues as string[])[0] === queueArn.replace(".Arn", ""),
        )!;
        const { Statement } = policy.properties.PolicyDocument as { Statement: { Effect: string }[] };
        expect(Statement.filter(({ Effect }) => Effect === "Allow")).toEqual([
          {
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: ["sqs:SendMessage"],
            Resource: queueArn,
            Condition: { ArnEquals: { "aws:SourceArn": [`{${rule.id}.Arn}`] } },
          },
        ]);
      }
    }
  });

  it("lets the consumers of dead letters read every consumer's dead-letter queue", () => {
    for (const recorder of deadLetterConsumers) {
      const name = functionOf(stacks, recorder).properties.FunctionName;
      const read = of("AWS::Lambda::EventSourceMapping").filter(({ properties }) => properties.FunctionName === name);
      const queues = read.map(({ stack, properties }) => {
        const queue = of("AWS::SQS::Queue", stack).find(({ id }) => properties.EventSourceArn === `{${id}.Arn}`)!;
        return queue.properties.QueueName;
      });
      expect(sorted(queues)).toEqual(
        sorted(queued.map(({ id }) => `lifeos-${stage.name}-${id.replaceAll(".", "-")}-dead`)),
      );
    }
  });

  it("has a schedule for each that is declared, in its time zone, tried again and then kept, and no other", () => {
    const made = of("AWS::Scheduler::Schedule");
    expect(sorted(made.map(({ properties }) => properties.Name))).toEqual(
      sorted(schedules.map(({ id }) => id.replaceAll(".", "-"))),
    );
    for (const schedule of schedules) {
      const handler = functionOf(stacks, schedule);
      const { properties } = made.find((one) => one.properties.Name === schedule.id.replaceAll(".", "-"))!;
      const [dead] = of("AWS::SQS::Queue", "schedules");
      expect(properties).toMatchObject({
        ScheduleExpression: schedule.expression,
        ScheduleExpressionTimezone: schedule.timezone,
        State: "ENABLED",
        Target: {
          Arn: `{${handler.id}.Arn}`,
          DeadLetterConfig: { Arn: `{${dead!.id}.Arn}` },
          RetryPolicy: { MaximumRetryAttempts: 5 },
        },
      });
      expect(handler.properties.Timeout).toBe(schedule.timeoutSeconds);
      const retries = of("AWS::Lambda::EventInvokeConfig").find(
        (one) => one.properties.FunctionName === `{${handler.id}}`,
      )!;
      expect(retries.properties.DestinationConfig).toEqual({ OnFailure: { Destination: `{${dead!.id}.Arn}` } });
    }
  });

  it("has a function URL for each context of workflows and each stream, behind the edge, and no other", () => {
    expect(of("AWS::Lambda::Url")).toHaveLength(serves.length + streams.length);
    const [{ properties }] = of("AWS::CloudFront::Distribution") as [Placed];
    const { CacheBehaviors, Origins } = properties.DistributionConfig as {
      CacheBehaviors: { PathPattern: string; TargetOriginId: string }[];
      Origins: { Id: string; DomainName: string }[];
    };
    for (const { context, name } of serves) {
      const url = of("AWS::Lambda::Url").find(
        (one) => one.properties.TargetFunctionArn === `{${functionOf(stacks, { name } as Place).id}.Arn}`,
      );
      expect(url).toBeDefined();
      const behavior = CacheBehaviors.find(({ PathPattern }) => PathPattern === `/workflows/${context}`)!;
      const origin = Origins.find(({ Id }) => Id === behavior.TargetOriginId)!;
      const [, exportName] = /^\{import (.*)\}$/.exec(origin.DomainName)!;
      const exported = Object.values(stacks.templates.workflows!.Outputs!).find(
        ({ Export }) => Export?.Name === exportName,
      )!;
      expect(JSON.stringify(exported.Value)).toContain(`"${url!.id}"`);
    }
    for (const pillar of pillarsWithApi(manifest)) {
      const behavior = CacheBehaviors.find(({ PathPattern }) => PathPattern === `/v1/${pillar}/*`)!;
      const origin = Origins.find(({ Id }) => Id === behavior.TargetOriginId)!;
      const [, exportName] = /^\{import (.*)\}\.execute-api\./.exec(origin.DomainName)!;
      const exported = Object.values(stacks.templates[pillar]!.Outputs!).find(
        ({ Export }) => Export?.Name === exportName,
      )!;
      expect(exported.Value).toEqual({ Ref: of("AWS::ApiGatewayV2::Api", pillar)[0]!.id });
    }
    const consoleBehaviors = CacheBehaviors.filter(({ PathPattern }) => PathPattern.startsWith("/console"));
    expect(CacheBehaviors).toHaveLength(
      pillarsWithApi(manifest).length + serves.length + streams.length + consoleBehaviors.length,
    );
  });

  it("monitors every pillar, context and queue", () => {
    const alarms = of("AWS::CloudWatch::Alarm").map(({ properties }) => properties.AlarmName as string);
    expect(alarms).toHaveLength(
      pillarsWithApi(manifest).length * 2 +
        serves.length +
        streams.length +
        queued.length * 2 +
        deadLetterConsumers.length +
        5,
    );
    expect(new Set(alarms).size).toBe(alarms.length);
    const watched = JSON.stringify(of("AWS::CloudWatch::Alarm").map(({ properties }) => properties));
    for (const { properties } of of("AWS::SQS::Queue")) expect(watched).toContain(`"${properties.QueueName}"`);
    for (const { properties } of of("AWS::CloudWatch::Alarm")) expect(properties.AlarmActions).toEqual(["{Alarms}"]);
    const [dashboard] = of("AWS::CloudWatch::Dashboard");
    expect(() => JSON.parse(dashboard!.properties.DashboardBody as string)).not.toThrow();
  });
});

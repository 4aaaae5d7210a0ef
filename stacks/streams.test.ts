/** The templates of a product with streams, from a manifest with those of kit's tests added. */
import { describe, expect, it } from "vitest";
import { withFixtures } from "../packages/contract/streams.fixture.ts";
import { synth } from "./app.ts";
import { functionNameOf, stageOf } from "./stage.ts";
import { STREAM_SILENCE_SECONDS, STREAM_TIMEOUT_SECONDS } from "./streams.ts";
import { collect, manifest as committed, oneOfEach, statementsOf, withStubs } from "./templates.fixture.ts";

const manifest = withFixtures(oneOfEach(committed));
const stage = stageOf("aprod", "prod");
const stacks = collect(
  "prod",
  withStubs((stubs) => synth({ stage, manifest, withoutAssets: true, ...stubs })),
);
const { of } = stacks;
const added = manifest.streams.filter(({ pillar }) => pillar === "kit");

describe.each(added.map((one) => [one.name, one] as const))("the stream %s", (name, stream) => {
  const [handler] = of("AWS::Lambda::Function").filter(({ properties }) => properties.Description === name);
  const [url] = of("AWS::Lambda::Url", "kit").filter(
    ({ properties }) => properties.TargetFunctionArn === `{${handler!.id}.Arn}`,
  );

  it("has a function in its pillar's stack, with a streaming URL and permissions for calls through it", () => {
    expect(handler).toMatchObject({ stack: "kit", properties: { Timeout: STREAM_TIMEOUT_SECONDS } });
    expect(handler!.properties.FunctionName).toBe(functionNameOf(stage, name));
    expect(url!.properties).toMatchObject({ AuthType: "NONE", InvokeMode: "RESPONSE_STREAM" });
    expect(url!.properties.Cors).toMatchObject({
      "Fn::If": ["HasCorsOrigins", { AllowMethods: ["GET"] }, "{AWS::NoValue}"],
    });
    const permissions = of("AWS::Lambda::Permission", "kit").filter(
      ({ properties }) => properties.FunctionName === `{${handler!.id}}`,
    );
    expect(permissions.map(({ properties }) => properties.Action).toSorted()).toEqual([
      "lambda:InvokeFunction",
      "lambda:InvokeFunctionUrl",
    ]);
  });

  it("has the permissions of the authorizer, and only its declared ones", () => {
    const actions = statementsOf(stacks, handler!).flatMap(({ Action }) => Action);
    expect(actions.toSorted()).toEqual(
      [
        "events:PutEvents",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "secretsmanager:GetSecretValue",
        "xray:PutTelemetryRecords",
        "xray:PutTraceSegments",
      ].toSorted(),
    );
  });

  it("is routed by its path, with the edge's secret and the caller's credentials", () => {
    const [distribution] = of("AWS::CloudFront::Distribution");
    const { CacheBehaviors, Origins } = distribution!.properties.DistributionConfig as {
      CacheBehaviors: {
        PathPattern: string;
        TargetOriginId: string;
        Compress: boolean;
        FunctionAssociations: object[];
      }[];
      Origins: { Id: string; CustomOriginConfig: object; OriginCustomHeaders: object[] }[];
    };
    const path = stream.path.replace(/{\w+}/g, "0198f000-0000-7000-8000-000000000001");
    const fits = (pattern: string) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(path);
    const first = CacheBehaviors.find(({ PathPattern }) => fits(PathPattern))!;
    expect(first).toMatchObject({ PathPattern: stream.edgePattern, Compress: false });
    expect(first.FunctionAssociations).toMatchObject([{ FunctionARN: "{FillInFunction.FunctionARN}" }]);
    expect(Origins.find(({ Id }) => Id === first.TargetOriginId)).toMatchObject({
      CustomOriginConfig: { OriginReadTimeout: STREAM_SILENCE_SECONDS, OriginProtocolPolicy: "https-only" },
      OriginCustomHeaders: [{ HeaderName: "x-origin-secret" }],
    });
  });

  it("is monitored", () => {
    const alarms = of("AWS::CloudWatch::Alarm").map(({ properties }) => JSON.stringify(properties));
    expect(alarms.filter((one) => one.includes(`"${functionNameOf(stage, name)}"`))).toHaveLength(1);
  });
});

import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { cors } from "#cloud/cors";
import { settleTokens } from "#functions/cortex/schedules";
import { sweep } from "#functions/platform/schedules";
import { gateway } from "#local/gateway/gateway";
import { declarations } from "#local/prepared/declared";
import { testDb } from "#testing/database";
import { harness } from "#testing/harness";
import { CONSOLE_FILE, FILL_IN_AUTHORIZATION, HAND_ON_HOST } from "./edge.ts";
import { modelCost, outboxAge } from "./logged-metrics.ts";
import { everyKind, manifest, type Placed, stacksOf } from "./templates.fixture.ts";

type Headers = Record<string, { value: string }>;

/** Runs a CloudFront function on a request with these headers and returns the resulting ones. */
function run(code: string, headers: Headers): Headers {
  const handler = new Function(`${code}; return handler;`)() as (event: object) => { headers: Headers };
  return handler({ request: { method: "GET", uri: "/", headers } }).headers;
}

describe("the edge's changes of a request", () => {
  it("fills in an absent or empty Authorization and leaves one that is there", () => {
    expect(run(FILL_IN_AUTHORIZATION, {}).authorization).toEqual({ value: "none" });
    expect(run(FILL_IN_AUTHORIZATION, { authorization: { value: " " } }).authorization).toEqual({ value: "none" });
    const given = { authorization: { value: "Bearer abc" } };
    expect(run(FILL_IN_AUTHORIZATION, given)).toEqual({ authorization: { value: "Bearer abc" } });
  });

  it("passes on the requested host, and ignores the caller's own header", () => {
    const headers = { host: { value: "api.example.org" }, "x-forwarded-host": { value: "evil.example" } };
    expect(run(HAND_ON_HOST, headers)["x-forwarded-host"]).toEqual({ value: "api.example.org" });
  });
});

it.each([
  ["/console", "/console/index.html"],
  ["/console/", "/console/index.html"],
  ["/console/work/tasks/01929f3e-7c5a-7eba-97ba-bbcd97221f64", "/console/index.html"],
  ["/console/silent", "/console/silent.html"],
  ["/console/assets/index-abc.js", "/console/assets/index-abc.js"],
  ["/console/config.json", "/console/config.json"],
])("answers %s of the console with %s", (uri, file) => {
  const handler = new Function(`${CONSOLE_FILE}; return handler;`)() as (event: object) => { uri: string };
  expect(handler({ request: { method: "GET", uri, headers: {} } }).uri).toBe(file);
});

interface Behavior {
  ResponseHeadersPolicyId: string;
  PathPattern: string;
  CachePolicyId: string;
  OriginRequestPolicyId: string;
  AllowedMethods: string[];
  ViewerProtocolPolicy: string;
  FunctionAssociations: { EventType: string; FunctionARN: string }[];
}

describe.each(everyKind)("the edge of a stage of kind %s", (kind) => {
  const { of, templates } = stacksOf(kind);
  const [{ properties }] = of("AWS::CloudFront::Distribution") as [Placed];
  const config = properties.DistributionConfig as Record<string, unknown>;
  const all = config.CacheBehaviors as Behavior[];
  const ofConsole = all.filter(({ PathPattern }) => PathPattern.startsWith("/console"));
  const behaviors = all.filter((one) => !ofConsole.includes(one));

  it("gives the pages of the console a policy that allows no script but its own, and one of them into its own frame", () => {
    const policyOf = ({ ResponseHeadersPolicyId }: Behavior) => {
      const [, id] = /^\{(\w+)/.exec(ResponseHeadersPolicyId)!;
      const { SecurityHeadersConfig } = (templates.edge!.Resources![id!]!.Properties as Record<string, unknown>)
        .ResponseHeadersPolicyConfig as { SecurityHeadersConfig: Record<string, Record<string, unknown>> };
      return JSON.stringify(SecurityHeadersConfig.ContentSecurityPolicy);
    };
    expect(ofConsole.map(({ PathPattern }) => PathPattern)).toEqual(["/console/silent*", "/console*"]);
    const [silent, pages] = ofConsole.map(policyOf);
    expect(pages).toContain("script-src 'self';");
    expect(pages).toContain("frame-ancestors 'none'");
    expect(silent).toContain("frame-ancestors 'self'");
    for (const parameter of ["ConsoleIssuer", "ConsoleObjects"]) expect(pages).toContain(parameter);
  });

  it("caches nothing, forwards everything, and accepts every method over TLS only", () => {
    for (const behavior of behaviors) {
      expect(behavior).toMatchObject({
        // AWS's CachingDisabled and AllViewerExceptHostHeader.
        CachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        OriginRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        ViewerProtocolPolicy: "https-only",
      });
      expect(behavior.AllowedMethods.toSorted()).toEqual(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);
      const fills = behavior.PathPattern.startsWith("/v1/");
      expect(behavior.FunctionAssociations).toEqual([
        {
          EventType: "viewer-request",
          FunctionARN: fills ? "{FillInFunction.FunctionARN}" : "{HandOnFunction.FunctionARN}",
        },
      ]);
    }
    for (const { CustomOriginConfig } of config.Origins as { CustomOriginConfig: object }[])
      expect(CustomOriginConfig).toMatchObject({ OriginProtocolPolicy: "https-only", OriginSSLProtocols: ["TLSv1.2"] });
  });

  it("routes every path to the API of its pillar", () => {
    const matches = (pattern: string, path: string) =>
      pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : pattern === path;
    for (const { path, pillar } of manifest.endpoints) {
      const first = behaviors.find(({ PathPattern }) => matches(PathPattern, path));
      expect([path, first?.PathPattern]).toEqual([path, `/v1/${pillar}/*`]);
    }
  });

  it("accepts only TLS 1.3 under a domain of its own, which is optional for a disposable stage", () => {
    const { DomainName, CertificateArn, WebAclArn } = templates.edge!.Parameters!;
    expect(DomainName!.Default).toBe(kind === "dev" ? "" : undefined);
    expect(CertificateArn!.Default).toBe(kind === "dev" ? "" : undefined);
    expect(WebAclArn!.Default).toBe("");
    const own = {
      AcmCertificateArn: "{CertificateArn}",
      MinimumProtocolVersion: "TLSv1.3_2025",
      SslSupportMethod: "sni-only",
    };
    expect(config.ViewerCertificate).toEqual(
      kind === "dev" ? { "Fn::If": ["HasDomainName", own, { CloudFrontDefaultCertificate: true }] } : own,
    );
  });

  it("has a firewall in us-east-1 that limits people's requests, and separately those of signing machines", () => {
    const { stacks } = stacksOf(kind);
    const { assembly } = stacks[0]!;
    expect(assembly.getStackArtifact("firewall").environment.region).toBe("us-east-1");
    const [{ properties: acl }] = of("AWS::WAFv2::WebACL") as [Placed];
    expect(acl).toMatchObject({ Scope: "CLOUDFRONT", DefaultAction: { Allow: {} } });
    const [people, machines] = acl.Rules as {
      Statement: { RateBasedStatement: { Limit: number; ScopeDownStatement: object } };
    }[];
    const signed = machines!.Statement.RateBasedStatement;
    expect(people!.Statement.RateBasedStatement).toMatchObject({
      AggregateKeyType: "IP",
      EvaluationWindowSec: 300,
      ScopeDownStatement: { NotStatement: { Statement: signed.ScopeDownStatement } },
    });
    expect(signed.Limit).toBeGreaterThan(people!.Statement.RateBasedStatement.Limit);
    const paths = JSON.stringify(signed.ScopeDownStatement).match(/"SearchString":"[^"]+"/g)!;
    expect(paths.map((one) => JSON.parse(`{${one}}`).SearchString).toSorted()).toEqual(
      [
        ...manifest.endpoints
          .filter(({ access, method }) => access === "public" && method === "POST")
          .map(({ path }) => path.split("{")[0]),
        ...manifest.serves.map(({ context }) => `/workflows/${context}`),
      ].toSorted(),
    );
  });

  it("lets the origins of the stage call the APIs, and no browser without origins", () => {
    for (const { properties: api } of of("AWS::ApiGatewayV2::Api")) {
      expect(api.CorsConfiguration).toEqual({
        "Fn::If": [
          "HasCorsOrigins",
          {
            AllowOrigins: "{CorsOrigins}",
            AllowMethods: cors.allowMethods,
            AllowHeaders: cors.allowHeaders,
            ExposeHeaders: cors.exposeHeaders,
            MaxAge: cors.maxAge,
          },
          "{AWS::NoValue}",
        ],
      });
    }
  });
});

it("answers browsers like the local gateway", async () => {
  const { authorizer, endpoints, streams, serves } = await declarations({ origin: "http://localhost" });
  const door = gateway({
    endpoints,
    streams,
    serves,
    authorizer: authorizer.value,
    corsOrigins: ["https://life.example"],
    now: () => new Date(),
    log: () => {},
  });
  const preflight = await door.request("/v1/work/tasks", {
    method: "OPTIONS",
    headers: { origin: "https://life.example", "access-control-request-method": "POST" },
  });
  const names = (header: string) =>
    preflight.headers
      .get(header)!
      .toLowerCase()
      .split(",")
      .map((one) => one.trim());
  expect(names("access-control-allow-headers").toSorted()).toEqual(cors.allowHeaders.toSorted());
  expect(preflight.headers.get("access-control-max-age")).toBe(String(cors.maxAge));
  // The local gateway sets the headers on Node's own response.
  const incoming = Object.assign(new IncomingMessage(new Socket()), { headers: { origin: "https://life.example" } });
  const outgoing = new ServerResponse(incoming);
  await door.request("/v1/none", {}, { incoming, outgoing });
  const exposed = String(outgoing.getHeader("access-control-expose-headers"))
    .split(",")
    .map((one) => one.trim());
  expect(exposed.toSorted()).toEqual(cors.exposeHeaders.toSorted());
});

it("reads the age of the outbox and the cost of models from the log lines of schedules", async () => {
  const life = await harness(await testDb(), { config: { EVENT_BUS_NAME: "lifeos" } });
  try {
    await scheduleHandler(sweep)({});
    const lines = life.logs.map(
      ({ level, message, fields }): Record<string, unknown> => ({ level, message, ...fields }),
    );
    const matching = lines.filter(({ message }) => message === outboxAge.message);
    expect(matching).toHaveLength(1);
    expect(matching[0]![outboxAge.field]).toBe(0);
    const anna = await life.user("anna");
    const asked =
      "insert into ai_requests (user_id, capability, provider, model, outcome, cost_microusd, created_at) values ($1, 'chat', 'x', 'x', 'completed', $2, $3)";
    await life.database.query(asked, [anna.userId, 2_500_000, life.now()]);
    await life.database.query(asked, [anna.userId, 7_000_000, "2026-02-28T23:59:59Z"]);
    await scheduleHandler(settleTokens)({});
    const told = life.logs.filter(({ message }) => message === modelCost.message);
    expect(told.map(({ fields }) => fields![modelCost.field])).toEqual([2.5]);
  } finally {
    await life.close();
  }
});

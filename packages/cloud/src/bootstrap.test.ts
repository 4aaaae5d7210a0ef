import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { read } from "#kit/db";
import { endpoint } from "#kit/endpoint";
import { type Config, runtime } from "#kit/runtime";
import { type AwsStandIn, awsStandIn } from "#testing/aws";
import { serverDb } from "#testing/database";
import { apiGatewayEvent } from "#testing/lambda-events";
import { type NeonStandIn, neonStandIn } from "#testing/neon";
import { authorizer } from "./authorizer.ts";
import { start } from "./bootstrap.ts";
import { httpHandler } from "./http-endpoint.ts";
import type { HttpEvent } from "./lambda.ts";

const PASSWORD = "do-not-tell";
const ping = endpoint("GET /v1/kit/ping", { summary: "Ping", access: "public", handler: () => undefined });
const event = apiGatewayEvent({ method: "GET", route: "/v1/kit/ping" }) as HttpEvent;

let aws: AwsStandIn;
let neon: NeonStandIn;
let open: Awaited<ReturnType<typeof serverDb>>;
let lines: Record<string, unknown>[];
const write = (line: string) => void lines.push(JSON.parse(line));
beforeAll(async () => {
  [aws, neon, open] = await Promise.all([awsStandIn(), neonStandIn(), serverDb()]);
});
afterAll(async () => {
  await neon.close();
  await aws.close();
  await open.close();
});
beforeEach(() => {
  aws.secrets = { DATABASE_URL: open.url, INNGEST_SIGNING_KEY: "signkey-test-00", RATE_LIMITS: "{}" };
  aws.secretsStatus = 200;
  aws.secretCalls.length = 0;
  lines = [];
});

const role: Config = { AWS_REGION: "eu-west-1", AWS_ACCESS_KEY_ID: "AKID", AWS_SECRET_ACCESS_KEY: PASSWORD };
const withSecrets = (): Config => ({
  ...role,
  LIFEOS_SECRETS_ARN: "arn:secret",
  LIFEOS_SECRETS_VERSION: "7",
  SECRETS_MANAGER_ENDPOINT: aws.url,
  DATABASE_HTTP_ENDPOINT: neon.endpoint,
});
const one = async () => (await runtime().transport.run([{ text: "select 1", params: [] }]))[0]!.rows;

describe("a process that begins", () => {
  it("reads its secrets once, for all its calls, and speaks to the database over HTTP", async () => {
    const { ready, handler } = start(withSecrets(), write);
    await ready;
    const handle = handler(ping, httpHandler(ping));
    for (let call = 0; call < 3; call++) expect(await handle(event)).toMatchObject({ statusCode: 204 });
    expect(aws.secretCalls).toMatchObject([{ SecretId: "arn:secret", VersionId: "7" }]);
    expect(runtime().config).toMatchObject({ RATE_LIMITS: "{}", AWS_REGION: "eu-west-1" });
    expect(await one()).toEqual([[1]]);
    expect(lines).toEqual([]);
  });

  it("goes by the environment alone where no document is named, to any PostgreSQL", async () => {
    await start({ DATABASE_URL: open.url, INNGEST_SIGNING_KEY: "signkey-test-00" }, write).ready;
    expect(aws.secretCalls).toEqual([]);
    expect(await one()).toEqual([[1]]);
    await runtime().transport.close();
  });

  it("reaches buckets with the role of the function, unless they have keys of their own", async () => {
    await start(withSecrets(), write).ready;
    expect(runtime().config).toMatchObject({ S3_ACCESS_KEY_ID: "AKID", S3_SECRET_ACCESS_KEY: PASSWORD });
    await start({ ...withSecrets(), S3_ACCESS_KEY_ID: "own" }, write).ready;
    expect(runtime().config.S3_ACCESS_KEY_ID).toBe("own");
  });

  it("says at the time of publishing that there is no bus", async () => {
    await start(withSecrets(), write).ready;
    await expect(runtime().publish([])).rejects.toThrow("EVENT_BUS_NAME is not set");
  });
});

describe("a process that cannot be configured", () => {
  it("logs one line and is configured by the next invocation", async () => {
    aws.secretsStatus = 400;
    const { ready, handler } = start(withSecrets(), write);
    await ready;
    expect(lines).toHaveLength(1);
    aws.secretsStatus = 200;
    expect(await handler(ping, httpHandler(ping))(event)).toMatchObject({ statusCode: 204 });
    expect(lines).toHaveLength(1);
  });

  it("says of a wrong password what it is, in the line of the first request that needs the database", async () => {
    const wrong = new URL(open.url);
    wrong.password = PASSWORD;
    aws.secrets = { ...(aws.secrets as object), DATABASE_URL: wrong.href };
    const reading = endpoint("GET /v1/kit/reading", {
      summary: "Read",
      access: "public",
      handler: async ({ db }) => void (await db.batch([read(sql`select 1`)])),
    });
    const { ready, handler } = start(withSecrets(), write);
    await ready;
    expect(lines).toEqual([]);
    const answer = await handler(
      reading,
      httpHandler(reading),
    )(apiGatewayEvent({ method: "GET", route: "/v1/kit/reading" }) as HttpEvent);
    expect(answer.statusCode).toBe(500);
    expect(lines).toMatchObject([
      {
        level: "error",
        error: { message: expect.stringMatching(/^DATABASE_URL is refused: password authentication failed/) },
      },
    ]);
    expect(JSON.stringify([lines, answer])).not.toContain(PASSWORD);
  });

  it("answers 503 for an endpoint, and throws for what a queue or a clock will call again", async () => {
    aws.secretsStatus = 400;
    const { handler } = start(withSecrets(), write);
    const answer = await handler(ping, httpHandler(ping))(event);
    expect(answer).toMatchObject({
      statusCode: 503,
      headers: { "content-type": "application/problem+json", "retry-after": "5" },
    });
    expect(JSON.parse(answer.body!)).toMatchObject({ code: "unavailable", instance: "/v1/kit/ping" });
    await expect(handler({ kind: "consumer" }, async (_: object) => "never")({})).rejects.toThrow("not configured");
    const authorize = authorizer({ cacheSeconds: 60, identify: () => Promise.reject(new Error("never")) });
    expect(await handler(authorize, authorize)({ version: "2.0", type: "REQUEST" })).toEqual({
      isAuthorized: true,
      context: { unknownUntil: expect.any(Number) },
    });
  });

  it.each<[string, (env: Config) => Config, unknown, string]>([
    ["the document is no JSON", (env) => env, `{"DATABASE_URL": ${PASSWORD}`, "LIFEOS_SECRETS_ARN is not JSON"],
    ["the document is a list", (env) => env, [PASSWORD], "LIFEOS_SECRETS_ARN is not a JSON object"],
    ["a value is no string", (env) => env, { OIDC_ISSUERS: [PASSWORD] }, "OIDC_ISSUERS in the document"],
    ["there is no database", (env) => env, {}, "DATABASE_URL is not set"],
    ["the database is no address", (env) => env, { DATABASE_URL: PASSWORD }, "DATABASE_URL is not a connection string"],
    ["the database is of another kind", (env) => env, { DATABASE_URL: `mysql://${PASSWORD}` }, "DATABASE_URL is not"],
    ["there is no region", ({ AWS_REGION: _, ...env }) => env, {}, "AWS_REGION is not set"],
    ["there are no credentials", ({ AWS_ACCESS_KEY_ID: _, ...env }) => env, {}, "AWS_ACCESS_KEY_ID is not set"],
    [
      "workflows would be unsigned",
      (env) => env,
      { DATABASE_URL: "postgres://db/x" },
      "INNGEST_SIGNING_KEY is not set",
    ],
    [
      "workflows would run as in development",
      (env) => ({ ...env, INNGEST_DEV: "1" }),
      { DATABASE_URL: "postgres://db/x", INNGEST_SIGNING_KEY: PASSWORD },
      "INNGEST_DEV is set",
    ],
  ])("names what is wrong and never its value: %s", async (_, change, document, message) => {
    aws.secrets = document;
    await start(change(withSecrets()), write).ready;
    expect(lines).toMatchObject([{ level: "error", error: expect.stringContaining(message) }]);
    expect(JSON.stringify(lines)).not.toContain(PASSWORD);
  });
});

/** The artifact of a stream, built and called in a process like Lambda's. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { serverDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { functionUrlEvent } from "#testing/lambda-events";
import { type LambdaProcess, lambdaProcess } from "#testing/lambda-process";
import { eventsIn } from "#testing/streams";
import type { Manifest } from "../../packages/contract/manifest.ts";
import { withFixtures } from "../../packages/contract/streams.fixture.ts";
import type { Artifact } from "./artifact.ts";
import { bundle } from "./bundle.ts";

const root = path.resolve(import.meta.dirname, "../..");
const committed = JSON.parse(readFileSync(path.join(root, "packages/contract/manifest.json"), "utf8")) as Manifest;
const manifest = withFixtures({ ...committed, endpoints: [], streams: [], consumers: [], schedules: [], serves: [] });

let folder: string;
let artifact: Artifact;
let life: Harness;
let lambdas: LambdaProcess;
let unconfigured: LambdaProcess;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "lifeos-streams-"));
  const [artifacts, open] = await Promise.all([bundle(folder, manifest), serverDb()]);
  artifact = artifacts.find(({ source }) => source === manifest.streams[0]!.file)!;
  life = await harness(open);
  const env = {
    AWS_REGION: "eu-central-1",
    INNGEST_SIGNING_KEY: "signkey-test-00",
    OIDC_ISSUERS: "[]",
    LOG_LEVEL: "error",
  };
  const keys = {
    AWS_ACCESS_KEY_ID: "AKID",
    AWS_SECRET_ACCESS_KEY: "secret",
    ENCRYPTION_KEYS: life.config.ENCRYPTION_KEYS!,
  };
  lambdas = lambdaProcess({ ...env, ...keys, DATABASE_URL: open.url! });
  unconfigured = lambdaProcess(env);
});
afterAll(async () => {
  lambdas?.stop();
  unconfigured?.stop();
  await life?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

interface Answered {
  statusCode: number;
  headers: Record<string, string>;
  parts: string[];
  ended: boolean;
}
const hear = async (process: LambdaProcess, name: string, request: Parameters<typeof functionUrlEvent>[0]) =>
  (await process.invoke(artifact.file, name, functionUrlEvent(request))) as Answered;

it("streams its events in parts", async () => {
  const { statusCode, headers, parts, ended } = await hear(lambdas, "tick", {
    method: "GET",
    path: "/v1/kit/ticks/hear",
    query: { to: "3" },
  });
  expect([statusCode, headers["content-type"], ended]).toEqual([200, "text/event-stream", true]);
  expect(parts).toHaveLength(5);
  expect(eventsIn(parts.join("")).map(({ id, event }) => id ?? event)).toEqual(["1", "2", "3", "end"]);
});

it("calls the authorizer, which is part of it", async () => {
  const request = { method: "GET", path: `/v1/kit/counters/${randomUUID()}/count` };
  const { statusCode, parts } = await hear(lambdas, "count", {
    ...request,
    headers: { authorization: "Bearer life_none" },
  });
  expect([statusCode, JSON.parse(parts.join("")).code]).toEqual([401, "unauthenticated"]);
});

it("answers with a problem when its process is not configured", async () => {
  const { statusCode, parts } = await hear(unconfigured, "tick", { method: "GET", path: "/v1/kit/ticks/hear" });
  expect([statusCode, JSON.parse(parts.join("")).code]).toEqual([503, "unavailable"]);
});

it("contains nothing that only the contract reads", () => {
  expect(readFileSync(artifact.file, "utf8")).not.toContain("one event for each number");
});

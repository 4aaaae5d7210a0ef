import { describe, expect, it } from "vitest";
import { type CallInput, callFunction, type ServeApp, SyncError, sync } from "./protocol.ts";

const now = new Date("2026-03-01T12:00:00Z");
const sdk = { "x-inngest-sdk": "js:v4", "content-type": "application/json" };

function appThat(answer: (request: Request) => Response | Promise<Response>): ServeApp {
  return { id: "app", url: "http://app.local/api/inngest", fetch: async (request) => answer(request) };
}

function call(answer: (request: Request) => Response | Promise<Response>, input: Partial<CallInput> = {}) {
  return callFunction({
    ...{ app: appThat(answer), functionUrl: "http://app.local/api/inngest?fnId=app-f", runId: "r1" },
    ...{ event: '{"name":"a","data":{"n":1}}', events: null, steps: '"s1":{"data":1}', stack: ["s1"] },
    ...{ attempt: 1, maxAttempts: 4, planOnly: false, stepId: "step", jobId: "j1", timeoutMs: 1_000 },
    ...{ now: () => now, scale: 1, ...input },
  });
}

describe("a call", () => {
  it("sends the run as the SDK expects it", async () => {
    let seen: { url: string; body: unknown; run: string | null } | undefined;
    await call(
      async (request) => {
        seen = { url: request.url, body: await request.json(), run: request.headers.get("x-run-id") };
        return new Response("null", { headers: sdk });
      },
      { checkpointId: "j1~lease" },
    );
    expect(seen).toMatchObject({
      url: "http://app.local/api/inngest?fnId=app-f&stepId=step",
      run: "r1",
      body: {
        version: -1,
        event: { name: "a", data: { n: 1 } },
        events: [{ name: "a", data: { n: 1 } }],
        steps: { s1: { data: 1 } },
        ctx: { run_id: "r1", attempt: 1, max_attempts: 4, qi_id: "j1~lease", stack: { stack: ["s1"], current: 1 } },
      },
    });
  });

  it("reads a result, operations and errors", async () => {
    expect(await call(() => new Response('{"x":1}', { headers: sdk }))).toEqual({
      kind: "completed",
      output: { x: 1 },
    });
    const operation = { id: "a", op: "StepRun", data: 1 };
    for (const body of [operation, [operation]]) {
      expect(await call(() => Response.json(body, { status: 206, headers: sdk }))).toEqual({
        ...{ kind: "operations", operations: [operation], noRetry: false, retryAt: undefined },
      });
    }
    const headers = { ...sdk, "x-inngest-no-retry": "true", "retry-after": "60" };
    expect(await call(() => Response.json({ message: "m" }, { status: 400, headers }))).toEqual({
      ...{ kind: "error", error: { message: "m" }, noRetry: true, retryAt: new Date("2026-03-01T12:01:00Z") },
    });
  });

  it("opens the envelope of a streamed answer", async () => {
    const envelope = {
      status: 206,
      body: JSON.stringify([{ id: "a", op: "StepRun" }]),
      headers: { "X-Inngest-SDK": "js" },
    };
    expect(await call(() => Response.json(envelope, { status: 201 }))).toMatchObject({
      kind: "operations",
      operations: [{ id: "a" }],
    });
    expect(await call(() => new Response("", { status: 201 }))).toMatchObject({
      error: { name: "StreamError" },
      noRetry: false,
    });
  });

  it.each([
    ["an answer that is not the SDK's", () => new Response("<html>", { status: 502 }), "NotServedError"],
    ["an app that cannot be reached", () => Promise.reject(new Error("refused")), "UnreachableError"],
    ["an app that is silent", () => new Promise<Response>(() => {}), "UnreachableError"],
    ["an answer without operations", () => new Response("[]", { status: 206, headers: sdk }), "EmptyAnswerError"],
    ["operations that are none", () => new Response('[{"op":1}]', { status: 206, headers: sdk }), "EmptyAnswerError"],
  ])("takes %s for a failure to try again", async (_, answer, name) => {
    expect(await call(answer, { timeoutMs: 30 })).toMatchObject({ kind: "error", noRetry: false, error: { name } });
  });
});

describe("synchronisation", () => {
  it("names the app that refuses it", async () => {
    await expect(sync(appThat(() => new Response("no", { status: 500 })))).rejects.toThrow(SyncError);
    await expect(sync(appThat(() => Response.json({})))).rejects.toThrow(/"app" refused in-band/);
  });
});

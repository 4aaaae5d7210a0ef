import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { configure } from "#kit/runtime";
import { type Ask, type ThirdParty, ThirdPartyError, thirdParty } from "#kit/third-party";
import { ask } from "./ask.ts";
import { allAsked } from "./third-parties.ts";

const requests: { method: string; headers: http.IncomingHttpHeaders; url: string; body: string }[] = [];
let answering: (response: http.ServerResponse, n: number) => void;
const server = http.createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  requests.push({ method: request.method!, headers: request.headers, url: request.url!, body });
  answering(response, requests.length);
});
const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const waits: number[] = [];
const logged: string[] = [];
const ctx = { log: (...line: unknown[]) => void logged.push(JSON.stringify(line)) };
let now = Date.parse("2026-03-02T12:00:00.000Z");

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
beforeEach(() => {
  requests.length = 0;
  waits.length = 0;
  logged.length = 0;
  now = Date.parse("2026-03-02T12:00:00.000Z");
  configure({
    get transport(): never {
      throw new Error("nothing here needs a database");
    },
    publish: async () => {},
    now: () => new Date(now),
    log: () => {},
    config: {},
    network: {
      async wait(ms) {
        waits.push(ms);
      },
    },
  });
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const Thing = z.object({ name: z.string() });
const json = (response: http.ServerResponse, status: number, value: unknown, headers: http.OutgoingHttpHeaders = {}) =>
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
const asked = (call: Partial<Ask<typeof Thing>> = {}, service: Partial<ThirdParty> = {}) =>
  ask(ctx, thirdParty("things", service), { what: "a thing", url: `${address()}/thing?q=1`, returns: Thing, ...call });
const failure = async (call: Partial<Ask<typeof Thing>> = {}, service: Partial<ThirdParty> = {}) => {
  const error = await asked(call, service).catch((error) => error);
  expect(error).toBeInstanceOf(ThirdPartyError);
  return error as ThirdPartyError;
};

describe("asking a third party", () => {
  it("sends JSON or a form, and reads JSON by its schema", async () => {
    answering = (response) => json(response, 200, { name: "it", more: true });
    expect(await asked({ method: "POST", json: { a: 1 }, idempotencyKey: "k-1", headers: { "x-of": "ours" } })).toEqual(
      {
        name: "it",
      },
    );
    expect(requests[0]).toMatchObject({
      method: "POST",
      url: "/thing?q=1",
      body: '{"a":1}',
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        "idempotency-key": "k-1",
        "x-of": "ours",
      },
    });
    await asked({ method: "POST", form: { code: "a b&c", grant: "x" } });
    expect(requests[1]).toMatchObject({
      body: "code=a+b%26c&grant=x",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    answering = (response) => void response.writeHead(204).end();
    expect(await ask(ctx, thirdParty("things"), { what: "nothing", url: address() })).toBeUndefined();
  });

  it.each([
    ["something else than the contract", 200, '{"name":7}', "unexpected"],
    ["no JSON", 200, "<html>", "unexpected"],
    ["a refusal", 403, '{"error":"no"}', "status"],
    ["a redirect", 302, "", "status"],
    ["too much", 200, `{"name":"${"x".repeat(2_000)}"}`, "too_large"],
  ] as const)("fails with %s, once", async (_, status, body, reason) => {
    answering = (response) => void response.writeHead(status, { location: "/" }).end(body);
    const error = await failure({}, { maxBytes: 1_000 });
    expect(error).toMatchObject({ reason, ...(reason === "status" && { status, body }) });
    expect(requests).toHaveLength(1);
  });

  it("fails when there is no answer in time, or no connection", async () => {
    answering = () => {};
    expect(await failure({}, { timeoutMs: 100, tries: 1 })).toMatchObject({ reason: "timeout" });
    answering = (response) => void response.writeHead(200).write('{"name":');
    expect(await failure({}, { timeoutMs: 100, tries: 1 })).toMatchObject({ reason: "timeout" });
    answering = (response) => response.destroy();
    expect(await failure({}, { tries: 1 })).toMatchObject({ reason: "unreachable" });
    expect(await failure({ url: "http://127.0.0.1:1/" }, { tries: 1 })).toMatchObject({ reason: "unreachable" });
  });
});

describe("what may pass", () => {
  it.each([500, 502, 503, 504, 408, 429])("is tried again, later each time: %i", async (status) => {
    answering = (response, n) => (n < 3 ? json(response, status, {}) : json(response, 200, { name: "it" }));
    expect(await asked()).toEqual({ name: "it" });
    expect(requests).toHaveLength(3);
    expect(waits[0]).toBeLessThanOrEqual(500);
    expect(waits[1]).toBeLessThanOrEqual(1_000);
  });

  it("is tried as often as was declared, and no more", async () => {
    answering = (response) => json(response, 500, {});
    expect(await failure({}, { tries: 2 })).toMatchObject({ reason: "status", status: 500 });
    expect(requests).toHaveLength(2);
  });

  it("is tried when the service says, in seconds or by a date", async () => {
    const after = ["7", new Date(now + 11_000).toUTCString()];
    answering = (response, n) =>
      n < 3 ? json(response, 503, {}, { "retry-after": after[n - 1]! }) : json(response, 200, { name: "it" });
    await asked();
    expect(waits).toEqual([7_000, 11_000]);
  });

  it("is not waited for longer than all of it may take, and the caller learns when", async () => {
    answering = (response) => json(response, 429, {}, { "retry-after": "3600" });
    expect(await failure()).toMatchObject({ status: 429, retryAfterMs: 3_600_000 });
    expect(requests).toHaveLength(1);
  });

  it("is not tried again where it would be done twice", async () => {
    answering = (response) => json(response, 500, {});
    await failure({ method: "POST" });
    expect(requests).toHaveLength(1);
    await failure({ method: "POST", idempotencyKey: "k" }, { tries: 2 });
    expect(new Set(requests.slice(1).map(({ headers }) => headers["idempotency-key"]))).toEqual(new Set(["k"]));
    expect(requests).toHaveLength(3);
    await failure({ method: "POST", isRepeatable: true }, { tries: 2 });
    expect(requests).toHaveLength(5);
  });

  it("is tried again where nothing was done", async () => {
    answering = (response, n) => (n === 1 ? json(response, 429, {}) : json(response, 200, { name: "it" }));
    expect(await asked({ method: "POST" })).toEqual({ name: "it" });
    await failure({ method: "POST", url: "http://127.0.0.1:1/" });
    expect(waits).toHaveLength(3);
  });
});

describe("a host that fails five times in a row", () => {
  it("is left alone for half a minute, then tried by one", async () => {
    answering = (response) => json(response, 500, {});
    await failure({}, { tries: 5 });
    expect(await failure()).toMatchObject({ reason: "resting" });
    expect(requests).toHaveLength(5);
    now += 30_000;
    await failure({}, { tries: 1 });
    expect(await failure()).toMatchObject({ reason: "resting" });
    expect(requests).toHaveLength(6);
    now += 30_000;
    answering = (response) => json(response, 200, { name: "it" });
    await asked();
    await asked();
    expect(requests).toHaveLength(8);
  });

  it("is one that fails itself, not one that refuses", async () => {
    answering = (response) => json(response, 429, {});
    for (let n = 0; n < 6; n++) expect(await failure({}, { tries: 1 })).toMatchObject({ status: 429 });
    expect(await failure({ url: "http://127.0.0.1:1/" }, { tries: 5 })).toMatchObject({ reason: "unreachable" });
    expect(await failure({ url: "http://127.0.0.1:1/" })).toMatchObject({ reason: "resting" });
    answering = (response) => json(response, 200, { name: "another host" });
    expect(await asked()).toEqual({ name: "another host" });
  });
});

describe("logs and errors", () => {
  it("quote no secret, whatever the service repeats", async () => {
    const secrets = { header: "Bearer sk_live_1234567890abcdef", form: "a refresh token", key: "shortkey" };
    const unknown = "ya29.A0AfB_byC1234567890abcdefghijk";
    answering = (response) =>
      json(response, 400, {
        saw: [secrets.header, secrets.form, secrets.key, unknown, "param-value-1"],
        why: "it is wrong",
      });
    const error = await failure({
      method: "POST",
      url: `${address()}/path-secret?token=param-value-1`,
      headers: { authorization: secrets.header },
      form: { token: secrets.form },
      secrets: [secrets.key],
    });
    const told = `${logged.join()} ${error.message}`;
    for (const secret of [
      ...Object.values(secrets),
      "sk_live_1234567890abcdef",
      unknown,
      "path-secret",
      "param-value-1",
    ])
      expect(told).not.toContain(secret);
    expect(told).toContain("it is wrong");
    expect(error.body).toContain(unknown);
  });

  it("are counted by service and outcome", async () => {
    answering = (response, n) => (n === 1 ? json(response, 500, {}) : json(response, 200, { name: "it" }));
    await asked();
    expect(allAsked().map(({ service, outcome, count }) => [service, outcome, count])).toEqual([
      ["things", "ok", 1],
      ["things", "status", 1],
    ]);
  });
});

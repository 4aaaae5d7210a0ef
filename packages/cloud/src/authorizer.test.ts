import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as z from "zod/mini";
import { endpoint } from "#kit/endpoint";
import { Unavailable } from "#kit/problem";
import { configure } from "#kit/runtime";
import { apiGatewayEvent } from "#testing/lambda-events";
import { type AuthorizerEvent, anonymous, authorizer, type Identity } from "./authorizer.ts";
import { httpHandler } from "./http-endpoint.ts";
import { unreachable } from "./transport.ts";

const asked: string[] = [];
const authorize = authorizer({
  cacheSeconds: 60,
  async identify(bearer) {
    asked.push(bearer);
    return bearer === "good" ? { userId: "u", role: "user", tier: "free", scopes: "" } : anonymous("Unknown.");
  },
});
const event = (authorization?: string): AuthorizerEvent => ({
  version: "2.0",
  type: "REQUEST",
  headers: { authorization },
});

it("hands on who the bearer is, and why not", async () => {
  expect(await authorize(event("Bearer good"))).toEqual({
    isAuthorized: true,
    context: { userId: "u", role: "user", tier: "free", scopes: "" },
  });
  expect(await authorize(event("bearer bad"))).toEqual({
    isAuthorized: true,
    context: { anonymous: true, reason: "Unknown." },
  });
  expect(await authorize({ ...event("Bearer other"), identitySource: ["Bearer good"] })).toMatchObject({
    context: { userId: "u" },
  });
  expect({ ...authorize }).toMatchObject({ kind: "authorizer", cacheSeconds: 60 });
});

it.each([
  "Basic dTpw",
  "Bearer",
  "Bearer ",
  "good",
  "Bearer a b",
  "Bearer a\nb",
  "Bearer ü",
  `Bearer ${"x".repeat(8193)}`,
  "Bearer good, Bearer good",
])("asks nobody about what is no bearer token: %s", async (header) => {
  asked.length = 0;
  expect(await authorize(event(header))).toEqual({
    isAuthorized: true,
    context: { anonymous: true, reason: expect.stringContaining("Bearer") },
  });
  expect(asked).toEqual([]);
});

it("gives no reason to whoever sent nothing", async () => {
  // The edge puts `none` where there is nothing.
  for (const nothing of [undefined, "", "none"])
    expect(await authorize(event(nothing))).toEqual({ isAuthorized: true, context: { anonymous: true } });
});

describe("while what knows the caller is away", () => {
  const NOW = new Date("2026-03-02T12:00:00.000Z");
  let now = NOW;
  let logged: string[] = [];
  beforeEach(() => {
    now = NOW;
    logged = [];
    configure({
      transport: { run: () => Promise.reject(unreachable(new Error("gone"))), close: async () => {} },
      publish: async () => {},
      now: () => now,
      log: (_, message) => void logged.push(message),
      config: {},
    });
  });
  afterEach(() => void vi.useRealTimers());
  const good: Identity = { userId: "u", role: "user", tier: "free", scopes: "" };
  const whenFailing = (failures: Error[]) => {
    const left = [...failures];
    return authorizer({
      cacheSeconds: 60,
      identify: () => {
        const error = left.shift();
        return error ? Promise.reject(error) : Promise.resolve(good);
      },
    });
  };
  const ask = endpoint("GET /v1/kit/answers", {
    summary: "Ask",
    returns: z.strictObject({ answer: z.number() }),
    handler: () => ({ answer: 42 }),
  });
  const asked = ({ context }: { context: Identity }) =>
    httpHandler(ask)(apiGatewayEvent({ method: "GET", route: ask.path, identity: context }));
  const gone = unreachable(new Error("gone"));

  it.each([
    ["the database", gone],
    ["the issuer", Unavailable()],
  ])("the answer is 503, and when to come again: %s", async (_, error) => {
    const answer = await whenFailing([error, error])(event("Bearer good"));
    expect(answer).toEqual({ isAuthorized: true, context: { unknownUntil: NOW.getTime() / 1_000 + 60 } });
    expect(logged).toEqual(["nobody can be identified"]);
    // The gateway keeps the answer for a minute and then asks again.
    now = new Date(NOW.getTime() + 20_000);
    const { statusCode, headers, body } = await asked(answer);
    expect([statusCode, headers["retry-after"], JSON.parse(body!).code]).toEqual([503, "40", "unavailable"]);
  });

  it("a connection that has died meanwhile is no outage", async () => {
    expect(await whenFailing([gone])(event("Bearer good"))).toMatchObject({ context: good });
    expect(logged).toEqual([]);
  });

  it("what says nothing is given up before the gateway gives up", async () => {
    vi.useFakeTimers();
    const silent = authorizer({ cacheSeconds: 60, identify: () => new Promise(() => {}) });
    const answer = silent(event("Bearer good"));
    await vi.advanceTimersByTimeAsync(8_000);
    expect(await answer).toMatchObject({ context: { unknownUntil: expect.any(Number) } });
  });

  it("a mistake of ours is none, and fails", async () => {
    await expect(whenFailing([new TypeError("not a function")])(event("Bearer good"))).rejects.toThrow(TypeError);
  });
});

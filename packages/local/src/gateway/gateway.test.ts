import http from "node:http";
import type { AddressInfo } from "node:net";
import net from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import * as z from "zod/mini";
import { type Authorizer, authorizer, type Identity } from "#cloud/authorizer";
import { httpHandler } from "#cloud/http-endpoint";
import type { HttpEvent, HttpResult } from "#cloud/lambda";
import { type Access, endpoint, type Method, type Route } from "#kit/endpoint";
import { Unavailable } from "#kit/problem";
import { configure } from "#kit/runtime";
import { KEEPS_CONNECTIONS } from "#testing/patience";
import { type Door, gateway } from "./gateway.ts";
import { invoke, limits } from "./invoke.ts";
import { serveUrlPath } from "./paths.ts";

/** The event of the last call of the test endpoints, which record it and answer with `respond`. */
let got: HttpEvent | undefined;
let respond: (event: HttpEvent) => Promise<HttpResult>;
const lambda = (route: Route, access: Access = "user") => {
  const [method, path] = route.split(" ") as [Method, string];
  const handle = (event: HttpEvent) => {
    got = event;
    return respond(event);
  };
  return Object.assign(handle, { route, method, path, access });
};
const echo = endpoint("POST /v1/kit/echoes", {
  summary: "Echo",
  body: z.strictObject({ text: z.string() }),
  returns: z.strictObject({ me: z.string() }),
  maxBodyBytes: 20_000_000,
  handler: (ctx) => ({ me: ctx.actor.userId }),
});

let now = new Date("2026-03-02T12:00:00Z");
let identified: string[] = [];
let identify: (bearer: string) => Promise<Identity>;
const person: Identity = { userId: "0198f000-0000-7000-8000-000000000001", role: "user", tier: "free", scopes: "" };
const logs: unknown[] = [];

const routes = [
  // In an order that is matched correctly only if static segments come before variables.
  lambda("GET /v1/kit/meals/{mealId}"),
  lambda("GET /v1/kit/meals/totals"),
  lambda("GET /v1/kit/{kind}/totals"),
  lambda("POST /v1/kit/meals"),
  lambda("PATCH /v1/kit/meals/{mealId}"),
  lambda("GET /v1/kit/open", "public"),
  Object.assign(httpHandler(echo), echo),
];
const serveHandler = (event: HttpEvent) => {
  got = event;
  return respond(event);
};

let server: http.Server;
let port: number;
beforeAll(async () => {
  const authorize: Authorizer = authorizer({ cacheSeconds: 60, identify: (bearer) => identify(bearer) });
  const door: Door = gateway({
    endpoints: routes.map((route, i) => ({ name: `kit.test.${i}`, value: route })),
    streams: [],
    serves: [{ name: "kit.test.mind", value: Object.assign(serveHandler, { context: "mind" }) }],
    authorizer: authorize,
    corsOrigins: ["https://life.example"],
    now: () => now,
    log: (...line) => void logs.push(line),
  });
  server = http.createServer(KEEPS_CONNECTIONS, getRequestListener(door.fetch, { overrideGlobalObjects: false }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close().closeAllConnections());
beforeEach(() => {
  got = undefined;
  identified = [];
  logs.length = 0;
  respond = async () => ({ statusCode: 200, headers: { "content-type": "application/json" }, body: "{}" });
  identify = async (bearer) => {
    identified.push(bearer);
    return bearer.startsWith("bad") ? { anonymous: true, reason: "The token is not valid." } : person;
  };
  configure({ config: {}, transport: undefined as never, publish: async () => {}, now: () => now, log: () => {} });
});

interface Sent {
  method?: string;
  headers?: http.OutgoingHttpHeaders;
  body?: string | Buffer;
}
interface Got {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}
function send(path: string, { method = "GET", headers = {}, body }: Sent = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const request = http.request({ port, host: "127.0.0.1", path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode!, headers: response.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    request.on("error", reject);
    request.end(body);
  });
}
/** An answer of the gateway itself with this code, which reveals nothing else. */
const gatewayProblem = (code: string) =>
  expect.toSatisfy((text: string) => {
    const problem = JSON.parse(text) as Record<string, string>;
    return problem.code === code && problem.title === problem.detail;
  });
const json = { "content-type": "application/json" };

describe("the event of a request", () => {
  it("has the shape of payload format 2.0", async () => {
    const { status } = await send("/v1/kit/meals/a%20b%2Fc?x=1&y=a%26b&x=2&empty", {
      headers: { Authorization: "Bearer good", "X-Client-Version": "1.2", "user-agent": "test", "x-many": ["a", "b"] },
    });
    expect(status).toBe(200);
    expect(got).toEqual({
      version: "2.0",
      routeKey: "GET /v1/kit/meals/{mealId}",
      rawPath: "/v1/kit/meals/a%20b%2Fc",
      rawQueryString: "x=1&y=a%26b&x=2&empty",
      headers: expect.objectContaining({
        authorization: "Bearer good",
        "x-client-version": "1.2",
        "x-many": "a, b",
        host: `127.0.0.1:${port}`,
      }),
      queryStringParameters: { x: "1,2", y: "a&b", empty: "" },
      pathParameters: { mealId: "a b/c" },
      isBase64Encoded: false,
      requestContext: {
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        http: { method: "GET", path: "/v1/kit/meals/a%20b%2Fc", sourceIp: "127.0.0.1", userAgent: "test" },
        authorizer: { lambda: person },
      },
    });
  });

  it("leaves out absent parts", async () => {
    await send("/v1/kit/meals/totals");
    expect(got).not.toHaveProperty("queryStringParameters");
    expect(got).not.toHaveProperty("pathParameters");
    expect(got).not.toHaveProperty("body");
  });

  it("carries text as text and other bodies in base64", async () => {
    const bytes = Buffer.from([0, 255, 10]);
    const sent: [string | undefined, string | Buffer, string, boolean][] = [
      ["application/json", '{"a":"ä"}', '{"a":"ä"}', false],
      ["application/problem+json; charset=utf-8", "{}", "{}", false],
      ["text/plain", "ä", "ä", false],
      [undefined, "x", Buffer.from("x").toString("base64"), true],
      ["application/x-www-form-urlencoded", "a=b", Buffer.from("a=b").toString("base64"), true],
      ["application/jsonl", "{}", Buffer.from("{}").toString("base64"), true],
      ["message/rfc822", bytes, bytes.toString("base64"), true],
      ["application/octet-stream", bytes, bytes.toString("base64"), true],
    ];
    for (const [type, body, carried, isBase64Encoded] of sent) {
      await send("/v1/kit/meals", { method: "POST", body, headers: type ? { "content-type": type } : {} });
      expect({ body: got!.body, isBase64Encoded: got!.isBase64Encoded }, type).toEqual({
        body: carried,
        isBase64Encoded,
      });
    }
  });

  it("has cookies separate from the headers", async () => {
    await send("/v1/kit/meals/totals", { headers: { cookie: "a=1; b=2;c=x=y" } });
    expect([got!.cookies, got!.headers.cookie]).toEqual([["a=1", "b=2", "c=x=y"], undefined]);
    await send("/v1/kit/meals/totals");
    expect(got).not.toHaveProperty("cookies");
  });

  it("keeps parameters that are named like members of Object.prototype", async () => {
    await send("/v1/kit/meals/totals?constructor=1&__proto__=2&toString=3&__proto__=4");
    expect(Object.entries(got!.queryStringParameters!)).toEqual([
      ["constructor", "1"],
      ["__proto__", "2,4"],
      ["toString", "3"],
    ]);
  });

  it("of a function URL has no authorizer", async () => {
    await send(`${serveUrlPath("mind")}?fnId=a`, { method: "PUT", body: "{}", headers: json });
    expect(got).toMatchObject({ routeKey: "$default", body: "{}", queryStringParameters: { fnId: "a" } });
    expect(got!.requestContext).not.toHaveProperty("authorizer");
    expect(identified).toEqual([]);
  });

  it("is refused from pages of other sites", async () => {
    const call = (origin: string) =>
      send(serveUrlPath("mind"), { method: "POST", body: "{}", headers: { origin, "content-type": "text/plain" } });
    for (const origin of ["https://evil.example", "http://localhost.evil.example", "null"])
      expect(await call(origin)).toMatchObject({ status: 403 });
    expect(got).toBeUndefined();
    expect(await call("http://localhost:8787")).toMatchObject({ status: 200 });
  });
});

it("asks again at once after the identity could not be looked up, and caches one that could", async () => {
  const authorization = "Bearer later";
  const answers = [
    () => Promise.reject(Unavailable()),
    () => Promise.reject(Unavailable()),
    async (): Promise<Identity> => person,
  ];
  identify = async (bearer) => {
    identified.push(bearer);
    return answers.shift()!();
  };
  for (let times = 0; times < 3; times++) await send("/v1/kit/meals/totals", { headers: { authorization } });
  expect(got!.requestContext.authorizer).toEqual({ lambda: person });
  // Two calls in the first request, one in the second, and none in the third.
  expect(identified).toHaveLength(3);
});

describe("a route", () => {
  it("that is static comes before one with a variable", async () => {
    await send("/v1/kit/meals/totals");
    expect(got!.routeKey).toBe("GET /v1/kit/meals/totals");
    await send("/v1/kit/meals/other");
    expect(got!.routeKey).toBe("GET /v1/kit/meals/{mealId}");
    await send("/v1/kit/drinks/totals");
    expect(got!.routeKey).toBe("GET /v1/kit/{kind}/totals");
  });

  it.each([
    ["GET", "/v1/kit/nothing"],
    ["GET", "/v1/kit/meals/1/2"],
    ["GET", "/"],
    ["GET", "/v1/kit/meals/../../../etc/passwd"],
  ])("that is none is a problem: %s %s", async (method, path) => {
    const { status, headers, text } = await send(path, { method });
    const { code, requestId } = JSON.parse(text);
    expect({ status, type: headers["content-type"], code }).toEqual({
      status: 404,
      type: "application/problem+json",
      code: "no_such_route",
    });
    expect(requestId).toBe(headers["x-request-id"]);
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(got).toBeUndefined();
  });

  it("of which another method is declared answers with the allowed methods", async () => {
    const refused = await send("/v1/kit/meals/1", { method: "DELETE", headers: { origin: "https://life.example" } });
    expect(refused).toMatchObject({
      status: 405,
      headers: { allow: "GET, PATCH", "access-control-allow-origin": "https://life.example" },
    });
    expect(JSON.parse(refused.text)).toMatchObject({
      code: "method_not_allowed",
      status: 405,
      instance: "/v1/kit/meals/1",
    });
    expect((await send("/v1/kit/meals/totals", { method: "PUT" })).headers.allow).toBe("GET");
    // The methods of `{mealId}` do not count, because `totals` is a path of its own.
    expect(await send("/v1/kit/meals/totals", { method: "PATCH" })).toMatchObject({
      status: 405,
      headers: { allow: "GET" },
    });
    expect(got).toBeUndefined();
  });

  it("does not match HEAD unless HEAD is declared, as at API Gateway", async () => {
    for (const path of ["/v1/kit/meals/1", "/v1/kit/meals", "/v1/kit/nothing"])
      expect(await send(path, { method: "HEAD" }), path).toMatchObject({ status: 404, text: "" });
    expect(got).toBeUndefined();
  });

  it("with a variable that is not valid UTF-8 breaks nothing", async () => {
    expect((await send("/v1/kit/meals/%E0%A4%A")).status).toBe(200);
    expect(got!.pathParameters!.mealId).toMatch(/E0|�/);
  });
});

describe("the authorizer", () => {
  const ask = async (token?: string) => {
    await send("/v1/kit/meals/totals", { headers: token ? { authorization: `Bearer ${token}` } : {} });
    return got!.requestContext.authorizer!.lambda;
  };

  it("is asked once a minute for each header", async () => {
    for (let i = 0; i < 3; i++) expect(await ask("one")).toEqual(person);
    expect(await ask("bad")).toEqual({ anonymous: true, reason: "The token is not valid." });
    await ask("bad");
    expect(identified).toEqual(["one", "bad"]);
    now = new Date(now.getTime() + 59_000);
    await ask("one");
    expect(identified).toHaveLength(2);
    now = new Date(now.getTime() + 2_000);
    await ask("one");
    expect(identified).toEqual(["one", "bad", "one"]);
  });

  it("is not asked without a header, nor for public operations", async () => {
    expect(await ask()).toEqual({ anonymous: true });
    await send("/v1/kit/open", { headers: { authorization: "Bearer x" } });
    expect(got!.requestContext).not.toHaveProperty("authorizer");
    expect(identified).toEqual([]);
  });

  it("that fails gives a 500 without details, and is asked again", async () => {
    identify = async () => {
      throw new Error("the database is down at 10.0.0.1");
    };
    const failed = await send("/v1/kit/meals/totals", { headers: { authorization: "Bearer unlucky" } });
    expect([failed.status, failed.text]).toEqual([500, gatewayProblem("internal")]);
    identify = async () => person;
    expect(await ask("unlucky")).toEqual(person);
  });
});

describe("limits", () => {
  const post = (bytes: number, type = "application/json") =>
    send("/v1/kit/meals", { method: "POST", headers: { "content-type": type }, body: Buffer.alloc(bytes, "x") });

  it("accept what API Gateway and Lambda accept, and nothing larger", async () => {
    const mb = 1024 * 1024;
    expect((await post(6 * mb)).status).toBe(200);
    const refused = await post(6 * mb + 1);
    expect([refused.status, JSON.parse(refused.text)]).toEqual([
      413,
      expect.objectContaining({
        code: "too_large",
        instance: "/v1/kit/meals",
        requestId: refused.headers["x-request-id"],
        detail: "The most that the gateway takes is 6 MiB.",
      }),
    ]);
    // Base64 makes it a third larger.
    expect((await post(4.4 * mb, "application/octet-stream")).status).toBe(200);
    expect((await post(4.6 * mb, "application/octet-stream")).status).toBe(413);
    expect((await post(10 * mb + 1, "application/octet-stream")).status).toBe(413);
  });

  it("count headers and the request line up to 10,240 bytes", async () => {
    const ask = (bytes: number) => send("/v1/kit/meals/totals", { headers: { "x-long": "x".repeat(bytes) } });
    // The rest of the counted bytes: the request line, the host and the connection.
    const rest = ["GET", "/v1/kit/meals/totals", "HTTP/1.1", `127.0.0.1:${port}`, "close"].join("").length;
    expect((await ask(10_240 - rest)).status).toBe(200);
    got = undefined;
    const refused = await ask(10_240 - rest + 1);
    expect(refused.status).toBe(431);
    expect(JSON.parse(refused.text)).toMatchObject({ status: 431, code: "headers_too_large" });
    expect(got).toBeUndefined();
  });

  it("refuse a body that is too large before all of it has arrived", async () => {
    const socket = net.connect(port, "127.0.0.1");
    const answer = new Promise<string>((resolve) => socket.once("data", (chunk) => resolve(chunk.toString())));
    socket.write(
      "POST /v1/kit/meals HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: 1000000000\r\n\r\n",
    );
    const block = Buffer.alloc(1024 * 1024, "x");
    for (let i = 0; i < 11; i++) socket.write(block);
    expect(await answer).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
    expect(got).toBeUndefined();
  });

  it("turn an answer of more than 6 MB, a failure or a time-out into an error of the gateway", async () => {
    for (const body of ["x".repeat(limits.payloadBytes + 1), '"'.repeat(limits.payloadBytes / 2 + 1)]) {
      respond = async () => ({ statusCode: 200, headers: {}, body });
      expect((await send("/v1/kit/meals/totals")).status).toBe(500);
    }
    respond = async () => {
      throw new Error("secret cause");
    };
    const failed = await send("/v1/kit/meals/totals");
    expect([failed.status, failed.text]).toEqual([500, gatewayProblem("internal")]);
    expect(JSON.stringify(logs)).toContain("secret cause");

    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const silent = invoke(
      () => new Promise(() => {}),
      () => {},
    );
    await vi.advanceTimersByTimeAsync(limits.timeoutMs);
    vi.useRealTimers();
    expect(await silent).toMatchObject({ statusCode: 503, body: gatewayProblem("unavailable") });
  });
});

describe("an answer", () => {
  it("is sent as the handler gave it", async () => {
    respond = async () => ({
      statusCode: 201,
      headers: { "content-type": "image/png", etag: '"1"' },
      body: Buffer.from([0, 255]).toString("base64"),
      isBase64Encoded: true,
      cookies: ["a=1", "b=2"],
    });
    const { status, headers, text } = await send("/v1/kit/meals/totals");
    expect({
      status,
      type: headers["content-type"],
      etag: headers.etag,
      cookies: headers["set-cookie"],
      length: headers["content-length"],
    }).toEqual({
      status: 201,
      type: "image/png",
      etag: '"1"',
      cookies: ["a=1", "b=2"],
      length: "2",
    });
    expect(text).toHaveLength(2);
    respond = async () => ({ statusCode: 204, headers: {} });
    expect(await send("/v1/kit/meals/totals")).toMatchObject({ status: 204, text: "" });
  });

  it("of a real endpoint depends on the identity, or says why it is unknown", async () => {
    const call = (headers: http.OutgoingHttpHeaders) =>
      send(echo.path, { method: "POST", headers: { ...json, ...headers }, body: '{"text":"hi"}' });
    expect(JSON.parse((await call({ authorization: "Bearer good" })).text)).toEqual({
      me: (person as { userId: string }).userId,
    });
    expect(await call({})).toMatchObject({
      status: 401,
      headers: { "www-authenticate": expect.stringContaining("Bearer") },
    });
    expect(JSON.parse((await call({ authorization: "Bearer bad1" })).text)).toMatchObject({
      status: 401,
      detail: "The token is not valid.",
    });
    expect(JSON.parse((await call({ authorization: "Basic x" })).text).detail).toContain("Bearer <token>");
  });
});

describe("a browser", () => {
  const origin = "https://life.example";

  it("may call from a page of an allowed origin, and read the answer with its headers", async () => {
    const preflight = await send("/v1/kit/meals/1", {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": "PATCH",
        "access-control-request-headers": "authorization,if-match",
      },
    });
    expect(preflight).toMatchObject({ status: 204, headers: { "access-control-allow-origin": origin } });
    expect(preflight.headers["access-control-allow-methods"]).toContain("PATCH");
    expect(preflight.headers["access-control-allow-headers"]).toMatch(/authorization.*idempotency-key.*if-match/);
    expect(got).toBeUndefined();

    const answer = await send("/v1/kit/meals/totals", { headers: { origin } });
    expect(answer.headers).toMatchObject({ "access-control-allow-origin": origin });
    expect(answer.headers["access-control-expose-headers"]).toMatch(/etag.*location.*x-request-id/);
    const refused = await send(echo.path, { method: "POST", headers: { origin, ...json }, body: "{}" });
    expect(refused).toMatchObject({ status: 401, headers: { "access-control-allow-origin": origin } });
    const large = await send("/v1/kit/meals", {
      method: "POST",
      headers: { origin, ...json },
      body: Buffer.alloc(limits.payloadBytes + 1),
    });
    expect(large).toMatchObject({ status: 413, headers: { "access-control-allow-origin": origin } });
  });

  it("may not from any other origin", async () => {
    for (const other of ["https://evil.example", "https://life.example.evil.example", "null"]) {
      const preflight = await send("/v1/kit/meals", {
        method: "OPTIONS",
        headers: { origin: other, "access-control-request-method": "POST" },
      });
      const answer = await send("/v1/kit/meals/totals", { headers: { origin: other } });
      for (const { headers } of [preflight, answer]) expect(headers["access-control-allow-origin"]).toBeUndefined();
    }
  });
});

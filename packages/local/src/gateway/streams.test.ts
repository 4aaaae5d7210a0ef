/** Streams and files over real HTTP, as a client of the local gateway receives them. */
import { randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { authorizer } from "#cloud/authorizer";
import { httpHandler } from "#cloud/http-endpoint";
import { streamHandler } from "#cloud/stream-endpoint";
import { count, counted, heard, picture, silence } from "#kit/stream.fixture";
import { pgliteDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type Harness, harness, type Person } from "#testing/harness";
import { KEEPS_CONNECTIONS } from "#testing/patience";
import { eventsIn, identityOf } from "#testing/streams";
import { gateway } from "./gateway.ts";

let life: Harness;
let anna: Person;
let server: http.Server;
let url: string;
const headers = { authorization: "Bearer test", origin: "https://life.example" };

beforeAll(async () => {
  life = await harness(await pgliteDb());
  anna = await life.user("anna");
  const authorize = authorizer({ cacheSeconds: 60, identify: async () => identityOf(anna) });
  const streams = [count, silence].map((one) => {
    const handle = streamHandler(one, authorize, { heartbeatMs: 60_000, openingMs: 1, recheckMs: 60_000 });
    return { name: one.path, value: Object.assign(handle, { route: one.route, method: one.method, path: one.path }) };
  });
  const door = gateway({
    endpoints: [{ name: "picture", value: Object.assign(httpHandler(picture), picture) }],
    streams,
    serves: [],
    authorizer: authorize,
    corsOrigins: [headers.origin],
    now: life.now,
    log: () => {},
  });
  server = http.createServer(KEEPS_CONNECTIONS, getRequestListener(door.fetch, { overrideGlobalObjects: false }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close().closeAllConnections();
  await life.close();
});

const counting = `/v1/kit/counters/${randomUUID()}/count`;

it("a stream can be read as it comes, also by pages of other origins", async () => {
  const response = await fetch(`${url}${counting}?to=3`, { headers });
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
  expect(response.headers.get("access-control-allow-origin")).toBe(headers.origin);
  expect(response.headers.get("content-length")).toBeNull();
  expect(eventsIn(await response.text()).map(({ id, event }) => id ?? event)).toEqual(["1", "2", "3", "end"]);
});

it("the beginning of a stream arrives while it still waits for its first event", async () => {
  const { body } = await fetch(`${url}/v1/kit/silences/hear`);
  const reader = body!.getReader();
  const { value } = await reader.read();
  expect(new TextDecoder().decode(value)).toBe("retry: 1000\n\n");
  const { left } = heard;
  await reader.cancel();
  await eventually(() => expect(heard.left).toBe(left + 1));
});

it("a slow reader slows the handler down, and one that disconnects ends its work", async () => {
  const { ended } = counted;
  const response = await new Promise<http.IncomingMessage>((resolve, reject) =>
    http
      .get(`${url}${counting}?padding=50000`, { headers: { ...headers, "last-event-id": "20" }, agent: false }, resolve)
      .on("error", reject),
  );
  response.pause();
  // The number of parts grows until the buffers on the way are full, and then stays.
  let before = -1;
  await eventually(() => {
    const made = counted.made;
    const stands = made === before;
    before = made;
    expect(stands && made > 20).toBe(true);
  });
  const standing = counted.made;
  const taken = await new Promise<number>((resolve) => {
    let bytes = 0;
    response.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (counted.made > standing) resolve(bytes);
    });
    response.resume();
  });
  expect(taken).toBeGreaterThan(0);
  response.destroy();
  await eventually(() => expect(counted.ended).toBe(ended + 1));
});

it("a refusal is a problem, and other methods are not allowed", async () => {
  const refused = await fetch(`${url}${counting}?to=0`, { headers });
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([404, "not_found"]);
  const anonymous = await fetch(`${url}${counting}`);
  expect([anonymous.status, ((await anonymous.json()) as { code: string }).code]).toEqual([401, "unauthenticated"]);
  const posted = await fetch(`${url}${counting}`, { method: "POST", headers });
  expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET"]);
});

it("bytes arrive unchanged", async () => {
  const response = await fetch(`${url}/v1/kit/pictures/${randomUUID()}`, { headers });
  expect([response.headers.get("content-type"), response.headers.get("content-length")]).toEqual(["image/png", "256"]);
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual(Array.from({ length: 256 }, (_, i) => i));
});

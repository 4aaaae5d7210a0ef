/** Methods that a path does not allow are refused in the same way, whatever other paths match. */

import http from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod/mini";
import { httpHandler } from "#cloud/http-endpoint";
import type { HttpEvent } from "#cloud/lambda";
import { StaleVersion } from "#kit/problem";
import { configure } from "#kit/runtime";
import { declarations as lazyDeclarations } from "#local/prepared/declared";
import { KEEPS_CONNECTIONS } from "#testing/patience";
import { slow } from "#testing/slow";
import { gateway } from "../local/src/gateway/gateway.ts";
import { discover } from "./discover.ts";
import { manifestOf } from "./manifest.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const ID = "0198f000-0000-7000-8000-000000000001";

const declarations = await discover();
const { endpoints } = declarations;
const byPath = Map.groupBy(endpoints, ({ value }) => value.path);
const undeclared = [...byPath].flatMap(([path, ones]) => {
  const taken = ones.map(({ value }) => value.method);
  return METHODS.filter((method) => !taken.includes(method)).map((method) => ({
    method,
    path,
    allow: taken.join(", "),
  }));
});

let server: http.Server;
beforeAll(async () => {
  const lazy = await lazyDeclarations({ origin: "http://localhost" });
  const door = gateway({
    endpoints: lazy.endpoints,
    streams: [],
    serves: [],
    authorizer: lazy.authorizer.value,
    corsOrigins: [],
    now: () => new Date(),
    log: () => {},
  });
  server = http.createServer(KEEPS_CONNECTIONS, getRequestListener(door.fetch, { overrideGlobalObjects: false }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close().closeAllConnections());

slow("a method that a path does not allow is 405, and Allow lists those that it allows", async () => {
  expect(undeclared.length).toBeGreaterThan(300);
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const answers = [];
  for (const { method, path } of undeclared) {
    const answer = await fetch(base + path.replace(/{\w+}/g, ID), { method });
    const { status, code } = (await answer.json()) as { status: number; code: string };
    answers.push({ method, path, allow: answer.headers.get("allow"), status, code });
  }
  expect(answers).toEqual(undeclared.map((one) => ({ ...one, status: 405, code: "method_not_allowed" })));
});

it("a function to which API Gateway routes such a request answers the same", async () => {
  const beside = manifestOf(declarations).endpoints.filter(({ siblings }) => siblings);
  expect(beside.length).toBeGreaterThan(20);
  for (const { name, siblings, method, path } of beside) {
    configure({
      config: { PATH_SIBLINGS: JSON.stringify(siblings) },
      transport: undefined as never,
      publish: async () => {},
      now: () => new Date(),
      log: () => {},
    });
    const { value } = endpoints.find((one) => one.name === name)!;
    for (const [word, allow] of Object.entries(siblings!)) {
      const rawPath = path.replace(/{\w+}$/, word);
      const event = {
        version: "2.0",
        routeKey: value.route,
        rawPath,
        rawQueryString: "",
        headers: {},
        isBase64Encoded: false,
        requestContext: { requestId: "1", http: { method, path: rawPath, sourceIp: "" } },
      } satisfies HttpEvent;
      const { statusCode, headers, body } = await httpHandler(value)(event);
      expect({ statusCode, allow: headers.allow, body: JSON.parse(body!).code }, rawPath).toEqual({
        statusCode: 405,
        allow,
        body: "method_not_allowed",
      });
    }
  }
});

it("an operation whose answers have a version, and so an ETag, accepts it as a condition if it changes the row", () => {
  const changes = endpoints.filter(({ value }) => value.method === "PATCH");
  const versioned = changes.filter(({ value }) => "version" in propertiesOf(value.spec.returns));
  expect(versioned.length).toBeGreaterThan(20);
  const forgetting = versioned.filter(({ value }) => !value.spec.problems?.includes(StaleVersion));
  expect(forgetting.map(({ value }) => value.path)).toEqual([]);
});

const propertiesOf = (schema: z.ZodMiniType | undefined): object =>
  (schema &&
    (z.toJSONSchema(schema, { io: "output", unrepresentable: "any" }) as { properties?: object }).properties) ??
  {};

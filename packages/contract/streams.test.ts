/** The contract of streams and files, and that all declared ones fulfil it. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { endpoint } from "#kit/endpoint";
import { stream } from "#kit/stream";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { callStream, eventsIn, type StreamCall } from "#testing/streams";
import { clientSource } from "./client-source.ts";
import { checkStreams, discover, type Found } from "./discover.ts";
import { contractOf } from "./generate.ts";
import { manifestOf } from "./manifest.ts";
import { openapiOf } from "./openapi.ts";
import { declared } from "./streams.fixture.ts";
import { declaredOperations } from "./streams.ts";
import { typesOf } from "./types.ts";

const product = await discover();
const operations = declaredOperations(declared);

describe("the contract of", () => {
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on what the document holds.
  const { paths } = openapiOf(operations) as { paths: any };

  it("a stream has the schema of each event", () => {
    const { responses, parameters } = paths["/v1/kit/counters/{counterId}/count"].get;
    const { oneOf } = responses["200"].content["text/event-stream"].schema;
    expect(oneOf).toMatchObject([
      { required: ["event", "data"], properties: { event: { const: "number" }, data: { required: ["n", "by"] } } },
      { required: ["event", "data"], properties: { event: { const: "half" }, data: { required: ["at"] } } },
    ]);
    expect(parameters.map(({ name }: { name?: string }) => name)).toEqual(
      expect.arrayContaining(["counterId", "to", "Last-Event-ID"]),
    );
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(["400", "401", "403", "404", "503"]));
  });

  it("a file has its media types, its headers, and its largest size", () => {
    const { responses } = paths["/v1/kit/pictures/{pictureId}"].get;
    const { content, headers, description } = responses["200"];
    const binary = { schema: { type: "string", format: "binary" } };
    expect(content).toEqual({ "image/png": binary, "text/csv": binary });
    expect(Object.keys(headers)).toEqual(["X-Request-Id", "ETag", "Content-Disposition", "X-Content-Type-Options"]);
    expect(description).toMatch(/4.7 million bytes/);
    expect(responses["304"]).toBeDefined();
  });

  it("both types give the client its methods", async () => {
    const types = await typesOf(contractOf(operations));
    expect(types).toMatch(/"text\/event-stream": /);
    const source = clientSource(operations);
    expect(source).toContain('count: Streaming<"/v1/kit/counters/{counterId}/count", "get">;');
    expect(source).toContain('picture: Download<"/v1/kit/pictures/{pictureId}", "get">;');
    expect(source).toContain("operationsOf = ({ download, streaming }: Make)");
  });
});

it("the manifest has each stream with its pattern for the edge", () => {
  expect(manifestOf({ ...product, ...declared }).streams[0]).toEqual({
    name: "kit.counters.count",
    file: "packages/kit/src/stream.fixture.ts",
    export: "count",
    path: "/v1/kit/counters/{counterId}/count",
    pillar: "kit",
    access: "user",
    scope: "kit:read",
    edgePattern: "/v1/kit/counters/*/count",
  });
});

describe("a stream is refused", () => {
  const found = <T>(name: string, value: T): Found<T> => ({ name, file: `${name}.ts`, exportName: "x", value });
  async function* nothing() {}

  it("with a path that the edge cannot distinguish from another's", () => {
    const every = stream("GET /v1/kit/{kindId}", { summary: "All", events: { one: z.int() }, handler: nothing });
    const other = endpoint("POST /v1/kit/things/{thingId}", { summary: "Other", handler: () => undefined });
    expect(() => checkStreams([found("every", every)], [found("other", other)])).toThrow(/would send other to every/);
    expect(() => checkStreams(declared.streams, declared.endpoints)).not.toThrow();
  });

  it("with an event whose name is reserved for the end of streams", () => {
    const ended = stream("GET /v1/kit/ends", { summary: "End", events: { end: z.int() }, handler: nothing });
    expect(() => checkStreams([found("ended", ended)], [])).toThrow(/has an event called end/);
  });
});

describe("every stream", () => {
  let life: Harness;
  let anna: Person;
  beforeAll(async () => {
    life = await harness(await testDb());
    anna = await life.user("anna");
  });
  afterAll(() => life.close());

  const streams = [...product.streams, ...declared.streams];
  const params = new Proxy({}, { get: () => randomUUID() }) as Record<string, string>;
  const statusOf = async (one: (typeof streams)[number], call: StreamCall) => {
    const { status, problem, parts } = await callStream(one.value, { params, times: { openingMs: 0 }, ...call });
    await parts.return?.();
    return `${one.name} ${status} ${problem?.code ?? ""}`;
  };

  it("refuses anonymous callers, and keys without its scope", async () => {
    for (const one of streams.filter(({ value }) => value.access !== "public")) {
      expect(await statusOf(one, {})).toBe(`${one.name} 401 unauthenticated`);
      expect(await statusOf(one, { as: { ...anna, scopes: ["none:read"] } })).toBe(`${one.name} 403 missing_scope`);
    }
  });

  it("refuses requests that the contract does not allow", async () => {
    for (const one of streams)
      expect(await statusOf(one, { as: anna, query: { surely_not: "1" } })).toBe(`${one.name} 400 invalid_input`);
  });

  it("sends only events of its schemas", async () => {
    for (const { name, value } of streams) {
      const { status, rest } = await callStream(value, {
        as: anna,
        params,
        remainingMs: 5_050,
        times: { openingMs: 0 },
      });
      const events = status === 200 ? eventsIn(await rest()) : [];
      const wrong = events.filter(
        ({ event, data }) =>
          event !== "end" && event !== "problem" && !value.spec.events[event!]?.safeParse(data).success,
      );
      expect(wrong, name).toEqual([]);
    }
  });
});

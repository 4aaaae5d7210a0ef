import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pgTransport } from "#cloud/transport/pg";
import type { Endpoint } from "#kit/endpoint";
import { serverDb } from "#testing/database";
import { expectedStatus } from "#testing/expected";
import { fingerprint, touched } from "#testing/fingerprint";
import { type CallOptions, type Harness, harness, type Person } from "#testing/harness";
import { OPERATIONS, someOf } from "#testing/sampled";
import { jsonOf, pathParameters, type Walk, walk } from "#testing/walk";
import { discover, type Found } from "./discover.ts";
import { openapiOf } from "./openapi.ts";

// Endpoints are discovered before tests are defined, so that each has a test of its own.
const { endpoints } = await discover();
interface Operation {
  operationId: string;
  summary: string;
  parameters: { name?: string; in?: string; schema?: object; $ref?: string }[];
  requestBody?: { content: Record<string, { schema: object; example?: unknown }> };
  responses: Record<
    string,
    { description: string; headers?: object; content?: Record<string, { schema: object; example?: unknown }> }
  >;
}
const { paths } = openapiOf(endpoints) as { paths: Record<string, Record<string, Operation>> };
const tried = someOf("operations", endpoints, OPERATIONS);
const named = (which: (found: Found<Endpoint>) => boolean = () => true) =>
  tried.filter(which).map((found) => [found.name, found] as const);
const isAdmin = ({ value }: Found<Endpoint>) => value.access === "admin";

let life: Harness;
let sweep: Walk;
let anna: Person;
let admin: Person;
beforeAll(async () => {
  const open = await serverDb({ max: 1 });
  // Nobody is limited here: this is about what is sent, and not how often.
  const config = { RATE_LIMITS: JSON.stringify({ free: 1e9 }) };
  life = await harness(open, { transport: pgTransport(open.url, { max: 1, prepare: true }), config });
  sweep = await walk(life);
  [anna, admin] = [await life.user("anna"), await life.user("admin", { role: "admin" })];
});
afterAll(() => life.close());

const whoMay = (found: Found<Endpoint>) => (isAdmin(found) ? admin : anna);

/** Calls each endpoint with a variation of a valid request; returns the answers by name, and checks that nothing was changed. */
async function refused(
  founds: readonly (readonly [string, Found<Endpoint>])[],
  ask: (request: CallOptions, found: Found<Endpoint>) => CallOptions,
) {
  const requests = [];
  for (const [name, found] of founds)
    requests.push({ name, found, request: await sweep.request(found, whoMay(found)) });
  const before = await fingerprint(life.database);
  const answers: Record<string, string> = {};
  for (const { name, found, request } of requests) {
    const { status, body } = await life.call(found.value, ask(request, found));
    answers[name] = `${status} ${body?.code} ${body?.errors?.[0]?.pointer ?? ""}`.trim();
  }
  expect(touched(before, await fingerprint(life.database))).toEqual([]);
  return answers;
}
const each = (founds: readonly (readonly [string, unknown])[], answer: string) =>
  Object.fromEntries(founds.map(([name]) => [name, answer]));

describe("unknown input is refused, and nothing is changed:", () => {
  it("an unknown field is 400, with its name", async () => {
    const which = named(({ value }) => value.method !== "GET" && !value.spec.rawBody && value.spec.body !== undefined);
    const unknown = (request: CallOptions) => ({ ...request, body: { ...(request.body as object), unknownField: 1 } });
    expect(await refused(which, unknown)).toEqual(each(which, "400 invalid_input #/unknownField"));
  });

  it("a body where none is expected is 400", async () => {
    const which = named(({ value }) => !value.spec.rawBody && value.spec.body === undefined);
    expect(await refused(which, (request) => ({ ...request, body: { unknownField: 1 } }))).toEqual(
      each(which, "400 invalid_input #"),
    );
  });
});

describe("with a path whose row does not exist", () => {
  it.each(named(({ value }) => pathParameters(value.path).some((name) => name.endsWith("Id"))))(
    "%s is 400 or 404",
    async (_, found) => {
      const { params, ...request } = await sweep.request(found, whoMay(found));
      const wrong = (id: string) => Object.fromEntries(Object.keys(params!).map((name) => [name, id]));
      expect(await life.call(found.value, { ...request, params: wrong("not-an-id") })).toMatchObject({
        status: 400,
        body: { errors: [{ parameter: expect.stringMatching(/Id$/) }] },
      });
      expect(
        (await life.call(found.value, { ...request, params: wrong("0198f000-0000-7000-8000-000000000001") })).status,
      ).toBe(404);
    },
  );
});

describe("with an unknown query parameter", () => {
  it.each(named())("%s is 400, with its name", async (name, found) => {
    const request = await sweep.request(found, whoMay(found));
    const { status, body } = await life.call(found.value, {
      ...request,
      query: { ...request.query, unknownParameter: "1" },
    });
    if (sweep.known.operations.get(name)?.takesAnyParameter)
      return expect(status).toBe(expectedStatus(found, sweep.known));
    expect({ status, code: body.code }).toEqual({ status: 400, code: "invalid_input" });
    expect(body.errors).toMatchObject([{ parameter: "unknownParameter", detail: expect.any(String) }]);
  });
});

describe("with a valid request", () => {
  it.each(named())("%s answers as declared", async (_, found) => {
    const { spec } = found.value;
    // A new person, because a success changes rows that others are tested on.
    const person = await life.user("somebody", { role: isAdmin(found) ? "admin" : "user" });
    const answer = await life.call(found.value, await sweep.request(found, person));
    expect({ status: answer.status, problem: answer.body?.code }).toMatchObject({
      status: expectedStatus(found, sweep.known),
    });
    if (answer.status < 300 && spec.returns) {
      const parsed = spec.returns.safeParse(answer.body);
      expect(parsed.error?.issues ?? []).toEqual([]);
    }
    const documented =
      paths[found.value.path]![found.value.method.toLowerCase()]!.responses[answer.status]!.headers ?? {};
    const names = Object.keys(documented).map((name) => name.toLowerCase());
    expect([...names, "content-type"]).toEqual(expect.arrayContaining(Object.keys(answer.headers)));
  });
});

describe("the contract", () => {
  const operations = new Map(
    Object.values(paths)
      .flatMap((path) => Object.values(path))
      .map((one) => [one.operationId, one]),
  );

  it.each(endpoints.map((found) => [found.name, found] as const))(
    "of %s has a summary, valid examples and its problems",
    (name, { value }) => {
      const operation = operations.get(name)!;
      expect(operation.summary).toMatch(/^[A-Z][^.]+$/);
      for (const parameter of pathParameters(value.path)) {
        expect(operation.parameters).toContainEqual(
          expect.objectContaining({ name: parameter, in: "path", required: true }),
        );
      }
      // What a handler reads as bytes may be JSON of another's making, which the contract does not describe.
      const body = value.spec.rawBody ? undefined : operation.requestBody?.content["application/json"];
      expect(body === undefined).toBe(value.spec.body === undefined);
      if (body && !value.path.includes("PATCH"))
        expect(value.spec.body!.safeParse(body.example).error?.issues ?? []).toEqual([]);
      const success = Object.entries(operation.responses).filter(([status]) => status < "400" && status !== "304");
      expect(success).toHaveLength(1 + (value.spec.otherStatuses?.length ?? 0));
      const answered = success[0]![1].content?.["application/json"];
      if (value.spec.returns && answered)
        expect(value.spec.returns.safeParse(answered.example).error?.issues ?? []).toEqual([]);
      const wrong = Object.entries(operation.responses).filter(([status]) => status >= "400");
      for (const [status, { content, description }] of wrong) {
        expect(content, status).toHaveProperty(
          ["application/problem+json", "schema", "$ref"],
          `#/components/schemas/${status === "412" ? "StaleRow" : "Problem"}`,
        );
        expect(description).toMatch(/\w/);
      }
      const statuses = wrong.map(([status]) => Number(status));
      expect(statuses).toEqual(
        expect.arrayContaining([
          400,
          ...(value.access === "public" ? [] : [401, 403]),
          ...(value.path.includes("{") ? [404] : []),
        ]),
      );
    },
  );

  it("has no duplicate operation names, and no field of a body that is described only in words", () => {
    expect(operations.size).toBe(endpoints.length);
    for (const { value, name } of endpoints) {
      if (!value.spec.body) continue;
      const schema = jsonOf(value.spec.body) as {
        type?: string;
        anyOf?: { type?: string }[];
        oneOf?: { type?: string }[];
      };
      const branches = schema.type ? [schema] : (schema.anyOf ?? schema.oneOf ?? [schema]);
      for (const branch of branches) expect(branch.type, name).toBe("object");
    }
  });
});

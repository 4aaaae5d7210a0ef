import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { insert } from "#kit/change";
import { read } from "#kit/db";
import { endpoint, reply } from "#kit/endpoint";
import { Conflict, NotFound } from "#kit/problem";
import { configure, runtime } from "#kit/runtime";
import { createSamples, samples } from "#kit/samples.fixture";
import { wordsAlone } from "#kit/sayings";
import { rowSchema, Text } from "#kit/wire";
import { testDb } from "#testing/database";
import { type CallOptions, type Harness, harness, type Person } from "#testing/harness";
import { httpHandler } from "./http-endpoint.ts";
import type { HttpEvent } from "./lambda.ts";
import { neonTransport } from "./transport/neon.ts";
import { pgTransport } from "./transport/pg.ts";

let life: Harness;
let anna: Person;
beforeAll(async () => {
  const open = await testDb();
  await createSamples(open.database);
  life = await harness(open);
  anna = await life.user("anna");
});
afterAll(() => life.close());
beforeEach(() => void life.logs.splice(0));

const Item = z.strictObject({ "na/me~": Text(20, 1), amount: z.int() });
const echo = endpoint("POST /v1/kit/echoes/{echoId}/say", {
  summary: "Say it again",
  body: z.strictObject({ items: z.array(Item), note: z.optional(z.nullable(Text(50))) }),
  query: z.strictObject({ loud: z.optional(z.enum(["true", "false"])) }),
  returns: z.strictObject({ echoId: z.string(), items: z.array(Item), loud: z.boolean() }),
  handler: (ctx) => ({ echoId: ctx.params.echoId, items: ctx.body.items, loud: ctx.query.loud === "true" }),
});
const params = { echoId: "0198f000-0000-7000-8000-000000000001" };
const body = { items: [{ "na/me~": "a", amount: 1 }] };
const say = (more: CallOptions = {}) => life.call(echo, { as: anna, params, body, ...more });

const make = endpoint("POST /v1/kit/samples", {
  summary: "Make a sample",
  body: z.strictObject({ title: z.string(), dueAt: z.optional(z.string()) }),
  returns: rowSchema(samples),
  status: 201,
  async handler(ctx) {
    const [row] = await ctx.db.batch([insert(ctx, samples, ctx.body)]);
    return row;
  },
});
const ask = endpoint("GET /v1/kit/answers", {
  summary: "Ask",
  returns: z.strictObject({ answer: z.number() }),
  handler: async () => ({ answer: 42 }),
});

describe("a request", () => {
  it("hands on its parameters, query and body, and gets what the handler returns", async () => {
    const { status, headers, body: answer } = await say({ query: { loud: "true" } });
    expect({ status, type: headers["content-type"] }).toEqual({ status: 200, type: "application/json" });
    expect(answer).toEqual({ ...params, ...body, loud: true });
  });

  it("may come base64-encoded, without a content type, or with a JSON type of its own", async () => {
    const sent = [
      { body: Buffer.from(JSON.stringify(body)) },
      { headers: { "content-type": "" } },
      { headers: { "content-type": "application/vnd.life+json; charset=utf-8" } },
    ];
    for (const one of sent) expect((await say(one)).status).toBe(200);
  });

  it("whose body is compressed is told to send it as it is", async () => {
    for (const coding of ["gzip", "identity, br", "GZIP"])
      expect(await say({ headers: { "content-encoding": coding } })).toMatchObject({
        status: 415,
        headers: { "accept-encoding": "identity" },
        body: { code: "unsupported_media_type" },
      });
    expect((await say({ headers: { "content-encoding": "identity" } })).status).toBe(200);
  });

  it.each([
    ["a field of the wrong type", { items: [{ "na/me~": "a", amount: "1" }] }, ["#/items/0/amount"]],
    ["a missing field", { items: [{ amount: 1 }] }, ["#/items/0/na~1me~0"]],
    [
      "an unknown field, wherever it is",
      { ...body, x: 1, items: [{ "na/me~": "a", amount: 1, y: 2 }] },
      ["#/items/0/y", "#/x"],
    ],
    ["an unknown field with a special name", '{"items": [], "__proto__": {"admin": true}}', ["#/__proto__"]],
    ["several things that are wrong", { items: [{}], note: 1 }, ["#/items/0/amount", "#/items/0/na~1me~0", "#/note"]],
    ["no object", [], ["#"]],
    ["null", "null", ["#"]],
    ["nothing", "", ["#/items"]],
    ["NUL characters", { ...body, note: "a\0b" }, ["#/note"]],
    ["half a surrogate pair", '{"items": [], "note": "\\ud800"}', ["#/note"]],
    ["text that is too long", { ...body, note: "x".repeat(51) }, ["#/note"]],
  ])("with %s is refused, and told where", async (_, wrong, pointers) => {
    const { status, body: problem, headers } = await say({ body: wrong });
    expect({ status, code: problem.code }).toEqual({ status: 400, code: "invalid_input" });
    expect(headers["content-type"]).toBe("application/problem+json");
    expect(problem.errors.map((one: { pointer: string }) => one.pointer).sort()).toEqual(pointers);
    for (const one of problem.errors) expect(one.detail).toMatch(/\w/);
  });

  it.each(["{", "{'items': []}", "", "\ufeff{}", "NaN", '{"items": [],}'])(
    "whose body is %j and no JSON is refused",
    async (text) => {
      const { status, body: problem } = await say({ body: text || " " });
      expect({ status, code: problem.code }).toEqual({ status: 400, code: "malformed_json" });
      expect(problem.errors[0].coded.code).toMatch(/^json_/);
    },
  );

  it.each([
    ["in a value of JSON", { facts: { a: [{ b: "x\0" }] } }, "#/facts/a/0/b", /well-formed/],
    ["in the name of a field", { facts: { "a\0": 1 } }, "#/facts", /field whose name/],
    ["as half of a pair", '{"facts": {"a": "\\ud83d"}}', "#/facts/a", /well-formed/],
  ])("with text that no database can keep, %s, is told where", async (_, body, pointer, detail) => {
    const keep = endpoint("POST /v1/kit/anything", {
      summary: "Keep anything",
      body: z.strictObject({ facts: z.record(z.string(), z.unknown()) }),
      handler: async () => undefined,
    });
    const { status, body: problem } = await life.call(keep, { as: anna, body });
    expect(status).toBe(400);
    expect(problem.errors).toMatchObject([{ pointer, detail: expect.stringMatching(detail) }]);
  });

  it("nested deeper than anybody means it is refused and breaks nothing", async () => {
    const keep = endpoint("POST /v1/kit/facts", {
      summary: "Keep facts",
      body: z.strictObject({ facts: z.record(z.string(), z.unknown()) }),
      async handler(ctx) {
        await ctx.db.batch([insert(ctx, samples, { title: "facts", facts: ctx.body.facts })]);
        return undefined;
      },
    });
    for (const depth of [1_000, 10_000, 100_000]) {
      const deep = `{"facts": {"a": ${"[".repeat(depth)}${"]".repeat(depth)}}}`;
      expect((await life.call(keep, { as: anna, body: deep })).status, `${depth} deep`).toBeOneOf([204, 400]);
    }
    const halves = '{"facts": {"a": "\\ud800"}}';
    expect((await life.call(keep, { as: anna, body: halves })).status).toBe(400);
    expect((await life.call(keep, { as: anna, body: { facts: { "a\0": 1 } } })).status).toBe(400);
  });

  it("of another media type is refused", async () => {
    for (const type of ["text/plain", "application/xml", "multipart/form-data; boundary=x"]) {
      const { status, body: problem } = await say({ headers: { "content-type": type } });
      expect({ status, code: problem.code }).toEqual({ status: 415, code: "unsupported_media_type" });
    }
  });

  it("larger than the operation takes is refused, counted in bytes", async () => {
    const small = endpoint("POST /v1/kit/small", {
      summary: "Take little",
      body: z.record(z.string(), z.unknown()),
      maxBodyBytes: 20,
      handler: () => undefined,
    });
    const sized = (bytes: number) => ({ as: anna, body: `{"a":"${"x".repeat(bytes - 8)}"}` });
    expect((await life.call(small, sized(20))).status).toBe(204);
    expect(await life.call(small, sized(21))).toMatchObject({ status: 413, body: { code: "too_large" } });
    expect((await life.call(small, { as: anna, body: '{"a":"ääääääää"}' })).status).toBe(413);
    expect((await life.call(small, { ...sized(21), body: Buffer.from(sized(21).body) })).status).toBe(413);
    expect((await say({ body: `{"items": [], "note": "${"x".repeat(1024 * 1024)}"}` })).status).toBe(413);
  });

  it("with a path parameter that is no id, or no text, is refused", async () => {
    for (const echoId of ["1", "x", "0198f000-0000-7000-8000-00000000000", "%00", `${params.echoId} `]) {
      const { status, body: problem } = await say({ params: { echoId } });
      expect({ status, errors: problem.errors }).toMatchObject({
        status: 400,
        errors: [{ parameter: "echoId", detail: expect.stringMatching(/^must be a UUID, not “/) }],
      });
    }
    const named = endpoint("GET /v1/kit/names/{name}", {
      summary: "Name",
      returns: z.string(),
      handler: (ctx) => ctx.params.name,
    });
    for (const name of ["a\0b", "\ud800"]) {
      const requestContext = context({ userId: anna.userId });
      const { statusCode, body: text } = await httpHandler(named)({
        ...bare("/"),
        pathParameters: { name },
        requestContext,
      });
      expect({ statusCode, ...JSON.parse(text!) }).toMatchObject({ statusCode: 400, errors: [{ parameter: "name" }] });
    }
    expect((await life.call(named, { as: anna, params: { name: "ünö" } })).body).toBe("ünö");
  });

  it("with a query that the operation does not know is refused, and told which parameter", async () => {
    expect((await say({ query: { quiet: "true" } })).body).toMatchObject({
      code: "invalid_input",
      errors: [{ parameter: "quiet" }],
    });
    expect((await say({ query: { loud: "maybe" } })).body.errors).toMatchObject([{ parameter: "loud" }]);
    expect((await life.call(ask, { as: anna, query: { x: "1" } })).body.errors).toMatchObject([{ parameter: "x" }]);
  });

  it("with a body that the operation does not take is refused", async () => {
    const touch = endpoint("POST /v1/kit/touches", { summary: "Touch", handler: () => undefined });
    expect((await life.call(touch, { as: anna, body: { a: 1 } })).status).toBe(400);
    for (const nothing of [undefined, "", "{}", " {} "])
      expect((await life.call(touch, { as: anna, body: nothing })).status).toBe(204);
  });

  it("of raw bytes reaches the handler as it was sent, of the types it takes", async () => {
    const upload = endpoint("POST /v1/kit/uploads", {
      summary: "Upload",
      access: "public",
      rawBody: { contentTypes: ["message/rfc822"] },
      returns: z.strictObject({ hex: z.string() }),
      handler: (ctx) => ({ hex: ctx.rawBody.toString("hex") }),
    });
    const bytes = Buffer.from([0, 255, 128, 10]);
    const sent = await life.call(upload, { body: bytes, headers: { "content-type": "message/rfc822" } });
    expect(sent).toMatchObject({ status: 200, body: { hex: "00ff800a" } });
    expect((await life.call(upload, { body: bytes })).status).toBe(415);
  });
});

describe("whoever asks", () => {
  it("without credentials gets a 401 that says how to authenticate", async () => {
    const { status, headers, body: problem } = await life.call(ask);
    expect({ status, code: problem.code }).toEqual({ status: 401, code: "unauthenticated" });
    expect(headers["www-authenticate"]).toBe('Bearer realm="lifeos"');
  });

  it("with credentials that are refused is told why", async () => {
    const event = { ...bare(ask.path), requestContext: context({ anonymous: true, reason: "The token has expired." }) };
    const { statusCode, headers, body: text } = await httpHandler(ask)(event);
    expect({ statusCode, detail: JSON.parse(text!).detail }).toEqual({
      statusCode: 401,
      detail: "The token has expired.",
    });
    expect(headers["www-authenticate"]).toContain('error="invalid_token"');
  });

  it("is refused before anything about the request is looked at", async () => {
    expect((await life.call(echo, { body: "{", params: { echoId: "x" }, query: { y: "1" } })).status).toBe(401);
  });

  it("with an API key needs the scope of the operation", async () => {
    const as = (...scopes: string[]) => ({ ...anna, scopes });
    const statuses = async (...scopes: string[]) => [
      (await life.call(ask, { as: as(...scopes) })).status,
      (await say({ as: as(...scopes) })).status,
    ];
    expect(await statuses("kit:read")).toEqual([200, 403]);
    expect(await statuses("kit:write")).toEqual([403, 200]);
    expect(await statuses("kit:read", "kit:write")).toEqual([200, 200]);
    expect(await statuses("*")).toEqual([200, 200]);
    expect(await statuses("health:read", "kit", "kit:*")).toEqual([403, 403]);
    expect((await say({ as: as("kit:read") })).body).toMatchObject({
      code: "missing_scope",
      detail: expect.stringContaining("kit:write"),
    });
  });

  it("needs the role that the operation asks for, with whatever scopes", async () => {
    const secret = endpoint("GET /v1/admin/things", {
      summary: "See",
      access: "admin",
      returns: z.int(),
      handler: () => 1,
    });
    const admin = { ...anna, role: "admin" as const };
    const call = async (as: Person) => (await life.call(secret, { as })).status;
    expect(await call(anna)).toBe(403);
    expect(await call({ ...anna, scopes: ["*"] })).toBe(403);
    expect(await call(admin)).toBe(200);
    expect(await call({ ...admin, scopes: ["kit:read"] })).toBe(403);
  });

  it("may be anybody where an operation is public, and speaks as nobody there", async () => {
    const open = endpoint("GET /v1/kit/doors", {
      summary: "Open",
      access: "public",
      returns: z.strictObject({ me: z.nullable(z.string()) }),
      async handler(ctx) {
        const [[row]] = await ctx.db.batch([read<{ me: string | null }>(sql`select me() as me`)]);
        return row!;
      },
    });
    expect((await life.call(open)).body).toEqual({ me: null });
    expect((await life.call(open, { as: anna })).body).toEqual({ me: null });
  });

  it("changes things too often is told when to come back, and nobody else is", async () => {
    const [ben, cleo] = [await life.user("ben"), await life.user("cleo", { tier: "pro" })];
    life.config.RATE_LIMITS = JSON.stringify({ free: 3 });
    const create = async (as: Person) => life.call(make, { as, body: { title: "x" } });
    const answers = [];
    // A window may end while we count, so that twice as many get through.
    while (answers.length < 7) answers.push(await create(ben));
    const refused = answers.find((one) => one.status !== 201)!;
    expect(answers.slice(0, 3).map((one) => one.status)).toEqual([201, 201, 201]);
    expect(refused).toMatchObject({ status: 429, body: { code: "limited" } });
    const seconds = Number(refused.headers["retry-after"]);
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(refused.headers).toMatchObject({
      ratelimit: `"changes";r=0;t=${seconds}`,
      "ratelimit-policy": '"changes";q=3;w=60',
    });
    expect(answers[0]!.headers.ratelimit).toMatch(/^"changes";r=2;t=\d+$/);
    expect((await life.call(ask, { as: ben })).status).toBe(200);
    expect((await create(anna)).status).toBe(201);
    for (let i = 0; i < 7; i++) expect((await create(cleo)).status).toBe(201);
    delete life.config.RATE_LIMITS;
  });
});

describe("an Idempotency-Key", () => {
  /** Writes in two batches, each of which claims. */
  const makeTwo = endpoint("POST /v1/kit/samples/pairs", {
    summary: "Make two samples",
    body: z.strictObject({ title: z.string() }),
    returns: z.strictObject({ titles: z.array(z.string()) }),
    async handler(ctx) {
      const [first] = await ctx.db.batch([insert(ctx, samples, { title: `${ctx.body.title} 1` })]);
      const [second] = await ctx.db.batch([insert(ctx, samples, { title: `${ctx.body.title} 2` })]);
      return { titles: [first.title, second.title] };
    },
  });
  const pair = (key: string, title: string, as = anna) =>
    life.call(makeTwo, { as, body: { title }, headers: { "Idempotency-Key": key } });

  it("is taken by nothing that another one stands for", async () => {
    const withKey = { ...anna, apiKeyId: "0198f000-0000-7000-8000-00000000000a", scopes: ["*"] };
    const asked: [key: string, title: string, as: Person][] = [
      ["op", "a", anna],
      ["op#1", "b", anna],
      ["op#1#1", "c", anna],
      ["#1", "d", withKey],
      [withKey.apiKeyId, "e", anna],
      ["1", "f", withKey],
    ];
    for (const _ of [1, 2])
      for (const [key, title, as] of asked)
        expect(await pair(key, title, as), key).toMatchObject({
          status: 200,
          body: { titles: [`${title} 1`, `${title} 2`] },
        });
  });
});

describe("behind an edge", () => {
  it("nothing is answered that did not come through it", async () => {
    life.config.ORIGIN_SECRET = "of-the-stage";
    try {
      expect(await life.call(ask, { as: anna })).toMatchObject({ status: 403, body: { code: "forbidden" } });
      const call = (secret: string) => life.call(ask, { as: anna, headers: { "X-Origin-Secret": secret } });
      expect((await call("guessed")).status).toBe(403);
      expect((await call("of-the-stage")).status).toBe(200);
      expect((await call("of-last-week")).status).toBe(403);
      life.config.ORIGIN_SECRET_PREVIOUS = "of-last-week";
      expect((await call("of-last-week")).status).toBe(200);
    } finally {
      delete life.config.ORIGIN_SECRET_PREVIOUS;
      delete life.config.ORIGIN_SECRET;
    }
  });
});

describe("an answer", () => {
  it("carries the request's own id, and so do its problems and the log", async () => {
    const headers = { "X-Request-Id": "trace:1.2_3-4" };
    expect((await life.call(ask, { as: anna, headers })).headers["x-request-id"]).toBe("trace:1.2_3-4");
    const refused = await say({ headers, body: "{" });
    expect([refused.headers["x-request-id"], refused.body.requestId]).toEqual(["trace:1.2_3-4", "trace:1.2_3-4"]);
    expect(life.logs.map((line) => line.fields?.requestId)).toEqual(["trace:1.2_3-4", "trace:1.2_3-4"]);
  });

  it("carries the gateway's id when the request has none that can be trusted in a header", async () => {
    for (const bad of ["a b", "x\r\ny", "é", "", "x".repeat(129)]) {
      const { headers } = await life.call(ask, { as: anna, headers: { "x-request-id": bad } });
      expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it("to a creation says where the row is and at which version", async () => {
    const { status, headers, body: row } = await life.call(make, { as: anna, body: { title: "made" } });
    expect({ status, etag: headers.etag, location: headers.location }).toEqual({
      status: 201,
      etag: '"1"',
      location: `/v1/kit/samples/${row.id}`,
    });
  });

  it("may have a status and headers of its own", async () => {
    const later = endpoint("POST /v1/kit/laters", {
      summary: "Later",
      returns: z.int(),
      handler: () => reply(1, { status: 202 }),
    });
    expect(await life.call(later, { as: anna })).toMatchObject({ status: 202, body: 1 });
  });

  it("has no body when the operation returns nothing", async () => {
    const touch = endpoint("POST /v1/kit/touches", { summary: "Touch", handler: () => undefined });
    const { status, body: nothing, headers } = await life.call(touch, { as: anna });
    expect({ status, nothing, type: headers["content-type"] }).toEqual({
      status: 204,
      nothing: undefined,
      type: undefined,
    });
  });

  it("to a declared problem is that problem, as RFC 9457 has it", async () => {
    const busy = endpoint("POST /v1/kit/busy", {
      summary: "Be busy",
      problems: [Conflict],
      handler: () => {
        throw Conflict(wordsAlone("Not now."));
      },
    });
    const { status, headers, body: problem } = await life.call(busy, { as: anna, headers: { "x-request-id": "r1" } });
    expect({ status, type: headers["content-type"] }).toEqual({ status: 409, type: "application/problem+json" });
    expect(problem).toEqual({
      type: "urn:lifeos:problem:conflict",
      title: "The state does not allow this",
      coded: { code: "in_words", params: { reason: "Not now." } },
      status: 409,
      detail: "Not now.",
      instance: "/v1/kit/busy",
      code: "conflict",
      requestId: "r1",
    });
  });

  it("to a failure of ours is an opaque 500; its cause is in the log", async () => {
    const fail = endpoint("POST /v1/kit/failures", {
      summary: "Fail",
      handler: () => {
        throw new Error("password=hunter2 in app.ts");
      },
    });
    const { status, body: problem } = await life.call(fail, { as: anna });
    expect({ status, code: problem.code }).toEqual({ status: 500, code: "internal" });
    expect(JSON.stringify(problem)).not.toMatch(/hunter2|app\.ts/);
    expect(life.logs).toContainEqual(
      expect.objectContaining({ level: "error", fields: expect.objectContaining({ requestId: problem.requestId }) }),
    );
    const odd = endpoint("POST /v1/kit/odd", {
      summary: "Fail oddly",
      handler: () => {
        throw "text";
      },
    });
    expect((await life.call(odd, { as: anna })).status).toBe(500);
  });

  it("tells nobody, and the log tells no value, when the database fails", async () => {
    const secret = "4111 1111 1111 1111";
    const leak = endpoint("POST /v1/kit/leaks", {
      summary: "Leak",
      async handler(ctx) {
        await ctx.db.batch([
          insert(ctx, samples, { title: secret }),
          read(sql`select ${secret}::text from no_such_table`),
        ]);
        return undefined;
      },
    });
    const { status, body: problem } = await life.call(leak, { as: anna });
    expect(status).toBe(500);
    for (const text of [JSON.stringify(problem), JSON.stringify(life.logs)]) {
      expect(text).not.toContain(secret);
      expect(text).not.toMatch(/insert into|select /i);
    }
    expect(JSON.stringify(life.logs)).toContain("42P01");
  });

  it("names what the database refuses: a reference that is not there, a value out of range, a row that exists", async () => {
    const put = endpoint("POST /v1/kit/puts", {
      summary: "Put",
      body: z.record(z.string(), z.unknown()),
      problems: [NotFound],
      async handler(ctx) {
        await ctx.db.batch([insert(ctx, samples, ctx.body as never)]);
        return undefined;
      },
    });
    const call = async (values: object) => {
      const { status, body: problem } = await life.call(put, { as: anna, body: { title: "put", ...values } });
      return { status, code: problem?.code, pointer: problem?.errors?.[0]?.pointer };
    };
    const invalid = { status: 400, code: "invalid_input", pointer: "#" };
    expect(await call({ householdId: randomUUID() })).toEqual({ ...invalid, pointer: "#/householdId" });
    expect(await call({ title: null })).toEqual({ ...invalid, pointer: "#/title" });
    for (const values of [
      { count: 5_000 },
      { small: 1e9 },
      { onDay: "2026-02-30" },
      { dueAt: "soon" },
      { dueAt: "2026-01-01T00:00:00+23:59" },
      { otherId: "x" },
    ]) {
      expect(await call(values), JSON.stringify(values)).toEqual(invalid);
    }
    const email = `${randomUUID()}@example.com`;
    expect((await call({ email })).status).toBe(204);
    expect(await call({ email: email.toUpperCase() })).toMatchObject({ status: 409, code: "already_exists" });
  });
});

const context = (lambda: Record<string, unknown>): HttpEvent["requestContext"] => ({
  requestId: randomUUID(),
  http: { method: "GET", path: ask.path, sourceIp: "127.0.0.1" },
  authorizer: { lambda },
});
const bare = (path: string): HttpEvent => ({
  version: "2.0",
  routeKey: `GET ${path}`,
  rawPath: path,
  rawQueryString: "",
  headers: {},
  isBase64Encoded: false,
  requestContext: context({}),
});

it.each([
  ["PostgreSQL's own protocol", () => pgTransport("postgres://somebody@127.0.0.1:1/lifeos")],
  ["Neon over HTTP", () => neonTransport("postgres://a:b@127.0.0.1/lifeos", { endpoint: "http://127.0.0.1:1/sql" })],
])("says when to come again while nothing listens where the database should be: %s", async (_, open) => {
  const before = runtime();
  const transport = open();
  configure({ ...before, transport });
  const answer = await life.call(make, { as: anna, body: { title: "Milk" } });
  configure(before);
  await transport.close();
  expect(answer).toMatchObject({ status: 503, headers: { "retry-after": "1" }, body: { code: "unavailable" } });
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { stream } from "#kit/stream";
import { count, counted, heard, silence } from "#kit/stream.fixture";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { callStream, eventsIn, identityOf, type StreamCall } from "#testing/streams";

let life: Harness;
let anna: Person;
beforeAll(async () => {
  life = await harness(await testDb());
  anna = await life.user("anna");
});
afterAll(() => life.close());
beforeEach(() => {
  life.logs.length = 0;
  counted.ended = 0;
});

const params = { counterId: randomUUID() };
const counting = (more: StreamCall = {}) => callStream(count, { as: anna, params, ...more });

describe("a stream", () => {
  it("sends each event with its name, id and data, and says that it is complete", async () => {
    const { status, headers, rest } = await counting({ query: { to: "2" }, headers: { "x-request-id": "r1" } });
    expect({ status, ...headers }).toMatchObject({
      status: 200,
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      "x-request-id": "r1",
    });
    const by = anna.userId;
    expect(await rest()).toBe(
      `retry: 1000\n\nevent: number\nid: 1\ndata: {"n":1,"by":"${by}"}\n\nevent: half\ndata: {"at":1}\n\nevent: number\nid: 2\ndata: {"n":2,"by":"${by}"}\n\nevent: end\ndata: {}\n\n`,
    );
    expect(counted.ended).toBe(1);
  });

  it("goes on behind the last event that the client has seen", async () => {
    const { rest } = await counting({ query: { to: "5" }, headers: { "last-event-id": "3" } });
    expect(eventsIn(await rest()).map(({ id, event }) => id ?? event)).toEqual(["4", "5", "end"]);
    const refused = await counting({ headers: { "last-event-id": "a b" } });
    expect([refused.status, refused.problem.errors]).toMatchObject([
      400,
      [{ parameter: "Last-Event-ID", detail: "must be 1 to 255 visible ASCII characters" }],
    ]);
  });

  it("makes an event when the one before was taken, and no sooner", async () => {
    const { parts } = await counting();
    await parts.next();
    for (const n of [1, 2, 3]) {
      await parts.next();
      expect(counted.made).toBe(n);
    }
    await parts.return!();
    expect(counted).toEqual({ made: 3, ended: 1 });
    expect(await parts.next()).toEqual({ done: true, value: undefined });
  });

  it("tells a handler that waits when nobody listens any more", async () => {
    const { parts } = await callStream(silence, { times: { openingMs: 0 } });
    await parts.next();
    const { listening, left } = heard;
    const waiting = parts.next();
    await parts.return!();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect({ listening, left: heard.left - left }).toEqual({ listening: heard.listening, left: 1 });
  });

  it("sends a comment when there was nothing for a while", async () => {
    const { parts } = await callStream(silence, { times: { openingMs: 0, heartbeatMs: 1 } });
    const sent = [await parts.next(), await parts.next(), await parts.next()].map(({ value }) => value);
    expect(sent).toEqual(["retry: 1000\n\n", ":\n\n", ":\n\n"]);
    await parts.return!();
  });

  it("ends before the Lambda's time does, and says when to connect again", async () => {
    const quiet = await callStream(silence, { times: { openingMs: 0 }, remainingMs: 5_001 });
    expect(await quiet.rest()).toBe("retry: 1000\n\nretry: 1000\n\n");
    // One that always has something to say comes to its end, too.
    const { rest } = await counting({ remainingMs: 5_000, headers: { "last-event-id": "20" } });
    expect(await rest()).toBe("retry: 1000\n\nretry: 1000\n\n");
    expect(counted.ended).toBe(1);
  });

  it("does not outlast the token that it was asked for with", async () => {
    const expiresAt = life.now().getTime() / 1_000;
    expect((await counting({ as: { ...anna, expiresAt } })).status).toBe(401);
    const { rest } = await counting({
      as: { ...anna, expiresAt: expiresAt + 0.001 },
      headers: { "last-event-id": "20" },
    });
    expect(await rest()).toMatch(/retry: 1000\n\n$/);
  });
});

describe("who asked for a stream", () => {
  const hearing = stream("GET /v1/kit/sounds/hear", {
    summary: "Hear sounds",
    events: { sound: z.string() },
    async *handler({ signal }) {
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
      yield { event: "sound", data: "nobody hears it" };
    },
  });
  const times = { openingMs: 0, recheckMs: 1 };

  it("is asked again: the stream of a key that was revoked ends with the problem", async () => {
    const key: Person = { ...anna, scopes: ["kit:read"] };
    const { status, parts, rest } = await callStream(hearing, { as: key, times });
    expect(status).toBe(200);
    await parts.next();
    key.userId = "";
    expect(eventsIn(await rest())).toMatchObject([
      { event: "problem", data: { code: "unauthenticated", status: 401 } },
    ]);
  });

  it("goes on hearing while nobody can tell who they are", async () => {
    let asked = 0;
    const unsure = () => {
      if (asked++ === 0) return identityOf(anna);
      return asked < 4 ? { unknownUntil: life.now().getTime() / 1_000 + 60 } : { anonymous: true as const };
    };
    const { parts, rest } = await callStream(hearing, { as: anna, identity: unsure, times });
    await parts.next();
    expect(eventsIn(await rest())).toMatchObject([{ event: "problem", data: { code: "unauthenticated" } }]);
    expect(asked).toBeGreaterThanOrEqual(4);
  });
});

describe("what goes wrong", () => {
  it("with an id that would be more than an id is the end of the stream", async () => {
    const wrong = stream("GET /v1/kit/wrongs", {
      summary: "Wrong id",
      access: "public",
      events: { one: z.int() },
      async *handler() {
        yield { event: "one", id: "1\nevent: two", data: 1 };
      },
    });
    const events = eventsIn(await (await callStream(wrong)).rest());
    expect(events).toMatchObject([{ event: "problem", data: { code: "internal" } }]);
  });

  it("before the first event is a problem with its status", async () => {
    const { status, headers, problem } = await counting({ query: { to: "0" } });
    expect([status, headers["content-type"], problem.code]).toEqual([404, "application/problem+json", "not_found"]);
  });

  it("later is the last event, and in the log unless it was meant", async () => {
    const { rest } = await counting({ query: { to: "20" }, headers: { "last-event-id": "11", "x-request-id": "r2" } });
    const events = eventsIn(await rest());
    expect(events.map(({ event }) => event)).toEqual(["number", "number", "problem"]);
    expect(events[2]!.data).toMatchObject({ code: "internal", status: 500, requestId: "r2" });
    expect(JSON.stringify(events)).not.toContain("thirteen");
    expect(life.logs.filter(({ level }) => level === "error")).toMatchObject([
      { fields: { requestId: "r2", error: { message: "thirteen" } } },
    ]);
  });

  it("with who asks is said as of endpoints: the authorizer is asked in place of an API", async () => {
    const statusOf = async (call: StreamCall) => {
      const { status, problem } = await counting({ query: { to: "1" }, ...call });
      return `${status} ${problem?.code}`;
    };
    expect(await statusOf({ as: undefined })).toBe("401 unauthenticated");
    expect(await statusOf({ as: { ...anna, scopes: ["work:read"] } })).toBe("403 missing_scope");
    expect(await statusOf({ as: { ...anna, scopes: ["kit:read"] } })).toBe("200 undefined");
    expect((await callStream(silence, { times: { openingMs: 0 } })).status).toBe(200);
  });

  it("with the request is pointed at", async () => {
    const statusOf = async (call: StreamCall) => (await counting({ query: { to: "1" }, ...call })).status;
    expect(await statusOf({ params: { counterId: "1" } })).toBe(400);
    expect(await statusOf({ path: "/v1/kit/counters/%zz/count" })).toBe(400);
    expect(await statusOf({ path: "/v1/kit/counters/a/b/count" })).toBe(404);
    expect(await statusOf({ query: { to: "x" } })).toBe(400);
    expect(await statusOf({ query: { other: "1" } })).toBe(400);
    const posted = await counting({ method: "POST" });
    expect([posted.status, posted.headers.allow]).toEqual([405, "GET"]);
  });

  it("is a request past the edge", async () => {
    life.config.ORIGIN_SECRET = "secret";
    try {
      expect((await counting()).status).toBe(403);
      expect((await counting({ query: { to: "1" }, headers: { "x-origin-secret": "secret" } })).status).toBe(200);
    } finally {
      delete life.config.ORIGIN_SECRET;
    }
  });
});

import { describe, expect, it } from "vitest";
import { createLife, everyRow, ProblemError, retrying, unwrap } from "./src/index.ts";

const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  Response.json({ code, detail: "Not now.", status }, { status, headers });

/** A fetch that gives these answers in turn, with the requests and waits that it recorded. */
function answering(...answers: (Response | Error)[]) {
  const sent: string[] = [];
  const waits: number[] = [];
  return {
    sent,
    waits,
    fetch: async (request: Request) => {
      sent.push(`${request.method} ${await request.text()}`);
      const answer = answers.shift();
      if (!answer) throw new Error("asked too often");
      if (answer instanceof Error) throw answer;
      return answer;
    },
    wait: async (ms: number) => {
      waits.push(ms);
    },
  };
}
const at = "http://life.test/v1/work/tasks";
const keyed = { method: "POST", body: "{}", headers: { "idempotency-key": "1" } };

describe("retrying", () => {
  it("repeats a safe request until it is answered, with its body each time", async () => {
    const server = answering(new TypeError("fetch failed"), problem(503, "unavailable"), Response.json({ id: 1 }));
    const response = await retrying(server)(new Request(at, keyed));
    expect([response.status, server.sent]).toEqual([200, ["POST {}", "POST {}", "POST {}"]]);
    expect(server.waits).toHaveLength(2);
    expect(server.waits[0]).toBeLessThanOrEqual(500);
    expect(server.waits[1]).toBeLessThanOrEqual(1000);
  });

  it("returns the last answer, or throws the last failure", async () => {
    const refusing = answering(problem(502, "a"), problem(504, "b"), problem(503, "c"));
    expect((await retrying(refusing)(new Request(at))).status).toBe(503);
    const failing = answering(new TypeError("1"), new TypeError("2"));
    await expect(retrying({ ...failing, attempts: 2 })(new Request(at))).rejects.toThrow("2");
  });

  it("sends a change without a key once, unless nothing was done", async () => {
    for (const answer of [problem(503, "unavailable"), problem(500, "internal")])
      expect(await retrying(answering(answer))(new Request(at, { method: "POST", body: "{}" }))).toBe(answer);
    await expect(
      retrying(answering(new TypeError("fetch failed")))(new Request(at, { method: "DELETE" })),
    ).rejects.toThrow("fetch failed");
    const limited = answering(problem(429, "limited", { "retry-after": "7" }), Response.json({}));
    expect((await retrying(limited)(new Request(at, { method: "POST", body: "{}" }))).status).toBe(200);
    expect(limited.waits).toEqual([7000]);
  });

  it("returns an answer that asks for a longer wait than allowed", async () => {
    const server = answering(problem(503, "unavailable", { "retry-after": "40" }));
    expect((await retrying(server)(new Request(at))).status).toBe(503);
  });

  it("is aborted with its request", async () => {
    const stop = new AbortController();
    const server = answering(problem(503, "unavailable", { "retry-after": "29" }));
    const { fetch } = server;
    const answer = retrying({ fetch })(new Request(at, { signal: stop.signal }));
    stop.abort(new Error("changed my mind"));
    await expect(answer).rejects.toThrow("changed my mind");
  });
});

describe("the client", () => {
  it("requests a token before every request, and lets a given header take precedence", async () => {
    const seen: (string | null)[] = [];
    let n = 0;
    const life = createLife({
      baseUrl: "http://life.test",
      headers: new Headers({ "x-client-platform": "web" }),
      token: async () => `token-${++n}`,
      fetch: async (request) => {
        seen.push(`${request.headers.get("authorization")} ${request.headers.get("x-client-platform")}`);
        return Response.json({});
      },
    });
    await life.identity.me.get();
    await life.identity.me.get();
    await life.identity.me.get({ headers: { authorization: "Bearer other" } });
    expect(seen).toEqual(["Bearer token-1 web", "Bearer token-2 web", "Bearer other web"]);
  });

  it("reads a list page after page, only as far as it is used, and throws when a page is refused", async () => {
    const asked: string[] = [];
    const life = createLife({
      baseUrl: "http://life.test",
      fetch: async ({ url }) => {
        asked.push(new URL(url).search);
        if (asked.length === 3) return problem(400, "invalid_input");
        return Response.json({ data: [{ id: asked.length }], nextCursor: `c${asked.length}` });
      },
    });
    const query = { status: "pending" } as const;
    const rows = everyRow(life.work.tasks.list, { params: { query } });
    expect((await rows.next()).value?.id).toBe(1);
    expect(asked).toEqual(["?status=pending"]);
    expect((await rows.next()).value?.id).toBe(2);
    await expect(rows.next()).rejects.toMatchObject({ status: 400, code: "invalid_input" });
    expect(asked.slice(1)).toEqual(["?status=pending&cursor=c1", "?status=pending&cursor=c2"]);
  });

  it("distinguishes an answer of a proxy from a problem", async () => {
    const life = createLife({
      baseUrl: "http://life.test",
      fetch: async () => new Response("<h1>Bad gateway</h1>", { status: 502, statusText: "Bad Gateway" }),
    });
    const failed = await unwrap(life.identity.me.get()).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ProblemError);
    expect(failed).toMatchObject({ status: 502, code: undefined, message: "502 Bad Gateway" });
  });
});

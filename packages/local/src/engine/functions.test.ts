import { describe, expect, it } from "vitest";
import { createRegistry, nextCron } from "./functions.ts";
import type { FunctionConfig, ServeApp } from "./protocol.ts";

const app: ServeApp = { id: "app", url: "http://app.local/api/inngest", fetch: async () => new Response() };

function config(more: Partial<FunctionConfig> & Record<string, unknown> = {}): FunctionConfig {
  const runtime = { type: "http", url: "http://app.local/api/inngest?fnId=app-f&stepId=step" };
  return { id: "app-f", triggers: [{ event: "a" }], steps: { step: { runtime } }, ...more };
}

const register = (more: Record<string, unknown>) => () => createRegistry([{ app, config: config(more) }]);

describe("registering a function", () => {
  it.each([
    [{ vision: true }, 'Function "app-f" uses `vision`, which the embedded engine does not support.'],
    [{ triggers: [{ cron: "* * * * *", jitter: "1m" }] }, "`jitter` of a cron trigger"],
    [{ triggers: [{ event: "inngest/deferred.schedule" }] }, "`createDefer`"],
    [{ steps: { step: { runtime: { type: "ws", url: "ws://x" } } } }, "`connect`"],
    [{ triggers: [{ cron: "61 * * * *" }] }, 'has a cron trigger "61 * * * *" that cannot be parsed'],
    [
      { triggers: [{ event: "a", expression: "event.data ==" }] },
      "an expression in a trigger's `if` that cannot be parsed",
    ],
    [
      { triggers: [{ event: "a", expression: "event.data.a.lowerAscii() == 'x'" }] },
      "an expression in a trigger's `if` that uses lowerAscii, which Inngest does not have",
    ],
    [
      { triggers: [{ event: "a", expression: "event.data.n + 1" }] },
      "an expression in a trigger's `if` that is neither true nor false: event.data.n + 1",
    ],
    [{ idempotency: "event." }, "an expression in `idempotency`"],
    [{ concurrency: { limit: 1, key: "((" } }, "the key of `concurrency`"],
    [{ debounce: { period: "soon" } }, '"soon" in `debounce`, which is no duration'],
  ])("refuses %j and says why", (more, reason) => {
    expect(register(more)).toThrow(reason);
    expect(register(more)).toThrow('Function "app-f"');
  });

  it("refuses an id twice", () => {
    expect(() =>
      createRegistry([
        { app, config: config() },
        { app, config: config() },
      ]),
    ).toThrow("declared twice");
  });

  it("reads defaults and forms of concurrency", () => {
    const read = (more: Record<string, unknown>) => createRegistry([{ app, config: config(more) }]).get("app-f")!;
    expect(read({}).maxAttempts).toBe(5);
    expect(read({ concurrency: 3 }).concurrency).toEqual([{ limit: 3, key: undefined, scope: "fn" }]);
    expect(read({ concurrency: [{ limit: 1, scope: "env", key: "event.data.u" }, { limit: 0 }] }).concurrency).toEqual([
      { limit: 1, scope: "env", key: "event.data.u" },
    ]);
  });

  it("finds the functions of an event, each once", () => {
    const triggers = [{ event: "a.*" }, { event: "a.b" }, { event: "a.c", expression: "event.data.n > 1" }];
    const registry = createRegistry([{ app, config: config({ triggers }) }]);
    const started = (name: string) => registry.startedBy({ name, data: { n: 1 } }).map((fn) => fn.id);
    expect([started("a.b"), started("a"), started("b")]).toEqual([["app-f"], [], []]);
  });
});

describe("cron", () => {
  it.each([
    ["0 9 * * *", "2026-03-01T09:00:00Z", "2026-03-02T09:00:00.000Z"],
    ["TZ=Europe/Berlin 0 9 * * *", "2026-03-28T12:00:00Z", "2026-03-29T07:00:00.000Z"],
    ["TZ=America/New_York 30 2 * * *", "2026-03-08T00:00:00Z", "2026-03-08T07:00:00.000Z"],
  ])("%s after %s is %s", (expression, after, next) => {
    expect(nextCron(expression, new Date(after))!.toISOString()).toBe(next);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pgliteDb } from "#testing/database";
import { type Bench, startBench } from "#testing/engine-bench";

describe("answers bad requests with a reason", () => {
  const cases: [string, string, RequestInit, number, RegExp][] = [
    ["no JSON", "/e/key", { method: "POST", body: "{" }, 400, /no JSON/],
    ["no object", "/e/key", { method: "POST", body: "[1]" }, 400, /no object/],
    ["no name", "/e/key", { method: "POST", body: '{"data":{}}' }, 400, /no name/],
    [
      "a reserved name",
      "/e/key",
      { method: "POST", body: '{"name":"inngest/function.failed"}' },
      400,
      /keeps for itself/,
    ],
    [
      "data that is no object",
      "/e/key",
      { method: "POST", body: '{"name":"a","data":[]}' },
      400,
      /data that is no object/,
    ],
    ["an unknown run", "/v1/runs/none", {}, 404, /no run/],
    ["a signal nobody waits for", "/v1/signals", { method: "POST", body: '{"signal":"s"}' }, 404, /No run waits/],
    [
      "a checkpoint of a lost lease",
      "/v1/checkpoint/none/async",
      { method: "POST", body: `{"qi_id":"none~${crypto.randomUUID()}","steps":[{"id":"a","op":"StepRun"}]}` },
      409,
      /taken over/,
    ],
    [
      "a checkpoint without a lease",
      "/v1/checkpoint/none/async",
      { method: "POST", body: "{}" },
      400,
      /names no lease/,
    ],
    ["an unknown path", "/v2/else", {}, 404, /nothing at/],
  ];
  let bench: Bench;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const open = await pgliteDb();
    close = open.close;
    bench = await startBench(open.database, () => []);
  });
  afterAll(async () => {
    await bench.engine.stop();
    await close();
  });

  it.each(cases)("%s", async (_, path, init, status, reason) => {
    const response = await bench.engine.fetch(`http://engine.local${path}`, init);
    expect([response.status, ((await response.json()) as { error: string }).error]).toEqual([
      status,
      expect.stringMatching(reason),
    ]);
  });
});

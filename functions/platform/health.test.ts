import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Transport } from "#cloud/transport";
import { get } from "#functions/platform/health";
import { testDb, transportTo } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
let database: Transport;
let state: "up" | "down" | "silent" = "up";
beforeAll(async () => {
  const open = await testDb();
  database = transportTo(open);
  const transport: Transport = {
    run(statements) {
      if (state === "down") return Promise.reject(new Error("connection refused by secret-host"));
      return state === "silent" ? new Promise(() => {}) : database.run(statements);
    },
    close: () => database.close(),
  };
  life = await harness(open, { transport, config: { LIFEOS_VERSION: "1.2.3" } });
});
afterAll(() => life.close());

describe("health", () => {
  it("is public and returns the version", async () => {
    state = "up";
    expect(await life.call(get)).toMatchObject({
      status: 200,
      body: { status: "ok", checks: { database: "ok" }, version: "1.2.3" },
    });
  });

  it("is 503 when the database refuses, without a public reason", async () => {
    state = "down";
    const { status, body } = await life.call(get);
    expect(status).toBe(503);
    expect(body).toEqual({ status: "failing", checks: { database: "failing" }, version: "1.2.3" });
    expect(life.logs).toContainEqual(
      expect.objectContaining({ level: "error", message: "the database does not answer" }),
    );
  });

  it("is 503 when the database does not answer for two seconds", async () => {
    state = "silent";
    vi.useFakeTimers();
    try {
      const answer = life.call(get);
      await vi.advanceTimersByTimeAsync(2_000);
      expect(await answer).toMatchObject({ status: 503 });
    } finally {
      vi.useRealTimers();
    }
  });
});

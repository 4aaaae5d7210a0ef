import { expect, it } from "vitest";
import type { Log } from "#kit/ctx";
import { sdkLogger } from "./serve.ts";

it("logs what the workflows' SDK says in words, and not what whoever registers is told anyway", () => {
  const said: unknown[] = [];
  const log: Log = (level, message, fields) => void said.push([level, message, fields]);
  const logger = sdkLogger(log);
  logger.error({ err: new Error("fetch failed"), stepId: "read" }, "Step failed");
  logger.warn("A text", 1);
  logger.error({ err: new Error("fetch failed") }, "Failed to register");
  expect(said).toEqual([
    ["warn", "Step failed", { err: "fetch failed", stepId: "read" }],
    ["warn", "A text", { rest: [1] }],
  ]);
});

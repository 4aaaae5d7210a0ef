import { describe, expect, it } from "vitest";
import type { Log } from "#kit/ctx";
import { keepRegistered } from "./register.ts";

const ok = (modified: boolean) => ({ status: 200, body: { message: "Successfully registered", modified } });
const away = { status: 500, body: { message: "Failed to register; fetch failed", modified: false } };

/** Registers one app with a server that gives these answers, one after the other, until none is left. */
async function registering(answers: ({ status: number; body: object | string } | Error)[]) {
  const [said, waits, asked]: [string[], number[], string[]] = [[], [], []];
  const over = Promise.withResolvers<void>();
  const log: Log = (level, message, fields) => void said.push(`${level}: ${message}: ${fields?.error}`);
  const registration = keepRegistered({
    apps: [
      {
        id: "lifeos-test",
        url: "http://localhost:1/_local/functions/test",
        async call({ method, url, headers }) {
          asked.push(`${method} ${url} for ${headers.host}`);
          const answer = answers.shift()!;
          if (answer instanceof Error) throw answer;
          const text = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body);
          return { status: answer.status, header: () => null, text };
        },
      },
    ],
    server: "http://inngest.test",
    log,
    progress: (step) => void said.push(step),
    async wait(ms, signal) {
      waits.push(ms);
      if (answers.length > 0) return;
      over.resolve();
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    },
  });
  await over.promise;
  await registration.stop();
  return { said, waits, asked, registration };
}

describe("registering with an Inngest server", () => {
  const registered = "the workflows of lifeos-test are registered with http://inngest.test";

  it("waits longer and longer for an unreachable server, and says so once", async () => {
    const { said, waits, registration } = await registering([...Array.from({ length: 9 }, () => away), ok(true)]);
    expect(said).toEqual([
      "warn: the workflows are not registered yet; this is tried until they are: 500 Failed to register; fetch failed",
      registered,
    ]);
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000]);
    await registration.done;
  });

  it("registers again now and then, and says when the server took a change", async () => {
    const { said, waits, asked } = await registering([ok(false), ok(false), ok(true), ok(false)]);
    expect(said).toEqual([registered, `${registered} again`]);
    expect(waits).toEqual([30_000, 30_000, 30_000, 30_000]);
    expect(new Set(asked)).toEqual(new Set(["PUT http://localhost:1/_local/functions/test for localhost:1"]));
  });

  it("reports every reason once, whatever the server answers, and again after a success", async () => {
    const refused = { status: 401, body: { message: "Unauthorized" } };
    const { said } = await registering([
      ...[new Error("no app"), refused, refused, { status: 502, body: "<html>" }, ok(false)],
      ...[away, ok(true)],
    ]);
    const line = (error: string) =>
      `warn: the workflows are not registered yet; this is tried until they are: ${error}`;
    expect(said).toEqual([
      ...[line("no app"), line("401 Unauthorized"), line("502 <html>"), registered],
      ...[line("500 Failed to register; fetch failed"), `${registered} again`],
    ]);
  });
});

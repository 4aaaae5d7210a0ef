/**
 * The embedded cloud as `npm start` runs it, with a clock at both ends of the way: the moment the database port has resolved
 * for a change that emits an event, and the first line of the workflow that this event starts.
 */

import type { Transport } from "#cloud/transport";
import { postWorkoutCheckIn } from "#functions/cortex/workflows";
import type { Result } from "#kit/db";
import type { CloudEvent } from "#kit/event";
import type { Running } from "#kit/workflow";
import { type Cloud, startCloud } from "#local/cloud";
import { answer } from "./process.ts";

const SWEEP_MS = 150_000;

const committed = new Map<string, number>();
const started = new Map<string, number>();
const stepping = new Map<string, number>();

let cloud: Cloud;

answer({
  async start({ dataDir, databaseUrl }: { dataDir: string; databaseUrl?: string }) {
    clockStarts();
    cloud = await startCloud({
      dataDir,
      port: 0,
      databaseUrl,
      env: { RATE_LIMITS: JSON.stringify({ free: 1_000_000 }) },
      log: (level, message, details) => {
        if (level === "warn" || level === "error") console.error(level, message, JSON.stringify(details ?? {}));
      },
      faults: { transport: clockCommits },
    });
    const token = await cloud.issuer.token({ sub: "bench", email: "bench@example.com", name: "Bench" });
    return { url: cloud.url, token };
  },
  /** Waits until nothing is under way. */
  settled: () => cloud.settled(),
  /** Milliseconds from commit to function and to its first own step, of so many events; forgets them. */
  async taken({ events }: { events: number }) {
    const patience = performance.now() + SWEEP_MS;
    // An event that the bus did not take in time waits for the sweep; it counts, however late.
    while (started.size < events && performance.now() < patience)
      await new Promise((resolve) => setTimeout(resolve, 50));
    await cloud.settled();
    const taken = [...started].map(([id, at]) => ({
      startMs: at - committed.get(id)!,
      stepMs: (stepping.get(id) ?? Number.NaN) - committed.get(id)!,
    }));
    for (const marks of [committed, started, stepping]) marks.clear();
    return taken;
  },
  async stop() {
    await cloud?.stop();
  },
});

function clockCommits(inner: Transport): Transport {
  return {
    async run(statements) {
      const results = await inner.run(statements);
      const now = performance.now();
      for (const id of eventIds(results)) committed.set(id, now);
      return results;
    },
    close: () => inner.close(),
  };
}

/** A change answers with the events that were stored in its statement. */
function eventIds(results: Result[]): string[] {
  return results.flatMap(({ columns, rows }) => {
    const at = columns.indexOf("~events");
    if (at < 0) return [];
    return rows.flatMap((row) =>
      (JSON.parse(row[at] as string) as ({ id: string } | null)[]).map((one) => one?.id ?? ""),
    );
  });
}

/** Notes when the product's own workflow is entered, and when its handler comes to its first step, its claim behind it. */
function clockStarts(): void {
  const { effectKey, handler } = postWorkoutCheckIn;
  // A run asks for it before anything else.
  postWorkoutCheckIn.effectKey = (event: CloudEvent) => {
    if (!started.has(event.id)) started.set(event.id, performance.now());
    return effectKey(event as never);
  };
  postWorkoutCheckIn.handler = (run: Running) => handler({ ...run, step: watched(run.step, run.event.id) } as never);
}

function watched<Step extends { run: unknown }>(step: Step, id: string): Step {
  const run = step.run as (name: string, effect: () => unknown) => unknown;
  return Object.assign(Object.create(step as object), step, {
    run(name: string, effect: () => unknown) {
      if (name !== "claim" && !stepping.has(id)) stepping.set(id, performance.now());
      return run(name, effect);
    },
  }) as Step;
}

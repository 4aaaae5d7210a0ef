/** Invalid durations, thrown values that are no errors, sizes, times, and answers that do not come from the app. */
import { expect } from "vitest";
import type { Scenario } from "./app.ts";

const MIB = 1024 * 1024;

export const edgeScenarios: Scenario[] = [
  {
    name: "does not wait where a duration is zero, negative or unreadable, or a date is past",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction({ id: "no-time", triggers: [{ event: event("no-time") }] }, async ({ step }) => {
        await step.sleep("zero", 0);
        await step.sleep("negative", -5_000);
        await step.sleep("unreadable", "soon");
        await step.sleepUntil("past", new Date(0));
        const zero = await step.waitForEvent("event", { event: event("no-time.never"), timeout: "0s" });
        const negative = await step.waitForEvent("negative event", { event: event("no-time.never"), timeout: -5_000 });
        const past = await step.waitForSignal("signal", { signal: event("no-time.none"), timeout: new Date(0) });
        note("no-time");
        return [zero, negative, past];
      }),
    ],
    async prove(app) {
      const [run] = await app.ended(await app.send("no-time"));
      expect(run).toMatchObject({ status: "Completed", output: [null, null, null] });
    },
  },
  {
    name: "takes a step that throws undefined as one that failed",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction(
        { id: "thrown-nothing", retries: 1, triggers: [{ event: event("thrown-nothing") }] },
        async ({ step }) => {
          const caught = await step
            .run("bad", () => {
              note("thrown-nothing");
              throw undefined;
            })
            .then(
              () => false,
              () => true,
            );
          await step.run("after", () => true);
          return caught;
        },
      ),
    ],
    async prove(app) {
      const [run] = await app.ended(await app.send("thrown-nothing"));
      expect(run).toMatchObject({ status: "Completed", output: true });
      expect(app.noted("thrown-nothing")).toHaveLength(2);
    },
  },
  {
    name: "starts no function before the time of its event",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction({ id: "later-event", triggers: [{ event: event("later-event") }] }, async ({ event }) => {
        note("later-event", [(event.data as { n: number }).n, Date.now()]);
      }),
    ],
    async prove(app) {
      const now = Date.now();
      const ts = now + app.seconds(8);
      await app.sendAll("later-event", [
        { data: { n: 1 }, ts },
        { data: { n: 2 }, ts: now - 86_400_000 },
      ]);
      await app.until("both", () => app.noted("later-event").length >= 2);
      const seen = app.noted("later-event") as [number, number][];
      const [, startedAt] = seen.find(([n]) => n === 1)!;
      expect(startedAt).toBeGreaterThanOrEqual(ts - app.earlyMs.sleepUntil);
    },
  },
  {
    name: "refuses events whose time is none, and those that are too large",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction({ id: "malformed", triggers: [{ event: event("malformed") }] }, async ({ event }) => {
        note("malformed", (event.data as { n: number }).n);
      }),
    ],
    async prove(app) {
      const name = app.event("malformed");
      const now = Date.now();
      const wrong = [
        { name, data: { n: 1 }, ts: Math.floor(now / 1_000) },
        { name, data: { n: 2 }, ts: now + 0.5 },
        { name, data: { n: 3 }, ts: String(now) },
        { name, data: { n: 4 }, ts: Date.UTC(2101, 0) },
        { name, data: { n: 5, text: "x".repeat(3 * MIB) } },
        { name, data: "text" },
        { name: "", data: {} },
      ];
      for (const event of wrong) expect([event.ts, await app.post([event])]).toEqual([event.ts, 400]);
      const fitting = { n: 7, text: "x".repeat(2 * MIB) };
      await app.ended(await app.send("malformed", fitting));
      await app.quiet(2);
      expect(app.noted("malformed")).toEqual([7]);
    },
  },
  {
    name: "ends a run as failed whose step returns more than 4 MB",
    functions: ({ inngest, event }) => [
      inngest.createFunction(
        { id: "large", retries: 0, triggers: [{ event: event("large") }] },
        async ({ event, step }) => {
          const { mib } = event.data as { mib: number };
          const text = await step.run("large", () => "x".repeat(mib * MIB));
          return text.length;
        },
      ),
    ],
    async prove(app) {
      const [fitting, large] = [await app.send("large", { mib: 3 }), await app.send("large", { mib: 5 })];
      expect((await app.ended(fitting))[0]).toMatchObject({ status: "Completed", output: 3 * MIB });
      expect((await app.ended(large))[0]!.status).toBe("Failed");
    },
  },
  {
    name: "waits as long as a gateway before the app says",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction({ id: "gateway", retries: 2, triggers: [{ event: event("gateway") }] }, async () => {
        note("gateway", Date.now());
      }),
    ],
    refuse(app, functionId) {
      if (!functionId.endsWith("-gateway") || app.note("gateway.refused", Date.now()) > 1) return undefined;
      return { status: 429, headers: { "retry-after": "6" } };
    },
    async prove(app) {
      const [run] = await app.ended(await app.send("gateway"));
      expect(run!.status).toBe("Completed");
      const [refused] = app.noted("gateway.refused") as number[];
      const [came] = app.noted("gateway") as number[];
      expect(came! - refused!).toBeGreaterThanOrEqual(app.seconds(6) - app.earlyMs.retryAfter);
    },
  },
];

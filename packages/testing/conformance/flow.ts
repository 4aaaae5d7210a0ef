/** Flow control: what delays or prevents runs, or limits how many work at the same time. */
import { expect } from "vitest";
import type { App, Scenario } from "./app.ts";

/** Records how many runs of a group work at once. */
async function working(app: App, key: string, ms: number): Promise<void> {
  const now = app.noted(`${key}.in`).length - app.noted(`${key}.out`).length + 1;
  app.note(`${key}.in`);
  app.note(`${key}.peak`, now);
  await new Promise((resolve) => setTimeout(resolve, ms));
  app.note(`${key}.out`);
}

const peak = (app: App, key: string) => Math.max(...(app.noted(`${key}.peak`) as number[]));

export const flowScenarios: Scenario[] = [
  {
    name: "lets no more steps of a concurrency key work at once than its limit",
    functions: (app) => [
      app.inngest.createFunction(
        {
          id: "limited",
          triggers: [{ event: app.event("limited") }],
          concurrency: { limit: 1, key: "event.data.user" },
        },
        async ({ event, step }) => {
          const { user } = event.data as { user: string };
          await step.run("work", () => working(app, `limited.${user}`, 40));
          await step.run("more", () => working(app, `limited.${user}`, 10));
        },
      ),
    ],
    async prove(app) {
      const ids = await Promise.all(["ann", "ann", "ann", "bob", "bob"].map((user) => app.send("limited", { user })));
      for (const id of ids) expect((await app.ended(id))[0]!.status).toBe("Completed");
      expect([peak(app, "limited.ann"), peak(app, "limited.bob")]).toEqual([1, 1]);
      expect(app.noted("limited.ann.in")).toHaveLength(6);
    },
  },
  {
    name: "shares a concurrency key of the environment between functions",
    functions: (app) =>
      ["one", "two"].map((id) =>
        app.inngest.createFunction(
          {
            id: `shared-${id}`,
            triggers: [{ event: app.event(`shared.${id}`) }],
            concurrency: [{ scope: "env", limit: 1, key: `"${app.event("shared-key")}"` }, { limit: 5 }],
          },
          async ({ step }) => {
            await step.run("work", () => working(app, "shared", 40));
          },
        ),
      ),
    async prove(app) {
      const ids = await Promise.all(["one", "two", "one", "two"].map((id) => app.send(`shared.${id}`)));
      for (const id of ids) expect((await app.ended(id))[0]!.status).toBe("Completed");
      expect(peak(app, "shared")).toBe(1);
    },
  },
  {
    name: "drops what exceeds a rate limit, key by key",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction(
        {
          id: "rate",
          triggers: [{ event: event("rate") }],
          rateLimit: { limit: 1, period: "1h", key: "event.data.user" },
        },
        async ({ event }) => {
          note("rate", (event.data as { user: string }).user);
        },
      ),
    ],
    async prove(app) {
      for (const user of ["ann", "ann", "bob", "ann"]) await app.send("rate", { user });
      await app.until("both users", () => app.noted("rate").length >= 2);
      await app.quiet(3);
      expect(app.noted("rate").toSorted()).toEqual(["ann", "bob"]);
    },
  },
  {
    name: "spaces the starts of a throttled function and drops none",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction(
        { id: "throttle", triggers: [{ event: event("throttle") }], throttle: { limit: 1, period: "20s" } },
        async () => {
          note("throttle", Date.now());
        },
      ),
    ],
    async prove(app) {
      for (const n of [1, 2, 3]) await app.send("throttle", { n });
      await app.until("three starts", () => app.noted("throttle").length >= 3);
      const times = app.noted("throttle") as number[];
      expect(times[2]! - times[0]!).toBeGreaterThanOrEqual(app.seconds(20));
    },
  },
  {
    name: "starts a debounced function once, with the event of the latest time",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction(
        {
          id: "debounce",
          triggers: [{ event: event("debounce") }],
          debounce: { period: "40s", key: "event.data.user" },
        },
        async ({ event }) => {
          note("debounce", event.data);
        },
      ),
    ],
    async prove(app) {
      const now = Date.now();
      await app.sendAll("debounce", [
        ...[1, 3, 2].map((n) => ({ data: { user: "ann", n }, ts: now + n })),
        { data: { user: "bob", n: 9 } },
      ]);
      await app.until("two runs", () => app.noted("debounce").length >= 2);
      await app.quiet(10);
      const seen = (app.noted("debounce") as { user: string; n: number }[]).toSorted((a, b) => a.n - b.n);
      expect(seen).toEqual([
        { user: "ann", n: 3 },
        { user: "bob", n: 9 },
      ]);
    },
  },
  {
    name: "gives batched events to one run, when they are enough or when their time is up",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction(
        { id: "batch", triggers: [{ event: event("batch") }], batchEvents: { maxSize: 3, timeout: "20s" } },
        async ({ events, step }) => {
          const seen = await step.run("count", () =>
            events.map((one: { data: unknown }) => (one.data as { n: number }).n),
          );
          note("batch", seen);
        },
      ),
    ],
    async prove(app) {
      const events = [1, 2, 3, 4].map((n) => ({ data: { n } }));
      await app.sendAll("batch", events);
      await app.until("two runs", () => app.noted("batch").length >= 2);
      // No server guarantees the order of events or of batches.
      const batches = app.noted("batch") as number[][];
      expect(batches.map((batch) => batch.length).toSorted()).toEqual([1, 3]);
      expect(batches.flat().toSorted()).toEqual([1, 2, 3, 4]);
    },
  },
  {
    name: "takes an event id, and an idempotency key, once",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction({ id: "once", triggers: [{ event: event("once") }] }, async () => {
        note("once");
      }),
      inngest.createFunction(
        { id: "keyed", triggers: [{ event: event("keyed") }], idempotency: "event.data.order" },
        async ({ event }) => {
          note("keyed", (event.data as { order: string }).order);
        },
      ),
    ],
    async prove(app) {
      const id = `${app.event("once")}-${Date.now()}`;
      for (let n = 0; n < 3; n++) await app.send("once", { n }, id);
      for (const order of ["a", "a", "b", "a"]) await app.send("keyed", { order });
      await app.until("the runs", () => app.noted("once").length >= 1 && app.noted("keyed").length >= 2);
      await app.quiet(3);
      expect(app.noted("once")).toHaveLength(1);
      expect(app.noted("keyed").toSorted()).toEqual(["a", "b"]);
    },
  },
  {
    name: "gathers an event that comes again once more, where a function is debounced or batched",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction(
        { id: "again-debounced", triggers: [{ event: event("again") }], debounce: { period: "5s" } },
        async () => {
          note("again.debounced");
        },
      ),
      inngest.createFunction(
        { id: "again-batched", triggers: [{ event: event("again") }], batchEvents: { maxSize: 2, timeout: "5s" } },
        async ({ events }) => {
          note("again.batched", events.length);
        },
      ),
      inngest.createFunction({ id: "again-plain", triggers: [{ event: event("again") }] }, async () => {
        note("again.plain");
      }),
    ],
    async prove(app) {
      const id = `${app.event("again")}-${Date.now()}`;
      for (const round of [1, 2]) {
        await app.send("again", {}, id);
        await app.until(`round ${round}`, () =>
          ["again.debounced", "again.batched"].every((key) => app.noted(key).length === round),
        );
      }
      await app.quiet(2);
      expect([app.noted("again.plain"), app.noted("again.batched")]).toEqual([[true], [1, 1]]);
    },
  },
  {
    name: "does not limit where the key of a rate limit is missing",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction(
        {
          id: "unkeyed",
          triggers: [{ event: event("unkeyed") }],
          rateLimit: { limit: 1, period: "1h", key: "event.data.user" },
        },
        async () => {
          note("unkeyed");
        },
      ),
    ],
    async prove(app) {
      for (const n of [1, 2, 3]) await app.send("unkeyed", { n });
      await app.until("three runs", () => app.noted("unkeyed").length >= 3);
    },
  },
  {
    name: "skips a singleton that is already running",
    functions: ({ inngest, event: named, note }) => [
      inngest.createFunction(
        { id: "single", triggers: [{ event: named("single") }], singleton: { mode: "skip", key: "event.data.user" } },
        async ({ event, step }) => {
          const over = named("single.over");
          await step.run("note", () => note("single", event.data));
          await step.waitForEvent("over", { event: over, timeout: "1h" });
        },
      ),
    ],
    async prove(app) {
      const first = await app.send("single", { user: "ann", n: 1 });
      await app.until("the first run", () => app.noted("single").length > 0);
      await app.send("single", { user: "ann", n: 2 });
      const other = await app.send("single", { user: "bob", n: 3 });
      await app.until("the other user", () => app.noted("single").length > 1);
      await app.insist(
        "the end",
        () => app.send("single.over"),
        async () => (await app.haveEnded(first)) && (await app.haveEnded(other)),
      );
      expect(app.noted("single")).toEqual([
        { user: "ann", n: 1 },
        { user: "bob", n: 3 },
      ]);
    },
  },
  {
    name: "cancels a run that exceeds its time",
    functions: ({ inngest, event, note }) =>
      // The run that must be in time gets more time than any machine needs.
      (
        [
          { id: "slow", finish: "20s", work: "20m" },
          { id: "quick", finish: "1h", work: "1s" },
        ] as const
      ).map(({ id, finish, work }) =>
        inngest.createFunction(
          { id: `timed-${id}`, triggers: [{ event: event(`timed.${id}`) }], timeouts: { finish } },
          async ({ step }) => {
            await step.sleep("work", work);
            await step.run("done", () => note("timed", work));
          },
        ),
      ),
    async prove(app) {
      const [slow, quick] = [await app.send("timed.slow"), await app.send("timed.quick")];
      expect((await app.ended(quick))[0]!.status).toBe("Completed");
      expect((await app.ended(slow))[0]!.status).toBe("Cancelled");
      expect(app.noted("timed")).toEqual(["1s"]);
    },
  },
];

/** Waiting for something outside of the function: events, signals, other functions. */
import { NonRetriableError, referenceFunction } from "inngest";
import { expect } from "vitest";
import type { Scenario } from "./app.ts";

export const waitScenarios: Scenario[] = [
  {
    name: "waits for an event by match, by expression, and no longer than its timeout",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction({ id: "wait", triggers: [{ event: event("wait") }] }, async ({ step }) => {
        await step.run("ready", () => note("wait.ready"));
        const matched = await step.waitForEvent("match", {
          event: event("answer"),
          match: "data.order",
          timeout: "1h",
        });
        await step.run("next", () => note("wait.next"));
        const chosen = await step.waitForEvent("if", {
          event: event("amount"),
          if: "async.data.amount > 3 && event.data.order == async.data.order",
          timeout: "1h",
        });
        const never = await step.waitForEvent("never", { event: event("never"), timeout: "2s" });
        return { matched: matched?.data, chosen: (chosen?.data as { amount: number } | undefined)?.amount, never };
      }),
    ],
    async prove(app) {
      const eventId = await app.send("wait", { order: "o-1" });
      const wrong = [{ order: "another" }, {}];
      await app.until("the first wait", () => app.noted("wait.ready").length > 0);
      await app.quiet(2);
      for (const data of wrong) await app.send("answer", data);
      await app.quiet(1);
      expect(app.noted("wait.next")).toEqual([]);
      await app.insist(
        "the first answer",
        async () => {
          for (const data of [...wrong, { order: "o-1", from: "me" }]) await app.send("answer", data);
        },
        () => app.noted("wait.next").length > 0,
      );
      await app.insist(
        "the second answer",
        async () => {
          const amounts = [{ order: "o-1", amount: 2 }, { amount: 9 }, { order: "o-1", amount: 5 }];
          for (const data of amounts) await app.send("amount", data);
        },
        () => app.haveEnded(eventId),
      );
      expect((await app.ended(eventId))[0]).toMatchObject({
        status: "Completed",
        output: { matched: { order: "o-1", from: "me" }, chosen: 5, never: null },
      });
    },
  },
  {
    name: "wakes every run that waits for an event",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction({ id: "crowd", triggers: [{ event: event("crowd") }] }, async ({ step }) => {
        await step.run("ready", () => note("crowd.ready"));
        const go = await step.waitForEvent("go", { event: event("crowd.go"), timeout: "1h" });
        return (go?.data as { n: number } | undefined)?.n;
      }),
    ],
    async prove(app) {
      const ids = await Promise.all([1, 2, 3, 4, 5].map(() => app.send("crowd")));
      await app.until("five waits", () => app.noted("crowd.ready").length >= 5);
      await app.insist(
        "all of them",
        () => app.send("crowd.go", { n: 7 }),
        async () => (await Promise.all(ids.map((id) => app.haveEnded(id)))).every(Boolean),
      );
      for (const id of ids) expect((await app.ended(id))[0]).toMatchObject({ status: "Completed", output: 7 });
    },
  },
  {
    name: "waits for a signal that a step of another run sends",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction({ id: "signalled", triggers: [{ event: event("signalled") }] }, async ({ step }) => {
        await step.run("ready", () => note("signal.ready"));
        const signal = await step.waitForSignal("wait", { signal: event("the-signal"), timeout: "1h" });
        const never = await step.waitForSignal("never", { signal: event("no-signal"), timeout: "1s" });
        return [signal?.data, never];
      }),
      inngest.createFunction({ id: "signaller", triggers: [{ event: event("signaller") }] }, async ({ step }) => {
        await step.sendSignal("send", { signal: event("the-signal"), data: { yes: 1 } });
      }),
    ],
    async prove(app) {
      const eventId = await app.send("signalled");
      await app.until("the wait", () => app.noted("signal.ready").length > 0);
      await app.insist(
        "the signal",
        () => app.send("signaller"),
        () => app.haveEnded(eventId),
      );
      expect((await app.ended(eventId))[0]).toMatchObject({ status: "Completed", output: [{ yes: 1 }, null] });
    },
  },
  {
    name: "invokes functions directly and by reference, and sees their failure and their lateness",
    functions(app) {
      const { inngest, event } = app;
      const double = inngest.createFunction(
        { id: "double", triggers: [{ event: event("double") }] },
        async ({ event, step }) => {
          await step.sleep("think", "1s");
          return (event.data as { n: number }).n * 2;
        },
      );
      const broken = inngest.createFunction(
        { id: "broken", retries: 0, triggers: [{ event: event("broken") }] },
        () => {
          throw new NonRetriableError("broken on purpose");
        },
      );
      // Slower than any machine.
      const slow = inngest.createFunction({ id: "slow", triggers: [{ event: event("slow") }] }, async ({ step }) => {
        await step.sleep("long", "20m");
      });
      const caller = inngest.createFunction(
        { id: "caller", triggers: [{ event: event("caller") }] },
        async ({ step }) => {
          const direct = await step.invoke("direct", { function: double, data: { n: 4 } });
          const reference = referenceFunction({ functionId: "double" });
          const byReference = (await step.invoke("by reference", { function: reference, data: { n: 5 } })) as number;
          const failure = await step
            .invoke("failing", { function: broken, data: {} })
            .catch((error: Error) => error.message);
          const late = await step
            .invoke("late", { function: slow, data: {}, timeout: "2s" })
            .catch((error: Error) => error.name);
          return { direct, byReference, failure, late: late !== undefined };
        },
      );
      return [double, broken, slow, caller];
    },
    async prove(app) {
      const [run] = await app.ended(await app.send("caller"));
      expect(run).toMatchObject({ status: "Completed", output: { direct: 8, byReference: 10, late: true } });
      expect((run!.output as { failure: string }).failure).toContain("broken on purpose");
    },
  },
  {
    name: "invokes many functions at once",
    functions({ inngest, event }) {
      const leaf = inngest.createFunction(
        { id: "leaf", triggers: [{ event: event("leaf") }] },
        async ({ event, step }) => step.run("work", () => (event.data as { n: number }).n + 100),
      );
      const root = inngest.createFunction({ id: "root", triggers: [{ event: event("root") }] }, async ({ step }) =>
        Promise.all([1, 2, 3, 4].map((n) => step.invoke(`leaf ${n}`, { function: leaf, data: { n } }))),
      );
      return [leaf, root];
    },
    async prove(app) {
      const [run] = await app.ended(await app.send("root"));
      expect(run).toMatchObject({ status: "Completed", output: [101, 102, 103, 104] });
    },
  },
  {
    name: "cancels runs by cancelOn and through the REST API, and leaves others alone",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction(
        {
          id: "cancel",
          triggers: [{ event: event("cancel") }],
          cancelOn: [{ event: event("stop"), match: "data.id" }],
        },
        async ({ event, step }) => {
          const { id } = event.data as { id: number };
          await step.run("ready", () => note("cancel.ready", id));
          // Runs that will be cancelled sleep longer than any machine takes to cancel them.
          await step.sleep("long", id === 3 ? "15s" : "20m");
          await step.run("after", () => note("cancel.after", id));
        },
      ),
    ],
    async prove(app) {
      const ids = await Promise.all([1, 2, 3].map((id) => app.send("cancel", { id })));
      await app.until("three sleeping runs", () => app.noted("cancel.ready").length >= 3);
      await app.quiet(1);
      await app.send("stop", { id: 1 });
      const runs = await app.until("a run of the second event", async () => {
        const found = await app.runs(ids[1]!);
        return found.length > 0 && found;
      });
      await app.cancel(runs[0]!.run_id);
      for (const index of [0, 1]) expect((await app.ended(ids[index]!))[0]!.status).toBe("Cancelled");
      expect((await app.ended(ids[2]!))[0]!.status).toBe("Completed");
      expect(app.noted("cancel.after")).toEqual([3]);
    },
  },
];

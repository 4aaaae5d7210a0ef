/** What servers report about runs, and how they end them: system events, signals for two runs, time-outs. */
import { NonRetriableError } from "inngest";
import { expect } from "vitest";
import type { App, Scenario } from "./app.ts";

/** Events of the server itself that are about a function. */
interface Heard {
  id: string;
  name: string;
  data: {
    function_id: string;
    event: { name: string };
    events: { name: string }[];
    result?: object;
    error?: object;
  };
}

const about = (app: App, key: string, id: string) =>
  (app.noted(key) as Heard[]).filter(({ data }) => data.function_id.endsWith(id));

const calm = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export const systemScenarios: Scenario[] = [
  {
    name: "tells of the end of runs in the events of Inngest's own names and shapes",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction({ id: "told-well", triggers: [{ event: event("told-well") }] }, async ({ step }) => {
        await step.run("work", () => true);
        return { done: 1 };
      }),
      inngest.createFunction({ id: "told-ill", retries: 0, triggers: [{ event: event("told-ill") }] }, async () => {
        throw new NonRetriableError("ill on purpose");
      }),
      inngest.createFunction({ id: "told-off", triggers: [{ event: event("told-off") }] }, async ({ step }) => {
        await step.run("ready", () => note("told-off.ready"));
        await step.sleep("long", "20m");
      }),
      ...(["finished", "failed", "cancelled"] as const).map((what) =>
        inngest.createFunction(
          {
            id: `hears-${what}`,
            triggers: [
              {
                event: `inngest/function.${what}`,
                // Restricted to these functions: a function that listened to its own system events would trigger itself
                // endlessly.
                if: `event.data.function_id.contains("${event("").split("/")[0]}-told-")`,
              },
            ],
          },
          async ({ event: heard }) => {
            note(`heard.${what}`, JSON.parse(JSON.stringify(heard)));
          },
        ),
      ),
    ],
    async prove(app) {
      const [well, ill, off] = [await app.send("told-well"), await app.send("told-ill"), await app.send("told-off")];
      await app.until("the third run", () => app.noted("told-off.ready").length > 0);
      await app.quiet(1);
      await app.cancel((await app.until("a run", async () => (await app.runs(off))[0]))!.run_id);
      const [[wellRun], [illRun], [offRun]] = [await app.ended(well), await app.ended(ill), await app.ended(off)];
      const heard = async (what: string, id: string) =>
        (await app.until(`${what} of ${id}`, () => about(app, `heard.${what}`, id)[0]))!;
      const said = async (what: string, id: string, status: string, runId: string, more: object) => {
        const { name, data } = await heard(what, id);
        const { function_id: _, event, events, ...rest } = data;
        const error = rest.error && { ...rest.error, stack: undefined };
        expect({
          ...rest,
          error,
          result: rest.result && { ...rest.result, stack: undefined, __serialized: undefined },
        }).toEqual({
          ...{ run_id: runId, _inngest: { status } },
          ...more,
        });
        expect([name, event.name, events[0]!.name]).toEqual([
          `inngest/function.${what}`,
          ...[app.event(id), app.event(id)],
        ]);
      };
      const result = { name: "NonRetriableError", message: "ill on purpose" };
      const failure = { result, error: { ...result, error: "NonRetriableError" } };
      await said("finished", "told-well", "Completed", wellRun!.run_id, { result: { done: 1 } });
      for (const what of ["failed", "finished"]) await said(what, "told-ill", "Failed", illRun!.run_id, failure);
      await said("cancelled", "told-off", "Cancelled", offRun!.run_id, {});
      // Announced once, whichever process does it.
      expect((await heard("failed", "told-ill")).id).toBe(illRun!.run_id);
    },
  },
  {
    name: "ends a run on time, in the middle of a call, and begins no later step",
    functions: ({ inngest, event, note, noted }) => [
      inngest.createFunction(
        { id: "overdue", triggers: [{ event: event("overdue") }], timeouts: { finish: "30s" } },
        async ({ step }) => {
          await step.run("slow", async () => {
            while (noted("overdue.ended").length === 0) await calm(50);
            note("overdue.over");
          });
          await step.run("late", () => note("overdue.late"));
        },
      ),
    ],
    async prove(app) {
      try {
        const [run] = await app.ended(await app.send("overdue"));
        expect(run!.status).toBe("Cancelled");
      } finally {
        // The call is under way until this point.
        app.note("overdue.ended");
      }
      await app.until("the end of the call", () => app.noted("overdue.over").length > 0);
      await app.quiet(10);
      expect(app.noted("overdue.late")).toEqual([]);
    },
  },
  {
    name: "fails the second run that waits for a signal, which it cannot catch",
    functions: (app) => [
      app.inngest.createFunction(
        { id: "sig-fail", retries: 1, triggers: [{ event: app.event("sig-fail") }] },
        async ({ step }) => {
          // Not parallel to another step: a server takes a repeated report for the wait of another run.
          const received = await step
            .waitForSignal("wait", { signal: app.event("sig-fail.signal"), timeout: "1h", onConflict: "fail" })
            .catch(() => ({ data: "caught" }));
          return received?.data ?? null;
        },
      ),
      signalSender(app, "sig-fail"),
    ],
    async prove(app) {
      const ids = [await app.send("sig-fail", { n: 1 }), await app.send("sig-fail", { n: 2 })];
      const states = async () => (await Promise.all(ids.map(app.runs))).map(([run]) => run?.status);
      await app.until("a failure", async () => (await states()).includes("Failed"));
      await app.insist(
        "the signal",
        () => app.send("sig-fail.send"),
        async () => (await Promise.all(ids.map((id) => app.haveEnded(id)))).every(Boolean),
      );
      const runs = (await Promise.all(ids.map((id) => app.ended(id)))).flat();
      expect(runs.map(({ status }) => status).toSorted()).toEqual(["Completed", "Failed"]);
      expect(runs.find(({ status }) => status === "Completed")!.output).toEqual({ yes: 1 });
    },
  },
  {
    name: "gives a run whose signal was replaced null at its own time-out",
    functions: (app) => [
      app.inngest.createFunction(
        { id: "sig-replace", triggers: [{ event: app.event("sig-replace") }] },
        async ({ event: { data }, step }) => {
          const timeout = (data as { n: number }).n === 1 ? "30s" : "1h";
          const signal = app.event("sig-replace.signal");
          const [received] = await Promise.all([
            step.waitForSignal("wait", { signal, timeout, onConflict: "replace" }),
            // A parallel step shows that the run is waiting.
            step.sleep("beside", "2s").then(() => step.run("waiting", () => app.note("sig-replace.waiting"))),
          ]);
          return received?.data ?? null;
        },
      ),
      signalSender(app, "sig-replace"),
    ],
    async prove(app) {
      const first = await app.send("sig-replace", { n: 1 });
      await app.until("the first wait", () => app.noted("sig-replace.waiting").length > 0);
      const second = await app.send("sig-replace", { n: 2 });
      expect((await app.ended(first))[0]).toMatchObject({ status: "Completed", output: null });
      await app.insist(
        "the signal",
        () => app.send("sig-replace.send"),
        () => app.haveEnded(second),
      );
      expect((await app.ended(second))[0]).toMatchObject({ status: "Completed", output: { yes: 1 } });
    },
  },
];

const signalSender = ({ inngest, event }: App, id: string) =>
  inngest.createFunction({ id: `${id}-sender`, triggers: [{ event: event(`${id}.send`) }] }, async ({ step }) => {
    await step.sendSignal("send", { signal: event(`${id}.signal`), data: { yes: 1 } });
  });

/** What happens when steps and functions throw. */
import { type GetStepTools, type Inngest, NonRetriableError, RetryAfterError } from "inngest";
import { expect } from "vitest";
import type { Scenario } from "./app.ts";

/** What an onFailure handler is given. */
interface Failure {
  error: Error;
  event: { data: { run_id: string; event: { data: unknown } } };
  step: GetStepTools<Inngest>;
}

export const failureScenarios: Scenario[] = [
  {
    name: "tries a failing step again, with its attempt number, and counts afresh for the next step",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction(
        { id: "flaky", retries: 3, triggers: [{ event: event("flaky") }] },
        async ({ step, attempt }) => {
          const before = await step.run("before", () => note("flaky.before"));
          const first = await step.run("first", () => {
            note("flaky.first", attempt);
            if (attempt < 2) throw new Error("not yet");
            return "first";
          });
          const second = await step.run("second", () => {
            note("flaky.second", attempt);
            if (attempt < 1) throw new Error("not yet either");
            return "second";
          });
          return [before, first, second];
        },
      ),
    ],
    async prove(app) {
      const [run] = await app.ended(await app.send("flaky"));
      expect(run).toMatchObject({ status: "Completed", output: [1, "first", "second"] });
      expect(app.noted("flaky.first")).toEqual([0, 1, 2]);
      expect(app.noted("flaky.second")).toEqual([0, 1]);
    },
  },
  {
    name: "tries a function again that throws between its steps, without repeating them",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction(
        { id: "thrower", retries: 2, triggers: [{ event: event("thrower") }] },
        async ({ step }) => {
          const value = await step.run("once", () => note("thrower.once"));
          if (note("thrower.body") < 3) throw new Error("between steps");
          return value;
        },
      ),
    ],
    async prove(app) {
      const [run] = await app.ended(await app.send("thrower"));
      expect(run).toMatchObject({ status: "Completed", output: 1 });
      expect(app.noted("thrower.once")).toHaveLength(1);
    },
  },
  {
    name: "tries again when RetryAfterError says so",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction({ id: "later", retries: 2, triggers: [{ event: event("later") }] }, async ({ step }) => {
        await step.run("patience", () => {
          if (note("later", Date.now()) === 1) throw new RetryAfterError("come back", 6_000);
        });
      }),
    ],
    async prove(app) {
      const [run] = await app.ended(await app.send("later"));
      expect(run!.status).toBe("Completed");
      const [first, second] = app.noted("later") as number[];
      expect(second! - first!).toBeGreaterThanOrEqual(app.seconds(6) - app.earlyMs.retryAfter);
    },
  },
  {
    name: "gives an exhausted step's error to the function, which may catch it",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction({ id: "caught", retries: 1, triggers: [{ event: event("caught") }] }, async ({ step }) => {
        const caught = await step
          .run("bad", () => {
            note("caught.bad");
            throw new TypeError("always bad");
          })
          .catch((error: Error) => error.message);
        const beside = await Promise.all([
          step.run("good", () => "good"),
          step
            .run("worse", () => {
              throw new NonRetriableError("never again");
            })
            .catch((error: Error) => error.message),
        ]);
        return [caught, ...beside];
      }),
    ],
    async prove(app) {
      const [run] = await app.ended(await app.send("caught"));
      expect(run).toMatchObject({ status: "Completed", output: ["always bad", "good", "never again"] });
      expect(app.noted("caught.bad")).toHaveLength(2);
    },
  },
  {
    name: "ends a run as failed without retries after a NonRetriableError, and tells onFailure why",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction(
        {
          id: "final",
          triggers: [{ event: event("final") }],
          async onFailure({ error, event, step }: Failure) {
            await step.run("note", () =>
              note("final.failure", [error.message, event.data.event.data, event.data.run_id]),
            );
          },
        },
        async ({ step }) => {
          await step.run("kept", () => "kept");
          await step.run("stop", () => {
            note("final.stop");
            throw new NonRetriableError("no way");
          });
        },
      ),
    ],
    async prove(app) {
      const [run] = await app.ended(await app.send("final", { q: 7 }));
      expect(run!.status).toBe("Failed");
      expect(app.noted("final.stop")).toHaveLength(1);
      await app.until("onFailure", () => app.noted("final.failure").length > 0);
      await app.quiet(2);
      expect(app.noted("final.failure")).toEqual([["no way", { q: 7 }, run!.run_id]]);
    },
  },
  {
    name: "ends a run as failed when the function has used up its attempts",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction({ id: "hopeless", retries: 1, triggers: [{ event: event("hopeless") }] }, async () => {
        note("hopeless");
        throw new Error("hopeless");
      }),
    ],
    async prove(app) {
      const [run] = await app.ended(await app.send("hopeless"));
      expect(run!.status).toBe("Failed");
      expect(app.noted("hopeless")).toHaveLength(2);
    },
  },
];

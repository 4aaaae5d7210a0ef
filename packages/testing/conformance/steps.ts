/** Steps: sequential, parallel, raced, repeated and sleeping ones, and their results. */
import { expect } from "vitest";
import type { Scenario } from "./app.ts";

export const stepScenarios: Scenario[] = [
  {
    name: "runs sequential steps once each and returns the function's output",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction({ id: "sequence", triggers: [{ event: event("sequence") }] }, async ({ event, step }) => {
        const first = await step.run("first", () => {
          note("sequence.first");
          return (event.data as { n: number }).n + 1;
        });
        const second = await step.run("second", () => {
          note("sequence.second");
          return first * 2;
        });
        return { first, second };
      }),
    ],
    async prove(app) {
      const [run] = await app.ended(await app.send("sequence", { n: 1 }));
      expect(run).toMatchObject({ status: "Completed", output: { first: 2, second: 4 } });
      expect([app.noted("sequence.first"), app.noted("sequence.second")]).toEqual([[true], [true]]);
    },
  },
  {
    name: "hands a step's result on as JSON gives it back",
    functions: ({ inngest, event }) => [
      inngest.createFunction({ id: "values", triggers: [{ event: event("values") }] }, async ({ event, step }) => {
        const value = await step.run("value", () => ({
          text: 'é "quoted" \\ 漢字 🥦\n',
          number: 0.1 + 0.2,
          nested: [null, true, { empty: {} }],
          date: new Date(Date.UTC(2026, 1, 28)),
          gone: undefined,
        }));
        const nothing = await step.run("nothing", () => undefined);
        return { value, nothing, data: event.data };
      }),
    ],
    async prove(app) {
      const data = { text: "ünï 🍎", list: [1, 2.5, null], deep: { a: { b: "c" } } };
      const [run] = await app.ended(await app.send("values", data));
      expect(run!.output).toEqual({
        value: {
          text: 'é "quoted" \\ 漢字 🥦\n',
          number: 0.1 + 0.2,
          nested: [null, true, { empty: {} }],
          date: "2026-02-28T00:00:00.000Z",
        },
        nothing: null,
        data,
      });
    },
  },
  {
    name: "runs parallel steps, chains beside them and steps of the same name",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction({ id: "parallel", triggers: [{ event: event("parallel") }] }, async ({ step }) => {
        const squares = await Promise.all(
          [1, 2, 3].map((n) =>
            step.run(`square ${n}`, () => {
              note(`parallel.square.${n}`);
              return n * n;
            }),
          ),
        );
        const chains = await Promise.all([
          step.run("a1", () => 1).then((one: number) => step.run("a2", () => one + 1)),
          step.sleep("pause", "1s").then(() => step.run("b", () => 10)),
        ]);
        const same: number[] = [];
        for (let n = 0; n < 3; n++) same.push(await step.run("same", () => note("parallel.same")));
        return { squares, chains, same };
      }),
    ],
    async prove(app) {
      const [run] = await app.ended(await app.send("parallel"));
      expect(run).toMatchObject({
        status: "Completed",
        output: { squares: [1, 4, 9], chains: [2, 10], same: [1, 2, 3] },
      });
      for (const n of [1, 2, 3]) expect(app.noted(`parallel.square.${n}`)).toEqual([true]);
    },
  },
  {
    name: "runs steps that wait for each other in a wide fan-out",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction({ id: "fan", triggers: [{ event: event("fan") }] }, async ({ step }) => {
        const sums = await Promise.all(
          Array.from({ length: 12 }, (_, n) =>
            step
              .run(`load ${n}`, () => {
                note("fan.load", n);
                return n;
              })

              .then((value: number) => step.run(`double ${n}`, () => value * 2)),
          ),
        );
        return sums.reduce((sum, value) => sum + value, 0);
      }),
    ],
    async prove(app) {
      const [run] = await app.ended(await app.send("fan"));
      expect(run).toMatchObject({ status: "Completed", output: 132 });
      // Calls happen at least once; whichever of them is saved, it is the same for all that follows.
      expect(new Set(app.noted("fan.load"))).toEqual(new Set(Array.from({ length: 12 }, (_, n) => n)));
    },
  },
  {
    name: "goes on with the winner of a race, and ends once, when the loser is done",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction({ id: "race", triggers: [{ event: event("race") }] }, async ({ step, group }) => {
        const winner = await group.parallel({ mode: "race" }, () =>
          Promise.race([
            step.run("fast", () => "fast"),
            step.waitForEvent("slow", { event: event("race.over"), timeout: "1h" }).then(() => "slow"),
          ]),
        );
        await step.run("after", () => note("race.after"));
        note("race.end");
        return winner;
      }),
    ],
    async prove(app) {
      const eventId = await app.send("race");
      await app.until("the step after the race", () => app.noted("race.after").length > 0);
      await app.insist(
        "the end",
        () => app.send("race.over"),
        () => app.haveEnded(eventId),
      );
      expect((await app.ended(eventId))[0]).toMatchObject({ status: "Completed", output: "fast" });
      await app.quiet(2);
      // The SDK reaches the end twice, before the loser is done and after, on any server; and a server may call a step again
      // whose result it has not saved yet. Calls happen at least once.
      expect(app.noted("race.after").length).toBeGreaterThan(0);
    },
  },
  {
    name: "sleeps for a duration and until a date",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction({ id: "sleep", triggers: [{ event: event("sleep") }] }, async ({ event, step }) => {
        note("sleep.began", Date.now());
        await step.sleep("a while", "4s");
        await step.run("woke", () => note("sleep.woke", Date.now()));
        await step.sleepUntil("a date", new Date((event.data as { until: number }).until));
        await step.run("later", () => note("sleep.later", Date.now()));
      }),
    ],
    async prove(app) {
      const until = Date.now() + app.seconds(8);
      await app.ended(await app.send("sleep", { until }));
      const [began] = app.noted("sleep.began") as number[];
      const [woke] = app.noted("sleep.woke") as number[];
      const [later] = app.noted("sleep.later") as number[];
      expect(woke! - began!).toBeGreaterThanOrEqual(app.seconds(4) * 0.9);
      expect(later).toBeGreaterThanOrEqual(until - app.earlyMs.sleepUntil);
    },
  },
  {
    name: "sends an event from a step, once, and starts its function",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction({ id: "sender", triggers: [{ event: event("sender") }] }, async ({ step }) => {
        const { ids } = await step.sendEvent("tell", [
          { name: event("told"), data: { n: 1 } },
          { name: event("told"), data: { n: 2 } },
        ]);
        await step.run("more", () => true);
        return ids.length;
      }),
      inngest.createFunction({ id: "told", triggers: [{ event: event("told") }] }, async ({ event }) => {
        note("told", (event.data as { n: number }).n);
      }),
    ],
    async prove(app) {
      const [run] = await app.ended(await app.send("sender"));
      expect(run).toMatchObject({ status: "Completed", output: 2 });
      await app.until("both events", () => app.noted("told").length >= 2);
      await app.quiet(2);
      expect(app.noted("told").toSorted()).toEqual([1, 2]);
    },
  },
  {
    name: "starts a function by a wildcard trigger and only where its expression holds",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction(
        { id: "wild", triggers: [{ event: event("wild.*"), if: "event.data.n > 1 && event.data.kind == 'meal'" }] },
        async ({ event }) => {
          note("wild", [event.name, (event.data as { n: number }).n]);
        },
      ),
    ],
    async prove(app) {
      await app.send("wild.a", { n: 1, kind: "meal" });
      await app.send("wild.a", { kind: "meal" });
      await app.send("wild.a", { n: 5, kind: "walk" });
      await app.ended(await app.send("wild.b", { n: 2, kind: "meal" }));
      await app.quiet(2);
      expect(app.noted("wild")).toEqual([[app.event("wild.b"), 2]]);
    },
  },
];

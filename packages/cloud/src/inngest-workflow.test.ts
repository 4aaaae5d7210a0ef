import { randomUUID } from "node:crypto";
import { Inngest } from "inngest";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { insert } from "#kit/change";
import type { CloudEvent } from "#kit/event";
import { createSamples, SampleEvents, samples, samplesCrud } from "#kit/samples.fixture";
import { type Running, type Workflow, workflow } from "#kit/workflow";
import { matches, matchKeyOf, matchKeysOf } from "#local/engine/cel";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { inngestFunction } from "./inngest-workflow.ts";

type Handler = (run: Running<typeof SampleEvents.created>) => Promise<unknown>;

let life: Harness;
let anna: Person;
let caused: CloudEvent;
beforeAll(async () => {
  const open = await testDb();
  await createSamples(open.database);
  life = await harness(open);
  anna = await life.user("anna");
});
afterAll(() => life.close());
beforeEach(async () => {
  await life.call(samplesCrud.create, { as: anna, body: { title: "cause" } });
  caused = life.published.at(-1)!;
});

const declared = (id: `kit.${string}`, handler: Handler, more: object = {}) =>
  workflow(id, SampleEvents.created, { summary: "Test", handler, ...more });
const titled = (title: string) => life.count(samples, `title = '${title}'`);

/** What a server does with a function: calls it again and again, with the results of the steps that it has. */
function server(flow: Workflow) {
  const made: { options: Record<string, unknown>; handler: (input: unknown) => Promise<unknown> }[] = [];
  inngestFunction(
    { createFunction: (options: never, handler: never) => made.push({ options, handler }) } as never,
    flow,
  );
  const { options, handler } = made[0]!;
  const step = (results: Map<string, unknown>) => ({
    waitForEvent: async (_: string, { event }: { event: string }) => ({ name: event }),
    async run(id: string, effect: () => Promise<unknown>) {
      let key = id;
      for (let n = 1; results.has(key) && seen.has(key); n++) key = `${id}:${n}`;
      seen.add(key);
      if (!results.has(key)) results.set(key, JSON.parse(JSON.stringify((await effect()) ?? null)));
      return results.get(key);
    },
  });
  let seen = new Set<string>();
  return {
    options,
    /** Runs from the start, with the steps in `results` done already. */
    run(event: CloudEvent, { runId = randomUUID() as string, results = new Map<string, unknown>(), attempt = 0 } = {}) {
      seen = new Set();
      return handler({ event: { name: event.type, data: event }, runId, attempt, step: step(results) });
    },
    tick(event: object, runId = randomUUID() as string) {
      seen = new Set();
      return handler({ event, runId, attempt: 0, step: step(new Map()) });
    },
    fail(event: CloudEvent, error: Error, runId = randomUUID() as string) {
      seen = new Set();
      const onFailure = options.onFailure as (input: unknown) => Promise<unknown>;
      return onFailure({
        event: { data: { run_id: runId, event: { name: event.type, data: event } } },
        error,
        runId: randomUUID(),
        attempt: 0,
        step: step(new Map()),
      });
    },
  };
}

describe("a workflow", () => {
  it("becomes a function of Inngest's, started by its event", () => {
    const flow = declared("kit.declared", async () => 1, { concurrency: { limit: 1 } });
    expect(inngestFunction(new Inngest({ id: "test" }), flow)).toMatchObject({
      opts: { id: "kit.declared", name: "Test", triggers: [{ event: "kit.sample.created" }] },
    });
    expect(server(flow).options).toMatchObject({ concurrency: { limit: 1 }, retries: 4 });
  });

  it("says which events have to reach it, and waits for no others", async () => {
    const flow = declared(
      "kit.waits",
      async ({ step }) => {
        const { type } = SampleEvents.updated;
        expect(await step.waitForEvent("next", { event: type, timeout: "1d" })).toEqual({ name: type });
        await step.waitForEvent("never", { event: "kit.sample.moved", timeout: "1d" });
      },
      { waitsFor: [SampleEvents.updated], cancelledBy: [{ event: SampleEvents.deleted, same: "entity" }] },
    );
    expect(flow.events).toEqual(["kit.sample.created", "kit.sample.updated", "kit.sample.deleted"]);
    await expect(server(flow).run(caused)).rejects.toThrow("name kit.sample.moved in waitsFor");
  });

  it("starts by several events and by the clock, and ends by what its owner or the thing itself does", async () => {
    const flow = workflow(
      "kit.several",
      [SampleEvents.created, SampleEvents.updated, { cron: "0 3 * * *", timezone: "Europe/Berlin" }],
      {
        summary: "Test",
        cancelledBy: [
          { event: SampleEvents.deleted, same: "entity" },
          { event: SampleEvents.updated, same: "owner" },
        ],
        handler: async ({ event }) =>
          ("title" in event.data.payload ? event.data.payload.title : undefined) ?? event.type,
      },
    );
    expect(flow.events).toEqual([
      "kit.sample.created",
      "kit.sample.updated",
      "kit.sample.deleted",
      "kit.sample.updated",
    ]);
    expect(inngestFunction(new Inngest({ id: "test" }), flow).opts).toMatchObject({
      triggers: [
        { event: "kit.sample.created" },
        { event: "kit.sample.updated" },
        { cron: "TZ=Europe/Berlin 0 3 * * *" },
      ],
      cancelOn: [
        { event: "kit.sample.deleted", if: expect.stringContaining("data.entityId") },
        { event: "kit.sample.updated", if: expect.stringContaining("data.subject") },
      ],
    });
    expect(await server(flow).run(caused)).toBe("cause");
  });

  it("is ended by what is of the same owner or about the same thing, and never by what is nobody's or about nothing", () => {
    const flow = workflow(
      "kit.ended",
      { cron: "0 3 * * *" },
      {
        summary: "Test",
        cancelledBy: [
          { event: SampleEvents.deleted, same: "entity" },
          { event: SampleEvents.updated, same: "owner" },
        ],
        handler: async () => {},
      },
    );
    const { cancelOn } = inngestFunction(new Inngest({ id: "test" }), flow).opts;
    const [ofEntity, ofOwner] = cancelOn!.map((one) => one.if!);
    const about = (entityId: string | null, subject?: string) => ({
      data: { data: { entityId }, ...(subject && { subject }) },
    });
    const ends = (expression: string, event: object, async: object) => [
      matches(expression, { event, async }),
      // The wait is found by it.
      matchKeysOf(async as Record<string, unknown>)!.includes(matchKeyOf(expression, event) ?? ""),
    ];
    expect(ends(ofEntity!, about("a"), about("a"))).toEqual([true, true]);
    expect(ends(ofEntity!, about("a"), about("b"))).toEqual([false, false]);
    expect(ends(ofEntity!, about(null), about(null))).toEqual([false, false]);
    expect(ends(ofOwner!, about(null, "anna"), about("x", "anna"))).toEqual([true, true]);
    expect(ends(ofOwner!, about(null, "anna"), about("x"))).toEqual([false, false]);
    expect(ends(ofOwner!, { data: { cron: "0 3 * * *" } }, about("x"))).toEqual([false, false]);
  });

  it("that the clock starts is nobody's, and has one run for each tick", async () => {
    const title = randomUUID();
    const flow = workflow(
      "kit.nightly",
      { cron: "0 3 * * *" },
      {
        summary: "Test",
        async handler({ event, step, as }) {
          await step.run("add", async () => {
            const ctx = await as(anna.userId);
            expect(ctx).toMatchObject({ origin: "schedule", causationId: null, correlationId: event.correlationid });
            await ctx.db.batch([insert(ctx, samples, { title }, { emits: { event: SampleEvents.created } })]);
          });
          return [event.subject, event.type, event.time];
        },
      },
    );
    const tick = { name: "inngest/scheduled.timer", id: "tick-1", ts: Date.parse("2026-03-02T03:00:00Z"), data: {} };
    expect(await server(flow).tick(tick)).toEqual([undefined, "clock.ticked", "2026-03-02T03:00:00.000Z"]);
    expect(await server(flow).tick(tick)).toEqual({ skipped: "another run has this event" });
    expect(await titled(title)).toBe(1);
  });

  it("speaks with the tier of the person, which a request would have too", async () => {
    const rich = await life.user("rich", { tier: "pro" });
    const flow = declared("kit.tier", ({ step, as }) =>
      step.run("look", async () => [(await as(rich.userId)).actor.tier, (await as(anna.userId)).actor.tier]),
    );
    expect(await server(flow).run(caused)).toEqual(["pro", "free"]);
  });

  it("speaks as a user inside a step, in the story of its event", async () => {
    const title = randomUUID();
    const flow = declared("kit.story", async ({ event, step, as, runId, attempt }) => {
      expect([event.id, runId.length, attempt]).toEqual([caused.id, 36, 0]);
      return step.run("write", async () => {
        const ctx = await as(event.subject!);
        const [row] = await ctx.db.batch([insert(ctx, samples, { title }, { emits: { event: SampleEvents.created } })]);
        return row.title;
      });
    });
    const runId = randomUUID();
    expect(await server(flow).run(caused, { runId })).toBe(title);
    expect(life.published.at(-1)).toMatchObject({
      subject: anna.userId,
      causationid: caused.id,
      correlationid: caused.correlationid,
    });
    const [made] = await life.database.query("select request_id, origin from events where id = $1", [
      life.published.at(-1)!.id,
    ]);
    expect(made).toEqual({ request_id: runId, origin: "workflow" });
  });

  it("speaks as nobody outside a step", async () => {
    const outside = declared("kit.outside", async ({ as, step }) => {
      await step.run("inside", async () => (await as(anna.userId)).actor.userId);
      return await as(anna.userId);
    });
    await expect(server(outside).run(caused)).rejects.toThrow("kit.outside: as() is for use inside step.run");
  });

  it("has the effect of a step once, when the step is repeated because its result was lost", async () => {
    const title = randomUUID();
    const ids: string[] = [];
    const flow = declared("kit.lost", async ({ step, as }) => {
      await step.run("write", async () => {
        const ctx = await as(anna.userId);
        const [row] = await ctx.db.batch([insert(ctx, samples, { title }, { emits: { event: SampleEvents.created } })]);
        ids.push(row.id);
      });
    });
    const runId = randomUUID();
    for (let crash = 0; crash < 3; crash++) await server(flow).run(caused, { runId, attempt: crash });
    expect([ids.length, new Set(ids).size, await titled(title)]).toEqual([3, 1, 1]);
  });

  it("tells apart its steps, the repetitions of one in a loop, and several voices in one step", async () => {
    const title = randomUUID();
    const write = async (as: Running["as"]) => {
      const ctx = await as(anna.userId);
      const [row] = await ctx.db.batch([insert(ctx, samples, { title })]);
      return row.id;
    };
    const flow = declared("kit.apart", async ({ step, as }) => {
      const ids = [];
      for (let i = 0; i < 3; i++) ids.push(await step.run("loop", () => write(as)));
      ids.push(await step.run("other", () => write(as)));
      ids.push(...(await step.run("both", async () => [await write(as), await write(as)])));
      return ids;
    });
    const runId = randomUUID();
    const first = await server(flow).run(caused, { runId });
    expect(new Set(first as string[]).size).toBe(6);
    expect(await server(flow).run(caused, { runId })).toEqual(first);
    expect(await titled(title)).toBe(6);
  });

  it("writes what a step's second batch has left after a crash between the two", async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    let crash = true;
    const flow = declared("kit.halves", async ({ step, as }) => {
      await step.run("write", async () => {
        const ctx = await as(anna.userId);
        await ctx.db.batch([insert(ctx, samples, { title: one })]);
        if (crash) throw new Error("crash");
        await ctx.db.batch([insert(ctx, samples, { title: two })]);
      });
    });
    const runId = randomUUID();
    await expect(server(flow).run(caused, { runId })).rejects.toThrow("crash");
    crash = false;
    await server(flow).run(caused, { runId, attempt: 1 });
    expect([await titled(one), await titled(two)]).toEqual([1, 1]);
  });

  it("runs once for an event, however often that is delivered", async () => {
    let runs = 0;
    const flow = server(declared("kit.claimed", async () => ++runs));
    const runId = randomUUID();
    expect(await flow.run(caused, { runId })).toBe(1);
    expect(await flow.run(caused)).toEqual({ skipped: "another run has this event" });
    expect(await flow.run(caused, { runId })).toBe(2);
    expect(await server(declared("kit.another", async () => "its own")).run(caused)).toBe("its own");
    expect(await flow.run({ ...caused, id: randomUUID() })).toBe(3);
  });

  it("that is debounced runs once for an effect, whichever of its events is delivered", async () => {
    let runs = 0;
    const handler = async () => ++runs;
    const make = (more: object) => () => declared("kit.gathers", handler, more);
    const debounce = { period: "1m" };
    expect(make({ debounce })).toThrow("kit.gathers: a debounced workflow needs an effectKey");
    const nameless = () =>
      // @ts-expect-error It says what its effect is, or does not compile.
      workflow("kit.nameless", SampleEvents.created, { summary: "Test", debounce, handler });
    expect(nameless).toThrow("needs an effectKey");
    expect(make({ batchEvents: { maxSize: 2, timeout: "1m" } })).toThrow("comes again comes in another batch");
    const key = randomUUID();
    const flow = server(make({ debounce, effectKey: () => key })());
    const runId = randomUUID();
    expect(await flow.run(caused, { runId })).toBe(1);
    expect(await flow.run({ ...caused, id: randomUUID() })).toEqual({ skipped: "another run has this event" });
    const [claim] = await life.database.query("select rows from consumer_inbox where event_id = $1", [key]);
    expect(claim).toEqual({ rows: { run: runId, first: runId, event: caused.id } });
    await expect(server(make({ debounce, effectKey: () => "x".repeat(201) })()).run(caused)).rejects.toThrow(
      "kit.gathers: its effectKey has more than 200 characters",
    );
  });

  it("of twenty runs that start at once lets one have the event", async () => {
    let runs = 0;
    const flow = declared("kit.race", async () => ++runs);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => server(flow).run(caused)));
    expect([runs, outcomes.filter((one) => one === 1)]).toEqual([1, [1]]);
  });

  it("that failed for good tells its handler, which may speak as the user, and leaves a dead letter", async () => {
    const title = randomUUID();
    const flow = declared("kit.failing", async () => 1, {
      async onFailure({ event, error, step, as }: Running & { error: Error }) {
        await step.run("tell", async () => {
          const ctx = await as(event.subject!);
          await ctx.db.batch([insert(ctx, samples, { title, tags: [error.message] })]);
        });
      },
    });
    await server(flow).fail(caused, new Error("no more tries"));
    expect(await life.database.query("select tags from samples where title = $1", [title])).toEqual([
      { tags: ["no more tries"] },
    ]);
    const letters = await life.database.query(
      "select error, attempts, payload from dead_letters where source = 'workflow:kit.failing'",
    );
    expect(letters).toMatchObject([
      { error: "Error: no more tries", attempts: 5, payload: { event: { id: caused.id } } },
    ]);
  });
});

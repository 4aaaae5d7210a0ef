/** What the engine guarantees beyond the protocol of any Inngest server: durability, fencing, and the operators' view. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type Database, serverDatabase } from "#local/database";
import { databases, type OpenDatabase, testServer } from "#testing/database";
import {
  type Bench,
  type BenchOptions,
  createServeApp,
  drive,
  type Functions,
  gate,
  startBench,
} from "#testing/engine-bench";
import { someOf } from "#testing/sampled";
import { createEngine } from "./engine.ts";

describe.each(someOf("engine", databases, 1))("the engine on %s", (_, open) => {
  let shared: OpenDatabase;
  beforeAll(async () => {
    shared = await open();
  });
  afterAll(() => shared.close());

  /** A database without the engine's tables: these tests write nothing else. */
  async function database(): Promise<Database> {
    await shared.database.exec("drop schema if exists workflow cascade");
    return shared.database;
  }

  async function start(functions: Functions, options: BenchOptions = {}, on?: Database): Promise<Bench> {
    const bench = await startBench(on ?? (await database()), functions, options);
    onTestFinished(() => bench.engine.stop(200));
    return bench;
  }

  it("starts no second run for an event that is redelivered after its run was pruned", async () => {
    let count = 0;
    const bench = await start((i) => [
      i.createFunction({ id: "f", triggers: [{ event: "a" }] }, async () => void count++),
    ]);
    await bench.send("a", {}, "event-1");
    await bench.ended("test-f");
    expect(await bench.engine.runs.prune(new Date(Date.now() + 60_000))).toBe(1);
    expect(await bench.runs()).toEqual([]);
    await bench.send("a", {}, "event-1");
    await bench.engine.idle();
    expect(await bench.runs()).toEqual([]);
    expect(count).toBe(1);
  });

  it.each([true, false])(
    "saves what the holder of the lease did, not what one that lost it did (checkpointing %s)",
    async (checkpointing) => {
      const db = await database();
      const first = gate();
      let calls = 0;
      const bench = await start(
        (i) => [
          i.createFunction({ id: "f", triggers: [{ event: "a" }] }, async ({ step }) => {
            const who = await step.run("who", async () => {
              const call = ++calls;
              if (call === 1) await first.passed;
              return `call ${call}`;
            });
            return step.run("after", () => `after ${who}`);
          }),
        ],
        { checkpointing },
        db,
      );
      await bench.send("a");
      await bench.until("the first call", () => calls >= 1);
      await db.query("update workflow.job set lease = gen_random_uuid(), lease_until = now() - interval '1 minute'");
      const [run] = await bench.ended("test-f");
      first.open();
      await bench.engine.idle();
      const after = await bench.engine.runs.get(run!.id);
      expect(after).toMatchObject({ status: "completed", output: "after call 2" });
      expect(after!.steps.map(({ data }) => data)).toEqual(["call 2", "after call 2"]);
    },
  );

  it.each([true, false])(
    "goes on from the result that is saved when a call has made another one (checkpointing %s)",
    async (checkpointing) => {
      const db = await database();
      const first = gate();
      let calls = 0;
      const bench = await start(
        (i) => [
          i.createFunction({ id: "f", triggers: [{ event: "a" }] }, async ({ step }) => {
            const who = await step.run("who", async () => {
              calls++;
              await first.passed;
              return "this call";
            });
            return step.run("after", () => `after ${who}`);
          }),
        ],
        { checkpointing },
        db,
      );
      await bench.send("a");
      await bench.until("the call", () => calls >= 1);
      // Whoever saved it: this call did not know of it when it began.
      await db.query(
        `with r as (update workflow.run set seq = seq + 1 returning id, seq)
         insert into workflow.step (run_id, step_id, seq, op, name, result, saved_at)
         select id, $1, seq, 'StepRun', 'who', '{"data":"another"}'::json, now() from r`,
        [createHash("sha1").update("who").digest("hex")],
      );
      first.open();
      const [run] = await bench.ended("test-f");
      await bench.engine.idle();
      const after = await bench.engine.runs.get(run!.id);
      expect(after).toMatchObject({ status: "completed", output: "after another" });
      expect(after!.steps.map(({ data }) => data)).toEqual(["another", "after another"]);
    },
  );

  it("keeps nothing that a call has made of a result that is not the saved one, also where it saves several steps at once", async () => {
    const db = await database();
    const first = gate();
    let calls = 0;
    const bench = await start(
      (i) => [
        i.createFunction(
          { id: "f", triggers: [{ event: "a" }], checkpointing: { bufferedSteps: 2 } },
          async ({ step }) => {
            const who = await step.run("who", async () => {
              calls++;
              await first.passed;
              return "this call";
            });
            return step.run("after", () => `after ${who}`);
          },
        ),
      ],
      { checkpointing: true },
      db,
    );
    await bench.send("a");
    await bench.until("the call", () => calls >= 1);
    await db.query(
      `with r as (update workflow.run set seq = seq + 1 returning id, seq)
       insert into workflow.step (run_id, step_id, seq, op, name, result, saved_at)
       select id, $1, seq, 'StepRun', 'who', '{"data":"another"}'::json, now() from r`,
      [createHash("sha1").update("who").digest("hex")],
    );
    first.open();
    const [run] = await bench.ended("test-f");
    await bench.engine.idle();
    const after = await bench.engine.runs.get(run!.id);
    expect(after).toMatchObject({ status: "completed", output: "after another" });
    expect(after!.steps.map(({ data }) => data)).toEqual(["another", "after another"]);
  });

  it.each([
    { checkpointing: true, dropLeaseCheck: false, result: "call 2" },
    { checkpointing: false, dropLeaseCheck: false, result: "call 2" },
    { checkpointing: true, dropLeaseCheck: true, result: "call 1" },
    { checkpointing: false, dropLeaseCheck: true, result: "call 1" },
  ])("knows the holder of the lease while both are at work: %o", async ({ checkpointing, dropLeaseCheck, result }) => {
    const db = await database();
    const gates = [gate(), gate()];
    let calls = 0;
    const answered = gate();
    const bench = await start(
      (i) => [
        i.createFunction({ id: "f", triggers: [{ event: "a" }] }, ({ step }) =>
          step.run("who", async () => {
            const call = ++calls;
            await gates[call - 1]?.passed;
            return `call ${call}`;
          }),
        ),
      ],
      {
        checkpointing,
        faults: { dropLeaseCheck },
        wrap: (app) => ({
          ...app,
          async fetch(request) {
            const response = await app.fetch(request);
            if (request.method === "POST") answered.open();
            return response;
          },
        }),
      },
      db,
    );
    await bench.send("a");
    await bench.until("the first call", () => calls >= 1);
    await db.query("update workflow.job set lease = gen_random_uuid(), lease_until = now() - interval '1 minute'");
    await bench.until("the second call", () => calls >= 2);
    gates[0]!.open();
    await answered.passed;
    // The fault shows when the first answer is kept; without the fault it never is, in whichever order the answers come.
    if (dropLeaseCheck)
      await bench.until("the first result", async () => (await db.query("select from workflow.step")).length > 0);
    gates[1]!.open();
    const [run] = await bench.ended("test-f");
    expect(run!.output).toBe(result);
  });

  it("continues where a process died", async () => {
    const db = await database();
    const never = gate();
    const did: string[] = [];
    const functions =
      (name: string): Functions =>
      (i) => [
        i.createFunction({ id: "f", triggers: [{ event: "a" }] }, async ({ step }) => {
          await step.run("one", () => did.push(`${name} one`));
          await step.run("two", async () => {
            did.push(`${name} two`);
            if (name === "first") await never.passed;
          });
          return name;
        }),
      ];
    let isDead = false;
    const unlessDead = <T>(work: () => Promise<T>) => (isDead ? Promise.reject(new Error("it is dead")) : work());
    const mortal: Database = {
      ...db,
      query: (text, params) => unlessDead(() => db.query(text, params)),
      transaction: (run) => unlessDead(() => db.transaction(run)),
    };
    const first = await start(functions("first"), { leaseMs: 400 }, mortal);
    await first.send("a");
    const isSaved = async () => (await db.query("select from workflow.step")).length > 0;
    await first.until("the second step, and the first one saved", async () => did.length >= 2 && (await isSaved()));
    isDead = true;
    // The first process counts as dead: it makes no more queries, and its lease has expired.
    await db.query(
      "update workflow.job set lease = gen_random_uuid(), lease_until = lease_until - interval '1 minute'",
    );
    const second = await start(functions("second"), { leaseMs: 400 }, db);
    const [run] = await second.ended("test-f");
    expect(run).toMatchObject({ status: "completed", output: "second" });
    expect(did.slice(0, 2)).toEqual(["first one", "first two"]);
    expect(did.slice(2)).toEqual([expect.stringMatching(/ two$/)]);
    // Revived, because it has to be stopped like any other.
    isDead = false;
    never.open();
  });

  it("gives jobs back when it stops with calls under way", async () => {
    const db = await database();
    const never = gate();
    const bench = await start(
      (i) => [
        i.createFunction({ id: "f", triggers: [{ event: "a" }] }, ({ step }) => step.run("hang", () => never.passed)),
      ],
      {},
      db,
    );
    await bench.send("a");
    await bench.until(
      "the call",
      async () => (await db.query("select from workflow.job where lease is not null")).length === 1,
    );
    await bench.engine.stop(30);
    expect(await db.query("select lease, attempt, faults from workflow.job")).toEqual([
      { lease: null, attempt: 0, faults: 0 },
    ]);
    never.open();
  });

  it("keeps step results and events exactly, whatever text they hold", async () => {
    const odd = { zero: "a\u0000b", half: "\ud83d", big: 1e300, tiny: -0.0000001, "key with \u0000": [""] };
    const bench = await start((i) => [
      i.createFunction({ id: "f", triggers: [{ event: "a" }] }, async ({ event, step }) => {
        const value = await step.run("odd", () => odd);
        await step.sleep("pause", "1s");
        return { value, data: event.data };
      }),
    ]);
    await bench.send("a", odd);
    const [run] = await bench.ended("test-f");
    expect(run!.output).toEqual({ value: odd, data: odd });
    expect(run!.steps[0]!.data).toEqual(odd);
  });

  it("fails a run whose job the engine cannot process, says so, and continues with the others", async () => {
    const db = await database();
    const bench = await start(
      (i) => [
        i.createFunction({ id: "f", triggers: [{ event: "a" }] }, ({ event, step }) =>
          step.run(String(event.data.step), () => 1),
        ),
      ],
      { timeScale: 0.001, checkpointing: false },
      db,
    );
    await db.exec(`create function workflow.refuse() returns trigger language plpgsql as
      $$ begin if new.name = 'poison' then raise exception 'refused on purpose'; end if; return new; end $$;
      create trigger refuse before insert on workflow.step for each row execute function workflow.refuse();`);
    await Promise.all(["fine", "poison", "fine", "fine"].map((step) => bench.send("a", { step })));
    const runs = await bench.ended("test-f", 4);
    expect(runs.map(({ status }) => status).toSorted()).toEqual(["completed", "completed", "completed", "failed"]);
    const failed = runs.find(({ status }) => status === "failed")!;
    expect(JSON.stringify(failed.error)).toContain("refused on purpose");
    expect(bench.lines.filter(({ level }) => level === "error")).toEqual(
      expect.arrayContaining([expect.objectContaining({ runId: failed.id, faults: 5 })]),
    );
  });

  it("does not acknowledge an event that it could not store", async () => {
    const db = await database();
    const broken: Database = {
      ...db,
      query: (text, params) =>
        text.includes("into workflow.event") ? Promise.reject(new Error("disk full")) : db.query(text, params),
    };
    const post = (bench: Bench) =>
      bench.engine.fetch("http://engine.local/e/key", {
        method: "POST",
        body: JSON.stringify({ name: "a", data: {} }),
      });
    const functions: Functions = (i) => [i.createFunction({ id: "f", triggers: [{ event: "a" }] }, async () => 1)];
    expect((await post(await start(functions, {}, broken))).status).toBe(500);
    const early = await start(functions, { faults: { acknowledgeEarly: true } }, broken);
    expect((await post(early)).status).toBe(200);
    expect(await db.query("select from workflow.event")).toEqual([]);
  });

  it("fires a cron trigger once for each due time, over a restart, and once for all it missed", async () => {
    const db = await database();
    let time = Date.UTC(2026, 2, 1, 8, 59, 50);
    const now = () => new Date(time);
    const fired: unknown[] = [];
    const functions: Functions = (i) => [
      i.createFunction({ id: "daily", triggers: [{ cron: "TZ=Europe/Berlin 0 10 * * *" }] }, async ({ event }) => {
        fired.push(event.name);
      }),
    ];
    const first = await start(functions, { now }, db);
    await first.engine.idle();
    expect(fired).toEqual([]);
    time += 60_000;
    await first.ended("test-daily", 1);
    await first.engine.idle();
    await first.engine.stop();
    time += 3 * 86_400_000;
    const second = await start(functions, { now }, db);
    await second.ended("test-daily", 2);
    await second.engine.idle();
    expect(fired).toEqual(["inngest/scheduled.timer", "inngest/scheduled.timer"]);
    const [job] = await db.query<{ run_at: string }>("select run_at from workflow.job where kind = 'cron'");
    expect(new Date(job!.run_at).toISOString()).toBe("2026-03-05T09:00:00.000Z");
  });

  it("lists, pages, inspects, cancels and replays runs", async () => {
    const bench = await start((i) => [
      i.createFunction(
        { id: "f", triggers: [{ event: "a" }], cancelOn: [{ event: "stop", match: "data.n" }] },
        async ({ event, step }) => {
          await step.run("note", () => event.data.n);
          if (event.data.n > 0) await step.waitForEvent("wait", { event: "go", match: "data.n", timeout: "1h" });
          return event.data.n;
        },
      ),
    ]);
    for (const n of [0, 1, 2]) await bench.send("a", { n });
    const waiting = await bench.until("two waiting runs", async () => {
      const runs = await Promise.all((await bench.runs()).map(({ id }) => bench.engine.runs.get(id)));
      const found = runs.filter((run) => run!.waits.some(({ kind }) => kind === "event"));
      return found.length === 2 && found;
    });
    expect(waiting[0]).toMatchObject({
      status: "running",
      eventName: "a",
      steps: [{ name: "note", op: "StepRun" }],
      jobs: [{ kind: "timeout", name: "wait", leased: false }],
      waits: expect.arrayContaining([
        expect.objectContaining({ kind: "event", name: "go" }),
        expect.objectContaining({ kind: "cancel" }),
      ]),
    });
    const page = await bench.engine.runs.list({ limit: 2 });
    const rest = await bench.engine.runs.list({ limit: 2, cursor: page.nextCursor! });
    expect([page.items.length, rest.items.length, rest.nextCursor]).toEqual([2, 1, null]);
    expect((await bench.engine.runs.list({ status: "completed" })).items).toHaveLength(1);

    const id = waiting[0]!.id;
    expect([
      await bench.engine.runs.cancel(id),
      await bench.engine.runs.cancel(id),
      await bench.engine.runs.cancel("none"),
    ]).toEqual([true, false, false]);
    expect(await bench.engine.runs.get(id)).toMatchObject({ status: "cancelled", waits: [], jobs: [] });

    const finished = rest.items[0]!;
    const replay = (await bench.engine.runs.replay(finished.id))!;
    await bench.until("the replay", async () => (await bench.engine.runs.get(replay))?.status === "completed");
    expect(await bench.engine.runs.get(replay)).toMatchObject({
      replayOf: finished.id,
      output: 0,
      eventId: finished.eventId,
    });
    expect(await bench.engine.runs.replay("none")).toBeUndefined();
  });

  it("works on runs of higher priority first", async () => {
    const order: number[] = [];
    const hold = gate();
    const bench = await start(
      (i) => [
        i.createFunction(
          { id: "f", triggers: [{ event: "a" }], priority: { run: "event.data.priority" }, concurrency: 1 },
          async ({ event }) => {
            order.push(event.data.n);
            if (event.data.n === 0) await hold.passed;
          },
        ),
      ],
      { checkpointing: false },
    );
    await bench.send("a", { n: 0, priority: 0 });
    await bench.until("the first", () => order.length >= 1);
    for (const [n, priority] of [
      [1, 0],
      [2, 600],
      [3, -600],
      [4, 100],
    ])
      await bench.send("a", { n, priority });
    hold.open();
    await bench.ended("test-f", 5);
    expect(order).toEqual([0, 2, 4, 1, 3]);
  });

  it("fails a run that asks for what the engine cannot do, by name", async () => {
    const bench = await start((i) => [
      i.createFunction({ id: "f", triggers: [{ event: "a" }] }, async ({ step }) => {
        const body = { model: "m", messages: [] };
        await step.ai.infer("think", {
          model: { url: "http://model.local", format: "openai-chat", body } as never,
          body: body as never,
        });
      }),
    ]);
    await bench.send("a");
    const [run] = await bench.ended("test-f");
    expect(run!.status).toBe("failed");
    expect(run!.error).toMatchObject({
      message: expect.stringMatching(/does not support AIGateway.*"think".*"test-f"/),
    });
  });

  it("stores an event although a function's expression does not yield a boolean for it, and says so", async () => {
    const bench = await start((i) => [
      i.createFunction({ id: "odd", triggers: [{ event: "a", if: "event.data.n" }] }, async () => "never"),
      i.createFunction({ id: "fine", triggers: [{ event: "a" }] }, async () => "fine"),
    ]);
    await bench.send("a", { n: 1 });
    await bench.ended("test-fine");
    expect(await bench.runs("test-odd")).toEqual([]);
    expect(bench.lines).toContainEqual(
      expect.objectContaining({ level: "warn", expression: "event.data.n", error: "number" }),
    );
  });

  it("cancels runs that do not start in time, replaces singletons, and announces cancellations", async () => {
    const did: string[] = [];
    const hold = gate();
    const bench = await start((i) => [
      i.createFunction(
        { id: "late", triggers: [{ event: "late" }], concurrency: 1, timeouts: { start: "10s" } },
        async ({ event }) => {
          did.push(`late ${event.data.n}`);
          await hold.passed;
        },
      ),
      i.createFunction(
        { id: "latest", triggers: [{ event: "latest" }], singleton: { mode: "cancel" } },
        async ({ event, step }) => {
          await step.sleep("long", "10s");
          await step.run("did", () => did.push(`latest ${event.data.n}`));
        },
      ),
      i.createFunction({ id: "heard", triggers: [{ event: "inngest/function.cancelled" }] }, async ({ event }) => {
        did.push(`heard ${event.data.function_id}`);
      }),
    ]);
    for (const n of [1, 2]) await bench.send("late", { n });
    await bench.until("the run that is too late", async () =>
      (await bench.runs("test-late")).some(({ status }) => status === "cancelled"),
    );
    hold.open();
    await bench.ended("test-late", 2);
    for (const n of [1, 2]) await bench.send("latest", { n });
    const statuses = (await bench.ended("test-latest", 2)).map(({ status }) => status);
    expect(statuses).toEqual(["completed", "cancelled"]);
    await bench.ended("test-heard", 2);
    expect(did.toSorted()).toEqual(["heard test-late", "heard test-latest", "late 1", "latest 2"]);
  });

  it("reports its phases by name", async () => {
    const phases: string[] = [];
    const bench = await start((i) => [i.createFunction({ id: "f", triggers: [{ event: "a" }] }, async () => 1)], {
      onPhase: (phase) => void phases.push(phase),
    });
    await bench.send("a");
    await bench.ended("test-f");
    expect(new Set(phases)).toEqual(new Set(["accept", "commit", "claim", "call", "apply", "acknowledge"]));
  });

  it("lets several processes create its tables at once", async () => {
    const db = await database();
    const engines = [1, 2, 3].map(() => createEngine({ database: db, apps: [] }));
    await Promise.all(engines.map((engine) => engine.migrate()));
    expect(await db.query("select version from workflow.version")).toEqual([{ version: 1 }]);
  });
});

describe("two engines on one server", () => {
  it("run each step of each run once, whichever of them accepts the event", async () => {
    const { url, drop } = await (await testServer()).createDatabase();
    const databases = [serverDatabase(url), serverDatabase(url)];
    const counts = new Map<string, number>();
    const functions: Functions = (i) => [
      i.createFunction(
        { id: "f", triggers: [{ event: "a" }], concurrency: { limit: 2, key: "event.data.group" } },
        async ({ event, step }) => {
          const count = (name: string) => void counts.set(name, (counts.get(name) ?? 0) + 1);
          await step.run("one", () => count(`${event.data.n} one`));
          await Promise.all(["two", "three"].map((name) => step.run(name, () => count(`${event.data.n} ${name}`))));
          return event.data.n;
        },
      ),
    ];
    const engines: ReturnType<typeof createEngine>[] = [];
    let turn = 0;
    const { app, inngest } = createServeApp(() => engines[turn++ % 2]!, functions);
    for (const database of databases) engines.push(createEngine({ database, apps: [app], pollMs: 20, parallel: 4 }));
    onTestFinished(async () => {
      await Promise.all(engines.map((engine) => engine.stop()));
      for (const database of databases) await database.close();
      await drop();
    });
    await engines[0]!.migrate();
    for (const engine of engines) await engine.start();
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        inngest.send({ name: "a", id: `n-${n % 20}`, data: { n: n % 20, group: n % 5 } }),
      ),
    );
    const runs = await drive(engines[0]!, inngest).ended("test-f", 20);
    expect(runs.map(({ output }) => output).toSorted((a, b) => (a as number) - (b as number))).toEqual([
      ...Array(20).keys(),
    ]);
    expect([...counts.values()]).toEqual(Array.from({ length: 60 }, () => 1));
  });
});

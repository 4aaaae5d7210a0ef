import { describe, expect, it } from "vitest";
import { busFixture, consumer, detailOf, entry, onPglite } from "#testing/bus";
import { eventually } from "#testing/eventually";
import { createBus } from "./bus.ts";
import { createStore } from "./store.ts";

const fixture = busFixture(onPglite);
const { startBus } = fixture;

describe("surviving", () => {
  it("keeps messages over a restart, also those that a lost process was delivering", async () => {
    const database = fixture.database();
    const lost = createBus({
      database,
      busName: "life",
      drainTimeoutMs: 1,
      pollIntervalMs: 3_600_000,
      consumers: [consumer("all", () => new Promise(() => {}), { batchSize: 1, concurrency: 1 })],
    });
    await lost.migrate();
    await lost.start();
    await lost.putEvents([entry(1), entry(2)]);
    await eventually(async () => expect(await lost.queues.depths()).toMatchObject([{ visible: 1, inFlight: 1 }]));
    await lost.stop();

    const seen: unknown[] = [];
    const next = await startBus({
      database,
      consumers: [consumer("all", async (event) => void seen.push(...event.Records.map(detailOf)))],
    });
    await next.idle();
    expect(seen.sort()).toEqual([1, 2]);
  });

  it("stops only after deliveries in flight have settled", async () => {
    const database = fixture.database();
    let finish = () => {};
    const bus = await startBus({
      database,
      consumers: [consumer("all", () => new Promise<void>((resolve) => (finish = resolve)))],
    });
    await bus.putEvents([entry(1)]);
    await eventually(async () => expect(await bus.queues.depths()).toMatchObject([{ inFlight: 1 }]));
    const stopped = bus.stop();
    finish();
    await stopped;
    expect(await bus.queues.depths()).toMatchObject([{ visible: 0, inFlight: 0 }]);
  });

  it("loses a failed message when it acknowledges early, so the tests would notice that fault", async () => {
    const seen: unknown[] = [];
    const bus = await startBus({
      faults: { acknowledgeEarly: true },
      consumers: [
        consumer("all", async (event) => {
          seen.push(...event.Records.map(detailOf));
          throw new Error("failed");
        }),
      ],
    });
    await bus.putEvents([entry(1)]);
    await bus.idle();
    expect(seen).toEqual([1]);
    expect(await bus.queues.depths()).toEqual([{ name: "all", visible: 0, inFlight: 0, dead: 0 }]);
  });

  it("does not count a delivery whose process died as a failure, until the message is taken to be the cause", async () => {
    let deliveries = 0;
    const dieAfterReceiving = async () => {
      const bus = createBus({
        database: fixture.database(),
        busName: "life",
        drainTimeoutMs: 1,
        pollIntervalMs: 3_600_000,
        onPhase: (phase) => {
          if (phase === "deliver") deliveries += 1;
        },
        consumers: [consumer("all", () => new Promise(() => {}))],
      });
      await bus.migrate();
      await bus.start();
      return bus;
    };
    const first = await dieAfterReceiving();
    await first.putEvents([entry("deadly")]);
    for (let bus = first, n = 1; n <= 25; n++) {
      await eventually(() => expect(deliveries).toBe(n));
      await bus.stop();
      if (n < 25) bus = await dieAfterReceiving();
    }
    const last = await startBus({
      consumers: [
        consumer("all", async () => {
          deliveries += 1;
        }),
      ],
    });
    await last.idle();
    expect(deliveries).toBe(25);
    expect(await last.queues.deadLetters()).toMatchObject([
      { queue: "all", error: expect.stringMatching(/Delivered 25 times; the process ended/) },
    ]);
  });

  it("renews the lease of a message that waited for others", async () => {
    let time = Date.parse("2026-03-01T10:00:00Z");
    let unblock = () => {};
    const blocked = new Promise<void>((resolve) => {
      unblock = resolve;
    });
    const visible: unknown[] = [];
    const bus = await startBus({
      now: () => new Date(time),
      pollIntervalMs: 3_600_000,
      retryDelayMs: 30_000,
      consumers: [
        consumer(
          "all",
          async (event) => {
            const [record] = event.Records;
            const detail = detailOf(record);
            if (detail === "retried" && record?.attributes.ApproximateReceiveCount === "1") throw new Error("no");
            if (detail === "blocking") return blocked;
            time += detail === "new" ? 25_000 : 10_000;
            visible.push(detail, (await bus.queues.depths())[0]?.visible);
          },
          { concurrency: 1, visibilityTimeoutMs: 30_000, timeoutMs: 20_000 },
        ),
      ],
    });
    await bus.putEvents([entry("retried")]);
    await bus.idle({ retries: false });
    time += 30_000;
    await bus.putEvents([entry("blocking")]);
    // No slot is free now, so it is claimed together with the one that failed.
    await bus.putEvents([entry("new")]);
    unblock();
    await bus.idle();
    expect(visible).toEqual(["new", 0, "retried", 0]);
  });

  it("gives back, uncounted, what it had claimed and not delivered when it stops", async () => {
    let time = Date.parse("2026-03-01T10:00:00Z");
    let stopped: Promise<void> | undefined;
    const options = { now: () => new Date(time), pollIntervalMs: 3_600_000, retryDelayMs: 30_000 };
    const receives: unknown[] = [];
    const bus = await startBus({
      ...options,
      consumers: [
        consumer(
          "all",
          async (event) => {
            const [record] = event.Records;
            receives.push([detailOf(record), record?.attributes.ApproximateReceiveCount]);
            if (detailOf(record) === "retried") throw new Error("no");
            stopped = bus.stop();
          },
          { concurrency: 1 },
        ),
      ],
    });
    await bus.putEvents([entry("retried")]);
    await bus.idle({ retries: false });
    time += 30_000;
    await bus.putEvents([entry("new")]);
    await eventually(() => expect(stopped).toBeDefined());
    await stopped;
    const next = await startBus({
      ...options,
      consumers: [
        consumer("all", async (event) => {
          for (const record of event.Records)
            receives.push([detailOf(record), record.attributes.ApproximateReceiveCount]);
        }),
      ],
    });
    await next.idle();
    expect(receives).toEqual([
      ["retried", "1"],
      ["new", "1"],
      ["retried", "2"],
    ]);
  });

  it("goes on when the database comes back, and answers publishers in between with its error", async () => {
    let broken = false;
    const database = fixture.database();
    const flaky = {
      ...database,
      async query<Row>(text: string, params?: unknown[]) {
        if (broken) throw new Error("connection refused");
        if (text.includes("skip locked")) asked.push(text);
        return database.query<Row>(text, params);
      },
    };
    const asked: string[] = [];
    const logged: string[] = [];
    const seen: unknown[] = [];
    const bus = await startBus({
      database: flaky,
      pollIntervalMs: 3_600_000,
      log: ({ message, error }) => void logged.push(`${message} ${error}`),
      consumers: [consumer("all", async (event) => void seen.push(...event.Records.map(detailOf)))],
    });
    await bus.idle();
    broken = true;
    // Larger than the number of slots that this process reserves for messages that it sends and delivers itself.
    for (let n = 0; n < 25; n++) await expect(bus.putEvents([entry(1)])).rejects.toThrow("connection refused");
    await bus.wake();
    await eventually(() => expect(logged).toContainEqual(expect.stringMatching(/queues could not be read.*refused/)));
    broken = false;
    const claims = asked.length;
    await bus.putEvents([entry(2)]);
    await eventually(() => expect(seen).toEqual([2]));
    await bus.idle();
    expect(seen).toEqual([2]);
    expect(asked.length).toBe(claims);
  });

  it("is not disturbed by an observer that fails", async () => {
    const seen: unknown[] = [];
    const bus = await startBus({
      onPhase: () => Promise.reject(new Error("observer")),
      consumers: [consumer("all", async (event) => void seen.push(...event.Records.map(detailOf)))],
    });
    await bus.putEvents([entry(1)]);
    await bus.idle();
    expect(seen).toEqual([1]);
  });

  it("forgets dead letters after fourteen days", async () => {
    let time = Date.parse("2026-03-01T10:00:00Z");
    const bus = await startBus({
      now: () => new Date(time),
      consumers: [consumer("all", () => Promise.reject(new Error("failed")), { maxReceiveCount: 1 })],
    });
    await bus.putEvents([entry(1)]);
    await bus.idle();
    time += 14 * 86_400_000;
    await bus.wake();
    expect(await bus.queues.deadLetters()).toHaveLength(1);
    time += 3_600_001;
    await bus.wake();
    expect(await bus.queues.deadLetters()).toEqual([]);
  });

  it("gives back the space of delivered messages on an embedded database", async () => {
    const database = fixture.database();
    const store = createStore(database);
    await store.migrate();
    const now = new Date();
    const targets = Array.from({ length: 5_000 }, () => ({ queue: "all", body: 0 }));
    await store.send(["x".repeat(500)], targets, now);
    const demand = { queue: "all", retrying: false, wanted: 5_000, leaseUntil: new Date(now.getTime() + 30_000) };
    await store.acknowledge(await store.claim([demand], now));
    await store.vacuumWhenDue();
    const [table] = await database.query<{ bytes: string }>("select pg_table_size('cloud.queue_message') as bytes");
    expect(Number(table?.bytes)).toBeLessThan(100_000);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { busFixture, consumer, databases, detailOf, entry } from "#testing/bus";
import { eventually } from "#testing/eventually";
import { createBus } from "./bus.ts";
import type { SQSEvent } from "./wire.ts";

const server = databases.find((database) => database.name === "PostgreSQL");
const fixture = busFixture(server?.open);
const { startBus } = fixture;
let time: number;
const now = () => new Date(time);
beforeEach(() => {
  time = Date.parse("2026-03-01T08:58:00Z");
});

describe("two buses on one server", () => {
  it("migrate it side by side", async () => {
    const buses = [1, 2, 3, 4].map(() => createBus({ database: fixture.database(), consumers: [], busName: "life" }));
    await Promise.all(buses.map((bus) => bus.migrate()));
    expect(await buses[0]?.queues.depths()).toEqual([]);
  });

  it("share the messages and deliver each of them once", async () => {
    const seen: [string, unknown][] = [];
    const start = (name: string) =>
      startBus({
        consumers: [
          consumer("all", async (event) => {
            for (const record of event.Records) seen.push([name, detailOf(record)]);
          }),
        ],
      });
    const [first, second] = await Promise.all([start("first"), start("second")]);
    const fiveFrom = (n: number) => Array.from({ length: 5 }, (_, i) => entry(n * 5 + i));
    await Promise.all(Array.from({ length: 100 }, (_, n) => (n % 2 ? first : second).putEvents(fiveFrom(n))));
    await Promise.all([first.idle(), second.idle()]);

    expect(seen.map(([, n]) => Number(n)).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, n) => n));
    expect(new Set(seen.map(([name]) => name))).toEqual(new Set(["first", "second"]));
  });

  it("leave messages that the sender has no free slot for to the other process, and need no claim for the rest", async () => {
    const seen = { sender: [] as unknown[], other: [] as unknown[] };
    const asked: string[] = [];
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const sender = await startBus({
      pollIntervalMs: 3_600_000,
      database: {
        ...fixture.database(),
        async query<Row>(text: string, params?: unknown[]) {
          asked.push(text);
          return fixture.database().query<Row>(text, params);
        },
      },
      consumers: [
        consumer(
          "all",
          async (event) => {
            seen.sender.push(...event.Records.map(detailOf));
            await finished;
          },
          { batchSize: 2, concurrency: 1 },
        ),
      ],
    });
    await sender.idle();
    asked.length = 0;
    // The first is being delivered; any process with a free slot may claim the others.
    for (let n = 1; n <= 5; n++) await sender.putEvents([entry(n)]);
    const other = await startBus({
      consumers: [consumer("all", async (event) => void seen.other.push(...event.Records.map(detailOf)))],
    });
    await other.idle({ retries: false });
    expect(seen).toEqual({ sender: [1], other: [2, 3, 4, 5] });
    expect(asked.filter((text) => text.includes("skip locked"))).toEqual([]);
    finish();
    await Promise.all([sender.idle(), other.idle()]);
    expect(seen).toEqual({ sender: [1], other: [2, 3, 4, 5] });
  });

  it("do not wait for a message that another process is claiming", async () => {
    const seen: unknown[] = [];
    const handler = async (event: SQSEvent) => void seen.push(...event.Records.map(detailOf));
    const publisher = await startBus({ consumers: [consumer("all", handler)] });
    await publisher.stop();
    await publisher.putEvents([entry(1), entry(2)]);
    await fixture.database().transaction(async (tx) => {
      await tx.query("select from cloud.queue_message where body like '%{\"n\":1}%' for update");
      await startBus({ consumers: [consumer("all", handler)] });
      await eventually(() => expect(seen).toEqual([2]));
    });
    await eventually(() => expect(seen).toEqual([2, 1]));
  });

  it("take over from one another when a lease runs out, and the late answer of the first one changes nothing", async () => {
    let finishFirst = () => {};
    const first = await startBus({
      now,
      pollIntervalMs: 3_600_000,
      consumers: [consumer("all", () => new Promise<void>((resolve) => (finishFirst = resolve)), { concurrency: 1 })],
    });
    await first.putEvents([entry(1)]);
    await eventually(async () => expect(await first.queues.depths()).toMatchObject([{ inFlight: 1 }]));

    const receives: unknown[] = [];
    let failSecond = () => {};
    const second = await startBus({
      now,
      consumers: [
        consumer("all", (event) => {
          receives.push(event.Records[0]?.attributes.ApproximateReceiveCount);
          if (receives.length > 1) return Promise.resolve();
          return new Promise<void>((_, reject) => (failSecond = () => reject(new Error("not yet"))));
        }),
      ],
    });
    await second.idle({ retries: false });
    expect(receives).toEqual([]);
    time += 30_000;
    await second.wake();
    await eventually(() => expect(receives).toEqual(["2"]));
    finishFirst();
    await first.idle({ retries: false });
    failSecond();
    await second.idle();
    expect(receives).toEqual(["2", "3"]);
  });

  it("run each due time of a schedule once", async () => {
    const dues: unknown[] = [];
    const options = {
      now,
      schedules: [
        { name: "daily", expression: "cron(0/1 * * * ? *)", handler: async (event: unknown) => dues.push(event) },
      ],
    };
    const buses = await Promise.all([startBus(options), startBus(options), startBus(options)]);
    for (let minute = 0; minute < 5; minute++) {
      time += 60_000;
      await Promise.all(buses.map((bus) => bus.wake()));
      // A minute is longer than a lease: a delivery still under way when the clock moves would come again.
      await Promise.all(buses.map((bus) => bus.idle()));
    }
    const times = dues.map((due) => (due as { time: string }).time.slice(11, 16));
    expect(times.toSorted()).toEqual(["08:59", "09:00", "09:01", "09:02", "09:03"]);
  });
});

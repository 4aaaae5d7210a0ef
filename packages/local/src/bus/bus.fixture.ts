/** What the tests of the bus share: one embedded database for a file, emptied before each test, and short builders. */
import { PGlite } from "@electric-sql/pglite";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type Database, pgliteDatabase } from "#local/database";
import { type Bus, type BusOptions, createBus } from "./bus.ts";
import type { ConsumerTarget } from "./consumer.ts";
import type { EventBridgeEvent, PutEventsRequestEntry } from "./wire.ts";

export function busFixture(open: () => Promise<Database> = async () => pgliteDatabase(await PGlite.create())) {
  let database: Database;
  const started: Bus[] = [];
  beforeAll(async () => {
    database = await open();
  }, 60_000);
  beforeEach(() => database.exec("drop schema if exists cloud cascade"));
  afterEach(async () => {
    await Promise.all(started.splice(0).map((bus) => bus.stop()));
  });
  afterAll(() => database.close());
  return {
    database: () => database,
    /** A migrated and running bus named "life" that tries failed messages again at once. */
    async startBus(options: Partial<BusOptions>): Promise<Bus> {
      const bus = createBus({ database, consumers: [], busName: "life", retryDelayMs: 0, ...options });
      started.push(bus);
      await bus.migrate();
      await bus.start();
      return bus;
    },
  };
}

/** A consumer of everything that LifeOS publishes, in batches of ten. */
export function consumer(
  name: string,
  handler: ConsumerTarget["handler"],
  more: Partial<ConsumerTarget> = {},
): ConsumerTarget {
  return {
    name,
    pattern: { source: [{ prefix: "lifeos/" }] },
    batchSize: 10,
    maxReceiveCount: 5,
    visibilityTimeoutMs: 30_000,
    handler,
    ...more,
  };
}

/** An entry whose detail is `{n}`. */
export function entry(n: number | string, more: Partial<PutEventsRequestEntry> = {}): PutEventsRequestEntry {
  return {
    Source: "lifeos/work",
    DetailType: "work.task.completed",
    Detail: JSON.stringify({ n }),
    EventBusName: "life",
    ...more,
  };
}

export const detailOf = (record: { body: string } | undefined) =>
  (JSON.parse(record?.body ?? "{}") as EventBridgeEvent).detail?.n;

export const settled = async (failed: string[] = []) => ({
  batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })),
});

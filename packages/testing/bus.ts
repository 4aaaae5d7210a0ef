/** Fixtures of the bus tests: one embedded database for a file, emptied before each test, and short builders. */
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type Bus, type BusOptions, createBus } from "#local/bus/bus";
import type { ConsumerTarget } from "#local/bus/consumer";
import type { EventBridgeEvent, PutEventsRequestEntry } from "#local/bus/wire";
import { type Database, serverDatabase } from "#local/database";
import { isOnPglite, pgliteDb, testServer } from "#testing/database";

export const onPglite = async () => {
  const { database, close } = await pgliteDb();
  return { ...database, close };
};

async function onPostgres(): Promise<Database> {
  const { url, drop } = await (await testServer()).createDatabase();
  const database = serverDatabase(url);
  return {
    ...database,
    async close() {
      await database.close();
      await drop();
    },
  };
}

/** Both kinds of database that the bus runs on. */
export const databases = [
  { name: "PGlite", open: onPglite },
  { name: "PostgreSQL", open: onPostgres },
];

/** On one of the two unless said, which the seed chooses as for `testDb`. */
const onEither = () => (isOnPglite() ? onPglite() : onPostgres());

export function busFixture(open: () => Promise<Database> = onEither) {
  let database: Database;
  const started: Bus[] = [];
  beforeAll(async () => {
    database = await open();
  });
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

/** A consumer of all events on the bus, in batches of ten. Its handler may answer what no handler of the product does. */
export function consumer(
  name: string,
  handler: (...event: Parameters<ConsumerTarget["handler"]>) => Promise<unknown>,
  more: Partial<ConsumerTarget> = {},
): ConsumerTarget {
  return {
    name,
    pattern: { source: [{ prefix: "lifeos/" }] },
    batchSize: 10,
    maxReceiveCount: 5,
    visibilityTimeoutMs: 30_000,
    // What else it answers is what tests of the bus are about.
    handler: handler as ConsumerTarget["handler"],
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

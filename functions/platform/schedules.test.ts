import { randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { queueHandler } from "#cloud/queue-consumer";
import { neonTransport } from "#cloud/transport/neon";
import { outbox } from "#core/platform/events.sql";
import * as Notifications from "#core/platform/notifications";
import { acknowledge } from "#functions/platform/consumers";
import { prune, sweep } from "#functions/platform/schedules";
import type { CloudEvent } from "#kit/event";
import { createBus } from "#local/bus/bus";
import { serverDb, testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { neonStandIn } from "#testing/neon";

const listening = (server: http.Server) =>
  new Promise<string>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );
const closed = (server: http.Server) => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
};

/** A stand-in for PutEvents by AWS's documentation: refusals of single entries in a 200, or a failure of the whole call. */
interface Call {
  target: string;
  authorization: string;
  entries: { EventBusName: string; Source: string; DetailType: string; Detail: string; Time: number }[];
}
const calls: Call[] = [];
let refuses: (id: string) => boolean;
let refusal: string;
let down: boolean;
const idOf = (entry: Call["entries"][number]) => (JSON.parse(entry.Detail) as CloudEvent).id;
const published = () => calls.flatMap(({ entries }) => entries.map(idOf));
const eventBridge = http.createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { Entries: entries } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const { "x-amz-target": target, authorization } = request.headers as Record<string, string>;
    calls.push({ target: target!, authorization: authorization!, entries });
    const results = entries.map((entry: Call["entries"][number]) =>
      refuses(idOf(entry)) ? { ErrorCode: refusal, ErrorMessage: "not this one" } : { EventId: randomUUID() },
    );
    const failed = results.filter((one: object) => "ErrorCode" in one).length;
    if (entries.some(({ Detail }: Call["entries"][number]) => Detail.length > 1024 * 1024)) {
      const refused = {
        __type: "ValidationException",
        message: "Total size of the entries in the request is over the limit.",
      };
      return response.writeHead(400, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(refused));
    }
    response
      .writeHead(down ? 500 : 200, { "content-type": "application/x-amz-json-1.1" })
      .end(JSON.stringify(down ? { __type: "InternalException" } : { FailedEntryCount: failed, Entries: results }));
  });
});

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "a-secret" };
const busConfig = (endpoint: string) => ({
  EVENT_BUS_NAME: "life",
  AWS_REGION: "eu-central-1",
  EVENTBRIDGE_ENDPOINT: endpoint,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
});

let endpoint: string;
let life: Harness;
beforeAll(async () => {
  endpoint = await listening(eventBridge);
});
beforeEach(() => {
  calls.length = 0;
  refuses = () => false;
  refusal = "ThrottlingException";
  down = false;
});
afterAll(() => closed(eventBridge));

describe("sweeping what is more than the database answers at once", () => {
  it("publishes all of it in smaller parts", async () => {
    const open = await serverDb();
    const neon = await neonStandIn({ maxAnswerBytes: 8 * 1024 });
    const transport = neonTransport(open.url, { endpoint: neon.endpoint });
    life = await harness(open, { config: busConfig(endpoint), transport });
    const anna = await life.user("anna");
    for (let i = 0; i < 30; i++)
      await Notifications.send(life.as(anna), { kind: "news", title: "News", sourceEventId: randomUUID() });
    await life.database.query("update outbox set created_at = now() - interval '2 minutes'");
    const ids = (await life.database.query<{ id: string }>("select event_id as id from outbox")).map(({ id }) => id);
    expect(ids).toHaveLength(30);
    await scheduleHandler(sweep)({});
    expect(published().toSorted()).toEqual(ids.toSorted());
    await neon.close();
    await life.close();
  });
});

describe("sweeping", () => {
  beforeAll(async () => {
    life = await harness(await testDb(), { config: busConfig(endpoint) });
  });
  beforeEach(() => life.database.query("delete from outbox"));
  afterAll(() => life.close());

  /** Events that were lost before the bus, some minutes ago. */
  async function lost(count: number, secondsAgo = 120): Promise<CloudEvent[]> {
    const anna = await life.user("anna");
    const before = life.published.length;
    for (let i = 0; i < count; i++)
      await Notifications.send(life.as(anna), { kind: "news", title: "News", sourceEventId: randomUUID() });
    const events = life.published.slice(before);
    await life.database.query(
      "update outbox set created_at = now() - make_interval(secs => $1) where event_id = any($2)",
      [secondsAgo, events.map(({ id }) => id)],
    );
    return events;
  }
  /** Many events at once, without the verbs that would emit them. */
  const lostRows = (count: number, payload: object = {}) =>
    life.database.query(
      `with e as (insert into events (event_type, source, entity_type, action, payload, correlation_id)
         select 'work.task.created', 'lifeos/work', 'task', 'created', $2::jsonb, uuidv7() from generate_series(1, $1) returning id)
       insert into outbox (event_id, created_at) select id, now() - interval '2 minutes' from e`,
      [count, JSON.stringify(payload)],
    );
  const logged = () => life.logs.findLast(({ message }) => message === "swept the outbox");
  const aMinuteLater = () => life.database.query("update outbox set swept_at = swept_at - interval '61 seconds'");

  it("publishes what has waited for a minute as the publisher would have, signed", async () => {
    const old = await lost(12);
    const recent = await lost(1, 0);
    await scheduleHandler(sweep)({});

    expect(calls.map(({ entries }) => entries.length).sort()).toEqual([10, 2]);
    expect(calls[0]!.target).toBe("AWSEvents.PutEvents");
    expect(calls[0]!.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/events\//);
    expect(published().sort()).toEqual(old.map(({ id }) => id).sort());
    expect(published()).not.toContain(recent[0]!.id);
    const entry = calls.flatMap(({ entries }) => entries).find((one) => idOf(one) === old[0]!.id)!;
    expect(entry).toMatchObject({
      EventBusName: "life",
      Source: "lifeos/platform",
      DetailType: "platform.notification.sent",
      Time: Math.floor(Date.parse(old[0]!.time) / 1000),
    });
    expect(JSON.parse(entry.Detail)).toEqual(old[0]);
  });

  it("keeps the rows until the bus delivers the events, and leaves them alone for a minute", async () => {
    await lost(2);
    await scheduleHandler(sweep)({});
    await scheduleHandler(sweep)({});
    expect(calls).toHaveLength(1);
    expect(await life.count(outbox)).toBe(2);
    await aMinuteLater();
    await scheduleHandler(sweep)({});
    expect(calls).toHaveLength(2);
  });

  it("leaves what the bus refuses for the next sweep, and reports how many events wait and for how long", async () => {
    const [taken, refused] = (await lost(2, 300)) as [CloudEvent, CloudEvent];
    refuses = (id) => id === refused.id;
    await scheduleHandler(sweep)({});
    expect(published().sort()).toEqual([taken.id, refused.id].sort());
    expect(logged()).toMatchObject({ level: "warn", fields: { claimed: 2, published: 1, refused: 1, waiting: 2 } });
    expect(logged()!.fields!.oldestAgeSeconds).toBeGreaterThanOrEqual(300);

    await life.deliver(acknowledge, [taken]);
    await aMinuteLater();
    refuses = () => false;
    calls.length = 0;
    await scheduleHandler(sweep)({});
    expect(published()).toEqual([refused.id]);
    expect(logged()).toMatchObject({ level: "info", fields: { claimed: 1, published: 1, refused: 0 } });
  });

  it("loses nothing while the bus is down, and stops trying until the next sweep", async () => {
    await lostRows(250);
    down = true;
    await scheduleHandler(sweep)({});
    expect(logged()).toMatchObject({ fields: { claimed: 100, published: 0, refused: 100, waiting: 250 } });
    down = false;
    await aMinuteLater();
    await scheduleHandler(sweep)({});
    expect(logged()).toMatchObject({ fields: { claimed: 250, published: 250, refused: 0 } });
  });

  it("does not let events that the bus never accepts delay the others", async () => {
    await lostRows(100);
    refuses = () => true;
    await scheduleHandler(sweep)({});
    await aMinuteLater();
    const [fresh] = await lost(1, 90);
    refuses = (id) => id !== fresh!.id;
    calls.length = 0;
    await scheduleHandler(sweep)({});
    expect(published().slice(0, 100)).toContain(fresh!.id);
  });

  describe("an event that the bus will never accept", () => {
    const letters = () =>
      life.database.query<Record<string, unknown>>(
        "select event_id, message_id, error, attempts, status from dead_letters where source = 'outbox' order by id",
      );
    beforeEach(() => life.database.query("delete from dead_letters"));

    it.each(["MalformedDetail", "InvalidArgument"])("becomes a dead letter immediately: %s", async (code) => {
      const [fine, poison] = (await lost(2)) as [CloudEvent, CloudEvent];
      refuses = (id) => id === poison.id;
      refusal = code;
      await scheduleHandler(sweep)({});
      expect(await letters()).toMatchObject([{ event_id: poison.id, error: `${code}: not this one`, status: "open" }]);
      expect(await life.database.query("select event_id from outbox")).toEqual([{ event_id: fine.id }]);
      expect(logged()).toMatchObject({
        level: "warn",
        fields: { claimed: 2, published: 1, deadLettered: 1, refused: 0 },
      });
      await aMinuteLater();
      calls.length = 0;
      await scheduleHandler(sweep)({});
      expect(published()).toEqual([fine.id]);
    });

    it("also becomes one when it is too large for a call, and when it cannot be serialized", async () => {
      await lostRows(1, { text: "x".repeat(1_100_000) });
      // Its time cannot be expressed in a message.
      await life.database.query(
        `with e as (insert into events (event_type, source, entity_type, action, correlation_id, created_at)
           values ('work.task.created', 'lifeos/work', 'task', 'created', uuidv7(), 'infinity') returning id)
         insert into outbox (event_id, created_at) select id, now() - interval '2 minutes' from e`,
      );
      await scheduleHandler(sweep)({});
      expect((await letters()).map(({ error }) => error).sort()).toEqual([
        expect.stringContaining("cannot be written"),
        expect.stringMatching(/^ValidationException/),
      ]);
      expect(await life.count(outbox)).toBe(0);
    });

    it("becomes one after an hour in which the bus accepted it and never delivered it, while younger ones were delivered", async () => {
      const [swallowed, younger] = (await lost(2)) as [CloudEvent, CloudEvent];
      for (let minute = 0; minute < 62; minute++) {
        await scheduleHandler(sweep)({});
        await aMinuteLater();
      }
      // Nothing was delivered, so these events are not the cause.
      expect(await letters()).toEqual([]);
      await life.deliver(acknowledge, [younger]);
      calls.length = 0;
      await scheduleHandler(sweep)({});
      expect(published()).toEqual([]);
      const [first, ...more] = await letters();
      expect(more).toEqual([]);
      expect(first).toMatchObject({ event_id: swallowed.id, error: expect.stringContaining("no queue has shown it") });
      expect(await life.count(outbox)).toBe(0);
    });
  });

  it("publishes at most a thousand in a run", async () => {
    await lostRows(1_005);
    await scheduleHandler(sweep)({});
    expect(new Set(published()).size).toBe(1_000);
    await scheduleHandler(sweep)({});
    expect(new Set(published()).size).toBe(1_005);
  });

  it("keeps each call within what EventBridge takes", async () => {
    await lostRows(12, { text: "x".repeat(240_000) });
    await scheduleHandler(sweep)({});
    expect(published()).toHaveLength(12);
    for (const { entries } of calls) {
      const bytes = entries.reduce(
        (sum, one) => sum + 14 + Buffer.byteLength(one.Source + one.DetailType + one.Detail),
        0,
      );
      expect(bytes).toBeLessThanOrEqual(1024 * 1024);
    }
  });

  it("empties the outbox through the bus", async () => {
    const bus = createBus({
      database: life.database,
      busName: "life",
      credentials,
      consumers: [
        {
          name: acknowledge.id.replace(".", "-"),
          pattern: { source: [{ prefix: "lifeos/" }] },
          batchSize: acknowledge.batchSize,
          maxReceiveCount: 5,
          visibilityTimeoutMs: 30_000,
          handler: (event) => queueHandler(acknowledge)(event),
        },
      ],
    });
    await bus.migrate();
    await bus.start();
    const server = http.createServer((request, response) => void bus.handle(request, response));
    life.config.EVENTBRIDGE_ENDPOINT = await listening(server);
    try {
      await lost(15);
      await scheduleHandler(sweep)({});
      await bus.idle();
      expect(await life.count(outbox)).toBe(0);
    } finally {
      life.config.EVENTBRIDGE_ENDPOINT = endpoint;
      await closed(server);
      await bus.stop();
    }
  });

  it("reports when there is no bus to publish to", async () => {
    life.config.EVENT_BUS_NAME = undefined;
    try {
      await expect(scheduleHandler(sweep)({})).rejects.toThrow("EVENT_BUS_NAME is not set");
    } finally {
      life.config.EVENT_BUS_NAME = "life";
    }
  });

  it("deletes expired rows and keeps the rest", async () => {
    const anna = await life.user("anna");
    await life.database.query(
      `insert into consumer_inbox (consumer, event_id, processed_at)
       select consumer, 'e', now() - age from (values
         ('platform.old', interval '31 days'), ('workflow:platform.old', interval '31 days'), ('platform.new', interval '29 days')
       ) as claims (consumer, age)`,
    );
    await life.database.query(
      `insert into consumer_inbox (consumer, event_id, processed_at)
       select 'platform.many', n::text, now() - interval '40 days' from generate_series(1, 11000) n`,
    );
    await life.database.query(
      `insert into idempotency_keys (user_id, key, request_hash, attempt, expires_at)
       values ($1, 'old', '', uuidv7(), now() - interval '1 second'), ($1, 'new', '', uuidv7(), now() + interval '1 hour')`,
      [anna.userId],
    );
    await life.database.query(
      `insert into cache_entries (key, value, expires_at)
       values ('weather:old', '{}', now() - interval '1 second'), ('weather:new', '{}', now() + interval '1 hour'), ('kept', '{}', null)`,
    );
    await life.database.query(
      `insert into rate_limits (bucket, window_start) values ('old', now() - interval '3 days'), ('new', now())`,
    );
    await scheduleHandler(prune)({});

    const names = async (query: string) =>
      (await life.database.query<{ name: string }>(query)).map(({ name }) => name).sort();
    expect(await names("select consumer as name from consumer_inbox")).toEqual(["platform.new"]);
    expect(await names("select key as name from idempotency_keys")).toEqual(["new"]);
    expect(await names("select key as name from cache_entries")).toEqual(["kept", "weather:new"]);
    expect(await names("select bucket as name from rate_limits where bucket in ('old', 'new')")).toEqual(["new"]);
    expect(life.logs.at(-1)).toMatchObject({
      message: "pruned",
      fields: { consumer_inbox: 11_002, idempotency_keys: 1, cache_entries: 1, rate_limits: 1, unfinished: [] },
    });
  });
});

describe("sweeping on PostgreSQL", () => {
  beforeAll(async () => {
    life = await harness(await serverDb(), { config: busConfig(endpoint) });
  });
  afterAll(() => life.close());

  it("publishes each event once when sweeps run at once", async () => {
    await life.database.query(
      `with e as (insert into events (event_type, source, entity_type, action, correlation_id)
         select 'work.task.created', 'lifeos/work', 'task', 'created', uuidv7() from generate_series(1, 600) returning id)
       insert into outbox (event_id, created_at) select id, now() - interval '2 minutes' from e`,
    );
    await Promise.all([scheduleHandler(sweep)({}), scheduleHandler(sweep)({}), scheduleHandler(sweep)({})]);
    expect(published()).toHaveLength(600);
    expect(new Set(published()).size).toBe(600);
  });
});

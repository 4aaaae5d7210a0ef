import { randomUUID } from "node:crypto";
import { startFauxqs } from "fauxqs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SqsRecord } from "#cloud/lambda";
import { queueHandler } from "#cloud/queue-consumer";
import type { Transport } from "#cloud/transport";
import { MoodLogged } from "#core/health/events";
import { discard, discardAll, get, groups, list, redrive, redriveAll } from "#functions/admin/dead-letters";
import { recordDeadLetters } from "#functions/platform/consumers";
import { batchConsumer, type Consumer, consumer } from "#kit/consumer";
import type { Endpoint } from "#kit/endpoint";
import { testDb, transportTo } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let admin: Person;
let anna: Person;
let databaseIsAway = false;
let beforeSettling = async () => {};
let fauxqs: Awaited<ReturnType<typeof startFauxqs>>;
beforeAll(async () => {
  const open = await testDb();
  const direct = transportTo(open);
  const transport: Transport = {
    ...direct,
    async run(statements) {
      if (databaseIsAway) throw new Error("connection refused");
      if (statements.some(({ text }) => text.includes("claimed_at = null"))) await beforeSettling();
      return direct.run(statements);
    },
  };
  fauxqs = await startFauxqs({ port: 0, logger: false });
  const queues = `http://127.0.0.1:${fauxqs.port}`;
  life = await harness(open, {
    transport,
    config: {
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      SQS_ENDPOINT: queues,
      SQS_QUEUE_URL_PREFIX: `${queues}/000000000000/lifeos-test-`,
    },
  });
  admin = await life.user("admin", { role: "admin" });
  anna = await life.user("anna");
  fauxqs.createQueue("lifeos-test-health-fails");
});
beforeEach(async () => {
  await life.database.query("delete from dead_letters");
  fauxqs.purgeAll();
  fauxqs.createQueue("lifeos-test-health-fails");
  life.logs.length = 0;
});
afterAll(async () => {
  await life.close();
  await fauxqs.stop();
});

/** An SQS record of an event of Anna's; `received` is the number of its deliveries. */
function record(received: number, more: Partial<SqsRecord> & { eventId?: string; body?: string } = {}): SqsRecord {
  const { eventId = randomUUID(), ...rest } = more;
  const detail = { specversion: "1.0", id: eventId, type: MoodLogged.type, subject: anna.userId };
  return {
    messageId: randomUUID(),
    receiptHandle: "handle",
    body: `{"id":"${randomUUID()}","detail":${JSON.stringify({ ...detail, correlationid: randomUUID() })},"big":12345678901234567890}`,
    eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:lifeos-test-health-fails",
    ...rest,
    attributes: { ApproximateReceiveCount: String(received), SentTimestamp: "0", ...rest.attributes },
  };
}

const eventIdOf = ({ body }: SqsRecord) => (JSON.parse(body) as { detail: { id: string } }).detail.id;

/** A consumer `health.fails` that fails for these events. */
const failingFor = (...eventIds: string[]): Consumer =>
  consumer("health.fails", [MoodLogged], {
    summary: "Fails",
    async handler(_, event) {
      if (eventIds.includes(event.id)) throw new RangeError("no such\0month");
    },
  });

const letters = async (query: Record<string, string> = {}) =>
  (await life.call(list, { as: admin, query })).body.data as Record<string, unknown>[];
const on = (endpoint: typeof get | typeof redrive | typeof discard, deadLetterId: unknown, as = admin) =>
  life.call(endpoint, { as, params: { deadLetterId: String(deadLetterId) } });
const queued = () => fauxqs.inspectQueue("lifeos-test-health-fails")!.messages.ready.map(({ body }) => body);

/** The dead letter of a message that failed for good. */
async function dead(message = record(5)) {
  await queueHandler(failingFor(eventIdOf(message)))({ Records: [message] });
  const [letter] = await letters();
  return { message, id: letter!.id as string };
}

describe("a consumer that fails", () => {
  it("leaves a dead letter at the last try, with the event, the unchanged message and the error, and processes the rest", async () => {
    const [fine, poison, alsoFine] = [record(5), record(5), record(1)];
    const answer = await queueHandler(failingFor(eventIdOf(poison)))({ Records: [fine, poison, alsoFine] });
    expect(answer.batchItemFailures).toMatchObject([{ itemIdentifier: poison.messageId }]);
    const [letter, ...others] = await letters();
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      source: "health.fails",
      eventId: eventIdOf(poison),
      messageId: poison.messageId,
      error: "RangeError: no suchmonth",
      attempts: 5,
      status: "open",
      redrivenAt: null,
    });
    expect(letter).not.toHaveProperty("payload");
    expect((await on(get, letter!.id)).body).toEqual({ ...letter, payload: { body: poison.body }, audited: true });
  });

  it("leaves none before that, and only one however often the same message is reported", async () => {
    const message = record(4);
    const fails = failingFor(eventIdOf(message));
    await queueHandler(fails)({ Records: [message] });
    expect(await letters()).toEqual([]);
    for (const received of [5, 6, 7])
      await queueHandler(fails)({
        Records: [{ ...message, attributes: { ...message.attributes, ApproximateReceiveCount: `${received}` } }],
      });
    expect(await letters()).toMatchObject([{ attempts: 5 }]);
  });

  it("leaves one for a body that cannot be read, identified by its content", async () => {
    const fails = failingFor();
    for (const body of ["{", "{", '"text"', '{"detail":null}'])
      await queueHandler(fails)({ Records: [record(5, { body })] });
    const ids = (await letters()).map(({ eventId }) => eventId);
    expect(ids).toHaveLength(3);
    for (const id of ids) expect(id).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it("is still reported when the dead letter cannot be recorded", async () => {
    const message = record(5);
    databaseIsAway = true;
    const { batchItemFailures } = await queueHandler(failingFor(eventIdOf(message)))({ Records: [message] });
    databaseIsAway = false;
    expect(batchItemFailures).toHaveLength(1);
    expect(life.logs.map((line) => line.message)).toContain("a dead letter could not be recorded");
    await queueHandler(recordDeadLetters)({ Records: [message] });
    expect(await letters()).toMatchObject([{ source: "health.fails", eventId: eventIdOf(message) }]);
  });

  it("leaves a reason for each message of a batch, also when all of it fails", async () => {
    const [bad, good] = [record(5), record(5)];
    const picky = batchConsumer("platform.picky", "everything", {
      summary: "Refuses",
      handler: async () => ({ failed: [{ recordId: bad.messageId, reason: "not to my taste" }] }),
    });
    const broken = batchConsumer("platform.broken", "everything", {
      summary: "Breaks",
      handler: () => Promise.reject(new Error("out of order")),
    });
    expect(await queueHandler(picky)({ Records: [bad, good] })).toEqual({
      batchItemFailures: [{ itemIdentifier: bad.messageId, reason: "not to my taste" }],
    });
    await expect(queueHandler(broken)({ Records: [bad, good] })).rejects.toThrow("out of order");
    expect((await letters()).map(({ source, error }) => [source, error]).sort()).toEqual([
      ["platform.broken", "Error: out of order"],
      ["platform.broken", "Error: out of order"],
      ["platform.picky", "Error: not to my taste"],
    ]);
  });
});

describe("the consumer of dead-letter queues", () => {
  const fromQueue = (queue: string) => ({
    ApproximateReceiveCount: "1",
    SentTimestamp: "0",
    DeadLetterQueueSourceArn: `arn:aws:sqs:us-east-1:000000000000:${queue}`,
  });

  it("records messages whose consumer died, under the consumer of the queue that they came from", async () => {
    const target = {
      TARGET_ARN: { stringValue: "arn:aws:sqs:us-east-1:1:lifeos-test-work-onTask", dataType: "String" },
    };
    const reason = { ERROR_MESSAGE: { stringValue: "Task timed out", dataType: "String" } };
    await queueHandler(recordDeadLetters)({
      Records: [
        record(1, { attributes: fromQueue("lifeos-test-health-logMood") }),
        record(1, { attributes: fromQueue("lifeos-test-schedule-platform-sweep") }),
        record(1, { messageAttributes: { ...target, ...reason } }),
      ],
    });
    const found = (await letters()).map(({ source, error }) => [source, error]);
    expect(found.sort()).toEqual([
      ["health.logMood", expect.stringContaining("died")],
      ["schedule:platform.sweep", expect.stringContaining("died")],
      ["work.onTask", "Task timed out"],
    ]);
  });

  it("leaves a letter that the consumer has recorded, and opens the one of a later message again unless it was discarded", async () => {
    const { message, id } = await dead();
    const again = (messageId: string) => queueHandler(recordDeadLetters)({ Records: [{ ...message, messageId }] });
    await again(message.messageId);
    expect(await letters()).toMatchObject([{ id, error: "RangeError: no suchmonth", status: "open" }]);
    await on(redrive, id);
    await again(message.messageId);
    expect(await letters()).toMatchObject([{ id, status: "redriven" }]);
    await again("another message");
    expect(await letters()).toMatchObject([{ id, status: "open", error: expect.stringContaining("died") }]);
    await on(discard, id);
    await again("a third message");
    expect(await letters()).toMatchObject([{ id, status: "discarded" }]);
  });

  it("records the others of a batch in which one cannot be recorded, and gets that one again", async () => {
    // PostgreSQL cannot hold NUL, also not as a part of JSON.
    const [fine, poison, alsoFine] = [record(1), record(1, { body: "a\0b" }), record(1)];
    const { batchItemFailures } = await queueHandler(recordDeadLetters)({ Records: [fine, poison, alsoFine] });
    expect(batchItemFailures).toMatchObject([{ itemIdentifier: poison.messageId }]);
    expect((await letters()).map(({ eventId }) => eventId).sort()).toEqual([fine, alsoFine].map(eventIdOf).sort());
    expect(life.logs).toContainEqual(
      expect.objectContaining({
        message: "a dead letter could not be recorded",
        fields: expect.objectContaining({ messageId: poison.messageId }),
      }),
    );
  });

  it("fails as a whole when the database is down, so that the queue delivers the messages again", async () => {
    databaseIsAway = true;
    await expect(queueHandler(recordDeadLetters)({ Records: [record(1)] })).rejects.toThrow();
    databaseIsAway = false;
  });
});

describe("dead letters", () => {
  it("are listed newest first, page by page, and filtered by status and source", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.unshift((await dead()).id);
    await on(discard, ids[1]);
    const idsOf = async (query: Record<string, string>) => (await letters(query)).map(({ id }) => id);
    expect(await idsOf({})).toEqual(ids);
    expect(await idsOf({ status: "open" })).toEqual([ids[0], ids[2]]);
    expect(await idsOf({ status: "open,discarded", source: "health.fails" })).toEqual(ids);
    expect(await idsOf({ source: "health.other" })).toEqual([]);
    const first = await life.call(list, { as: admin, query: { limit: "2" } });
    const second = await life.call(list, { as: admin, query: { limit: "2", cursor: first.body.nextCursor } });
    expect([...first.body.data, ...second.body.data].map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(second.body.nextCursor).toBeNull();
  });

  it.each([
    ["status", "lost"],
    ["limit", "0"],
    ["cursor", "AAAA"],
    ["colour", "red"],
  ])("refuse %s=%s", async (parameter, value) => {
    expect(await life.call(list, { as: admin, query: { [parameter]: value } })).toMatchObject({
      status: 400,
      body: { errors: [{ parameter }] },
    });
  });

  it("are for administrators only, and 404 when unknown", async () => {
    const { id } = await dead();
    for (const endpoint of [list, get, redrive, discard]) {
      expect(await life.call(endpoint, { params: { deadLetterId: id } })).toMatchObject({ status: 401 });
      expect(await life.call(endpoint, { as: anna, params: { deadLetterId: id } })).toMatchObject({ status: 403 });
    }
    for (const endpoint of [get, redrive, discard])
      expect(await on(endpoint, randomUUID())).toMatchObject({ status: 404 });
    expect(queued()).toEqual([]);
  });

  it("are sent again unchanged, once, to the queue of their consumer", async () => {
    const { message, id } = await dead();
    const answers = [await on(redrive, id), await on(redrive, id)];
    for (const { status, body } of answers)
      expect([status, body]).toMatchObject([200, { id, status: "redriven", redrivenAt: life.now().toISOString() }]);
    expect(queued()).toEqual([message.body]);
    expect(await on(discard, id)).toMatchObject({ status: 409 });
    const [entry, ...more] = await audited(id);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      action: "admin.dead_letter.redriven",
      user_id: admin.userId,
      actor_id: admin.userId,
      details: { source: "health.fails", eventId: eventIdOf(message), messageId: message.messageId },
    });
  });

  it("are sent once when two requests send them at once, under one key or under none", async () => {
    const { message, id } = await dead();
    const headers = { "Idempotency-Key": randomUUID() };
    const call = (more: object) => life.call(redrive, { as: admin, params: { deadLetterId: id }, ...more });
    const answers = await Promise.all([call({ headers }), call({ headers }), call({})]);
    expect(queued()).toEqual([message.body]);
    expect(answers.map(({ status }) => status).sort()).toContain(200);
    for (const { status } of answers) expect([200, 409]).toContain(status);
    expect(await call({ headers })).toMatchObject({ status: 200, body: { status: "redriven" } });
    expect(queued()).toHaveLength(1);
  });

  it("that somebody claimed and did not send are sent after a minute", async () => {
    const { message, id } = await dead();
    const at = life.now();
    await life.database.query("update dead_letters set claimed_by = 'who died', claimed_at = $2 where id = $1", [
      id,
      at.toISOString(),
    ]);
    expect(await on(redrive, id)).toMatchObject({ status: 409, body: { detail: expect.stringContaining("moment") } });
    life.setNow(new Date(at.getTime() + 60_000));
    expect(await on(redrive, id)).toMatchObject({ status: 200, body: { status: "redriven" } });
    life.setNow(at);
    expect(queued()).toEqual([message.body]);
  });

  it("are sent under the key of a request that failed, when it is sent again", async () => {
    const { id } = await dead();
    const headers = { "Idempotency-Key": randomUUID() };
    const call = () => life.call(redrive, { as: admin, params: { deadLetterId: id }, headers });
    const { SQS_ENDPOINT } = life.config;
    life.config.SQS_ENDPOINT = "http://127.0.0.1:9";
    expect(await call()).toMatchObject({ status: 503 });
    life.config.SQS_ENDPOINT = SQS_ENDPOINT;
    expect(await call()).toMatchObject({ status: 200, body: { status: "redriven" } });
    expect(queued()).toHaveLength(1);
  });

  it("stay open when they fail again before the redrive is recorded", async () => {
    const { message, id } = await dead();
    beforeSettling = async () => {
      await life.database.query("update dead_letters set message_id = 'a later one' where id = $1", [id]);
    };
    const sent = await on(redrive, id);
    beforeSettling = async () => {};
    expect(sent).toMatchObject({ status: 200, body: { status: "open" } });
    expect(queued()).toEqual([message.body]);
  });

  it("can be discarded, once and finally", async () => {
    const { id } = await dead();
    for (let again = 0; again < 2; again++)
      expect(await on(discard, id)).toMatchObject({ status: 200, body: { status: "discarded" } });
    expect(await on(redrive, id)).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect(queued()).toEqual([]);
    expect((await audited(id)).map(({ action }) => action)).toEqual(["admin.dead_letter.discarded"]);
  });

  it("are discarded once for an Idempotency-Key, and count for the operator's rate limit like any change", async () => {
    const { id } = await dead();
    const call = () =>
      life.call(discard, { as: admin, params: { deadLetterId: id }, headers: { "Idempotency-Key": `discard-${id}` } });
    const first = await call();
    expect(first).toMatchObject({ status: 200, body: { status: "discarded" } });
    expect(first.headers).toHaveProperty("ratelimit");
    expect(await call()).toMatchObject({ status: 200, body: first.body });
    const other = await dead();
    const reused = await life.call(discard, {
      as: admin,
      params: { deadLetterId: other.id },
      headers: { "Idempotency-Key": `discard-${id}` },
    });
    expect(reused).toMatchObject({ status: 409, body: { code: "idempotency_key_reused" } });
    expect((await life.call(get, { as: admin, params: { deadLetterId: other.id } })).body.status).toBe("open");
  });

  it("of schedules and of removed consumers cannot be sent again", async () => {
    fauxqs.deleteQueue("lifeos-test-health-fails");
    const { id } = await dead();
    expect(await on(redrive, id)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining("no consumer") },
    });
    await life.database.query("update dead_letters set source = 'schedule:platform.sweep' where id = $1", [id]);
    expect(await on(redrive, id)).toMatchObject({ status: 409, body: { detail: expect.stringContaining("schedule") } });
    expect((await on(get, id)).body.status).toBe("open");
    expect(await audited(id)).toEqual([]);
  });

  it("of the outbox are put into it again, once, unless the event does not exist any more", async () => {
    const [event] = await life.database.query<{ id: string }>(
      `insert into events (event_type, source, entity_type, action, correlation_id)
       values ('work.task.created', 'lifeos/work', 'task', 'created', uuidv7()) returning id`,
    );
    const letterOf = async (eventId: string) => {
      const [letter] = await life.database.query<{ id: string }>(
        `insert into dead_letters (source, event_id, message_id, payload, error)
         values ('outbox', $1, 'a sweep', '{"event":{}}', 'MalformedDetail: no') returning id`,
        [eventId],
      );
      return letter!.id;
    };
    const id = await letterOf(event!.id);
    for (let again = 0; again < 2; again++)
      expect(await on(redrive, id)).toMatchObject({ status: 200, body: { status: "redriven" } });
    expect(await life.database.query("select event_id, tries from outbox where event_id = $1", [event!.id])).toEqual([
      { event_id: event!.id, tries: 0 },
    ]);
    expect(await on(redrive, await letterOf(randomUUID()))).toMatchObject({ status: 409 });
    expect(queued()).toEqual([]);
  });

  it("that no queue accepts cannot be sent again, with a reason", async () => {
    const { body, ...message } = record(5);
    const { id } = await dead({ ...message, body: body.replace('"big"', '"big\uffff"') });
    expect(await on(redrive, id)).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect((await on(get, id)).body.status).toBe("open");
  });

  it("stay open while the queues are down or not configured", async () => {
    const { id } = await dead();
    const { SQS_ENDPOINT, SQS_QUEUE_URL_PREFIX } = life.config;
    life.config.SQS_ENDPOINT = "http://127.0.0.1:9";
    expect(await on(redrive, id)).toMatchObject({ status: 503, body: { code: "unavailable" } });
    life.config.SQS_QUEUE_URL_PREFIX = undefined;
    expect(await on(redrive, id)).toMatchObject({ status: 503, body: { code: "not_configured" } });
    Object.assign(life.config, { SQS_ENDPOINT, SQS_QUEUE_URL_PREFIX });
    expect((await on(get, id)).body.status).toBe("open");
    expect(await on(redrive, id)).toMatchObject({ status: 200 });
    expect(queued()).toHaveLength(1);
  });
});

describe("dead letters by their error", () => {
  /** As many open letters as errors, of messages that a queue takes. */
  async function failedWith(...errors: string[]): Promise<string[]> {
    const ids: string[] = [];
    for (const error of errors) {
      const [letter] = await life.database.query<{ id: string }>(
        `insert into dead_letters (source, event_id, message_id, payload, error, attempts)
         values ('health.fails', $1, $1, jsonb_build_object('body', $1::text), $2, 5) returning id`,
        [randomUUID(), error],
      );
      ids.push(letter!.id);
    }
    return ids;
  }
  const grouped = async (query: Record<string, string> = {}) =>
    (await life.call(groups, { as: admin, query })).body.data as Record<string, unknown>[];
  const all = (endpoint: Endpoint, body: object, headers = {}) => life.call(endpoint, { as: admin, body, headers });

  it("are one group when their errors differ in ids, numbers and quotations only", async () => {
    const ids = await failedWith(
      `TypeError: task ${randomUUID()} has 3 parts`,
      `TypeError: task ${randomUUID()} has 14 parts`,
      'Error: no such key "a"',
      "Error: no such key 'b 7'",
      "Error: no such key 'c'",
      "it is broken: badly",
    );
    expect(await grouped()).toMatchObject([
      { kind: "Error", pattern: "no such key <text>", count: 3, sources: ["health.fails"], latestId: ids[4] },
      { kind: "TypeError", pattern: "task <id> has <n> parts", count: 2 },
      { kind: null, pattern: "it is broken: badly", count: 1 },
    ]);
    const [{ errorGroup }] = (await grouped()) as [{ errorGroup: string }];
    expect((await letters({ errorGroup })).map(({ id }) => id)).toEqual([ids[4], ids[3], ids[2]]);
    expect(await grouped({ source: "health.other" })).toEqual([]);
    expect(await grouped({ status: "discarded" })).toEqual([]);
  });

  it("are redriven all that match, once, and the rest is left", async () => {
    const [one, two, other] = await failedWith("Error: took 1 s", "Error: took 2 s", "Error: else");
    const [{ errorGroup }] = (await grouped()) as [{ errorGroup: string }];
    const headers = { "Idempotency-Key": randomUUID() };
    const done = { status: 200, body: { done: 2, failed: [], remaining: 0, next: null } };
    expect(await all(redriveAll, { errorGroup }, headers)).toMatchObject(done);
    expect(queued()).toHaveLength(2);
    // One that has failed again is another matter, and no part of a request that is repeated.
    await life.database.query("update dead_letters set status = 'open' where id = $1", [two]);
    expect(await all(redriveAll, { errorGroup }, headers)).toMatchObject({ status: 200, body: { done: 1 } });
    expect(queued()).toHaveLength(2);
    expect((await letters({ status: "open" })).map(({ id }) => id)).toEqual([other, two]);
    expect((await letters({ status: "redriven" })).map(({ id }) => id)).toEqual([one]);
  });

  it("are redriven part by part, and those that cannot be sent stay open with the reason", async () => {
    const ids = await failedWith(...Array.from({ length: 103 }, (_, n) => `Error: number ${n}`));
    await life.database.query("update dead_letters set source = 'schedule:kit.none' where id = $1", [ids[1]]);
    const first = await all(redriveAll, {});
    expect(first.body).toMatchObject({ done: 99, failed: [{ deadLetterId: ids[1] }], remaining: 3, next: ids[99] });
    const second = await all(redriveAll, { after: first.body.next });
    expect(second.body).toEqual({ done: 3, failed: [], remaining: 0, next: null });
    expect((await letters({ status: "open" })).map(({ id }) => id)).toEqual([ids[1]]);
    expect(queued()).toHaveLength(102);
  });

  it("are left open when the queues are away, after few tries", async () => {
    await failedWith(...Array.from({ length: 30 }, () => "Error: some"));
    const { SQS_ENDPOINT } = life.config;
    life.config.SQS_ENDPOINT = "http://127.0.0.1:9";
    const { body } = await all(redriveAll, {});
    life.config.SQS_ENDPOINT = SQS_ENDPOINT;
    expect(body.done).toBe(0);
    expect(body.failed.length).toBeLessThan(10);
    expect(body.remaining).toBeGreaterThan(20);
    expect(await all(redriveAll, {})).toMatchObject({ body: { done: 30, remaining: 0 } });
  });

  it("are discarded all that match, once", async () => {
    const [old] = await failedWith("Error: old");
    await life.database.query("update dead_letters set created_at = '2026-01-01' where id = $1", [old]);
    await failedWith("Error: young");
    const headers = { "Idempotency-Key": randomUUID() };
    const body = { createdBefore: "2026-02-01T00:00:00Z" };
    for (let again = 0; again < 2; again++)
      expect(await all(discardAll, body, headers)).toMatchObject({ status: 200, body: { done: 1, remaining: 0 } });
    expect((await letters({ status: "discarded" })).map(({ id }) => id)).toEqual([old]);
    expect(queued()).toEqual([]);
  });

  it("are for administrators only", async () => {
    expect(await life.call(groups, { as: anna })).toMatchObject({ status: 403 });
    for (const endpoint of [redriveAll, discardAll])
      expect(await life.call(endpoint, { as: anna, body: {} })).toMatchObject({ status: 403 });
  });
});

const audited = (id: string) =>
  life.database.query<Record<string, unknown>>(
    "select action, user_id, actor_id, details from audit_logs where entity_type = 'dead_letter' and entity_id = $1 and action <> 'admin.dead_letter.read' order by id",
    [id],
  );

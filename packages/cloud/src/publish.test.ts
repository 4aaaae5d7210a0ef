import { randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { EventRow } from "#kit/event";
import { configure, runtime } from "#kit/runtime";
import { createSamples, samples, samplesCrud } from "#kit/samples.fixture";
import { pgliteDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { jsonLog } from "./json-log.ts";
import { type busEntry, busPublisher } from "./publish.ts";

const eventRow = (payload: object = {}): EventRow => ({
  id: randomUUID(),
  user_id: randomUUID(),
  actor_id: null,
  event_type: "kit.sample.created",
  source: "lifeos/kit",
  entity_type: "sample",
  entity_id: randomUUID(),
  action: "created",
  changed: [],
  payload: payload as Record<string, unknown>,
  correlation_id: randomUUID(),
  causation_id: null,
  platform: null,
  client_version: null,
  created_at: "2026-03-02T12:00:00+00:00",
});

describe("PutEvents", () => {
  interface Call {
    headers: http.IncomingHttpHeaders;
    entries: ReturnType<typeof busEntry>[];
  }
  const accepted = ({ entries }: Call) => ({
    FailedEntryCount: 0,
    Entries: entries.map((_, i) => ({ EventId: String(i) })),
  });
  let calls: Call[] = [];
  let answer: (call: Call) => { status?: number; body: unknown } | undefined;
  let publish: (events: EventRow[]) => Promise<void>;
  const bus = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const call = { headers: request.headers, entries: JSON.parse(Buffer.concat(chunks).toString()).Entries };
    calls.push(call);
    const answered = answer(call);
    if (!answered) return;
    response
      .writeHead(answered.status ?? 200)
      .end(typeof answered.body === "string" ? answered.body : JSON.stringify(answered.body));
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => bus.listen(0, "127.0.0.1", resolve));
    const credentials = { accessKeyId: "AKID", secretAccessKey: "secret" };
    const endpoint = `http://127.0.0.1:${(bus.address() as AddressInfo).port}`;
    publish = busPublisher({ busName: "life", region: "eu-west-1", endpoint, credentials });
  });
  afterAll(() => bus.close().closeAllConnections());
  beforeEach(() => {
    calls = [];
    answer = (call) => ({ body: accepted(call) });
  });

  it("is called as AWS's own client calls it", async () => {
    const row = eventRow({ title: "ä" });
    await publish([row]);
    expect(calls[0]!.entries).toEqual([
      {
        EventBusName: "life",
        Source: "lifeos/kit",
        DetailType: "kit.sample.created",
        Time: Date.parse("2026-03-02T12:00:00Z") / 1000,
        Resources: [],
        Detail: expect.stringContaining('"title":"ä"'),
      },
    ]);
    expect(calls[0]!.headers).toMatchObject({
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AWSEvents.PutEvents",
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/eu-west-1\/events\/aws4_request, /,
      ),
    });
  });

  it("is given no character that a queue refuses, and nothing of the event is lost", async () => {
    const payload = { title: "a\uffffb\ufffec\u0000\u001f\ud800\u{1fffe}\u{1ffff}é" };
    await publish([eventRow(payload)]);
    const { Detail } = calls[0]!.entries[0]!;
    expect(Detail).toMatch(/^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u);
    expect(JSON.parse(Detail).data.payload).toEqual(payload);
  });

  it("takes ten entries and 1 MB a call", async () => {
    await publish(Array.from({ length: 25 }, () => eventRow()));
    expect(calls.map((call) => call.entries.length).sort()).toEqual([10, 10, 5]);
    calls = [];
    const large = eventRow({ text: "ä".repeat(200_000) });
    await publish([large, large, large, large, eventRow()]);
    expect(calls.flatMap((call) => call.entries)).toHaveLength(5);
    for (const { entries } of calls)
      expect(Buffer.byteLength(JSON.stringify(entries.map((one) => one.Detail)))).toBeLessThan(1024 * 1024);
  });

  it.each([
    [
      "an entry was refused",
      () => ({ body: { FailedEntryCount: 1, Entries: [{ ErrorCode: "ThrottlingException" }] } }),
      "refused 1 of 1 events: ThrottlingException",
    ],
    ["the bus failed", () => ({ status: 500, body: "no" }), "answered 500: no"],
    ["the answer is none", () => ({ body: "<html>" }), "JSON"],
    ["nobody answers", () => undefined, "no answer within 1000 ms"],
  ])("fails when %s", async (_, how, message) => {
    answer = how;
    await expect(publish([eventRow()])).rejects.toThrow(message);
  });

  it("fails when nobody is there", async () => {
    const gone = busPublisher({
      busName: "life",
      region: "us-east-1",
      endpoint: "http://127.0.0.1:1",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
    });
    await expect(gone([eventRow()])).rejects.toThrow();
  });
});

describe("a request whose events cannot be published", () => {
  let life: Harness;
  let anna: Person;
  beforeAll(async () => {
    // A pool of connections would have timers of its own.
    const open = await pgliteDb();
    await createSamples(open.database);
    life = await harness(open);
    anna = await life.user("anna");
  });
  afterAll(() => life.close());
  beforeEach(() => {
    life.logs.splice(0);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => void vi.useRealTimers());

  const publishingBy = (publish: (events: EventRow[]) => Promise<void>) => configure({ ...runtime(), publish });
  const create = () => life.call(samplesCrud.create, { as: anna, body: { title: "kept" } });
  const warnings = () => life.logs.filter((line) => line.level === "warn");

  it.each<[string, () => Promise<void>]>([
    [
      "the bus refuses",
      async () => {
        throw new Error("bus is down");
      },
    ],
    [
      "the publisher itself is broken",
      () => {
        throw new Error("bus is down");
      },
    ],
  ])("is answered all the same when %s, the event waits in the outbox, and the log tells", async (_, publish) => {
    publishingBy(publish);
    const { status, body } = await create();
    expect(status).toBe(201);
    const waiting = await life.database.query<{ id: string }>(
      "select e.id from outbox o join events e on e.id = o.event_id where e.entity_id = $1",
      [body.id],
    );
    expect(waiting).toHaveLength(1);
    expect(warnings()).toMatchObject([{ fields: { events: [waiting[0]!.id], error: "bus is down" } }]);
  });

  it("waits for a slow bus for a second and no longer", async () => {
    const asked = Promise.withResolvers<void>();
    publishingBy(() => {
      asked.resolve();
      return new Promise(() => {});
    });
    let answered: number | undefined;
    const answer = create().then(({ status }) => {
      answered = status;
    });
    await asked.promise;
    await vi.advanceTimersByTimeAsync(999);
    expect(answered).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    await answer;
    expect(answered).toBe(201);
    expect(warnings()).toMatchObject([{ fields: { error: "no answer within 1000 ms" } }]);
    expect(await life.count(samples)).toBeGreaterThan(0);
  });

  it("is not held up, and leaves no timer, when the bus answers", async () => {
    publishingBy(async () => {});
    expect((await create()).status).toBe(201);
    expect([vi.getTimerCount(), warnings()]).toEqual([0, []]);
  });

  it("does not hear of a bus that fails after the second", async () => {
    const failing = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    publishingBy(() => {
      asked.resolve();
      return failing.promise;
    });
    const answer = create();
    await asked.promise;
    await vi.advanceTimersByTimeAsync(1_000);
    failing.reject(new Error("too late to matter"));
    expect((await answer).status).toBe(201);
  });
});

it("logs one line of JSON for each call, from the threshold on", () => {
  const lines: string[] = [];
  const log = jsonLog((line) => lines.push(line), "warn");
  log("info", "not this");
  log("error", "a\nb", { requestId: "r" });
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain("\n");
  expect(JSON.parse(lines[0]!)).toMatchObject({
    level: "error",
    message: "a\nb",
    requestId: "r",
    time: expect.stringMatching(/Z$/),
  });
});

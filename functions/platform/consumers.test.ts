import { randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SqsEvent } from "#cloud/lambda";
import { queueHandler } from "#cloud/queue-consumer";
import { outbox } from "#core/platform/events.sql";
import * as Notifications from "#core/platform/notifications";
import { acknowledge, forward } from "#functions/platform/consumers";
import type { CloudEvent } from "#kit/event";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { hurry } from "#testing/hurry";
import { watched } from "#testing/watched";

let life: Harness;
let flights = 0;
beforeAll(async () => {
  const open = await testDb();
  life = await harness(open, { transport: watched(open, { before: () => flights++ }) });
});
afterAll(() => life.close());

/** Delivered events, each with its row in the outbox. */
async function happened(count: number): Promise<CloudEvent[]> {
  const anna = await life.user("anna");
  const before = life.published.length;
  for (let i = 0; i < count; i++)
    await Notifications.send(life.as(anna), { kind: "news", title: "News", sourceEventId: randomUUID() });
  return life.published.slice(before);
}
const waiting = (events: CloudEvent[]) =>
  life.count(outbox, `event_id in (${events.map(({ id }) => `'${id}'`).join(", ")})`);

/** A batch whose first message is no event of LifeOS. */
function withNonsense(detail: unknown, events: CloudEvent[]): SqsEvent {
  const record = (messageId: string, body: unknown) => ({
    messageId,
    receiptHandle: messageId,
    body: JSON.stringify({ detail: body }),
    attributes: { ApproximateReceiveCount: "1", SentTimestamp: "0" },
    eventSourceARN: "arn:aws:sqs:local:000000000000:test",
  });
  return { Records: [record("nonsense", detail), ...events.map((event) => record(event.id, event))] };
}

describe("acknowledging", () => {
  it("removes delivered events from the outbox, in one flight, and nothing else", async () => {
    const seen = await happened(3);
    const unseen = await happened(2);
    flights = 0;
    expect(await life.deliver(acknowledge, seen)).toEqual([]);
    expect(flights).toBe(1);
    expect([await waiting(seen), await waiting(unseen)]).toEqual([0, 2]);
    expect(await life.deliver(acknowledge, seen)).toEqual([]);
    expect(await waiting(unseen)).toBe(2);
  });

  it.each([null, {}, { id: 7 }, { id: "'; drop table outbox" }])(
    "names %j as failed and acknowledges the rest",
    async (detail) => {
      const seen = await happened(2);
      expect(await queueHandler(acknowledge)(withNonsense(detail, seen))).toEqual({
        batchItemFailures: [{ itemIdentifier: "nonsense", reason: "The message is no event." }],
      });
      expect(await waiting(seen)).toBe(0);
    },
  );
});

describe("forwarding to Inngest", () => {
  /** A stand-in for Inngest's event API: `POST /e/{event key}` with an array of events. */
  interface Received {
    path: string;
    events: { id: string; name: string; ts: number; data: CloudEvent }[];
  }
  const calls: Received[] = [];
  let statusFor: (call: Received) => number;
  const inngest = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const call = { path: request.url!, events: JSON.parse(Buffer.concat(chunks).toString("utf8")) };
      calls.push(call);
      const status = statusFor(call);
      const body =
        status === 200
          ? { ids: call.events.map(({ id }: { id: string }) => id), status }
          : { error: "refused", status };
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => inngest.listen(0, "127.0.0.1", resolve));
  });
  beforeEach(() => {
    calls.length = 0;
    statusFor = () => 200;
    life.config.INNGEST_BASE_URL = `http://127.0.0.1:${(inngest.address() as AddressInfo).port}`;
    life.config.INNGEST_EVENT_KEY = "a-key";
  });
  afterAll(async () => {
    inngest.closeAllConnections();
    await new Promise((resolve) => inngest.close(resolve));
  });

  it("sends a batch in one call: type as name, the event as data, under its own id and time", async () => {
    const events = (await happened(3)).map((event) => ({ ...event, time: "2026-03-01T07:00:00.123Z" }));
    expect(await life.deliver(forward, events)).toEqual([]);
    expect(calls).toHaveLength(1);
    expect(calls[0]!.path).toBe("/e/a-key");
    expect(calls[0]!.events).toMatchObject(
      events.map((event) => ({ id: event.id, name: event.type, ts: Date.parse(event.time), data: event })),
    );
  });

  it("gives no event a time later than now, because it would start nothing until then", async () => {
    const [event] = await happened(1);
    const early = new Date(life.now().getTime() + 60_000).toISOString();
    expect(await life.deliver(forward, [{ ...event!, time: early }])).toEqual([]);
    expect(calls[0]!.events).toMatchObject([{ ts: life.now().getTime(), data: { time: early } }]);
  });

  it("sends refused batches one by one, and reports only the events that are refused alone", async () => {
    const [good, bad, fine] = (await happened(3)) as [CloudEvent, CloudEvent, CloudEvent];
    statusFor = ({ events }) => (events.some(({ id }) => id === bad.id) ? 400 : 200);
    expect(await hurry(() => life.deliver(forward, [good, bad, fine]))).toEqual([bad.id]);
    const taken = calls.filter((call) => statusFor(call) === 200).flatMap(({ events }) => events.map(({ id }) => id));
    expect(taken.sort()).toEqual([good.id, fine.id].sort());
    expect(life.logs).toContainEqual(
      expect.objectContaining({
        level: "error",
        fields: expect.objectContaining({ error: expect.stringContaining(bad.id) }),
      }),
    );
  });

  it("reports all as failed while Inngest is down", async () => {
    const events = await happened(2);
    statusFor = () => 503;
    const failed = await hurry(() => life.deliver(forward, events));
    expect(failed.sort()).toEqual(events.map(({ id }) => id).sort());
  });

  it("reports what is no event as failed and sends the rest", async () => {
    const events = await happened(1);
    expect(await queueHandler(forward)(withNonsense({ id: "x" }, events))).toEqual({
      batchItemFailures: [{ itemIdentifier: "nonsense", reason: "The message is no event." }],
    });
    expect(calls.flatMap((call) => call.events.map(({ id }) => id))).toEqual([events[0]!.id]);
  });

  it("needs no key for a self-hosted server, and reports when there is neither", async () => {
    const events = await happened(1);
    life.config.INNGEST_EVENT_KEY = undefined;
    expect(await life.deliver(forward, events)).toEqual([]);
    expect(calls).toHaveLength(1);
    life.config.INNGEST_BASE_URL = undefined;
    await expect(life.deliver(forward, events)).rejects.toThrow(/INNGEST_EVENT_KEY/);
  });
});

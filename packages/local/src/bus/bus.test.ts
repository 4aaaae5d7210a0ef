import { describe, expect, it } from "vitest";
import { busFixture, consumer, databases, detailOf, entry, settled } from "#testing/bus";
import { someOf } from "#testing/sampled";
import type { SQSEvent } from "./wire.ts";

describe.each(someOf("databases", databases, 1))("on $name", ({ open }) => {
  const { startBus } = busFixture(open);

  describe("publishing", () => {
    it("delivers each event in EventBridge's envelope, as an SQS record, to every queue whose rule matches", async () => {
      const events: SQSEvent[] = [];
      const keep = async (event: SQSEvent) => void events.push(event);
      const bus = await startBus({
        now: () => new Date("2026-03-01T10:11:12.345Z"),
        region: "eu-central-1",
        account: "123456789012",
        consumers: [
          consumer("everything", keep),
          consumer("tasks", keep, { pattern: { "detail-type": [{ prefix: "work.task." }] } }),
          consumer("meals", keep, { pattern: { "detail-type": ["health.meal.logged"] } }),
        ],
      });
      const result = await bus.putEvents([
        entry(1, { Detail: '{"n":1,"big":12345678901234567890}', Resources: ["arn:x"] }),
      ]);
      await bus.idle();

      expect(result).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: expect.stringMatching(/^[0-9a-f-]{36}$/) }] });
      expect(events.map((event) => event.Records[0]?.eventSourceARN).sort()).toEqual([
        "arn:aws:sqs:eu-central-1:123456789012:everything",
        "arn:aws:sqs:eu-central-1:123456789012:tasks",
      ]);
      const [record] = events[0]?.Records ?? [];
      expect(record).toMatchObject({
        eventSource: "aws:sqs",
        awsRegion: "eu-central-1",
        messageAttributes: {},
        md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
        attributes: { ApproximateReceiveCount: "1", SentTimestamp: String(Date.parse("2026-03-01T10:11:12.345Z")) },
      });
      expect(JSON.parse(record?.body ?? "")).toMatchObject({
        version: "0",
        id: result.Entries[0]?.EventId,
        "detail-type": "work.task.completed",
        source: "lifeos/work",
        account: "123456789012",
        time: "2026-03-01T10:11:12Z",
        region: "eu-central-1",
        resources: ["arn:x"],
      });
      expect(record?.body).toContain('"detail":{"n":1,"big":12345678901234567890}');
    });

    it("refuses single entries and accepts the rest", async () => {
      const seen: unknown[] = [];
      const bus = await startBus({
        consumers: [consumer("all", async (event) => void seen.push(...event.Records.map(detailOf)))],
      });
      const result = await bus.putEvents([
        entry(1),
        entry(2, { Detail: "[1]" }),
        entry(3, { Detail: "{" }),
        entry(4, { DetailType: undefined }),
        entry(5, { EventBusName: "another" }),
        entry(6, { DetailType: "x".repeat(129) }),
        entry(7, { Time: new Date(Number.NaN) }),
        entry(8, { EventBusName: "arn:aws:events:us-east-1:000000000000:event-bus/life" }),
      ]);
      await bus.idle();

      expect(result.FailedEntryCount).toBe(6);
      expect(result.Entries.map((one) => one.ErrorCode)).toEqual([
        undefined,
        "MalformedDetail",
        "MalformedDetail",
        "InvalidArgument",
        "ResourceNotFoundException",
        "InvalidArgument",
        "InvalidArgument",
        undefined,
      ]);
      expect(seen.sort()).toEqual([1, 8]);
    });

    it("passes events of the default bus, or without a bus, to the rules of the default bus alone", async () => {
      const seen: Record<string, unknown[]> = { ours: [], ofAws: [] };
      const keep = (name: string) => async (event: SQSEvent) => void seen[name]!.push(...event.Records.map(detailOf));
      const all = { pattern: { source: [{ prefix: "" }] } };
      const bus = await startBus({
        consumers: [
          consumer("ours", keep("ours"), all),
          consumer("of-aws", keep("ofAws"), { ...all, isOnDefaultBus: true }),
        ],
      });
      const result = await bus.putEvents([
        entry(1),
        entry(2, { EventBusName: undefined }),
        entry(3, { EventBusName: "default" }),
        entry(4, { EventBusName: "arn:aws:events:us-east-1:000000000000:event-bus/default" }),
        entry(5, { EventBusName: undefined, Source: "aws.s3" }),
      ]);
      await bus.idle();
      expect(result.FailedEntryCount).toBe(0);
      expect([seen.ours, seen.ofAws!.sort()]).toEqual([[1], [2, 3, 4, 5]]);
    });

    it("accepts an event with characters that SQS refuses, and puts it into no queue, unless they are escaped", async () => {
      const seen: unknown[] = [];
      const warned: string[] = [];
      const bus = await startBus({
        consumers: [consumer("all", async (event) => void seen.push(...event.Records.map(detailOf)))],
        log: ({ message }) => void warned.push(message),
      });
      const detail = (n: string) => ({ Detail: `{"n":"${n}"}` });
      const result = await bus.putEvents([entry(0, detail("\uffff")), entry(0, detail("\\uffff\\ufffe")), entry(3)]);
      await bus.idle();
      expect(result).toMatchObject({ FailedEntryCount: 0 });
      expect(seen.toSorted()).toEqual([3, "\uffff\ufffe"]);
      expect(warned).toEqual([expect.stringContaining("SQS refuses")]);
    });

    it("refuses a call with no entries, more than ten, or more than 1 MB in all", async () => {
      const bus = await startBus({});
      const half = (extra: number) => {
        const detail = JSON.stringify({ n: "" });
        const head = "lifeos/work".length + "work.task.completed".length + detail.length;
        return entry("x".repeat(512 * 1024 - head + extra));
      };
      await expect(bus.putEvents([])).rejects.toMatchObject({ type: "ValidationException" });
      await expect(bus.putEvents(Array(11).fill(entry(1)))).rejects.toMatchObject({ type: "ValidationException" });
      await expect(bus.putEvents([half(0), half(0)])).resolves.toMatchObject({ FailedEntryCount: 0 });
      await expect(bus.putEvents([half(0), half(1)])).rejects.toMatchObject({ type: "ValidationException" });
    });

    it("does not deduplicate", async () => {
      const seen: unknown[] = [];
      const bus = await startBus({
        consumers: [consumer("all", async (event) => void seen.push(...event.Records.map(detailOf)))],
      });
      await bus.putEvents([entry(1), entry(1)]);
      await bus.putEvents([entry(1)]);
      await bus.idle();
      expect(seen).toEqual([1, 1, 1]);
    });
  });

  describe("delivering", () => {
    it("delivers again only what a batch reports as failed", async () => {
      const deliveries: unknown[][] = [];
      const bus = await startBus({
        consumers: [
          consumer("all", async (event) => {
            deliveries.push(event.Records.map(detailOf));
            const failing = event.Records.filter(
              (one) => detailOf(one) === 2 && one.attributes.ApproximateReceiveCount === "1",
            );
            return settled(failing.map((record) => record.messageId));
          }),
        ],
      });
      await bus.putEvents([entry(1), entry(2), entry(3)]);
      await bus.idle();
      expect(deliveries).toHaveLength(2);
      expect(deliveries[0]?.toSorted()).toEqual([1, 2, 3]);
      expect(deliveries[1]).toEqual([2]);
    });

    it("moves a poison message to the dead letters after five tries, with its error, and delivers the rest of its batch", async () => {
      const tries = new Map<unknown, number>();
      const phases: string[] = [];
      const bus = await startBus({
        pollIntervalMs: 3_600_000,
        onPhase: (phase) => void phases.push(phase),
        consumers: [
          consumer("all", async (event) => {
            for (const record of event.Records) tries.set(detailOf(record), (tries.get(detailOf(record)) ?? 0) + 1);
            if (event.Records.some((record) => detailOf(record) === "poison")) throw new TypeError("cannot read\0it");
          }),
        ],
      });
      await bus.putEvents([entry("before"), entry("poison"), entry("after")]);
      await bus.idle();

      expect(Object.fromEntries(tries)).toEqual({ before: 2, poison: 5, after: 2 });
      const dead = await bus.queues.deadLetters("all");
      expect(dead).toMatchObject([{ queue: "all", receiveCount: 5, error: "TypeError: cannot readit" }]);
      expect(detailOf(dead[0])).toBe("poison");
      expect(await bus.queues.depths()).toEqual([{ name: "all", visible: 0, inFlight: 0, dead: 1 }]);
      expect(phases.filter((phase) => phase === "dead-letter")).toHaveLength(1);
      expect(phases).toContain("publish");
    });

    it("redrives a dead letter once, however often it is asked to", async () => {
      let broken = true;
      const seen: unknown[] = [];
      const bus = await startBus({
        consumers: [
          consumer("all", async (event) => {
            if (broken) throw new Error("broken");
            seen.push(...event.Records.map((record) => [detailOf(record), record.attributes.ApproximateReceiveCount]));
          }),
        ],
      });
      await bus.putEvents([entry(1), entry(2)]);
      await bus.idle();
      const [first, second] = await bus.queues.deadLetters();
      broken = false;
      const asked = await Promise.all([1, 2, 3].map(() => bus.queues.redrive([first?.messageId ?? ""])));
      await bus.queues.discard([second?.messageId ?? ""]);
      await bus.idle();

      expect(asked.flat()).toEqual([{ messageId: first?.messageId, queue: "all" }]);
      expect(seen).toEqual([[detailOf(first), "1"]]);
      expect(await bus.queues.deadLetters()).toEqual([]);
    });

    it("fails the batch when the handler names an unknown record, answers a malformed list or runs out of time", async () => {
      const answers: unknown[] = [{ batchItemFailures: [{ itemIdentifier: "unknown" }] }, { batchItemFailures: "all" }];
      let calls = 0;
      const bus = await startBus({
        consumers: [
          consumer(
            "all",
            async () => {
              calls += 1;
              if (calls <= answers.length) return answers[calls - 1];
              if (calls === 3) return new Promise(() => {});
            },
            { timeoutMs: 20 },
          ),
        ],
      });
      await bus.putEvents([entry(1)]);
      await bus.idle();
      expect(calls).toBe(4);
      expect(await bus.queues.deadLetters()).toEqual([]);
    });

    it("waits for the retry delay and for the visibility timeout of a delivery that never ended", async () => {
      let time = Date.parse("2026-03-01T10:00:00Z");
      const receives: string[] = [];
      const bus = await startBus({
        now: () => new Date(time),
        retryDelayMs: 60_000,
        consumers: [
          consumer(
            "all",
            async (event) => {
              receives.push(event.Records[0]?.attributes.ApproximateReceiveCount ?? "");
              if (receives.length === 1) throw new Error("not yet");
            },
            { visibilityTimeoutMs: 120_000 },
          ),
        ],
      });
      await bus.putEvents([entry(1)]);
      await bus.idle({ retries: false });
      time += 59_999;
      await bus.wake();
      await bus.idle({ retries: false });
      expect(receives).toEqual(["1"]);
      time += 1;
      await bus.wake();
      await bus.idle();
      expect(receives).toEqual(["1", "2"]);
    });

    it("gives handlers a frozen copy and a Lambda context", async () => {
      const problems: unknown[] = [];
      const contexts: unknown[] = [];
      const bus = await startBus({
        consumers: [
          consumer("all", async (event, context) => {
            try {
              (event.Records[0] as { body: string }).body = "changed";
            } catch (error) {
              problems.push(error);
            }
            contexts.push([context.functionName, context.invokedFunctionArn, context.getRemainingTimeInMillis() > 0]);
          }),
        ],
      });
      await bus.putEvents([entry(1)]);
      await bus.idle();
      expect(problems).toEqual([expect.any(TypeError)]);
      expect(contexts).toEqual([["all", "arn:aws:lambda:us-east-1:000000000000:function:all", true]]);
    });

    it("gathers messages until the batch is full", async () => {
      const sizes: number[] = [];
      const bus = await startBus({
        pollIntervalMs: 3_600_000,
        consumers: [
          consumer("all", async (event) => void sizes.push(event.Records.length), {
            batchSize: 4,
            batchWindowMs: 300_000,
          }),
        ],
      });
      await bus.idle();
      for (const n of [1, 2, 3]) await bus.putEvents([entry(n)]);
      expect(await bus.queues.depths()).toMatchObject([{ visible: 3 }]);
      await bus.putEvents([entry(4)]);
      await bus.idle();
      expect(sizes).toEqual([4]);
    });

    it("gathers messages until the window ends", async () => {
      const sizes: number[] = [];
      const bus = await startBus({
        pollIntervalMs: 3_600_000,
        consumers: [
          consumer("all", async (event) => void sizes.push(event.Records.length), { batchSize: 4, batchWindowMs: 1 }),
        ],
      });
      await bus.putEvents([entry(1), entry(2)]);
      await bus.idle();
      expect(sizes).toEqual([2]);
    });

    it("does not let new messages overtake waiting or retried ones for long, however many come", async () => {
      const order: number[] = [];
      const bus = await startBus({
        pollIntervalMs: 5,
        consumers: [
          consumer(
            "all",
            async (event) => {
              const [record] = event.Records;
              const n = Number(detailOf(record));
              order.push(n);
              if (n === 0 && record?.attributes.ApproximateReceiveCount === "1") throw new Error("once more");
              // Each delivery publishes more messages than it removes. Two deliveries run at once, so that the length seen here
              // may step over a number.
              if (order.length < 120) await bus.putEvents([entry(order.length + 1_000), entry(order.length + 2_000)]);
            },
            { batchSize: 1, concurrency: 2 },
          ),
        ],
      });
      await bus.putEvents(Array.from({ length: 10 }, (_, n) => entry(n)));
      await bus.idle();
      expect(order.lastIndexOf(0)).toBeGreaterThan(0);
      for (let n = 0; n < 10; n++) expect(order.lastIndexOf(n)).toBeLessThan(60);
    });

    it("keeps within the concurrency of a consumer", async () => {
      let active = 0;
      let most = 0;
      const bus = await startBus({
        consumers: [
          consumer(
            "all",
            async () => {
              active += 1;
              most = Math.max(most, active);
              await new Promise((resolve) => setImmediate(resolve));
              active -= 1;
            },
            { batchSize: 1, concurrency: 3 },
          ),
        ],
      });
      await Promise.all(Array.from({ length: 4 }, (_, n) => bus.putEvents(Array(10).fill(entry(n)))));
      await bus.idle();
      expect(most).toBe(3);
    });
  });
});

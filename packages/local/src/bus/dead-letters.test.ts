import { describe, expect, it } from "vitest";
import { busFixture, consumer, databases, detailOf, entry, settled } from "#testing/bus";
import { someOf } from "#testing/sampled";
import type { SQSEvent, SQSRecord } from "./wire.ts";

describe.each(someOf("databases", databases, 1))("dead letters on $name", ({ open }) => {
  const fixture = busFixture(open);
  const { startBus } = fixture;
  const fail = async () => {
    throw new RangeError("no such\0month");
  };
  const recorder = (handler: (event: SQSEvent) => Promise<unknown>) =>
    consumer("record", handler, { pattern: "dead letters" });

  it("go to the consumer that takes them, with the queue they were in and the last error, and are then gone", async () => {
    const dead: SQSRecord[] = [];
    const bus = await startBus({
      consumers: [consumer("all", fail), recorder(async (event) => void dead.push(...event.Records))],
    });
    await bus.putEvents([entry(1)]);
    await bus.idle();
    expect(dead).toMatchObject([
      {
        eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:record",
        attributes: {
          DeadLetterQueueSourceArn: "arn:aws:sqs:us-east-1:000000000000:all",
          ApproximateReceiveCount: "1",
        },
        messageAttributes: {
          ERROR_MESSAGE: { stringValue: "RangeError: no suchmonth", dataType: "String" },
          RETRY_ATTEMPTS: { stringValue: "5", dataType: "Number" },
        },
      },
    ]);
    expect(detailOf(dead[0])).toBe(1);
    expect(await bus.queues.depths()).toEqual(
      ["all", "record"].map((name) => ({ name, visible: 0, inFlight: 0, dead: 0 })),
    );
    expect(await bus.queues.deadLetters()).toEqual([]);
  });

  it("keep the id of their message", async () => {
    const ids = { all: new Set<string>(), record: new Set<string>() };
    const bus = await startBus({
      consumers: [
        consumer("all", async (event) => {
          for (const { messageId } of event.Records) ids.all.add(messageId);
          return settled(event.Records.map(({ messageId }) => messageId));
        }),
        recorder(async (event) => void event.Records.map(({ messageId }) => ids.record.add(messageId))),
      ],
    });
    await bus.putEvents([entry(1), entry(2)]);
    await bus.idle();
    expect(ids.record).toEqual(ids.all);
    expect(ids.all.size).toBe(2);
  });

  it("of schedules go there too", async () => {
    let time = Date.parse("2026-03-01T08:58:30Z");
    const dead: SQSRecord[] = [];
    const bus = await startBus({
      now: () => new Date(time),
      consumers: [recorder(async (event) => void dead.push(...event.Records))],
      schedules: [{ name: "daily", expression: "cron(0 9 * * ? *)", handler: fail }],
    });
    time += 90_000;
    await bus.wake();
    await bus.idle();
    expect(dead.map(({ attributes }) => attributes.DeadLetterQueueSourceArn)).toEqual([
      "arn:aws:sqs:us-east-1:000000000000:schedule-daily",
    ]);
  });

  it("are tried again when their consumer fails, and kept under the queue they came from when it gives up as well", async () => {
    let tries = 0;
    const bus = await startBus({
      consumers: [
        consumer("all", fail),
        recorder(async () => {
          tries += 1;
          throw new Error("the database is away");
        }),
      ],
    });
    await bus.putEvents([entry(1)]);
    await bus.idle();
    expect(tries).toBe(5);
    expect(await bus.queues.deadLetters("all")).toMatchObject([
      { queue: "all", error: "Error: the database is away; before that: RangeError: no suchmonth" },
    ]);
  });

  it("say how often a message was received so that five means the last try, whatever happened to processes meanwhile", async () => {
    const received: string[] = [];
    const options = {
      consumers: [
        consumer("all", async (event: SQSEvent) => {
          received.push(event.Records[0]!.attributes.ApproximateReceiveCount);
          throw new Error("failed");
        }),
      ],
    };
    const bus = await startBus(options);
    await bus.stop();
    await bus.putEvents([entry(1)]);
    await fixture.database().query("update cloud.queue_message set receive_count = 7, failure_count = 1");
    await (await startBus(options)).idle();
    expect(received).toEqual(["4", "4", "4", "11"]);
  });

  it("have one consumer at most", async () => {
    await expect(
      startBus({ consumers: [recorder(fail), consumer("second", fail, { pattern: "dead letters" })] }),
    ).rejects.toThrow("Only one consumer");
  });
});

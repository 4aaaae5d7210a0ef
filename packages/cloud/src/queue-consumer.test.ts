import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { insert } from "#kit/change";
import { batchConsumer, consumer, serviceConsumer } from "#kit/consumer";
import type { Ctx } from "#kit/ctx";
import { db, read } from "#kit/db";
import type { CloudEvent } from "#kit/event";
import { createSamples, SampleEvents, samples, samplesCrud } from "#kit/samples.fixture";
import { schedule } from "#kit/schedule";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { scheduleHandler } from "./clock.ts";
import type { SqsEvent } from "./lambda.ts";
import { queueHandler } from "./queue-consumer.ts";

let life: Harness;
let anna: Person;
let caused: CloudEvent;
beforeAll(async () => {
  const open = await testDb();
  await createSamples(open.database);
  life = await harness(open);
  anna = await life.user("anna");
});
afterAll(() => life.close());
beforeEach(async () => {
  await life.call(samplesCrud.create, { as: anna, body: { title: "cause" } });
  caused = life.published.at(-1)!;
  life.logs.splice(0);
});

const titled = (title: string) => life.count(samples, `title = '${title}'`);
/** A consumer that writes one sample for each event, and fails when `fail` says so. */
function writing(
  id: `kit.${string}`,
  title: string,
  fail: (ctx: Ctx, event: CloudEvent) => Promise<void> | void = () => {},
) {
  return consumer(id, [SampleEvents.created], {
    summary: "Write",
    async handler(ctx, event) {
      await ctx.db.batch([insert(ctx, samples, { title }, { emits: { event: SampleEvents.created } })]);
      await fail(ctx, event);
    },
  });
}
const records = (...bodies: string[]): SqsEvent => ({
  Records: bodies.map((body, i) => ({
    messageId: `m${i}`,
    receiptHandle: "r",
    body,
    attributes: { ApproximateReceiveCount: "1", SentTimestamp: "0" },
    eventSourceARN: "arn:aws:sqs:local:000000000000:test",
  })),
});

describe("a consumer", () => {
  it("acts as the owner of what changed, in the story of the event", async () => {
    let speaker: unknown;
    const title = randomUUID();
    const write = consumer("kit.speak", [SampleEvents.created], {
      summary: "Speak",
      async handler(ctx) {
        const [[row]] = await ctx.db.batch([read(sql`select current_user::text as role, me() as me`)]);
        speaker = row;
        await ctx.db.batch([insert(ctx, samples, { title }, { emits: { event: SampleEvents.created } })]);
      },
    });
    expect(await life.deliver(write, [caused])).toEqual([]);
    expect(speaker).toEqual({ role: "lifeos_app", me: anna.userId });
    const effect = life.published.at(-1)!;
    expect(effect).toMatchObject({
      subject: anna.userId,
      causationid: caused.id,
      correlationid: caused.correlationid,
      data: { payload: { title } },
    });
  });

  it("has one effect of one event, however often it comes, and even when it fails after it wrote", async () => {
    const title = randomUUID();
    let failures = 2;
    const write = writing("kit.once", title, () => {
      if (failures-- > 0) throw new Error("out of luck");
    });
    expect(await life.deliver(write, [caused])).toEqual([caused.id]);
    expect(await life.deliver(write, [caused])).toEqual([caused.id]);
    expect(await life.deliver(write, [caused, caused])).toEqual([]);
    expect(await titled(title)).toBe(1);
    expect(life.published.filter((event) => event.data.payload.title === title)).toHaveLength(1);
  });

  it("has an effect of its own for each event and each consumer", async () => {
    const title = randomUUID();
    await life.call(samplesCrud.create, { as: anna, body: { title: "another cause" } });
    const another = life.published.at(-1)!;
    await life.deliver(writing("kit.first", title), [caused, another]);
    await life.deliver(writing("kit.second", title), [caused, another]);
    expect(await titled(title)).toBe(4);
  });

  it("that writes in several batches repeats none of them", async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    let crashed = false;
    const write = consumer("kit.twice", [SampleEvents.created], {
      summary: "Write twice",
      async handler(ctx) {
        const [row] = await ctx.db.batch([insert(ctx, samples, { title: first })]);
        if (!crashed) {
          crashed = true;
          throw new Error("between the two");
        }
        await ctx.db.batch([db.select().from(samples).limit(1)]);
        await ctx.db.batch([insert(ctx, samples, { title: second, otherId: row.id })]);
      },
    });
    for (let i = 0; i < 3; i++) await life.deliver(write, [caused]);
    expect([await titled(first), await titled(second)]).toEqual([1, 1]);
    const joined = await life.database.query(
      "select 1 from samples a join samples b on b.other_id = a.id where a.title = $1",
      [first],
    );
    expect(joined).toHaveLength(1);
  });

  it("lets one that fails hold up nobody, names it and logs why", async () => {
    const title = randomUUID();
    const poison = { ...caused, id: randomUUID() };
    const nobodys = { ...caused, id: randomUUID(), subject: undefined };
    const good = [
      { ...caused, id: randomUUID() },
      { ...caused, id: randomUUID() },
    ] as const;
    const write = writing("kit.poison", title, (_, event) => {
      if (event.id === poison.id) throw new Error("poison");
    });
    expect(await life.deliver(write, [good[0], poison, nobodys, good[1]])).toEqual([poison.id, nobodys.id]);
    expect(await titled(title)).toBe(3);
    const logged = life.logs.filter((line) => line.level === "error").map((line) => line.fields);
    expect(logged).toMatchObject([
      { consumer: "kit.poison", messageId: poison.id, error: "poison" },
      { messageId: nobodys.id, error: expect.stringContaining("belongs to nobody") },
    ]);
  });

  it("speaks with the tier of the owner", async () => {
    const rich = await life.user("rich", { tier: "enterprise" });
    const tiers: string[] = [];
    const looks = consumer("kit.looks", [SampleEvents.created], {
      summary: "Test",
      handler: async ({ actor }) => tiers.push(actor.tier),
    });
    expect(await life.deliver(looks, [{ ...caused, subject: rich.userId }, caused])).toEqual([]);
    expect(tiers).toEqual(["enterprise", "free"]);
  });

  it("names a message that is none, and nothing else", async () => {
    const title = randomUUID();
    const good = JSON.stringify({ id: "1", detail: caused });
    const { batchItemFailures } = await queueHandler(writing("kit.garbage", title))(
      records("{", good, "null", '{"detail": {}}'),
    );
    expect(batchItemFailures.map((one) => one.itemIdentifier)).toEqual(["m0", "m2", "m3"]);
    expect(await titled(title)).toBe(1);
  });

  it("waits until what it emitted is on the bus", async () => {
    const title = randomUUID();
    await life.deliver(writing("kit.publish", title), [caused]);
    expect(life.published.at(-1)!.data.payload.title).toBe(title);
  });
});

describe("a consumer of the service", () => {
  it("gets whole batches, sees every tenant, and names what failed", async () => {
    let seen = 0;
    const relay = batchConsumer("kit.relay", "everything", {
      summary: "Relay",
      async handler(ctx, events) {
        const [[row]] = await ctx.db.batch([read<{ n: number }>(sql`select count(*)::int as n from users`)]);
        seen = row!.n;
        return { failed: [{ recordId: events[1]!.recordId, reason: "not now" }] };
      },
    });
    const other = { ...caused, id: randomUUID() };
    expect(await life.deliver(relay, [caused, other])).toEqual([other.id]);
    expect(seen).toBeGreaterThan(0);
  });

  it("that throws fails the batch, and a message that is none fails alone", async () => {
    const broken = batchConsumer("kit.broken", "everything", {
      summary: "Break",
      handler: () => Promise.reject(new Error("no")),
    });
    await expect(life.deliver(broken, [caused])).rejects.toThrow("no");
    const got: number[] = [];
    const careful = batchConsumer("kit.careful", "everything", {
      summary: "Care",
      handler: async (_, events) => void got.push(events.length) as undefined,
    });
    const { batchItemFailures } = await queueHandler(careful)(
      records("{", JSON.stringify({ id: "1", detail: caused })),
    );
    expect([batchItemFailures.map((one) => one.itemIdentifier), got]).toEqual([["m0"], [1]]);
  });

  it("has one effect of one event of AWS", async () => {
    const title = randomUUID();
    const take = serviceConsumer(
      "kit.take",
      { source: "aws.s3", detailType: "Object Created" },
      {
        summary: "Take",
        handler: (ctx, { detail }) =>
          ctx.db.batch([insert(ctx, samples, { title, userId: (detail as { owner: string }).owner })]),
      },
    );
    const message = JSON.stringify({ id: randomUUID(), source: "aws.s3", detail: { owner: anna.userId } });
    for (let i = 0; i < 2; i++)
      expect((await queueHandler(take)(records(message, message))).batchItemFailures).toEqual([]);
    expect(await titled(title)).toBe(1);
  });
});

describe("a schedule", () => {
  it("runs as the service and waits until what it emitted is on the bus", async () => {
    const title = randomUUID();
    const nightly = schedule("kit.nightly", "cron(0 3 * * ? *)", {
      summary: "Nightly",
      async handler(ctx) {
        await ctx.db.batch([
          insert(ctx, samples, { title, userId: anna.userId }, { emits: { event: SampleEvents.created } }),
        ]);
      },
    });
    await scheduleHandler(nightly)({});
    expect(life.published.at(-1)).toMatchObject({ subject: anna.userId, data: { actorId: null, payload: { title } } });
    expect({ ...nightly }).toMatchObject({
      kind: "schedule",
      id: "kit.nightly",
      expression: "cron(0 3 * * ? *)",
      timezone: "UTC",
    });
  });

  it("that fails says so, so that it is tried again", async () => {
    const failing = schedule("kit.failing", "rate(1 minute)", {
      summary: "Fail",
      handler: () => Promise.reject(new Error("no")),
    });
    await expect(scheduleHandler(failing)({})).rejects.toThrow("no");
  });
});

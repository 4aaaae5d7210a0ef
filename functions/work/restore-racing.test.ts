/** Several want a deleted row back at the same moment, or its place. On a server, for PGlite has one connection. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as LifeDomains from "#functions/work/life-domains";
import * as Tasks from "#functions/work/tasks";
import { updateMany, upsertMany } from "#kit/change-many";
import { createSamples, SampleEvents, samples } from "#kit/samples.fixture";
import { serverDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type Harness, harness, type Person } from "#testing/harness";
import { isWhole } from "#testing/sampled";

let life: Harness;
let anna: Person;
beforeAll(async () => {
  const open = await serverDb();
  await createSamples(open.database);
  await open.database.exec("create unique index samples_title on samples (user_id, title)");
  life = await harness(open);
  anna = await life.user("anna");
});
afterAll(() => life.close());

const statuses = async (asked: Promise<{ status: number }>[]) =>
  (await Promise.all(asked)).map(({ status }) => status).sort();

it("lets one of two rows have the place that both had, and tells the other why not", async () => {
  const one = async () => {
    const { body } = await life.call(LifeDomains.create, { as: anna, body: { name: "Garden", slug: "garden" } });
    const params = { lifeDomainId: body.id as string };
    await life.call(LifeDomains.remove, { as: anna, params });
    return { as: anna, params };
  };
  for (let n = 0; n < 5; n++) {
    const both = [await one(), await one()];
    expect(await statuses(both.map((each) => life.call(LifeDomains.restore, each)))).toEqual([200, 409]);
    for (const each of both) await life.call(LifeDomains.remove, each);
  }
});

it("restores a row once, with one event", async () => {
  const { body } = await life.call(Tasks.create, { as: anna, body: { title: "Milk" } });
  const each = { as: anna, params: { taskId: body.id as string } };
  await life.call(Tasks.remove, each);
  expect(await statuses(Array.from({ length: 5 }, () => life.call(Tasks.restore, each)))).toEqual([
    200, 404, 404, 404, 404,
  ]);
  const told = life.published.filter(({ data }) => data.entityId === body.id).map(({ data }) => data.action);
  expect(told).toEqual(["created", "deleted", "restored"]);
});

it("gives consistent answers to a restoration and a deletion at the same time", async () => {
  const { body } = await life.call(Tasks.create, { as: anna, body: { title: "Milk" } });
  const each = { as: anna, params: { taskId: body.id as string } };
  for (let n = 0; n < 10; n++) {
    const answers = await Promise.all([life.call(Tasks.remove, each), life.call(Tasks.restore, each)]);
    const [removed, restored] = answers.map(({ status }) => status);
    // Nobody with the right is told that they have none.
    expect([204, 404]).toContain(removed);
    expect([200, 404]).toContain(restored);
  }
  const told = life.published.filter(({ data }) => data.entityId === body.id).map(({ data }) => data.action);
  const count = (action: string) => told.filter((one) => one === action).length;
  expect([0, 1]).toContain(count("deleted") - count("restored"));
});

it("does not tell a person with the right that they have none, when the row is deleted meanwhile", async () => {
  const { body } = await life.call(Tasks.create, { as: anna, body: { title: "Milk" } });
  const { run } = life.transport;
  // Between the statement that restores nothing, because the row is not deleted, and the one that looks for the reason.
  life.transport.run = async (statements) => {
    const at = statements.findIndex(({ text }) => text.startsWith("with changed as (update")) + 1;
    if (at === 0) return run(statements);
    const waiting = { text: "select pg_advisory_xact_lock(13)", params: [] };
    const results = await run([...statements.slice(0, at), waiting, ...statements.slice(at)]);
    return results.toSpliced(at, 1);
  };
  let restored: Promise<{ status: number }> | undefined;
  try {
    await life.database.transaction(async (tx) => {
      await tx.query("select pg_advisory_xact_lock(13)");
      restored = life.call(Tasks.restore, { as: anna, params: { taskId: body.id } });
      await eventually(async () => {
        const waiting = await life.database.query(
          "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        );
        expect(waiting).toHaveLength(1);
      });
      await life.database.query("update tasks set deleted_at = now() where id = $1", [body.id]);
    });
    expect((await restored!).status).toBe(404);
  } finally {
    life.transport.run = run;
  }
});

describe("two requests for the same rows in opposite order", () => {
  const titles = Array.from({ length: 200 }, (_, n) => `t${n}`);
  const put = (count: number, some: string[]) => {
    const ctx = life.as(anna);
    return ctx.db.batch([
      upsertMany(
        ctx,
        samples,
        some.map((title) => ({ title, count })),
        { on: ["userId", "title"], emits: { created: { event: SampleEvents.created } } },
      ),
    ]);
  };
  const rounds = isWhole("races") ? 30 : 3;

  it("add or change them without a deadlock, each row with one event", async () => {
    expect(
      await failures(async () => {
        for (let n = 0; n < rounds; n++) await Promise.all([put(2 * n, titles), put(2 * n + 1, titles.toReversed())]);
      }),
    ).toEqual([]);
    expect(await life.count(samples, "title like 't%'")).toBe(200);
    const created = life.published.filter(({ type }) => type === SampleEvents.created.type);
    expect(created).toHaveLength(200);
  });

  it("update them by their ids without a deadlock", async () => {
    const [rows] = await put(2 * rounds, titles);
    const ctx = life.as(anna);
    const update = (count: number, some: typeof rows) =>
      ctx.db.batch([
        updateMany(
          ctx,
          samples,
          some.map(({ id }) => ({ id, count })),
        ),
      ]);
    expect(
      await failures(async () => {
        for (let n = 0; n < rounds; n++) await Promise.all([update(2 * n, rows), update(2 * n + 1, rows.toReversed())]);
      }),
    ).toEqual([]);
  });

  /** The SQLSTATEs with which transactions failed meanwhile, including those that were repeated and then succeeded. */
  async function failures(act: () => Promise<void>): Promise<string[]> {
    const { run } = life.transport;
    const failed: string[] = [];
    life.transport.run = (statements) =>
      run(statements).catch((error: { code: string }) => {
        failed.push(error.code);
        throw error;
      });
    try {
      await act();
    } finally {
      life.transport.run = run;
    }
    return failed;
  }
});

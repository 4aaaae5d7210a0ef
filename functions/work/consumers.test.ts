import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TaskOverdue } from "#core/work/events";
import { sayOverdue } from "#functions/work/consumers";
import { complete, create, update } from "#functions/work/tasks";
import { serverDb, testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { nightFalls } from "#testing/nights";

// Monday, 2 March 2026, noon in UTC.
const NOON = "2026-03-02T12:00:00Z";

let life: Harness;
const night = (at: string) => nightFalls(life, at, sayOverdue);
async function task(as: Person, body: object = {}) {
  const { status, body: made } = await life.call(create, { as, body: { title: "Milk", ...body } });
  expect(status, JSON.stringify(made)).toBe(201);
  return made;
}
const of = (row: { id: string }) => ({ taskId: row.id });
const said = (row: { id: string }) => life.events(TaskOverdue).filter((one) => one.data.entityId === row.id);
const saidTo = ({ userId }: Person) => life.events(TaskOverdue).filter((one) => one.subject === userId);
/** Open tasks, inserted without events. */
const given = (userId: string, count: number, dueDate: string, updatedAt = NOON) =>
  life.database.transaction(async (tx) => {
    await tx.query("set local session_replication_role = replica");
    return tx.query(
      "insert into tasks (user_id, title, due_date, updated_at) select $1, 't' || n, $3, $4 from generate_series(1, $2) n",
      [userId, count, dueDate, updatedAt],
    );
  });

describe("a task that is overdue", () => {
  beforeAll(async () => {
    life = await harness(await testDb());
  });
  afterAll(() => life.close());

  it("is reported once for its due day, after midnight in its person's zone", async () => {
    life.setNow(NOON);
    const [berlin, honolulu] = [
      await life.user("berta", { timezone: "Europe/Berlin" }),
      await life.user("hana", { timezone: "Pacific/Honolulu" }),
    ];
    const due = { dueDate: "2026-03-02" };
    const [b, h] = [await task(berlin, { ...due, householdId: berlin.householdId }), await task(honolulu, due)];
    const others = [
      await task(berlin, { dueDate: "2026-03-03" }),
      await task(berlin),
      await task(berlin, { ...due, status: "cancelled" }),
    ];
    const done = await task(berlin, due);
    await life.call(complete, { as: berlin, params: of(done), body: {} });
    await night("2026-03-02T22:45:00Z");
    expect([said(b), said(h)]).toEqual([[], []]);
    const ended = await night("2026-03-02T23:00:00Z");
    await life.deliver(sayOverdue, [...ended, ...ended]);
    // It continues the story of the ended day.
    expect(said(b)).toMatchObject([
      {
        subject: berlin.userId,
        correlationid: ended[0]!.correlationid,
        causationid: ended[0]!.id,
        data: { payload: { dueDate: "2026-03-02" } },
      },
    ]);
    // Others with access to the task see on the timeline that it is late.
    const shared = await life.database.query(
      "select entity_id from events where event_type = $1 and household_id = $2",
      [TaskOverdue.type, berlin.householdId],
    );
    expect(shared).toEqual([{ entity_id: b.id }]);
    expect(said(h)).toEqual([]);
    await night("2026-03-03T10:00:00Z");
    expect([said(b).length, said(h).length]).toEqual([1, 1]);

    await life.call(update, { as: berlin, params: of(b), body: { dueDate: "2026-03-03" } });
    await night("2026-03-03T23:00:00Z");
    expect(said(b).map((one) => one.data.payload.dueDate)).toEqual(["2026-03-02", "2026-03-03"]);
    for (const row of [others[1]!, others[2]!, done]) expect(said(row)).toEqual([]);
    expect(said(others[0]!)).toHaveLength(1);
  });

  it("is made up for within a week, and later if it was changed recently", async () => {
    life.setNow(NOON);
    const anna = await life.user("anna");
    await given(anna.userId, 1, "2026-02-24", "2026-02-01T00:00:00Z");
    await given(anna.userId, 2, "2026-02-23", "2026-02-01T00:00:00Z");
    await given(anna.userId, 4, "2026-01-01", "2026-03-01T13:00:00Z");
    await night("2026-03-03T00:00:00Z");
    expect(saidTo(anna).map((one) => one.data.payload.dueDate)).toEqual([...Array(4).fill("2026-01-01"), "2026-02-24"]);
  });

  it("is reported in batches of hundreds; the next delivery continues after a failure", async () => {
    life.setNow(NOON);
    const anna = await life.user("anna");
    await given(anna.userId, 250, "2026-03-02");
    const ended = await nightFalls(life, "2026-03-03T00:00:00Z");
    const hers = ended.filter((one) => one.subject === anna.userId);
    const { run } = life.transport;
    let batches = 0;
    life.transport.run = (statements) => {
      const says = statements.some(({ text }) => text.includes("insert into events"));
      if (says && ++batches === 2) throw new Error("the line is cut");
      return run(statements);
    };
    expect(await life.deliver(sayOverdue, hers)).toEqual(hers.map(({ id }) => id));
    expect(saidTo(anna)).toHaveLength(100);
    life.transport.run = run;
    expect(await life.deliver(sayOverdue, hers)).toEqual([]);
    expect(new Set(saidTo(anna).map((one) => one.data.entityId)).size).toBe(250);
    expect(saidTo(anna)).toHaveLength(250);
  });
});

describe("on PostgreSQL, a task that is overdue", () => {
  beforeAll(async () => {
    life = await harness(await serverDb());
  });
  afterAll(() => life.close());

  it("is reported once when the end of a day is delivered twice at once, and when two days are processed at once", async () => {
    const anna = await life.user("anna");
    await given(anna.userId, 250, "2026-03-02");
    const first = await nightFalls(life, "2026-03-03T00:00:00Z");
    const second = await nightFalls(life, "2026-03-04T00:00:00Z");
    const failed = await Promise.all([first, first, second, second].map((ended) => life.deliver(sayOverdue, ended)));
    expect(failed.flat()).toEqual([]);
    expect(new Set(saidTo(anna).map((one) => one.data.entityId)).size).toBe(250);
    expect(saidTo(anna)).toHaveLength(250);
  });
});

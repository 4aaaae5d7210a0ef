import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { InsightFound, ProposalEvents } from "#core/cortex/events";
import type { Making } from "#core/cortex/proposals";
import * as Core from "#core/cortex/proposals";
import { proposals } from "#core/cortex/proposals.sql";
import { DayEnded } from "#core/rhythm/events";
import { TaskEvents } from "#core/work/events";
import { told } from "#core/work/told.en";
import * as TimeBlocks from "#functions/calendar/time-blocks";
import { makeProposals, measureProposals } from "#functions/cortex/consumers";
import * as Insights from "#functions/cortex/insights";
import { accept, get, list, reject, undo } from "#functions/cortex/proposals";
import * as Budgets from "#functions/finance/budgets";
import * as Settings from "#functions/identity/settings";
import * as Habits from "#functions/rhythm/habits";
import * as Breakdown from "#functions/work/breakdown";
import * as Tasks from "#functions/work/tasks";
import { emit, insert } from "#kit/change";
import { serverDb } from "#testing/database";
import { type CallOptions, type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let anna: Person;
const NOW = "2026-03-02T12:00:00.000Z";
const TODAY = "2026-03-02";
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());
beforeEach(async () => {
  life.setNow(NOW);
  anna = await life.user("anna");
});

const later = (days: number) => life.setNow(new Date(Date.parse(NOW) + days * 86_400_000));
const dayBefore = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString().slice(0, 10);
const on = (id: string, more: CallOptions = {}): CallOptions => ({ as: anna, params: { proposalId: id }, ...more });
const accepting = (id: string, body = {}, more: CallOptions = {}) => life.call(accept, on(id, { body, ...more }));
const listed = async (query = {}) => (await life.call(list, { as: anna, query })).body.data;
const eventsOf = (id: string) =>
  life.published.filter(({ data }) => data.entityId === id).map(({ type }) => type.replace("cortex.proposal.", ""));

async function task(body: object = {}) {
  return (await life.call(Tasks.create, { as: anna, body: { title: "Call the bank", ...body } })).body;
}
const taskNow = async (taskId: string) => (await life.call(Tasks.get, { as: anna, params: { taskId } })).body;

async function proposed(making: Partial<Making> & Pick<Making, "kind" | "action" | "fields">): Promise<string> {
  const ctx = life.as(anna);
  const telling = { title: told("drop_task", { task: "Something" }), body: [told("postponed_drop", { times: 3 })] };
  const values = Core.made(ctx, { telling, ...making });
  const [row] = await ctx.db.batch([insert(ctx, proposals, values, { emits: { event: ProposalEvents.created } })]);
  return row.id;
}
const dropping = (row: { id: string; version: number }, fields: object = { status: "cancelled" }) =>
  proposed({ kind: "task", action: "update", targetId: row.id, targetVersion: row.version, fields: { ...fields } });

async function dayEnds(day = TODAY) {
  const ctx = life.as(anna);
  const payload = { day, timezone: "UTC" };
  await ctx.db.batch([emit(ctx, DayEnded, { entityId: null, owner: anna.userId, payload: payload as never })]);
  const event = life.events(DayEnded).findLast(({ subject }) => subject === anna.userId)!;
  for (const consumer of [makeProposals, measureProposals]) expect(await life.deliver(consumer, [event])).toEqual([]);
}

describe("a proposal", () => {
  it("shows what it would change, changes it when it is accepted, and gives it back when it is undone", async () => {
    const row = await task({ dueDate: "2026-03-10", dueAt: "2026-03-10T09:30:00.000Z" });
    const id = await dropping(row, { status: "cancelled", dueDate: "2026-03-20" });
    const { body: seen } = await life.call(get, on(id));
    expect(seen).toMatchObject({
      status: "open",
      expiresAt: "2026-03-16T12:00:00.000Z",
      outcomeMetric: "tasks_completed",
      outcomeBetter: "higher",
      currentVersion: 1,
      titleCoded: { code: "drop_task" },
    });
    expect(seen.diff).toEqual([
      { field: "status", from: "pending", to: "cancelled" },
      { field: "dueDate", from: "2026-03-10", to: "2026-03-20" },
    ]);
    expect(seen).not.toHaveProperty("applied");

    const accepted = await accepting(id);
    expect(accepted).toMatchObject({ status: 200, body: { status: "applied", decidedAt: NOW, version: 2 } });
    expect(await taskNow(row.id)).toMatchObject({
      status: "cancelled",
      dueDate: "2026-03-20",
      dueAt: "2026-03-20T09:30:00.000Z",
      version: 2,
    });
    const [created, done] = [ProposalEvents.created, ProposalEvents.accepted].map((event) =>
      life.events(event).find(({ data }) => data.entityId === id),
    );
    expect(done).toMatchObject({ causationid: created!.id, correlationid: created!.correlationid });

    later(30);
    expect(await life.call(undo, on(id))).toMatchObject({ status: 200, body: { status: "undone" } });
    expect(await taskNow(row.id)).toMatchObject({
      status: "pending",
      dueDate: "2026-03-10",
      dueAt: "2026-03-10T09:30:00.000Z",
    });
    expect(eventsOf(id)).toEqual(["created", "accepted", "undone"]);
    expect((await accepting(id)).body.coded.code).toBe("proposal_decided");
  });

  it("about a row that has changed since is answered with the change as it is now, and accepted by whoever has seen that", async () => {
    const row = await task();
    const id = await dropping(row);
    await life.call(Tasks.update, { as: anna, params: { taskId: row.id }, body: { status: "in_progress" } });
    const stale = await accepting(id);
    expect(stale).toMatchObject({ status: 412, body: { code: "stale_version", coded: { code: "target_at_version" } } });
    expect(stale.body.current).toMatchObject({
      id,
      currentVersion: 2,
      diff: [{ field: "status", from: "in_progress", to: "cancelled" }],
    });
    expect(await taskNow(row.id)).toMatchObject({ status: "in_progress", version: 2 });
    expect((await accepting(id, {}, { headers: { "if-match": '"7"' } })).status).toBe(412);
    expect((await accepting(id, { targetVersion: 1 })).status).toBe(412);
    expect(await accepting(id, { targetVersion: 2 }, { headers: { "if-match": '"1"' } })).toMatchObject({
      status: 200,
    });
    expect((await taskNow(row.id)).status).toBe("cancelled");
  });

  it("is refused where the row is over, gone or as proposed already, and stays open", async () => {
    const rows = [await task(), await task(), await task({ status: "cancelled" })];
    const ids = await Promise.all([
      dropping(rows[0]),
      dropping(rows[1]),
      dropping(rows[2], { title: "Call the bank again" }),
      dropping(await task({ priority: "high" }), { priority: "high" }),
    ]);
    await life.call(Tasks.complete, { as: anna, params: { taskId: rows[0].id }, body: {} });
    await life.call(Tasks.remove, { as: anna, params: { taskId: rows[1].id } });
    const codes = [
      (await accepting(ids[0]!, { targetVersion: 2 })).body.coded.code,
      ...(await Promise.all(ids.slice(1).map(async (id) => (await accepting(id)).body.coded.code))),
    ];
    expect(codes).toEqual(["task_finished", "proposal_target_gone", "task_finished", "proposal_same_already"]);
    expect((await listed({ status: "open" })).length).toBe(4);
  });

  it("that was accepted is undone for 30 days, and not once what it changed was changed again; other fields may have", async () => {
    const [first, second, third] = [await task(), await task(), await task()];
    const ids = [];
    for (const row of [first, second, third]) {
      const id = await dropping(row, { priority: "low" });
      await accepting(id);
      ids.push(id);
    }
    await life.call(Tasks.update, { as: anna, params: { taskId: first.id }, body: { priority: "high" } });
    await life.call(Tasks.update, { as: anna, params: { taskId: second.id }, body: { title: "Call them" } });
    expect((await life.call(undo, on(ids[0]!))).body.coded.code).toBe("proposal_changed_since");
    expect((await life.call(undo, on(ids[1]!))).status).toBe(200);
    expect(await taskNow(second.id)).toMatchObject({ title: "Call them", priority: "medium" });
    later(31);
    expect((await life.call(undo, on(ids[2]!))).body.coded).toEqual({
      code: "proposal_too_late",
      params: { days: 30 },
    });
    expect((await life.call(undo, on(await dropping(third)))).body.coded.code).toBe("proposal_not_applied");
  });

  it("that was rejected or has expired is not accepted any more", async () => {
    const [one, other] = [await dropping(await task()), await dropping(await task())];
    expect(await life.call(reject, on(one))).toMatchObject({
      status: 200,
      body: { status: "rejected", decidedAt: NOW },
    });
    expect((await life.call(reject, on(one))).status).toBe(200);
    expect((await accepting(one)).body.coded.code).toBe("proposal_decided");
    later(14);
    expect((await accepting(other)).body.coded.code).toBe("proposal_expired");
    await dayEnds();
    expect((await listed({ status: "expired" })).map(({ id }: { id: string }) => id)).toEqual([other]);
    expect(eventsOf(other)).toEqual(["created", "expired"]);
    expect((await life.call(reject, on(other))).body.coded.code).toBe("proposal_decided");
  });

  it("is there for its person alone, and accepted with a key only by one that may write what it changes", async () => {
    const ben = await life.user("ben");
    const row = await task();
    const id = await dropping(row);
    for (const [verb, body] of [[get], [accept, {}], [reject], [undo]] as const)
      expect((await life.call(verb, on(id, { as: ben, body }))).status).toBe(404);
    const key = (...scopes: string[]) => ({ ...anna, scopes });
    expect((await accepting(id, {}, { as: key("cortex:write") })).body.code).toBe("missing_scope");
    const seen = (as: Person) => life.call(get, on(id, { as }));
    expect((await seen(key("cortex:read"))).body.code).toBe("missing_scope");
    expect((await accepting(id, {}, { as: key("cortex:write", "work:write") })).status).toBe(200);
  });

  it("is made once, whichever of ten devices accept it at the same moment, and answered the same for a repeated request", async () => {
    const row = await task({ description: "- Find the number\n- Dial\n- Talk (20 min)" });
    const { body } = await life.call(Breakdown.create, { as: anna, params: { taskId: row.id } });
    const id = body.proposal.id as string;
    const answers = await Promise.all(Array.from({ length: 10 }, () => accepting(id)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(await life.count(proposals, `id = '${id}' and status = 'applied' and version = 2`)).toBe(1);
    expect(eventsOf(id)).toEqual(["created", "accepted"]);
    const children = await life.database.query(
      "select title, estimated_minutes, sort_order, version from tasks where parent_task_id = $1 order by sort_order",
      [row.id],
    );
    expect(children).toEqual([
      { title: "Find the number", estimated_minutes: null, sort_order: 0, version: 1 },
      { title: "Dial", estimated_minutes: null, sort_order: 1, version: 1 },
      { title: "Talk", estimated_minutes: 20, sort_order: 2, version: 1 },
    ]);
    const headers = { "idempotency-key": randomUUID() };
    const first = await life.call(undo, on(id, { headers }));
    expect(await life.call(undo, on(id, { headers }))).toMatchObject({ status: 200, body: first.body });
    expect(eventsOf(id)).toEqual(["created", "accepted", "undone"]);
  });

  it("is not accepted with half of its change: what the database refuses leaves it open", async () => {
    const block = { startAt: "2026-03-04T08:00:00Z", endAt: "2026-03-04T10:00:00Z" };
    const id = await proposed({ kind: "time_block", action: "create", fields: { title: "Write", ...block } });
    await life.call(TimeBlocks.create, { as: anna, body: { title: "Dentist", ...block } });
    expect(await accepting(id)).toMatchObject({ status: 409, body: { coded: { code: "block_overlaps" } } });
    expect((await life.call(get, on(id))).body).toMatchObject({ status: "open", version: 1, currentVersion: null });
    const free = { startAt: "2026-03-05T08:00:00.000Z", endAt: "2026-03-05T10:00:00.000Z" };
    const other = await proposed({ kind: "time_block", action: "create", fields: { title: "Write", ...free } });
    expect((await accepting(other)).status).toBe(200);
    const blocks = async () =>
      (await life.call(TimeBlocks.list, { as: anna, query: { date: "2026-03-05" } })).body.data;
    const [made] = await blocks();
    expect(made).toMatchObject({ title: "Write", ...free });
    expect((await life.call(undo, on(other))).status).toBe(200);
    expect(await blocks()).toEqual([]);

    const [{ id: dentist }] = (await life.call(TimeBlocks.list, { as: anna })).body.data;
    const gone = await proposed({
      kind: "time_block",
      action: "delete",
      targetId: dentist,
      targetVersion: 1,
      fields: {},
    });
    await accepting(gone);
    expect((await life.call(TimeBlocks.list, { as: anna })).body.data).toEqual([]);
    expect((await life.call(undo, on(gone))).status).toBe(200);
    expect((await life.call(TimeBlocks.list, { as: anna })).body.data).toHaveLength(1);
  });
});

describe("rules propose", () => {
  /** A task that is moved to a later day so many times. */
  async function postponed(times: number, body: object = {}) {
    const row = await task({ dueDate: "2026-03-03", ...body });
    for (let i = 1; i <= times; i++)
      await life.call(Tasks.update, { as: anna, params: { taskId: row.id }, body: { dueDate: `2026-03-0${3 + i}` } });
    return row.id as string;
  }

  it("to break down or drop what was postponed three times: each once, three at a time, none that was rejected", async () => {
    const [dropped, divided] = [await postponed(4), await postponed(3, { title: "Write the report on bees" })];
    const forward = await postponed(2);
    await life.call(Tasks.update, { as: anna, params: { taskId: forward }, body: { dueDate: "2026-03-02" } });
    await dayEnds();
    await dayEnds();
    const open = await listed({ status: "open" });
    expect(open.map(({ targetId }: { targetId: string }) => targetId).sort()).toEqual([dropped, divided].sort());
    const of = (id: string) => open.find(({ targetId }: { targetId: string }) => targetId === id);
    expect(of(dropped)).toMatchObject({
      maker: "postponed_task",
      kind: "task",
      madeBy: "rules",
      targetVersion: 5,
      change: { action: "update", fields: { status: "cancelled" }, from: { status: "pending" } },
      bodyCoded: [{ code: "postponed_drop", params: { times: 4 } }],
    });
    expect(of(divided).change.fields.steps.map(({ title }: { title: string }) => title)[0]).toBe(
      "Collect sources and notes",
    );

    for (let i = 0; i < 3; i++) await postponed(3);
    await dayEnds();
    expect(await listed({ status: "open" })).toHaveLength(3);
    await life.call(reject, on(of(dropped).id));
    await dayEnds();
    const again = await listed({ status: "open" });
    expect(again).toHaveLength(3);
    expect(again.some(({ targetId }: { targetId: string }) => targetId === dropped)).toBe(false);
    for (const { id } of again) await life.call(reject, on(id));
    later(59);
    await dayEnds();
    expect((await listed({ status: "open" })).map(({ targetId }: { targetId: string }) => targetId)).not.toContain(
      dropped,
    );
    await life.call(Tasks.update, { as: anna, params: { taskId: dropped }, body: { dueDate: "2026-06-01" } });
    later(61);
    await dayEnds();
    expect((await listed({ status: "open" })).map(({ targetId }: { targetId: string }) => targetId)).toContain(dropped);
  });

  it("a budget that holds, where each of three months had spent more, and no sooner", async () => {
    const [category] = await life.database.query<{ id: string }>(
      "insert into budget_categories (user_id, name) values ($1, 'Groceries') returning id",
      [anna.userId],
    );
    const budget = async (month: string) =>
      (
        await life.call(Budgets.create, {
          as: anna,
          body: { budgetCategoryId: category!.id, month, currency: "EUR", amountCents: 20_000 },
        })
      ).body;
    const spend = (date: string, cents: number) =>
      life.database.query(
        "insert into transactions (user_id, date, amount_cents, currency, budget_category_id) values ($1, $2, $3, 'EUR', $4)",
        [anna.userId, date, -cents, category!.id],
      );
    for (const month of ["2025-12-01", "2026-01-01", "2026-02-01"]) await budget(month);
    const { id } = await budget("2026-03-01");
    for (const [date, cents] of [
      ["2025-12-24", 30_100],
      ["2026-01-10", 24_000],
      ["2026-02-11", 20_500],
    ] as const)
      await spend(date, cents);
    await dayEnds();
    expect(await listed()).toEqual([]);
    await spend("2026-02-12", 5_120);
    await dayEnds();
    const [found] = await listed();
    expect(found).toMatchObject({
      maker: "budget_drift",
      targetId: id,
      title: "Budget 260.00 EUR for Groceries",
      titleCoded: { code: "budget_raised", params: { amount: 26_000, currency: "EUR", category: "Groceries" } },
      change: { fields: { amountCents: 26_000 }, from: { amountCents: 20_000 } },
      outcomeMetric: "spending",
      outcomeBetter: "lower",
    });
    await accepting(found.id);
    expect((await life.call(Budgets.get, { as: anna, params: { budgetId: id } })).body.amountCents).toBe(26_000);
  });

  it("another time of day for a habit that is done at it, and moves its reminder along", async () => {
    const body = { name: "Read", timeOfDay: "morning", remindAt: "07:30", isReminded: true };
    const { body: habit } = await life.call(Habits.create, { as: anna, body });
    for (let i = 1; i <= 8; i++)
      await life.database.query(
        "insert into habit_check_ins (user_id, habit_id, date, completed_at) values ($1, $2, $3::date, $3::date + time '20:40' at time zone 'UTC')",
        [anna.userId, habit.id, dayBefore(i)],
      );
    await dayEnds();
    const [found] = await listed();
    expect(found).toMatchObject({
      maker: "habit_time",
      change: {
        fields: { timeOfDay: "evening", remindAt: "20:30" },
        from: { timeOfDay: "morning", remindAt: "07:30" },
      },
      bodyCoded: [{ code: "habit_done_later", params: { days: 8, times: 8, when: "in the evening" } }],
    });
    await accepting(found.id);
    const next = async () =>
      (
        await life.database.query<{ at: string }>(
          "select to_char(next_reminder_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at from habits where id = $1",
          [habit.id],
        )
      )[0]!.at;
    expect(await next()).toBe("2026-03-02 20:30");
    later(3);
    expect((await life.call(undo, on(found.id))).status).toBe(200);
    expect(await next()).toBe("2026-03-06 07:30");
  });
});

describe("two weeks after it was accepted", () => {
  /** A habit of which so many are done a day, before and after the day of acceptance. */
  async function lived(before: (day: number) => number, after: (day: number) => number) {
    const habits = await Promise.all(
      Array.from({ length: 6 }, async (_, i) => {
        const [habit] = await life.database.query<{ id: string }>(
          "insert into habits (user_id, name, starts_on) values ($1, $2, '2025-01-01') returning id",
          [anna.userId, `Habit ${i}`],
        );
        return habit!.id;
      }),
    );
    for (let day = -60; day <= 14; day++) {
      const count = day <= 0 ? before(day) : after(day);
      await life.database.query(
        "insert into habit_check_ins (user_id, habit_id, date) select $1, unnest($2::uuid[]), $3",
        [anna.userId, habits.slice(0, count), dayBefore(-day)],
      );
    }
    return habits[0]!;
  }
  const noise = (day: number) => Math.abs(Math.floor(Math.sin(day * 12.9898) * 43758.5453)) % 2;

  async function measured(habitId: string) {
    const id = await proposed({
      kind: "habit",
      action: "update",
      targetId: habitId,
      targetVersion: 1,
      fields: { timeOfDay: "evening" },
    });
    expect((await accepting(id)).status).toBe(200);
    later(14);
    await dayEnds(dayBefore(-13));
    expect((await life.call(get, on(id))).body.measuredAt).toBeNull();
    later(15);
    for (let i = 0; i < 2; i++) await dayEnds(dayBefore(-14));
    return (await life.call(get, on(id))).body;
  }
  const permit = (...pillars: string[]) =>
    life.call(Settings.update, { as: anna, body: { correlationPillars: pillars } });
  const insightsOf = async () =>
    (await life.call(Insights.list, { as: anna, query: { insightType: "proposal_outcome" } })).body.data;

  it.each([
    ["better", (day: number) => 1 + noise(day), (day: number) => 4 + noise(day)],
    ["worse", (day: number) => 4 + noise(day), () => 0],
    ["cannot_tell", (day: number) => 2 + noise(day), (day: number) => 2 + noise(day)],
  ])("its measure is %s, said once with the figures", async (verdict, before, after) => {
    await permit("rhythm");
    const found = await measured(await lived(before, after));
    expect(found).toMatchObject({ verdict, outcomeMetric: "habits_done", outcomeDays: 74 });
    expect(found.outcomeLow).toBeLessThan(found.outcomeStep);
    expect(found.outcomeHigh).toBeGreaterThan(found.outcomeStep);
    expect(found.outcomeAfter > found.outcomeBefore).toBe(found.outcomeStep > 0);
    const [insight, ...others] = await insightsOf();
    expect(others).toEqual([]);
    expect(insight.titleCoded.code).toBe(`outcome_${verdict}`);
    expect(insight.evidence).toMatchObject({ proposalId: found.id, measure: "habits_done", days: 74 });
    expect(life.events(InsightFound).filter(({ data }) => data.entityId === insight.id)).toHaveLength(1);
  });

  it("nothing is looked at of a pillar that is not permitted, or of what was undone", async () => {
    const found = await measured(
      await lived(
        (day) => 1 + noise(day),
        (day) => 4 + noise(day),
      ),
    );
    expect(found).toMatchObject({ verdict: null, measuredAt: null });
    await life.call(undo, on(found.id));
    await permit("rhythm");
    await dayEnds(dayBefore(-15));
    expect((await life.call(get, on(found.id))).body.measuredAt).toBeNull();
    expect(await insightsOf()).toEqual([]);
  });

  it("it cannot be told of days of which too few are known", async () => {
    await permit("rhythm", "work");
    const row = await task();
    const id = await dropping(row);
    await accepting(id);
    later(15);
    await dayEnds(dayBefore(-14));
    expect((await life.call(get, on(id))).body).toMatchObject({
      verdict: "cannot_tell",
      outcomeStep: null,
      outcomeDays: 0,
    });
    expect((await insightsOf())[0].bodyCoded).toEqual([{ code: "outcome_too_little", params: {} }]);
    expect(life.events(TaskEvents.updated).filter(({ data }) => data.entityId === row.id)).toHaveLength(1);
  });
});

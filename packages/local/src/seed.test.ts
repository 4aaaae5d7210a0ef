import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { speakAsService } from "#cloud/speak";
import { provision } from "#core/identity/provision";
import { type OpenDatabase, pgliteDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { discoverPillars } from "#testing/known-pillars";
import { someOf } from "#testing/sampled";
import { slow } from "#testing/slow";
import { type Cloud, startCloud } from "./cloud.ts";
import { demoLife } from "./demo-life.ts";
import { DEMO_USER } from "./demo-user.ts";
import { seedDemoLife } from "./seed.ts";

// A Monday evening in Berlin, three weeks after the clocks went forward.
const NOW = new Date("2026-04-20T19:00:00.000Z");
const pillars = await discoverPillars();
/** How many rows the demo life has by table, as each pillar says in its testing.ts. */
const seeded: Record<string, number> = Object.assign({}, ...pillars.map((one) => one.seeded));

describe("the demo life", () => {
  let cloud: Cloud;
  let open: OpenDatabase;
  let token: string;
  const dataDir = mkdtempSync(path.join(tmpdir(), "lifeos-seed-"));

  beforeAll(async () => {
    open = await pgliteDb();
    cloud = await startCloud({ dataDir, port: 0, database: open, now: () => NOW, log: () => {} });
    // Schedules that are due at the first start have run in the empty installation.
    await cloud.settled();
    token = await cloud.issuer.token(DEMO_USER);
  });
  afterAll(async () => {
    await cloud?.stop();
    await open?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function get(at: string, headers = {}) {
    const response = await fetch(cloud.url + at, { headers: { authorization: `Bearer ${token}`, ...headers } });
    expect(response.status).toBe(200);
    // biome-ignore lint/suspicious/noExplicitAny: the JSON of any endpoint; the tests assert on what it holds.
    return (await response.json()) as any;
  }

  async function counts() {
    const counted = Object.keys(seeded).map((table) => `(select count(*) from ${table})::int as ${table}`);
    const [row] = await open.database.query<Record<string, number>>(`select ${counted.join(", ")}`);
    return row!;
  }

  it("is written once, however often the seed runs", async () => {
    expect(await seedDemoLife(cloud)).toBe(true);
    await cloud.settled();
    const once = await counts();
    expect(Object.keys(seeded).length).toBeGreaterThan(20);
    expect(once).toEqual(seeded);
    expect(await seedDemoLife(cloud)).toBe(false);
    await cloud.settled();
    expect(await counts()).toEqual(once);
  });

  it("is the same for the same clock", async () => {
    const [totals] = await open.database.query<Record<string, number>>(
      `select (select sum(amount_cents)::int from transactions where transfer_pair_id is null) as cents,
        (select sum(calories)::int from meals) as calories, (select sum(volume_load)::int from completed_workouts) as load,
        (select sum(value)::int from health_metrics where metric_type = 'steps') as steps,
        (select sum(value)::int from brain_logs) as moods`,
    );
    expect(totals).toEqual({ cents: 62_732, calories: 44_840, load: 26_146, steps: 225_191, moods: 106 });
  });

  it("has the achievements that its streaks and sessions have earned", async () => {
    const { data } = await get("/v1/rhythm/achievements?limit=100");
    const levels = data.map(({ kind, level }: { kind: string; level: number }) => `${kind} ${level}`).sort();
    expect(levels).toEqual([
      "focus_sessions 1",
      "focus_sessions 2",
      "focus_streak 1",
      "focus_streak 2",
      "habit_streak 1",
    ]);
    const { data: streaks } = await get("/v1/rhythm/streaks");
    expect(streaks).toMatchObject([{ kind: "focus", current: 10, best: 10, lastDate: "2026-04-19" }]);
    const { data: habits } = await get("/v1/rhythm/habits");
    expect(Math.max(...habits.map(({ streakBest }: { streakBest: number }) => streakBest))).toBeGreaterThanOrEqual(7);
  });

  it("is consistent: balances follow from the posted transactions, and daily summaries from the samples", async () => {
    const { data: accounts } = await get("/v1/finance/accounts");
    const booked = await open.database.query<{ name: string; cents: number }>(
      `select a.name, sum(t.amount_cents)::int as cents from accounts a join transactions t on t.account_id = a.id
       where t.status = 'posted' group by a.name`,
    );
    const before: Record<string, number> = { "Everyday account": 214_000, "Credit card": -18_250, Savings: 1_250_000 };
    for (const { name, balanceCents } of accounts)
      expect(balanceCents - booked.find((one) => one.name === name)!.cents).toBe(before[name]);
    expect(
      await open.database.query(
        `select metric_type, date from health_metric_days except
         select metric_type, date from health_metrics group by metric_type, date`,
      ),
    ).toEqual([]);
    const { data: pending } = await get("/v1/finance/transactions?status=pending");
    expect(pending).toHaveLength(3);
  });

  it("triggers no workflows or notifications", async () => {
    expect(await open.database.query("select id from meals where source = 'draft'")).toEqual([]);
    const types = await open.database.query("select event_type from events order by event_type");
    expect(types.map((one) => one.event_type)).toEqual(pillars.flatMap((one) => one.seededEvents ?? []).toSorted());
  });

  it("has something to do today, something that expires soon and something to buy", async () => {
    const { data: due } = await get("/v1/work/tasks?dueDate=2026-04-20&sort=title");
    expect(due.map(({ title }: { title: string }) => title)).toEqual([
      "Answer the landlord about the heating",
      "Prepare the quarterly review",
    ]);
    const { data: stock } = await get("/v1/household/pantry-items?sort=expiryDate&limit=1");
    expect(stock).toMatchObject([{ name: "Spinach", qtyInStock: 250, expiryDate: "2026-04-21" }]);
    const { data: low } = await get("/v1/household/pantry-items?ranLowAt[null]=false&sort=name");
    expect(low.map(({ name }: { name: string }) => name)).toEqual(["Coffee beans", "Oat milk"]);
    const { data: list } = await get("/v1/household/shopping-items?isPurchased=false");
    expect(list).toHaveLength(5);
    const { data: ideas } = await get("/v1/household/recipes/suggestions");
    expect(ideas[0].recipe.name).toBe("Spinach and feta pasta");
    const { data: routines } = await get("/v1/rhythm/routines?sort=name");
    expect(routines).toMatchObject([
      { nextRunAt: "2026-04-21T17:00:00.000Z" },
      { nextRunAt: "2026-04-26T15:00:00.000Z" },
    ]);
    const { data: goals } = await get("/v1/work/goals?level=quarterly&sort=title");
    expect(goals[1]).toMatchObject({ title: "Run 10 km in under an hour", parentId: expect.any(String) });
  });

  it("shows on the dashboard, with a question that can be answered", async () => {
    const dashboard = await get("/v1/platform/dashboard");
    expect(dashboard).toMatchObject({
      date: "2026-04-20",
      timezone: "Europe/Berlin",
      meals: { today: 3, drafts: [] },
      notifications: { unread: 1, question: { title: "How do you feel about your fitness progress?" } },
    });
    expect(dashboard.workouts.recent).toHaveLength(5);
    expect(dashboard.insights).toHaveLength(2);
    expect(dashboard.mood.entries).toBeGreaterThan(5);

    const { id } = dashboard.notifications.question;
    const answered = await fetch(`${cloud.url}/v1/platform/notifications/${id}/answer`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ value: 5 }),
    });
    expect(answered.status).toBe(200);
    await cloud.settled();
    const { mood, notifications } = await get("/v1/platform/dashboard");
    expect(mood.latest.value).toBe(5);
    expect(notifications.question).toBe(null);
  });
});

describe("an installation", () => {
  let life: Harness;
  const seed = () => seedDemoLife({ issuer: { url: "https://issuer.example" } });
  const rows = async (table: string) => (await life.database.query(`select id from ${table}`)).length;

  beforeEach(async () => {
    life = await harness(await pgliteDb(), { now: NOW });
  });
  afterEach(() => life.close());

  it("that somebody uses is not changed", async () => {
    await life.user("anna");
    expect(await seed()).toBe(false);
    expect(await rows("users")).toBe(1);
  });

  it("that the demo person has used already is not changed", async () => {
    await provision(speakAsService("api").ctx, { subject: `https://issuer.example|${DEMO_USER.sub}` });
    expect(await seed()).toBe(false);
    expect(await rows("accounts")).toBe(0);
  });

  slow("whose seed was interrupted is completed", async () => {
    // The state after the process died between writing the measurements and everything else.
    await life.database.exec("alter table transactions add constraint out_of_order check (false)");
    await expect(seed()).rejects.toThrow();
    expect([await rows("health_metrics"), await rows("meals")]).toEqual([500, 0]);

    await life.database.exec("alter table transactions drop constraint out_of_order");
    expect(await seed()).toBe(true);
    expect([await rows("health_metrics"), await rows("meals")]).toEqual([504, 81]);
  });
});

describe("four weeks of it", () => {
  // Every fifth day and hour of a year, so that each weekday, day of the month and time of day is met.
  const ends = Array.from({ length: 73 }, (_, n) => new Date(Date.UTC(2027, 0, 1 + n * 5, (n * 5) % 24, n % 60)));

  it.each(["Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata"])("are plausible whenever they end (%s)", (zone) => {
    for (const now of someOf("seed", ends, 20)) {
      const life = demoLife(now, zone);
      const times = [
        ...life.payments.map(({ at }) => at),
        ...life.meals.map(({ eatenAt }) => eatenAt),
        ...life.samples.map(({ measuredAt }) => measuredAt),
        ...[...life.completedWorkouts, ...life.brainLogs, ...life.notifications, life.question].map(
          (row) => row.createdAt!,
        ),
      ];
      expect(times.filter((at) => at > now.toISOString())).toEqual([]);
      expect(life.payments.length).toBeGreaterThanOrEqual(60);
      expect([11, 12]).toContain(life.completedWorkouts.length);
      expect(life.payments.filter(({ category }) => category === "Salary")).toHaveLength(1);
      expect(life.payments.reduce((sum, one) => sum + (one.category === "Transfers" ? one.cents : 0), 0)).toBe(0);
      expect(new Set(life.samples.map(({ externalId }) => externalId)).size).toBe(life.samples.length);
      const { afterTrainingHours, otherHours } = life.insights[0]!.evidence as Record<string, number>;
      expect(afterTrainingHours).toBeGreaterThan(otherHours!);
    }
  });

  it("have breakfast at breakfast time on both sides of a change of clocks", () => {
    const breakfasts = demoLife(NOW, "Europe/Berlin").meals.map(({ eatenAt }) => eatenAt);
    expect(breakfasts).toContain("2026-03-26T06:40:00.000Z");
    expect(breakfasts).toContain("2026-04-01T05:40:00.000Z");
  });
});

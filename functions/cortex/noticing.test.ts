import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { confidenceOf, loweredBy, TOLD_ABOVE } from "#core/cortex/confidence";
import { InsightFound } from "#core/cortex/events";
import { reliabilityOf, rightOf, worlds } from "#core/cortex/insight-lives.fixture";
import { tellSurest, wakingAt, wakingNow } from "#core/cortex/insight-telling";
import { insights } from "#core/cortex/insights.sql";
import { nightOf, rules } from "#core/cortex/noticing";
import { notifications } from "#core/platform/notifications.sql";
import { DayEnded } from "#core/rhythm/events";
import { noticeDay } from "#functions/cortex/consumers";
import * as Insights from "#functions/cortex/insights";
import { tellInsight } from "#functions/cortex/workflows";
import { emit } from "#kit/change";
import type { CloudEvent } from "#kit/event";
import { uuidv7 } from "#kit/ids";
import { type OpenDatabase, testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { startWorkflows } from "#testing/workflows";

let open: OpenDatabase;
let life: Harness;
beforeAll(async () => {
  open = await testDb();
  life = await harness(open);
});
afterAll(() => life.close());

/** The harness's own day, which has ended when the next begins. */
const DAY = "2026-03-02";
const mine = ({ userId }: Person) => `user_id = '${userId}'`;
const sql = (text: string, ...values: unknown[]) => life.database.query<{ id: string }>(text, values);
const made = async (text: string, ...values: unknown[]) => (await sql(`${text} returning id`, ...values))[0]!.id;

async function endDay(as: Person, day = DAY) {
  const ctx = life.as(as);
  await ctx.db.batch([
    emit(ctx, DayEnded, { entityId: as.userId, owner: as.userId, payload: { day, timezone: "UTC" } }),
  ]);
  const failed = await life.deliver(noticeDay, [life.events(DayEnded).at(-1)!]);
  expect(failed, JSON.stringify(life.logs.filter(({ message }) => message === "consumer failed").at(-1))).toEqual([]);
}

interface Told {
  id: string;
  insightType: string;
  title: string;
  body: string;
  confidence: number;
  evidence: { rows: { type: string; id: string; name?: string }[] } & Record<string, unknown>;
  sourceEventIds: string[];
  generatedBy: string;
}

async function told(as: Person, insightType?: string): Promise<Told[]> {
  const { body } = await life.call(Insights.list, { as, query: insightType ? { insightType } : {} });
  return body.data;
}

/** A category with a budget of this month, and what is spent of it by days. */
async function budgeted(as: Person, budgetCents: number, spent: Record<string, number>) {
  const category = await made("insert into budget_categories (user_id, name) values ($1, 'Eating out')", as.userId);
  const budget = await made(
    "insert into budgets (user_id, budget_category_id, month, currency, amount_cents) values ($1, $2, '2026-03-01', 'EUR', $3)",
    as.userId,
    category,
    budgetCents,
  );
  for (const [date, cents] of Object.entries(spent))
    await sql(
      "insert into transactions (user_id, date, amount_cents, currency, budget_category_id) values ($1, $2, $3, 'EUR', $4)",
      as.userId,
      date,
      -cents,
      category,
    );
  return budget;
}

async function abandon(as: Person, times: number, day = DAY) {
  for (let i = 0; i < times; i++)
    await sql(
      "insert into focus_sessions (user_id, started_at, ended_at, status, duration_seconds) values ($1, $2::timestamptz, $2::timestamptz + interval '5 minutes', 'abandoned', 300)",
      as.userId,
      `${day}T${10 + i}:00:00Z`,
    );
}

describe("rules", () => {
  it("find a budget that is on its way over, with what months before had after this day", async () => {
    const anna = await life.user("anna");
    const budget = await budgeted(anna, 30_000, {
      "2026-01-03": 10_000,
      "2026-01-20": 20_000,
      "2026-02-03": 12_000,
      "2026-02-25": 24_000,
      "2026-03-02": 8_000,
      "2026-03-08": 7_000,
    });
    await endDay(anna, "2026-03-09");
    expect(await told(anna)).toEqual([]);
    await endDay(anna, "2026-03-10");
    const [insight, ...others] = await told(anna);
    expect(others).toEqual([]);
    expect(insight).toMatchObject({
      insightType: "budget_drift",
      title: "Eating out is on its way over the budget",
      body: "EUR 150.00 of EUR 300.00 is spent. With what usually comes after this day, the month ends at about EUR 370.00.",
      generatedBy: "rule",
      confidence: 0.833,
      evidence: { rule: "budget_drift", spentCents: 15_000, availableCents: 30_000, projectedCents: 37_000 },
    });
    expect(insight!.evidence.rows).toMatchObject([{ type: "budget", id: budget }, { type: "transaction" }]);
    await endDay(anna, "2026-03-11");
    expect(await told(anna)).toHaveLength(1);
    expect(life.events(InsightFound).filter(({ subject }) => subject === anna.userId)).toHaveLength(1);
  });

  it("leave a rent that is paid on the first of each month alone", async () => {
    const anna = await life.user("anna");
    await budgeted(anna, 100_000, { "2026-01-01": 100_000, "2026-02-01": 100_000, "2026-03-01": 100_000 });
    await endDay(anna, "2026-03-12");
    expect(await told(anna)).toEqual([]);
  });

  it("find burnout in three abandoned sessions, and once a week whatever it shows in", async () => {
    const anna = await life.user("anna");
    await abandon(anna, 2);
    await endDay(anna);
    expect(await told(anna)).toEqual([]);
    await abandon(anna, 1, "2026-03-02");
    await sql(
      "insert into health_metric_days (user_id, metric_type, date, sum, min, max, avg, count) values ($1, 'sleep', $2, 300, 300, 300, 300, 1)",
      anna.userId,
      "2026-03-03",
    );
    const calendar = await made("insert into calendars (user_id, name) values ($1, 'Work')", anna.userId);
    await sql(
      `insert into calendar_events (user_id, calendar_id, title, start_at, end_at, attendees, recurrence_rule) values ($1, $2, 'Workshop', '2026-02-24T09:00Z', '2026-02-24T14:00Z', '[{"name":"Ben"}]', 'FREQ=WEEKLY')`,
      anna.userId,
      calendar,
    );
    await endDay(anna);
    expect(await told(anna)).toMatchObject([
      { insightType: "burnout", body: expect.stringContaining("3 focus sessions"), evidence: { sessionsAbandoned: 3 } },
    ]);
    await endDay(anna, "2026-03-03");
    expect(await told(anna)).toHaveLength(1);

    // Alone, a short night with long meetings is one as well; the meeting is an instance of a series.
    const ben = await life.user("ben");
    await sql("update health_metric_days set user_id = $1 where user_id = $2", ben.userId, anna.userId);
    await sql("update calendars set user_id = $1 where user_id = $2", ben.userId, anna.userId);
    await sql("update calendar_events set user_id = $1 where user_id = $2", ben.userId, anna.userId);
    await endDay(ben, "2026-03-03");
    expect(await told(ben)).toMatchObject([
      {
        insightType: "burnout",
        title: "Short sleep and long meetings",
        body: "You slept 5 hours and had 5 hours of meetings on the day. A lighter day may do you good.",
        evidence: {
          sleepMinutes: 300,
          meetingMinutes: 300,
          rows: [{ type: "metric_day" }, { type: "event", name: "Workshop" }],
        },
      },
    ]);
  });

  it("find a streak whose last freeze is spent, and a week without a day to spare", async () => {
    const anna = await life.user("anna");
    const habit = (name: string, streak: number, more = "'daily', '{}'") =>
      made(
        `insert into habits (user_id, name, streak_current, streak_best, freezes_left, frequency, frequency_config) values ($1, $2, $3, $3, 0, ${more})`,
        anna.userId,
        name,
        streak,
      );
    const reading = await habit("Reading", 12);
    await habit("Piano", 12);
    const running = await habit("Running", 4, `'weekly', '{"timesPerWeek": 3}'`);
    const checkIn = (id: string, date: string, status: string) =>
      sql(
        "insert into habit_check_ins (user_id, habit_id, date, status) values ($1, $2, $3, $4)",
        anna.userId,
        id,
        date,
        status,
      );
    await checkIn(reading, "2026-03-06", "frozen");
    await checkIn(running, "2026-03-03", "done");
    // Friday has ended: two of three are left, and two days.
    await endDay(anna, "2026-03-06");
    const found = await told(anna, "streak_at_risk");
    expect(found.map(({ title }) => title).sort()).toEqual([
      "The streak of Reading is at risk",
      "The streak of Running is at risk",
    ]);
    expect(found.find(({ title }) => title.includes("Running"))!.body).toBe(
      "It is 4 weeks long, and this week has no day to spare: 2 more to do.",
    );
    await endDay(anna, "2026-03-07");
    expect(await told(anna, "streak_at_risk")).toHaveLength(2);
  });

  it("find what costs more: a recurring payment, and what is bought for the pantry", async () => {
    const anna = await life.user("anna");
    await sql(
      `insert into recurring_transactions (user_id, merchant_name, cadence, expected_amount_cents, previous_amount_cents, price_changed_on, currency, confidence)
       values ($1, 'Streaming', 'monthly', -1299, -999, '2026-02-20', 'EUR', 0.9), ($1, 'Gym', 'monthly', -2000, -1990, '2026-02-20', 'EUR', 0.9)`,
      anna.userId,
    );
    const butter = await made(
      "insert into pantry_items (household_id, name, unit) values ($1, 'Butter', 'piece')",
      anna.householdId,
    );
    for (const [day, cents] of [
      ["2026-01-05", 400],
      ["2026-01-20", 420],
      ["2026-02-10", 410],
      [DAY, 560],
    ] as const)
      await sql(
        `insert into pantry_bookings (household_id, pantry_item_id, reason, quantity, unit, price_cents, currency, booked_at) values ($1, $2, 'restock', 2, 'piece', $3, 'EUR', $4)`,
        anna.householdId,
        butter,
        cents,
        `${day}T10:00:00Z`,
      );
    await endDay(anna);
    const [streaming] = await told(anna, "price_change");
    expect(streaming).toMatchObject({
      title: "Streaming costs more",
      body: "It was EUR 9.99 and is EUR 12.99, since 2026-02-20. Over a year that makes EUR 36.00.",
    });
    expect(await told(anna, "price_change")).toHaveLength(1);
    expect(await told(anna, "item_price")).toMatchObject([
      {
        title: "Butter has become dearer",
        body: "One piece was usually EUR 2.05, and EUR 2.80 the last time. Compared with your last 3 purchases.",
        evidence: { rows: [{ type: "pantry_item", id: butter, name: "Butter" }] },
      },
    ]);
  });

  it("find what expires with a recipe that uses it, and whom silence has lasted twice as long as wanted", async () => {
    const anna = await life.user("anna");
    const milk = await made(
      "insert into pantry_items (household_id, name, unit) values ($1, 'Milk', 'l')",
      anna.householdId,
    );
    await sql(
      "insert into pantry_bookings (household_id, pantry_item_id, reason, quantity, unit, expiry_date, booked_at) values ($1, $2, 'restock', 1, 'l', '2026-03-05', '2026-02-25T10:00:00Z')",
      anna.householdId,
      milk,
    );
    const recipe = await made(
      `insert into recipes (user_id, name, ingredients) values ($1, 'Pancakes', '[{"item":"milk","qty":0.5,"unit":"l"}]')`,
      anna.userId,
    );
    const contact = (name: string, days: number) =>
      made(
        "insert into contacts (user_id, name, keep_in_touch_days, last_interaction_at) values ($1, $2, 10, $3::timestamptz - make_interval(days => $4))",
        anna.userId,
        name,
        "2026-03-03T12:00:00Z",
        days,
      );
    const carl = await contact("Carl", 20);
    await contact("Dora", 15);
    await endDay(anna);
    expect(await told(anna, "expiring_food")).toMatchObject([
      {
        title: "Milk expires soon",
        body: "Milk in 2 days. Pancakes would use Milk.",
        evidence: {
          rows: [
            { type: "pantry_item", id: milk },
            { type: "recipe", id: recipe, name: "Pancakes" },
          ],
        },
      },
    ]);
    const neglected = await told(anna, "neglected");
    expect(neglected).toMatchObject([
      { title: "Carl and you have lost touch", evidence: { rows: [{ id: carl }], silentDays: 20, wantedDays: 10 } },
    ]);
  });

  it("rest on the last event of each row, and see nobody else's", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await abandon(anna, 3);
    const [session] = await sql("select id from focus_sessions where user_id = $1 order by id limit 1", anna.userId);
    const event = await made(
      `insert into events (user_id, actor_id, event_type, source, entity_type, entity_id, action, correlation_id)
       values ($1, $1, 'rhythm.focus.abandoned', 'lifeos/rhythm', 'focus', $2, 'abandoned', gen_random_uuid())`,
      anna.userId,
      session!.id,
    );
    await endDay(anna);
    await endDay(ben);
    expect(await told(anna)).toMatchObject([{ sourceEventIds: [event] }]);
    expect(await told(ben)).toEqual([]);
  });

  it("run at once on request, over the day that goes on, and find nothing twice", async () => {
    const anna = await life.user("anna");
    await abandon(anna, 3);
    const generate = () => life.call(Insights.generate, { as: anna });
    expect(await generate()).toMatchObject({ status: 200, body: { found: [{ insightType: "burnout" }] } });
    expect(await generate()).toMatchObject({ status: 200, body: { found: [] } });
    await endDay(anna);
    expect(await told(anna)).toHaveLength(1);
  });

  it("look at weeks as their person begins them", () => {
    const night = (weekStart: number, ended?: string) =>
      nightOf({ timezone: "Europe/Berlin", dayStart: "03:00", weekStart }, new Date("2026-03-02T01:30:00Z"), ended);
    // At half past two it is Sunday yet.
    expect(night(1)).toMatchObject({ day: "2026-03-01", today: "2026-03-01", weekFrom: "2026-02-23" });
    expect(night(7)).toMatchObject({ weekFrom: "2026-03-01" });
    expect(night(1, "2026-03-01")).toMatchObject({
      today: "2026-03-02",
      weekFrom: "2026-02-23",
      thisWeekFrom: "2026-03-02",
      from: "2026-03-01T02:00:00.000Z",
      to: "2026-03-02T02:00:00.000Z",
    });
  });
});

describe("how sure an insight is", () => {
  it.each(rules)("%s is not told after two that were not helpful", (name, { base, isToldElsewhere }) => {
    const said = (notHelpful: number, dismissed = 0) => confidenceOf(base, { helpful: 0, notHelpful, dismissed });
    // What is so in six of ten lives is there for whoever looks.
    if (!isToldElsewhere && name !== "streak_at_risk") expect(said(0)).toBeGreaterThan(TOLD_ABOVE);
    expect(said(2)).toBeLessThan(TOLD_ABOVE);
    expect(said(0, 2)).toBeGreaterThan(said(2));
    expect(said(0, 2)).toBeLessThan(said(0));
    expect(confidenceOf(base, { helpful: 5, notHelpful: 2, dismissed: 0 })).toBeGreaterThan(said(2));
  });

  it("is what simulated lives show, before and after what people say", () => {
    for (const [name, { base }] of rules) {
      const world = worlds[name];
      if (!world) continue;
      const { findings, right } = rightOf(world, 3_000, 20_261_130);
      expect(findings).toBeGreaterThan(500);
      expect(Math.abs(right / findings - base.right / (base.right + base.wrong)), name).toBeLessThan(0.04);
    }
    for (const { said, right, findings } of reliabilityOf(2_000, 20_261_130))
      if (findings > 500) expect(Math.abs(said - right)).toBeLessThan(0.04);
  });

  it("falls for figures, too, when two of them were not helpful", () => {
    for (const confidence of [0.98, 0.995, 1]) {
      expect(loweredBy(confidence, { helpful: 0, notHelpful: 1, dismissed: 0 })).toBeGreaterThan(TOLD_ABOVE);
      expect(loweredBy(confidence, { helpful: 0, notHelpful: 2, dismissed: 0 })).toBeLessThan(TOLD_ABOVE);
    }
  });

  it("follows what a person says of the type, for them alone", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    for (const week of ["2026-02-10", "2026-02-17"]) {
      await abandon(anna, 3, week);
      await endDay(anna, week);
      const [last] = await told(anna);
      await life.call(Insights.feedback, {
        as: anna,
        params: { insightId: last!.id },
        body: { feedback: "not_helpful" },
      });
    }
    for (const one of [anna, ben]) {
      await abandon(one, 3);
      await endDay(one);
    }
    expect((await told(anna))[0]!.confidence).toBeLessThan(TOLD_ABOVE);
    expect((await told(ben))[0]!.confidence).toBeGreaterThan(TOLD_ABOVE);
  });
});

describe("telling", () => {
  /** Insights that wait, of these confidences. */
  async function waiting(as: Person, ...confidences: number[]) {
    const events: CloudEvent[] = [];
    for (const confidence of confidences) {
      const id = await made(
        "insert into insights (user_id, insight_type, title, body, confidence, generated_by, dedupe_key, created_at, id) values ($1, 'burnout', $2, 'Body', $3, 'rule', gen_random_uuid()::text, $4, $5)",
        as.userId,
        `Found ${confidence}`,
        confidence,
        life.now().toISOString(),
        uuidv7(life.now()),
      );
      const ctx = life.as(as);
      await ctx.db.batch([
        emit(ctx, InsightFound, { entityId: id, owner: as.userId, payload: { insightType: "burnout", confidence } }),
      ]);
      events.push(life.events(InsightFound).at(-1)! as CloudEvent);
    }
    return events;
  }
  const titles = async (as: Person) =>
    (
      await life.database.query<{ title: string }>(
        "select title from notifications where user_id = $1 order by title",
        [as.userId],
      )
    ).map(({ title }) => title);
  const today = () => life.setNow(`${DAY}T12:00:00.000Z`);

  it("is of the surest three of a day, once each, however many run at once", async () => {
    today();
    const anna = await life.user("anna");
    await waiting(anna, 0.8, 0.95, 0.75, 0.9, 0.6);
    const waking = await wakingNow(life.as(anna));
    const once = async () => {
      for (let i = 0; i < 6; i++) if (!(await tellSurest(life.as(anna), waking)).again) return;
    };
    await Promise.all([once(), once(), once(), once(), once(), once()]);
    for (let i = 0; i < 3; i++) await once();
    expect(await titles(anna)).toEqual(["Found 0.8", "Found 0.9", "Found 0.95"]);
    const [told] = await life.database.query<{ action: object; kind: string }>(
      "select action, kind from notifications where user_id = $1 limit 1",
      [anna.userId],
    );
    expect(told).toMatchObject({ kind: "insight", action: { day: waking.day } });
  });

  it("waits for the morning, ends in the evening, and leaves what was of yesterday", async () => {
    today();
    const anna = await life.user("anna");
    await waiting(anna, 0.9);
    const waking = await wakingNow(life.as(anna));
    const at = (time: string) => life.setNow(`${waking.day}T${time}:00.000Z`);
    at("07:59");
    expect(await tellSurest(life.as(anna), waking)).toEqual({ notificationId: null, again: false });
    at("22:00");
    expect(await tellSurest(life.as(anna), waking)).toEqual({ notificationId: null, again: false });
    const next = await wakingNow(life.as(anna));
    expect(next.day > waking.day).toBe(true);
    life.setNow(next.from);
    // It was found before yesterday's evening, and had its day.
    expect(await tellSurest(life.as(anna), next)).toEqual({ notificationId: null, again: false });
    expect(await titles(anna)).toEqual([]);
    today();
  });

  it("keeps to hours of waking, by the clocks and settings of its person", () => {
    const at = (text: string, workday = "08:00", dayStart = "00:00") =>
      wakingAt("Europe/Berlin", dayStart, workday, Date.parse(text));
    expect(at("2026-03-02T03:00:00Z")).toEqual({
      day: "2026-03-02",
      from: "2026-03-02T07:00:00.000Z",
      to: "2026-03-02T21:00:00.000Z",
    });
    expect(at("2026-03-02T03:00:00Z", "05:30").from).toBe("2026-03-02T04:30:00.000Z");
    expect(at("2026-03-02T03:00:00Z", "05:30", "06:00").from).toBe("2026-03-02T05:00:00.000Z");
    expect(at("2026-03-02T21:00:00Z").day).toBe("2026-03-03");
    // The clocks change in the night before.
    expect(at("2026-03-28T22:30:00Z")).toEqual({
      day: "2026-03-29",
      from: "2026-03-29T06:00:00.000Z",
      to: "2026-03-29T20:00:00.000Z",
    });
  });

  it("is a workflow of the event, told once when the event comes twice, and not what other messages tell of", async () => {
    today();
    const anna = await life.user("anna");
    const events = await waiting(anna, 0.9);
    const { run, engine } = await startWorkflows(open.database, [tellInsight], { checkpointing: true });
    try {
      await run(events[0]!, events[0]!);
      expect(await titles(anna)).toEqual(["Found 0.9"]);
      const ctx = life.as(anna);
      for (const [insightType, confidence] of [
        ["post_workout_meal", 1],
        ["burnout", 0.7],
      ] as const)
        await ctx.db.batch([
          emit(ctx, InsightFound, { entityId: anna.userId, owner: anna.userId, payload: { insightType, confidence } }),
        ]);
      await run(...(life.events(InsightFound).slice(-2) as CloudEvent[]));
      expect(await life.count(notifications, mine(anna))).toBe(1);
      expect(await life.count(insights, mine(anna))).toBe(1);
    } finally {
      await engine.stop();
    }
  });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { hypotheses, measuredPillars, pillarOf } from "#core/cortex/correlation/hypotheses";
import { lookDue } from "#core/cortex/correlation/look";
import { correlationPillars } from "#core/identity/users.sql";
import { DayEnded } from "#core/rhythm/events";
import { lookForCorrelations } from "#functions/cortex/consumers";
import * as Correlations from "#functions/cortex/correlations";
import * as Insights from "#functions/cortex/insights";
import * as Settings from "#functions/identity/settings";
import { emit } from "#kit/change";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const FIRST = "2026-01-01";
const dayAfter = (days: number) => new Date(Date.parse(FIRST) + days * 86_400_000).toISOString().slice(0, 10);

test("what is looked for is of different pillars, 24 pairs at most, each once, of the pillars that can be permitted", () => {
  expect(hypotheses).toHaveLength(24);
  expect(new Set(hypotheses.map(({ behaviour, outcome }) => `${behaviour} ${outcome}`)).size).toBe(24);
  expect(hypotheses.filter(({ behaviour, outcome }) => pillarOf[behaviour] === pillarOf[outcome])).toEqual([]);
  expect([...correlationPillars].sort()).toEqual([...measuredPillars].sort());
});

test("looks are on days 30, 60, 90, 120 and every 30 after; days that come many at once have one look", () => {
  expect([29, 30, 59, 60].map((days) => lookDue(days, 0))).toEqual([
    undefined,
    { days: 30, q: 0.005 },
    { days: 30, q: 0.005 },
    { days: 60, q: 0.01 },
  ]);
  expect(lookDue(40, 30)).toBeUndefined();
  expect(lookDue(500, 0)).toEqual({ days: 480, q: 0.02 });
  expect(lookDue(120, 90)).toEqual({ days: 120, q: 0.02 });
});

/** Sleep of the nights, and spending that falls with it on the same day; nothing else is known. */
async function live(as: Person, days: number) {
  const random = (day: number, salt: number) => ((Math.sin(day * 12.9898 + salt * 78.233) * 43758.5453) % 1) + 0.5;
  await life.database.query("insert into accounts (user_id, name, type, currency) values ($1, 'Cash', 'cash', 'EUR')", [
    as.userId,
  ]);
  const all = Array.from({ length: days }, (_, day) => {
    const sleep = Math.round(420 + 120 * random(day, 1));
    return { date: dayAfter(day), sleep, cents: -Math.round(9_000 - 12 * sleep + 600 * random(day, 2)) };
  });
  const joined = (key: keyof (typeof all)[number]) => all.map((one) => one[key]).join();
  const [dates, sleeps, cents] = [joined("date"), joined("sleep"), joined("cents")];
  await life.database.query(
    `insert into health_metric_days (user_id, metric_type, date, sum, min, max, avg, count)
       select $1, 'sleep', date, sleep, sleep, sleep, sleep, 1 from unnest(string_to_array($2, ',')::date[], string_to_array($3, ',')::numeric[]) d(date, sleep)`,
    [as.userId, dates, sleeps],
  );
  await life.database.query(
    `insert into transactions (user_id, account_id, date, amount_cents, currency, merchant_name)
       select $1, a.id, d.date, d.cents, 'EUR', 'Shop' from accounts a, unnest(string_to_array($2, ',')::date[], string_to_array($3, ',')::bigint[]) d(date, cents) where a.user_id = $1`,
    [as.userId, dates, cents],
  );
}

const permit = (as: Person, pillars: (typeof correlationPillars)[number][]) =>
  life.call(Settings.update, { as, body: { correlationPillars: pillars } });

async function endDay(as: Person, day: number) {
  const ctx = life.as(as);
  await ctx.db.batch([
    emit(ctx, DayEnded, { entityId: as.userId, owner: as.userId, payload: { day: dayAfter(day), timezone: "UTC" } }),
  ]);
  const failed = await life.deliver(lookForCorrelations, [life.events(DayEnded).at(-1)!]);
  expect(failed, JSON.stringify(life.logs.filter(({ message }) => message === "consumer failed").at(-1))).toEqual([]);
}

interface Known {
  id: string;
  untested: string | null;
  r: number | null;
  q: number | null;
  claimedAt: string | null;
  insightId: string | null;
  details: { halves: { r: number }[]; opposite: { lag: number } | null } | null;
}

async function known(as: Person): Promise<Known[]> {
  const { status, body } = await life.call(Correlations.list, { as, query: { limit: "100" } });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.data;
}
const told = async (as: Person) => (await life.call(Insights.list, { as, query: {} })).body.data;

test("what goes together is told on a look, with its figures and both sides, and not again the night after", async () => {
  const anna = await life.user("Anna");
  await live(anna, 62);
  await permit(anna, ["health", "finance"]);
  await endDay(anna, 59);
  // On the same day, more spending with less sleep is the same thing, and is not told again.
  const [insight, ...others] = await told(anna);
  expect(others).toEqual([]);
  expect(insight).toMatchObject({
    insightType: "correlation",
    title: expect.stringMatching(/^More (sleep goes with less spending|spending goes with less sleep)$/),
    generatedBy: "statistics",
    evidence: { lag: 0, pairs: 60 },
  });
  expect(insight!.body).toContain("What causes what, it does not say.");
  const pairs = await known(anna);
  const found = pairs.find(({ insightId }) => insightId === insight!.id)!;
  expect(found).toMatchObject({ days: 60, lookDays: 60, untested: null, lag: 0 });
  expect(found.r!).toBeLessThan(-0.8);
  expect(found.details!.halves.every(({ r }) => r < 0)).toBe(true);
  expect(found.details!.opposite!.lag).toBe(-1);
  const days = await life.call(Correlations.days, { as: anna, params: { correlationId: found.id } });
  expect(days.body).toMatchObject({ from: FIRST, to: dayAfter(59) });
  expect(days.body.behaviour).toHaveLength(60);
  const byKey = async (...scopes: string[]) =>
    (await life.call(Correlations.days, { as: { ...anna, scopes }, params: { correlationId: found.id } })).status;
  expect(await byKey("cortex:read", "health:read")).toBe(403);
  expect(await byKey("cortex:read", "health:read", "finance:read")).toBe(200);

  await endDay(anna, 60);
  expect(await told(anna)).toHaveLength(1);
  const refreshed = (await known(anna)).find(({ id }) => id === found.id)!;
  expect(refreshed).toMatchObject({ days: 61, lookDays: 60, q: found.q, claimedAt: found.claimedAt });
});

test("between looks nothing is told, and too few days are said to be too few", async () => {
  const ben = await life.user("Ben");
  await live(ben, 40);
  await permit(ben, ["health", "finance", "work"]);
  await endDay(ben, 24);
  expect(await told(ben)).toEqual([]);
  expect(new Set((await known(ben)).map(({ untested }) => untested))).toEqual(new Set(["too_few_days"]));
});

test("nothing is looked at without permission of both pillars, and what was found is dropped when it is taken back", async () => {
  const cleo = await life.user("Cleo");
  await live(cleo, 60);
  await endDay(cleo, 59);
  await permit(cleo, ["health"]);
  await endDay(cleo, 59);
  expect([await known(cleo), await told(cleo)]).toEqual([[], []]);
  await permit(cleo, ["health", "finance"]);
  await endDay(cleo, 59);
  expect((await known(cleo)).length).toBeGreaterThan(0);
  await permit(cleo, ["finance"]);
  await endDay(cleo, 59);
  expect(await known(cleo)).toEqual([]);
});

test("a pair is its person's alone", async () => {
  const [dora, emil] = [await life.user("Dora"), await life.user("Emil")];
  await live(dora, 60);
  await permit(dora, ["health", "finance"]);
  await endDay(dora, 59);
  const [pair] = await known(dora);
  expect(await known(emil)).toEqual([]);
  expect((await life.call(Correlations.days, { as: emil, params: { correlationId: pair!.id } })).status).toBe(404);
});

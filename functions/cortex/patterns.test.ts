import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hypotheses } from "#core/cortex/correlation/hypotheses";
import { MAX_OWN_PAIRS } from "#core/cortex/correlation-pairs";
import { knownOf, mostOften, upperTail } from "#core/cortex/pattern-statistics";
import { DayEnded } from "#core/rhythm/events";
import { lookForCorrelations, lookForPatterns } from "#functions/cortex/consumers";
import * as Pairs from "#functions/cortex/correlation-pairs";
import * as Correlations from "#functions/cortex/correlations";
import * as Patterns from "#functions/cortex/patterns";
import * as Settings from "#functions/identity/settings";
import { emit } from "#kit/change";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

/** A Sunday. */
const DAY = "2026-03-01";
const before = (days: number) => new Date(Date.parse(DAY) - days * 86_400_000).toISOString().slice(0, 10);
const permit = (as: Person, correlationPillars: string[]) =>
  life.call(Settings.update, { as, body: { correlationPillars } });

async function endDay(as: Person, consumer: typeof lookForPatterns, day = DAY) {
  const ctx = life.as(as);
  await ctx.db.batch([
    emit(ctx, DayEnded, { entityId: as.userId, owner: as.userId, payload: { day, timezone: "UTC" } }),
  ]);
  const failed = await life.deliver(consumer, [life.events(DayEnded).at(-1)!]);
  expect(failed, JSON.stringify(life.logs.filter(({ message }) => message === "consumer failed").at(-1))).toEqual([]);
}

const list = async (as: Person) =>
  (await life.call(Patterns.list, { as, query: { sort: "-confidence" } })).body.data as {
    id: string;
    patternType: string;
    description: string;
    confidence: number;
    support: number;
    occasions: number;
    lastSeenAt: string;
    window: string;
  }[];

/** Twelve weeks with most spent on Fridays, tasks that are finished in mornings, and noodles after training. */
async function live(as: Person) {
  for (let days = 0; days < 84; days++) {
    const date = before(days);
    const isFriday = new Date(date).getUTCDay() === 5;
    await life.database.query(
      "insert into transactions (user_id, date, amount_cents, currency) values ($1, $2, $3, 'EUR')",
      [as.userId, date, isFriday ? -9_000 : -1_000 - (days % 7) * 10],
    );
    if (days % 2 === 0)
      await life.database.query(
        "insert into tasks (user_id, title, status, completed_at, completed_by) values ($1, 'One', 'completed', $2, $1)",
        [as.userId, `${date}T09:30:00Z`],
      );
    if (days % 4 === 0) {
      await life.database.query("insert into completed_workouts (user_id, completed_at) values ($1, $2)", [
        as.userId,
        `${date}T17:00:00Z`,
      ]);
      await life.database.query("insert into meals (user_id, name, eaten_at) values ($1, 'Noodle Bar', $2)", [
        as.userId,
        `${date}T18:30:00Z`,
      ]);
    }
  }
}

test("what comes again and again is found with how often it does, of the pillars that are permitted alone", async () => {
  const anna = await life.user("anna");
  await live(anna);
  await permit(anna, ["finance", "work", "health"]);
  await endDay(anna, lookForPatterns);
  const found = await list(anna);
  expect(found.map(({ description }) => description).sort()).toEqual([
    "After training you often have Noodle Bar.",
    "You finish most tasks in the morning.",
    "You spend most on Fridays.",
  ]);
  expect(found.find(({ patternType }) => patternType === "spending_weekday")).toMatchObject({
    support: 12,
    occasions: 12,
    window: "P84D",
    lastSeenAt: `${DAY}T12:00:00.000Z`,
  });
  expect(found.every(({ confidence }) => confidence > 0.7 && confidence < 1)).toBe(true);

  // The next night they are the same rows, and what is not permitted goes.
  await permit(anna, ["work"]);
  await endDay(anna, lookForPatterns, "2026-03-02");
  const left = await list(anna);
  expect(left).toMatchObject([{ id: found.find(({ patternType }) => patternType === "task_hours")!.id }]);
  await permit(anna, []);
  await endDay(anna, lookForPatterns, "2026-03-03");
  expect(await list(anna)).toEqual([]);
});

test("what was long ago counts less, and what has not been for some time is no pattern", () => {
  const occasions = Array.from({ length: 40 }, (_, day) => ({ day: day * 2, isHit: day < 20 }));
  const candidate = { key: "a", description: { code: "a", params: {}, text: "a" }, chance: 1 / 7, among: 7 };
  const then = knownOf({ ...candidate, occasions: occasions.slice(0, 20) }, 40)!;
  const now = knownOf({ ...candidate, occasions }, 80);
  expect(then.confidence).toBeGreaterThan(0.8);
  expect(now).toBeUndefined();
  expect(
    knownOf({ ...candidate, occasions: occasions.toReversed().map((one, i) => ({ ...one, day: i * 2 })) }, 80)!
      .confidence,
  ).toBeGreaterThan(0.6);
});

test("chance is seldom taken for a pattern", () => {
  // 400 lives whose spending knows no weekday; the level is one in a hundred.
  let found = 0;
  let state = 7;
  const uniform = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  for (let one = 0; one < 400; one++) {
    const weeks = Array.from({ length: 12 }, (_, week) => ({
      day: week * 7 + 6,
      amounts: new Map(Array.from({ length: 7 }, (_, weekday) => [weekday, 1 + uniform()] as const)),
    }));
    const { occasions } = mostOften(weeks)!;
    if (knownOf({ key: "", description: { code: "", params: {}, text: "" }, occasions, chance: 1 / 7, among: 7 }, 84))
      found++;
  }
  expect(found).toBeLessThanOrEqual(10);
});

test("the tail of a binomial distribution is what counting says", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 12 }),
      fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      (n, k, p) => {
        let sum = 0;
        for (let bits = 0; bits < 2 ** n; bits++) {
          const hits = bits.toString(2).replaceAll("0", "").length;
          if (hits >= k) sum += p ** hits * (1 - p) ** (n - hits);
        }
        expect(upperTail(n, k, p)).toBeCloseTo(sum, 9);
      },
    ),
    { seed: 20, numRuns: 50 },
  );
});

const add = (as: Person, behaviour: string, outcome: string) =>
  life.call(Pairs.create, { as, body: { behaviour, outcome } });

test("a pair of one's own is looked for beside the others, and goes with what is known of it", async () => {
  const anna = await life.user("anna");
  await permit(anna, ["health", "knowledge"]);
  await life.database.query(
    "insert into health_metric_days (user_id, metric_type, date, sum, min, max, avg, count) values ($1, 'steps', $2, 1, 1, 1, 1, 1)",
    [anna.userId, DAY],
  );
  const { status, body: pair } = await add(anna, "journal_written", "steps");
  expect(status).toBe(201);
  const pairs = async () =>
    (
      (await life.call(Correlations.list, { as: anna, query: { limit: "100" } })).body.data as {
        behaviour: string;
        outcome: string;
      }[]
    ).filter(({ behaviour, outcome }) => behaviour === "journal_written" && outcome === "steps");
  await endDay(anna, lookForCorrelations);
  expect(await pairs()).toHaveLength(1);
  expect((await life.call(Pairs.remove, { as: anna, params: { correlationPairId: pair.id } })).status).toBe(204);
  await endDay(anna, lookForCorrelations, "2026-03-02");
  expect(await pairs()).toEqual([]);
});

test("a pair is of two pillars, is not looked for already, and there are eight", async () => {
  const anna = await life.user("anna");
  const [known] = hypotheses;
  expect((await add(anna, known!.behaviour, known!.outcome)).body).toMatchObject({
    status: 409,
    code: "already_exists",
  });
  expect((await add(anna, "steps", "sleep")).status).toBe(400);
  expect((await add(anna, "weather", "sleep")).status).toBe(400);
  const own = [
    ["journal_written", "steps"],
    ["journal_written", "exercise"],
    ["journal_written", "energy_eaten"],
    ["journal_written", "sleep"],
    ["people_met", "steps"],
    ["people_met", "exercise"],
    ["people_met", "energy_eaten"],
    ["spending", "steps"],
    ["spending", "exercise"],
  ] as const;
  // All at once: the limit holds for those that race.
  const answers = await Promise.all(own.map(([behaviour, outcome]) => add(anna, behaviour, outcome)));
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(MAX_OWN_PAIRS).fill(201), 409]);
  const taken = answers.find(({ status }) => status === 201)!.body;
  expect((await add(anna, taken.behaviour, taken.outcome)).status).toBe(409);
  const ben = await life.user("ben");
  expect((await life.call(Pairs.list, { as: ben, query: {} })).body.data).toEqual([]);
});

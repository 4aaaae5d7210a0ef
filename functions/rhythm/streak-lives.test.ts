/**
 * Random lives of 400 days (fewer in `npm test`): check-ins of today and of former days, some taken back, schedules that change, pauses, freezes and moves
 * between time zones. After each the stored streak is compared with a brute-force reading of all that the database has of the habit,
 * which goes day by day and uses no code of the product.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { DayEnded } from "#core/rhythm/events";
import { type Asked, bruteForce } from "#core/rhythm/streak-oracle.fixture";
import * as Me from "#functions/identity/me";
import { judgeHabits } from "#functions/rhythm/consumers";
import * as Habits from "#functions/rhythm/habits";
import { endDays } from "#functions/rhythm/schedules";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { isWhole, SEED } from "#testing/sampled";
import { slow } from "#testing/slow";

/** `npm test` lives shorter. */
const DAYS = isWhole("streaks") ? 400 : 150;
const HOUR_MS = 3_600_000;
const ZONES = ["UTC", "Pacific/Kiritimati", "Pacific/Honolulu", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Chatham"];

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb(), { config: { RATE_LIMITS: JSON.stringify({ free: 1e9 }) } });
});
afterAll(() => life.close());

const frequency = fc.oneof(
  fc.constant({ frequency: "daily", frequencyConfig: {} }),
  fc.record({ frequencyConfig: fc.record({ timesPerWeek: fc.integer({ min: 1, max: 7 }) }) }),
  fc.record({ frequencyConfig: fc.record({ intervalDays: fc.integer({ min: 1, max: 6 }) }) }),
  fc.record({
    frequencyConfig: fc.record({
      daysOfWeek: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 }),
    }),
  }),
);
const said = fc.record({
  back: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 30 }) }),
  status: fc.oneof(
    { weight: 6, arbitrary: fc.constant({ status: "done" }) },
    { weight: 1, arbitrary: fc.constant({ status: "skipped" }) },
    { weight: 1, arbitrary: fc.constant({ amount: 0.5 }) },
  ),
});
const action = fc.oneof(
  { weight: 70, arbitrary: fc.record({ kind: fc.constant("said" as const), said }) },
  { weight: 12, arbitrary: fc.constant({ kind: "nothing" as const }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("undone" as const), back: fc.integer({ min: 0, max: 20 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("given" as const), freezes: fc.integer({ min: 0, max: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("changed" as const), frequency }) },
  { weight: 2, arbitrary: fc.constant({ kind: "paused or resumed" as const }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("moved" as const), zone: fc.constantFrom(...ZONES) }) },
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

interface Stored {
  streakCurrent: number;
  streakBest: number;
  freezesLeft: number;
  judgedThrough: string;
  startsOn: string;
  isActive: boolean;
}
slow("keep streaks that a brute-force reading of all check-ins finds", async () => {
  const lives = fc.record({ first: frequency, days: fc.array(action, { minLength: DAYS, maxLength: DAYS }) });
  await fc.assert(
    fc.asyncProperty(lives, ({ first, days }) => live(first, days)),
    // A smaller life would have to be lived anew for each attempt to shrink it.
    { numRuns: isWhole("streaks") ? 40 : 1, seed: SEED, endOnFailure: true },
  );
});

async function live(first: object, days: readonly Action[]) {
  life.setNow("2026-01-05T12:00:00Z");
  life.published.length = 0;
  const anna = await life.user("anna");
  const { body: made } = await life.call(Habits.create, { as: anna, body: { name: "Read", ...first, freezesLeft: 2 } });
  const params = { habitId: made.id as string };
  let given = 2;
  for (const [at, action] of days.entries()) {
    await night(anna, Date.UTC(2026, 0, 5 + at, 3 + ((at * 7) % 19)));
    const before = await stored(params.habitId);
    if (action.kind === "given") given += action.freezes - before.freezesLeft;
    await act(anna, params, action, before);
    await compare(params.habitId, given, `day ${at}: ${JSON.stringify(action)}`);
  }
}

async function night(anna: Person, at: number) {
  life.setNow(new Date(at));
  const before = life.published.length;
  await scheduleHandler(endDays)({});
  const ended = life.published
    .slice(before)
    .filter(({ type, subject }) => type === DayEnded.type && subject === anna.userId);
  expect(await life.deliver(judgeHabits, ended)).toEqual([]);
}

async function act(as: Person, params: { habitId: string }, action: Action, { isActive }: Stored) {
  const ago = (days: number) => new Date(life.now().getTime() - days * 24 * HOUR_MS).toISOString().slice(0, 10);
  switch (action.kind) {
    case "said": {
      const { back, status } = action.said;
      const body = back === 0 ? status : { ...status, date: ago(back) };
      expect((await life.call(Habits.checkIn, { as, params, body })).status).toBe(200);
      return;
    }
    case "undone":
      expect([200, 409]).toContain(
        (await life.call(Habits.undo, { as, params, body: { date: ago(action.back) } })).status,
      );
      return;
    case "given":
      expect((await life.call(Habits.update, { as, params, body: { freezesLeft: action.freezes } })).status).toBe(200);
      return;
    case "changed":
      expect((await life.call(Habits.update, { as, params, body: action.frequency })).status).toBe(200);
      return;
    case "paused or resumed":
      expect((await life.call(isActive ? Habits.pause : Habits.resume, { as, params })).status).toBe(200);
      return;
    case "moved":
      expect((await life.call(Me.update, { as, body: { timezone: action.zone } })).status).toBe(200);
  }
}

async function stored(id: string): Promise<Stored> {
  const [row] = await life.database.query<Record<string, unknown>>(
    `select streak_current as "streakCurrent", streak_best as "streakBest", freezes_left as "freezesLeft", is_active as "isActive",
      judged_through::text as "judgedThrough", starts_on::text as "startsOn" from habits where id = $1`,
    [id],
  );
  return row as unknown as Stored;
}

async function compare(id: string, given: number, what: string) {
  const row = await stored(id);
  const lines = await life.database.query<{ date: string; status: string }>(
    "select date::text, status from habit_check_ins where habit_id = $1 and deleted_at is null",
    [id],
  );
  const asked = await life.database.query<{ from: string; config: string; paused: boolean }>(
    `select effective_from::text as "from", frequency_config::text as config, is_paused as paused
      from habit_schedules where habit_id = $1 order by 1`,
    [id],
  );
  const schedules = asked.map((one) => ({ ...one, config: JSON.parse(one.config) as Asked["config"] }));
  const found = bruteForce(row, lines, schedules);
  expect([row.streakCurrent, row.streakBest], what).toEqual([found.current, found.best]);
  expect(found.idleFreezes, `${what}: freezes without a streak before them`).toEqual([]);
  const frozen = lines.filter(({ status }) => status === "frozen").length;
  expect(row.freezesLeft + frozen, `${what}: freezes are spent, given back, and never lost`).toBe(given);
}

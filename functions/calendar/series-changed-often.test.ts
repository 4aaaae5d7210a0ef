/** A series of every day of which somebody has completed one instance after the other, for years. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { complete, create, remove, update } from "#functions/calendar/events";
import { pgliteDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await pgliteDb());
});
afterAll(() => life.close());

const DAILY = {
  title: "Pills",
  startAt: "2023-01-01T08:00:00.000Z",
  endAt: "2023-01-01T08:05:00.000Z",
  timezone: "Europe/Berlin",
  recurrenceRule: "FREQ=DAILY",
};

async function seriesWith(completed: number) {
  const anna = await life.user("anna");
  const { body: series } = await life.call(create, { as: anna, body: DAILY });
  await life.database.query(
    `insert into calendar_events (user_id, calendar_id, title, start_at, end_at, timezone, status, recurrence_parent_id, recurrence_original_start)
      select user_id, calendar_id, title, at, at + interval '5 minutes', timezone, 'completed', id, at
      from calendar_events, generate_series(0, $2 - 1) n, lateral (select start_at + n * interval '24 hours' as at) moment where id = $1`,
    [series.id, completed],
  );
  const overrides = () =>
    life.database.query(
      `select count(*)::int as n, min(recurrence_original_start)::text as first from calendar_events
        where recurrence_parent_id = $1 and deleted_at is null`,
      [series.id],
    ) as Promise<[{ n: number; first: string }]>;
  return { anna, params: { eventId: series.id as string }, overrides };
}

it("goes on being completed, renamed, moved with all of them, and deleted", async () => {
  const { anna, params, overrides } = await seriesWith(1_200);
  const occurrence = "2026-05-01T07:00:00.000Z";
  const done = await life.call(complete, { as: anna, params, body: { occurrence } });
  expect(done.status, JSON.stringify(done.body)).toBe(200);
  expect((await life.call(update, { as: anna, params, body: { title: "Vitamins" } })).status).toBe(200);
  const moved = await life.call(update, { as: anna, params, body: { startAt: "2023-01-01T09:00:00.000Z" } });
  expect(moved.status, JSON.stringify(moved.body)).toBe(200);
  expect(await overrides()).toEqual([{ n: 1_201, first: "2023-01-01 09:00:00+00" }]);
  expect((await life.call(remove, { as: anna, params })).status).toBe(204);
  expect((await overrides())[0].n).toBe(0);
});

it("says that it is too many to be moved, and may be changed otherwise", async () => {
  const { anna, params, overrides } = await seriesWith(2_001);
  expect((await life.call(update, { as: anna, params, body: { startAt: "2023-01-01T09:00:00.000Z" } })).status).toBe(
    409,
  );
  expect((await life.call(update, { as: anna, params, body: { title: "Vitamins" } })).status).toBe(200);
  expect((await overrides())[0].n).toBe(2_001);
});

/** A series of which more instances were changed than can move at once, as one has that somebody completes every day for years. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { complete, create, get, list, remove, skip, update } from "#functions/calendar/events";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

const DAY_MS = 86_400_000;
const FIRST = Date.parse("2024-03-02T08:00:00.000Z");
const CHANGED = 501;

let life: Harness;
let anna: Person;
beforeAll(async () => {
  life = await harness(await testDb());
  anna = await life.user("anna");
});
afterAll(() => life.close());

/** The start of the nth instance, counted from 0. */
const nth = (n: number) => new Date(FIRST + n * DAY_MS).toISOString();

/** A daily series, of which the first instances are completed. */
async function series() {
  const body = { title: "Walk", startAt: nth(0), endAt: nth(0), timezone: "UTC", recurrenceRule: "FREQ=DAILY" };
  const { body: made } = await life.call(create, { as: anna, body });
  await life.database.query(
    `insert into calendar_events (user_id, title, start_at, end_at, timezone, recurrence_parent_id, recurrence_original_start, status)
     select e.user_id, e.title, at, at, e.timezone, e.id, at, 'completed' from calendar_events e,
       generate_series(e.start_at, e.start_at + make_interval(days => $2), interval '1 day') at where e.id = $1`,
    [made.id, CHANGED - 1],
  );
  return { eventId: made.id as string };
}

it("goes on to be completed, skipped, renamed and deleted", async () => {
  const params = await series();
  const done = await life.call(complete, { as: anna, params, body: { occurrence: nth(CHANGED) } });
  expect(done.body).toMatchObject({ status: "completed", startAt: nth(CHANGED) });
  expect((await life.call(skip, { as: anna, params, body: { occurrence: nth(CHANGED + 1) } })).status).toBe(200);
  expect((await life.call(update, { as: anna, params, body: { title: "Run" } })).body).toMatchObject({ title: "Run" });
  const one = { occurrence: nth(3), scope: "this" };
  expect((await life.call(remove, { as: anna, params, query: one })).status).toBe(204);
  expect((await life.call(remove, { as: anna, params })).status).toBe(204);
});

it("is split near its end, and does not move as a whole", async () => {
  const params = await series();
  const later = { startAt: nth(CHANGED - 10).replace("T08", "T09") };
  const following = { occurrence: nth(CHANGED - 10), scope: "following" };
  const { status, body } = await life.call(update, { as: anna, params, query: following, body: later });
  expect([status, body.recurrenceRule, body.startAt]).toEqual([200, "FREQ=DAILY", later.startAt]);
  const moved = await life.database.query(
    "select count(*)::int as n, min(recurrence_original_start) as first from calendar_events where recurrence_parent_id = $1",
    [body.id],
  );
  expect(moved).toMatchObject([{ n: 10 }]);
  // Those that stay with the first part are few enough by now.
  const all = { startAt: nth(0).replace("T08", "T07") };
  expect((await life.call(update, { as: anna, params, body: all })).status).toBe(200);
  const other = await series();
  const refused = await life.call(update, { as: anna, params: other, body: all });
  expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining("500 instances")]);
  expect((await life.call(get, { as: anna, params: other })).body).toMatchObject({ startAt: nth(0), version: 1 });
});

it("leaves out at most 2,000 instances, also those that had been changed", async () => {
  const params = await series();
  await life.database.query(
    `update calendar_events set recurrence_exdates = array(select start_at - make_interval(days => n) from generate_series(1, 2000) n) where id = $1`,
    [params.eventId],
  );
  const { body } = await life.call(list, { as: anna, query: { recurrenceParentId: params.eventId, limit: "1" } });
  for (const [call, query] of [
    [{ eventId: body.data[0].id }, {}],
    [params, { occurrence: nth(CHANGED + 5), scope: "this" }],
  ] as const) {
    const refused = await life.call(remove, { as: anna, params: call, query });
    expect([refused.status, refused.body?.detail]).toEqual([409, expect.stringContaining("2000 instances")]);
  }
});

it("is changed and deleted under the version of the instance's own event, where there is one", async () => {
  const params = await series();
  const headers = { "if-match": '"2"' };
  const one = { occurrence: nth(3), scope: "this" };
  const { body } = await life.call(update, { as: anna, params, query: one, body: { title: "Run" } });
  expect(body.version).toBe(2);
  expect((await life.call(get, { as: anna, params })).body.version).toBe(1);
  const stale = { as: anna, params, query: one, headers: { "if-match": '"1"' } };
  expect((await life.call(update, { ...stale, body: { title: "Late" } })).status).toBe(412);
  expect((await life.call(remove, stale)).status).toBe(412);
  expect((await life.call(remove, { as: anna, params, query: one, headers })).status).toBe(204);
  // An instance without an event of its own has the version of its series, which leaves one more out by now.
  const other = { as: anna, params, query: { ...one, occurrence: nth(CHANGED + 3) } };
  expect((await life.call(remove, { ...other, headers: { "if-match": '"1"' } })).status).toBe(412);
  expect((await life.call(remove, { ...other, headers })).status).toBe(204);
});

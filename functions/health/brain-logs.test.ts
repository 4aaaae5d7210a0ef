import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brainLogs } from "#core/health/brain-logs.sql";
import { BrainLogEvents, MoodLogged } from "#core/health/events";
import { create, list, remove, series } from "#functions/health/brain-logs";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const loggedAt = "2026-03-02T18:00:00.000Z";
const typesAbout = (id: string) => life.published.filter((one) => one.data.entityId === id).map((one) => one.type);

describe("the log of the mind", () => {
  it("stores a mood, derives its sentiment and emits the event of a mood", async () => {
    const anna = await life.user("anna");
    const mood = { category: "social", metricName: "mood_score", value: 4, note: "rested", loggedAt };
    const { status, body } = await life.call(create, { as: anna, body: mood });
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...mood, sentimentScore: 0.5 });
    expect(typesAbout(body.id)).toEqual([MoodLogged.type]);
    const [event] = life.published.filter((one) => one.data.entityId === body.id);
    expect(event!.data.payload).toEqual({ value: 4, loggedAt });
  });

  it("keeps a given sentiment", async () => {
    const anna = await life.user("anna");
    const body = { category: "social", metricName: "mood_score", value: 5, sentimentScore: 0, loggedAt };
    expect((await life.call(create, { as: anna, body })).body.sentimentScore).toBe(0);
  });

  it.each([0, 0.9, 5.1, 80])("refuses a mood of %d", async (value) => {
    const anna = await life.user("anna");
    const body = { category: "social", metricName: "mood_score", value, loggedAt };
    expect(await life.call(create, { as: anna, body })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "#/value", detail: "a mood must be from 1 to 5" }] },
    });
    expect(await life.count(brainLogs, `user_id = '${anna.userId}'`)).toBe(0);
  });

  it("stores other entries unchanged, lists them by metric and deletes them", async () => {
    const anna = await life.user("anna");
    const game = { category: "game", metricName: "reaction_time_ms", value: 231, loggedAt };
    const { status, body } = await life.call(create, { as: anna, body: game });
    expect(status).toBe(201);
    expect(body.sentimentScore).toBeNull();
    await life.call(create, { as: anna, body: { category: "social", metricName: "mood_score", value: 3, loggedAt } });

    const listed = await life.call(list, { as: anna, query: { metricName: "reaction_time_ms" } });
    expect(listed.body.data.map((row: { id: string }) => row.id)).toEqual([body.id]);
    expect((await life.call(remove, { as: anna, params: { brainLogId: body.id } })).status).toBe(204);
    expect(typesAbout(body.id)).toEqual([BrainLogEvents.created.type, BrainLogEvents.deleted.type]);
  });
});

describe("the series of a mood", () => {
  const mood = (value: number, at: string) => ({ category: "social", metricName: "mood_score", value, loggedAt: at });
  const query = { metricName: "mood_score", bucket: "day", from: "2026-03-01", to: "2026-03-31" };

  it("has a point for each day of the person's zone that has an entry, and none for others", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    // The clocks go forward on 29 March: 22:30 UTC is still the 28th before, and 23:30 in Berlin after it.
    for (const one of [
      mood(1, "2026-02-28T22:59:00.000Z"),
      mood(2, "2026-02-28T23:00:00.000Z"),
      mood(4, "2026-03-01T22:00:00.000Z"),
      mood(5, "2026-03-28T23:30:00.000Z"),
      mood(3, "2026-03-31T21:59:00.000Z"),
      mood(1, "2026-03-31T22:00:00.000Z"),
    ])
      await life.call(create, { as: anna, body: one });
    await life.call(create, {
      as: anna,
      body: { ...mood(300, loggedAt), category: "game", metricName: "reaction_time_ms" },
    });
    const { body } = await life.call(series, { as: anna, query });
    expect(body).toEqual({
      ...query,
      timezone: "Europe/Berlin",
      points: [
        { start: "2026-03-01", average: 3, sum: 6, min: 2, max: 4, count: 2, days: 1 },
        { start: "2026-03-29", average: 5, sum: 5, min: 5, max: 5, count: 1, days: 1 },
        { start: "2026-03-31", average: 3, sum: 3, min: 3, max: 3, count: 1, days: 1 },
      ],
    });
    const weeks = await life.call(series, { as: anna, query: { ...query, bucket: "week" } });
    expect(weeks.body.points.map((one: object) => ({ ...one }))).toMatchObject([
      { start: "2026-02-23", count: 2, days: 1 },
      { start: "2026-03-23", count: 1 },
      { start: "2026-03-30", count: 1 },
    ]);
    const months = await life.call(series, { as: anna, query: { ...query, bucket: "month" } });
    expect(months.body.points).toMatchObject([{ start: "2026-03-01", average: 3.5, count: 4, days: 3 }]);
  });

  it("leaves out what was deleted and what is of others, and has a bounded range", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.call(create, { as: ben, body: mood(3, loggedAt) });
    const { body } = await life.call(create, { as: anna, body: mood(3, loggedAt) });
    await life.call(remove, { as: anna, params: { brainLogId: body.id } });
    expect((await life.call(series, { as: anna, query })).body.points).toEqual([]);
    const refused = { status: 400, body: { errors: [{ parameter: "to" }] } };
    expect(await life.call(series, { as: anna, query: { ...query, from: "2020-01-01" } })).toMatchObject(refused);
    expect(await life.call(series, { as: anna, query: { ...query, to: "2026-02-01" } })).toMatchObject(refused);
  });
});

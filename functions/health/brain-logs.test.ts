import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brainLogs } from "#core/health/brain-logs.sql";
import { BrainLogEvents, MoodLogged } from "#core/health/events";
import { create, list, remove } from "#functions/health/brain-logs";
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

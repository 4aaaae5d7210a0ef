import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NotificationSent } from "#core/platform/events";
import * as Notifications from "#core/platform/notifications";
import { notifications } from "#core/platform/notifications.sql";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

describe("sending a notification", () => {
  it("stores it as sent, and records this in the story of its source event", async () => {
    const anna = await life.user("anna");
    const cause = randomUUID();
    const correlationId = randomUUID();
    const ctx = life.as(anna, { causationId: cause, correlationId });

    const sent = await Notifications.send(ctx, {
      kind: "fitness_check_in",
      title: "How do you feel about your fitness progress?",
      body: "You trained and ate well.",
      action: { answer: { type: "scale", min: 1, max: 5 } },
      sourceEventId: cause,
    });

    const [row] = await life.database.query(
      "select user_id, kind, title, body, channel, status, read_at, source_event_id from notifications where id = $1",
      [sent!.id],
    );
    expect(row).toEqual({
      user_id: anna.userId,
      kind: "fitness_check_in",
      title: "How do you feel about your fitness progress?",
      body: "You trained and ate well.",
      channel: "in_app",
      status: "sent",
      read_at: null,
      source_event_id: cause,
    });
    const event = life.events(NotificationSent).find((one) => one.data.entityId === sent!.id);
    expect(event).toMatchObject({
      subject: anna.userId,
      causationid: cause,
      correlationid: correlationId,
      data: { payload: { kind: "fitness_check_in", channel: "in_app" } },
    });
  });

  it("notifies each person once for each event and kind", async () => {
    const anna = await life.user("anna");
    const ben = await life.user("ben");
    const sourceEventId = randomUUID();
    const message = { kind: "news", title: "Something happened", sourceEventId };

    expect(await Notifications.send(life.as(anna), message)).toBeDefined();
    expect(await Notifications.send(life.as(anna), message)).toBeUndefined();
    expect(await Notifications.send(life.as(anna), { ...message, kind: "question" })).toBeDefined();
    expect(await Notifications.send(life.as(ben), message)).toBeDefined();

    expect(await life.count(notifications, `source_event_id = '${sourceEventId}'`)).toBe(3);
    const ids = (
      await life.database.query("select id from notifications where source_event_id = $1", [sourceEventId])
    ).map((row) => row.id);
    expect(life.events(NotificationSent).filter((one) => ids.includes(one.data.entityId))).toHaveLength(3);
  });
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TransactionImported } from "#core/finance/events";
import { brainLogs } from "#core/health/brain-logs.sql";
import { MealDrafted, MoodLogged } from "#core/health/events";
import { meals } from "#core/health/meals.sql";
import { NotificationAnswered } from "#core/platform/events";
import * as Notifications from "#core/platform/notifications";
import { draftMeal, logMood } from "#functions/health/consumers";
import { list, log, remove } from "#functions/health/meals";
import { answer } from "#functions/platform/notifications";
import type { CloudEvent } from "#kit/event";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const noon = "2026-03-02T12:30:00.000Z";
const mine = (person: Person) => `user_id = '${person.userId}'`;

interface Bought {
  merchantName?: string | null;
  vendorName?: string;
  amountCents?: number;
}

async function purchase(
  by: Person,
  { merchantName = "NOODLE BAR 0042", vendorName, amountCents = -2035 }: Bought = {},
) {
  const [vendor] = vendorName
    ? await life.database.query<{ id: string }>(
        "insert into vendors (household_id, name, normalized_name) values ($1, $2, lower($2)) returning id",
        [by.householdId, vendorName],
      )
    : [undefined];
  const [row] = await life.database.query<{ id: string }>(
    `insert into transactions (user_id, date, merchant_name, vendor_id, amount_cents, currency)
     values ($1, '2026-03-02', $2, $3, $4, 'USD') returning id`,
    [by.userId, merchantName, vendor?.id ?? null, amountCents],
  );
  return row!.id;
}

function imported(by: Person, transactionId: string, payload: Record<string, unknown> = {}): CloudEvent {
  return {
    specversion: "1.0",
    id: randomUUID(),
    source: "lifeos/finance",
    type: TransactionImported.type,
    time: noon,
    datacontenttype: "application/json",
    subject: by.userId,
    correlationid: randomUUID(),
    data: {
      entityId: transactionId,
      entityType: "transaction",
      action: "imported",
      actorId: by.userId,
      changed: [],
      payload: {
        accountId: randomUUID(),
        date: "2026-03-02",
        amountCents: -2035,
        currency: "USD",
        status: "posted",
        sellsFood: true,
        purchasedAt: noon,
        ...payload,
      },
      metadata: { clientVersion: null, platform: "api" },
    },
  };
}

describe("buying food near a meal time", () => {
  it("drafts the meal, named like the vendor, in the story of the purchase", async () => {
    const anna = await life.user("anna");
    const transactionId = await purchase(anna, { vendorName: "Noodle Bar" });
    const event = imported(anna, transactionId);

    expect(await life.deliver(draftMeal, [event])).toEqual([]);

    const { data } = (await life.call(list, { as: anna, query: { source: "draft" } })).body;
    expect(data).toMatchObject([{ name: "Noodle Bar", eatenAt: noon, transactionId, source: "draft", calories: null }]);
    const drafts = life.events(MealDrafted).filter((one) => one.subject === anna.userId);
    expect(drafts).toMatchObject([
      {
        correlationid: event.correlationid,
        causationid: event.id,
        data: { entityId: data[0].id, payload: { eatenAt: noon, transactionId, source: "draft" } },
      },
    ]);
  });

  it("says what was in it when the lines of the receipt say so without a question", async () => {
    const anna = await life.user("anna");
    const lines = async (transactionId: string, ...names: string[]) => {
      for (const [position, name] of names.entries())
        await life.database.query(
          "insert into receipt_items (transaction_id, position, name, quantity, amount_cents) values ($1, $2, $3, 1, 500)",
          [transactionId, position, name],
        );
      await life.deliver(draftMeal, [imported(anna, transactionId)]);
      const { data } = (await life.call(list, { as: anna, query: { transactionId } })).body;
      return data[0];
    };
    const burger = await lines(await purchase(anna), "Cheeseburger", "Cola 0,5 l");
    expect(burger).toMatchObject({ source: "draft", items: [{ name: "cheeseburger" }, { name: "cola" }] });
    expect(burger.estimate).toMatchObject({ from: "receipt" });
    expect(burger.calories).toBeGreaterThan(400);
    const unsure = await lines(await purchase(anna), "Cheeseburger", "Special of the day");
    expect(unsure).toMatchObject({ calories: null, items: null, estimate: null });
  });

  it("is named after the merchant without a vendor, and after the time of day without either", async () => {
    const anna = await life.user("anna");
    for (const merchantName of ["NOODLE BAR 0042", null])
      await life.deliver(draftMeal, [imported(anna, await purchase(anna, { merchantName }))]);
    const { data } = (await life.call(list, { as: anna })).body;
    expect(data.map((row: { name: string }) => row.name).toSorted()).toEqual(["Lunch", "NOODLE BAR 0042"]);
  });

  it("drafts once for a transaction, for any number and type of its events", async () => {
    const anna = await life.user("anna");
    const transactionId = await purchase(anna);
    const event = imported(anna, transactionId);
    await life.deliver(draftMeal, [event, event]);
    await life.deliver(draftMeal, [event]);
    await life.deliver(draftMeal, [imported(anna, transactionId, { matchedPending: true })]);
    expect(await life.count(meals, mine(anna))).toBe(1);
    expect(life.events(MealDrafted).filter((one) => one.subject === anna.userId)).toHaveLength(1);
  });

  it("drafts once when two events about one transaction are handled at the same time", async () => {
    const anna = await life.user("anna");
    const transactionId = await purchase(anna);
    const failed = await Promise.all([1, 2, 3].map(() => life.deliver(draftMeal, [imported(anna, transactionId)])));
    expect(failed.flat()).toEqual([]);
    expect(await life.count(meals, mine(anna))).toBe(1);
    expect(life.events(MealDrafted).filter((one) => one.subject === anna.userId)).toHaveLength(1);
  });

  it("does not restore a deleted draft, or draft again what was logged", async () => {
    const anna = await life.user("anna");
    const [unwanted, eaten] = [await purchase(anna), await purchase(anna)];
    await life.deliver(draftMeal, [imported(anna, unwanted), imported(anna, eaten)]);
    const { data } = (await life.call(list, { as: anna })).body;
    const idOf = (transactionId: string) =>
      data.find((row: { transactionId: string }) => row.transactionId === transactionId).id;
    await life.call(remove, { as: anna, params: { mealId: idOf(unwanted) } });
    await life.call(log, { as: anna, params: { mealId: idOf(eaten) } });

    await life.deliver(draftMeal, [imported(anna, unwanted), imported(anna, eaten)]);
    const left = `${mine(anna)} and deleted_at is null`;
    expect(await life.count(meals, left)).toBe(1);
    expect(await life.count(meals, `${left} and source = 'draft'`)).toBe(0);
  });

  it("drafts nothing for a purchase with a logged meal", async () => {
    const anna = await life.user("anna");
    const transactionId = await purchase(anna);
    await life.database.query(
      "insert into meals (user_id, name, eaten_at, transaction_id) values ($1, 'Pho', $2, $3)",
      [anna.userId, noon, transactionId],
    );
    await life.deliver(draftMeal, [imported(anna, transactionId)]);
    expect(await life.count(meals, mine(anna))).toBe(1);
  });

  it.each([
    ["no food is sold there", { sellsFood: false }],
    ["nobody knows what is sold there", { sellsFood: undefined }],
    ["nobody knows when it was", { purchasedAt: undefined }],
    ["it was between meals", { purchasedAt: "2026-03-02T15:30:00.000Z" }],
    ["the money came back", { amountCents: 2035 }],
  ])("drafts nothing when %s", async (_, payload) => {
    const anna = await life.user("anna");
    expect(await life.deliver(draftMeal, [imported(anna, await purchase(anna), payload)])).toEqual([]);
    expect(await life.count(meals, mine(anna))).toBe(0);
  });

  it("uses the local time of the user", async () => {
    const [anna, ben] = [
      await life.user("anna", { timezone: "America/Los_Angeles" }),
      await life.user("ben", { timezone: "Asia/Tokyo" }),
    ];
    const at = "2026-03-02T12:30:00.000Z"; // 04:30 in Los Angeles, 21:30 in Tokyo
    await life.deliver(draftMeal, [imported(anna, await purchase(anna), { purchasedAt: at })]);
    await life.deliver(draftMeal, [imported(ben, await purchase(ben), { purchasedAt: at })]);
    expect(await life.count(meals, mine(anna))).toBe(0);
    expect(await life.count(meals, mine(ben))).toBe(1);
  });

  it("ignores a transaction that is deleted or belongs to another person", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const gone = await purchase(anna);
    await life.database.query("update transactions set deleted_at = now() where id = $1", [gone]);
    expect(await life.deliver(draftMeal, [imported(anna, gone), imported(anna, await purchase(ben))])).toEqual([]);
    expect(await life.count(meals, mine(anna))).toBe(0);
  });
});

describe("answering a fitness check-in", () => {
  async function asked(person: Person, kind = "fitness_check_in") {
    const sent = await Notifications.send(life.as(person), {
      kind,
      title: "How do you feel about your fitness progress?",
      action: { answer: { type: "scale", min: 1, max: 5 } },
      sourceEventId: randomUUID(),
    });
    return sent!.id;
  }

  async function answered(person: Person, notificationId: string, body: object) {
    const { status } = await life.call(answer, { as: person, params: { notificationId }, body });
    expect(status).toBe(200);
    return life.events(NotificationAnswered).find((one) => one.data.entityId === notificationId)!;
  }

  it("logs one mood, caused by the answer", async () => {
    const anna = await life.user("anna");
    life.setNow("2026-03-02T18:00:00.000Z");
    const id = await asked(anna);
    const event = await answered(anna, id, { value: 4, note: "stronger" });

    expect(await life.deliver(logMood, [event, event])).toEqual([]);
    await life.deliver(logMood, [{ ...event, id: randomUUID() }]);

    const rows = await life.database.query(
      "select category, metric_name, value::float8, sentiment_score::float8, note, source_type, source_id from brain_logs where user_id = $1",
      [anna.userId],
    );
    expect(rows).toEqual([
      {
        category: "social",
        metric_name: "mood_score",
        value: 4,
        sentiment_score: 0.5,
        note: "stronger",
        source_type: "notification",
        source_id: id,
      },
    ]);
    const moods = life.events(MoodLogged).filter((one) => one.subject === anna.userId);
    expect(moods).toMatchObject([
      {
        causationid: event.id,
        correlationid: event.correlationid,
        data: { payload: { value: 4, loggedAt: "2026-03-02T18:00:00.000Z" } },
      },
    ]);
  });

  it.each([
    [1, -1],
    [3, 0],
    [5, 1],
  ])("reads a %d as a sentiment of %d", async (value, sentiment) => {
    const anna = await life.user("anna");
    await life.deliver(logMood, [await answered(anna, await asked(anna), { value })]);
    expect(await life.count(brainLogs, `${mine(anna)} and sentiment_score = ${sentiment} and note is null`)).toBe(1);
  });

  it("logs no mood from other questions or from an answer without one", async () => {
    const anna = await life.user("anna");
    await life.deliver(logMood, [await answered(anna, await asked(anna, "other"), { value: 4 })]);
    const odd = await asked(anna);
    const event = await answered(anna, odd, { value: 2 });
    await life.database.query(`update notifications set answer = '{"value": "fine"}' where id = $1`, [odd]);
    expect(await life.deliver(logMood, [event])).toEqual([]);
    expect(await life.count(brainLogs, mine(anna))).toBe(0);
  });
});

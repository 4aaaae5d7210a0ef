import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { PantryExpiring } from "#core/household/events";
import { MAX_HAND_OVERS } from "#core/platform/delivery/overdue";
import { noteExpiring } from "#functions/household/consumers";
import * as Pantry from "#functions/household/pantry-items";
import * as Recipes from "#functions/household/recipes";
import { remindAgain } from "#functions/household/schedules";
import { remindToUseUp } from "#functions/household/workflows";
import type { CloudEvent } from "#kit/event";
import type { Engine } from "#local/engine/engine";
import { testDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type Harness, harness, type Person } from "#testing/harness";
import { type MoodyServer, moodyServer } from "#testing/moody-server";
import { nightFalls as daysEnd } from "#testing/nights";
import { startWorkflows } from "#testing/workflows";

let life: Harness;
let engine: Engine;
let server: MoodyServer;
let send: Awaited<ReturnType<typeof startWorkflows>>["send"];
beforeAll(async () => {
  const open = await testDb();
  server = await moodyServer(() => engine);
  life = await harness(open, { config: { INNGEST_BASE_URL: server.url, INNGEST_EVENT_KEY: "a-key" } });
  ({ engine, send } = await startWorkflows(open.database, [remindToUseUp], { now: () => life.now() }));
});
afterEach(() => {
  life.published.length = 0;
});
afterAll(async () => {
  await engine.stop();
  await life.close();
  await server.close();
});

async function stocked(as: Person, name: string, expiryDate: string): Promise<string> {
  const body = { name, unit: "g", qtyInStock: 500, expiryDate };
  return (await life.call(Pantry.create, { as, body })).body.id;
}

/** Ends the day and hands its events to the engine. */
async function nightFalls(at: string): Promise<CloudEvent[]> {
  await daysEnd(life, at, noteExpiring);
  const news = life.events(PantryExpiring);
  await send(news);
  return news;
}

/** Lets the engine do what is due at a moment, and waits for so many runs in that state. */
async function clockShows(at: string, status: string, count: number) {
  life.setNow(at);
  return eventually(async () => {
    engine.wake();
    const runs = (await engine.runs.list()).items.filter((run) => run.status === status);
    expect(runs).toHaveLength(count);
    return runs;
  });
}
const told = (who: Person) =>
  life.database.query<Record<string, unknown>>(
    "select title, body, action, source_event_id as source from notifications where user_id = $1 and kind = 'use_up' order by id",
    [who.userId],
  );

describe("what a household should use up", () => {
  it("is sent to every member in the household's morning, once, without what was eaten in the night", async () => {
    life.setNow("2026-03-10T12:00:00Z");
    const anna = await life.user("anna", { timezone: "America/New_York" });
    const ben = await life.user("ben", { timezone: "Asia/Tokyo" });
    const stranger = await life.user("stranger");
    await life.join(anna, ben);
    const [spinach, feta] = [await stocked(anna, "Spinach", "2026-03-12"), await stocked(anna, "Feta", "2026-03-13")];
    const ham = await stocked(anna, "Ham", "2026-03-12");
    await stocked(anna, "Rice", "2026-03-14");
    const pie = await life.call(Recipes.create, {
      as: anna,
      body: {
        name: "Spinach pie",
        servings: 4,
        ingredients: [{ item: "Spinach", qty: 200, unit: "g" }, { item: "Feta" }],
      },
    });

    // 03:05 in New York, where the keeper of the household lives.
    const news = await nightFalls("2026-03-12T07:05:00Z");
    expect(news).toHaveLength(4);
    await clockShows("2026-03-12T07:16:00Z", "running", 1);
    await life.call(Pantry.consume, { as: ben, params: { pantryItemId: ham }, body: { quantity: 500 } });
    expect(await told(anna)).toEqual([]);
    await clockShows("2026-03-12T12:00:00Z", "completed", 1);

    const message = {
      title: "2 things to use up",
      body: "Spinach: today. Feta: tomorrow. Spinach pie would use Spinach, Feta.",
      action: {
        householdId: anna.householdId,
        day: "2026-03-12",
        pantryItemIds: [spinach, feta],
        recipeId: pie.body.id,
      },
    };
    expect(await told(anna)).toMatchObject([message]);
    expect(await told(ben)).toMatchObject([message]);
    expect(news.map(({ id }) => id)).toContain((await told(anna))[0]!.source);
    expect(await told(stranger)).toEqual([]);
  });

  it("is not sent when nothing is left, and names a single item", async () => {
    life.setNow("2026-05-10T12:00:00Z");
    const [clara, dora] = [await life.user("clara", { timezone: "UTC" }), await life.user("dora", { timezone: "UTC" })];
    const [eaten, left] = [await stocked(clara, "Milk", "2026-05-12"), await stocked(dora, "Cream", "2026-05-12")];
    const before = (await engine.runs.list()).items.filter((run) => run.status === "completed").length;
    await nightFalls("2026-05-12T03:05:00Z");
    await clockShows("2026-05-12T03:16:00Z", "running", 2);
    await life.call(Pantry.consume, { as: clara, params: { pantryItemId: eaten }, body: { quantity: 500 } });
    await clockShows("2026-05-12T08:00:00Z", "completed", before + 2);
    expect(await told(clara)).toEqual([]);
    expect(await told(dora)).toMatchObject([
      { title: "Use up Cream today", body: "Cream: today.", action: { pantryItemIds: [left], recipeId: null } },
    ]);
  });

  it("is sent once a day, whichever of the night's events is delivered again", async () => {
    life.setNow("2026-06-10T12:00:00Z");
    const emma = await life.user("emma", { timezone: "UTC" });
    for (const name of ["Peas", "Leeks", "Cream"]) await stocked(emma, name, "2026-06-12");
    const completed = async () => (await engine.runs.list()).items.filter((run) => run.status === "completed").length;
    const before = await completed();
    life.published.length = 0;
    const news = await nightFalls("2026-06-12T03:05:00Z");
    await clockShows("2026-06-12T03:16:00Z", "running", 1);
    await clockShows("2026-06-12T08:00:00Z", "completed", before + 1);
    expect(await told(emma)).toMatchObject([{ title: "3 things to use up" }]);
    // The debounce keeps one of them; no run has seen the others.
    const again = news.map((event) => ({ ...event, time: "2026-06-12T09:00:00Z" }));
    for (const [n, event] of again.entries()) {
      await send([event], (id) => `${id}-again`);
      life.setNow(new Date(Date.parse("2026-06-12T09:11:00Z") + n * 1_200_000).toISOString());
      await clockShows(life.now().toISOString(), "completed", before + 2 + n);
    }
    expect(await told(emma)).toHaveLength(1);
    // The next day is another effect.
    life.published.length = 0;
    life.setNow("2026-06-13T03:05:00Z");
    await stocked(emma, "Ham", "2026-06-14");
    await nightFalls("2026-06-13T03:05:00Z");
    await clockShows("2026-06-13T03:16:00Z", "running", 1);
    await clockShows("2026-06-13T08:00:00Z", "completed", before + 2 + news.length);
    expect(await told(emma)).toHaveLength(2);
  });
});

describe("expiring lots whose run was lost", () => {
  it("are handed over again after the morning, once for each household, until it was notified", async () => {
    // Later than the database's clock, which dates the events.
    life.setNow("2040-06-10T12:00:00Z");
    const emil = await life.user("emil", { timezone: "UTC" });
    for (const [name, day] of [
      ["Ham", "2040-06-12"],
      ["Cream", "2040-06-13"],
      ["Rice", "2040-06-15"],
    ] as const)
      await stocked(emil, name, day);
    const fay = await life.user("fay", { timezone: "UTC" });
    await stocked(fay, "Rice", "2040-06-15");
    server.mood = "works";

    await daysEnd(life, "2040-06-12T03:05:00Z", noteExpiring);
    expect(life.events(PantryExpiring)).toHaveLength(4);
    life.setNow("2040-06-12T09:55:00Z");
    await scheduleHandler(remindAgain)({});
    expect(server.sent).toEqual([]);

    life.setNow("2040-06-12T10:00:00Z");
    await scheduleHandler(remindAgain)({});
    await scheduleHandler(remindAgain)({});
    expect(server.sent).toMatchObject([{ name: PantryExpiring.type, data: { subject: emil.userId } }]);
    const before = (await engine.runs.list()).items.filter((run) => run.status === "completed").length;
    await clockShows("2040-06-12T10:11:00Z", "completed", before + 1);
    expect(await told(emil)).toMatchObject([{ title: "2 things to use up" }]);
    expect(await told(fay)).toEqual([]);

    life.setNow("2040-06-12T23:00:00Z");
    await scheduleHandler(remindAgain)({});
    expect(server.sent).toHaveLength(1);
  });

  it("become a dead letter before the day is over, after the limit of hand-overs", async () => {
    life.setNow("2041-06-10T12:00:00Z");
    const gil = await life.user("gil", { timezone: "UTC" });
    await stocked(gil, "Ham", "2041-06-12");
    await daysEnd(life, "2041-06-12T03:05:00Z", noteExpiring);
    server.mood = "forgets";
    server.sent.length = 0;
    for (let at = Date.parse("2041-06-12T03:15:00Z"); at < Date.parse("2041-06-13T00:00:00Z"); at += 30 * 60_000) {
      life.setNow(new Date(at).toISOString());
      await scheduleHandler(remindAgain)({});
    }
    expect(server.sent.map(({ data }) => data.subject)).toEqual(Array(MAX_HAND_OVERS).fill(gil.userId));
    const letters = await life.database.query(
      "select payload -> 'event' ->> 'subject' as subject from dead_letters where source = 'workflow:household.remindToUseUp' and status = 'open'",
    );
    expect(letters).toEqual([{ subject: gil.userId }]);
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { PantryExpiring } from "#core/household/events";
import { noteExpiring } from "#functions/household/consumers";
import * as Pantry from "#functions/household/pantry-items";
import type { CloudEvent } from "#kit/event";
import { serverDb, testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { nightFalls } from "#testing/nights";

let life: Harness;
const night = (at: string) => nightFalls(life, at, noteExpiring);
const told = (pantryItemId: string) => life.events(PantryExpiring).filter((one) => one.data.entityId === pantryItemId);
const daysLeft = (pantryItemId: string) =>
  told(pantryItemId).map((one) => (one.data.payload as { daysLeft: number }).daysLeft);

async function milk(as: Person, expiryDate: string): Promise<string> {
  const body = { name: "Milk", unit: "ml", qtyInStock: 500, expiryDate };
  return (await life.call(Pantry.create, { as, body })).body.id;
}
/** Lots of one item that all expire on the same day. */
const lots = (as: Person, count: number, expiryDate: string) =>
  life.database.query(
    `with item as (insert into pantry_items (household_id, name, unit) values ($1, 'Eggs', 'piece') returning id)
     insert into pantry_lots (pantry_item_id, household_id, quantity, expiry_date) select id, $1, 1, $3 from item, generate_series(1, $2)`,
    [as.householdId, count, expiryDate],
  );

describe("what expires", () => {
  beforeAll(async () => {
    life = await harness(await testDb());
  });
  afterAll(() => life.close());

  it("is reported when the household's day has ended, once for each lot and day, until it is gone", async () => {
    const anna = await life.user("anna", { timezone: "Pacific/Auckland" });
    const item = await milk(anna, "2026-03-13");
    // 23:50 of the 9th and 00:10 of the 10th in Auckland.
    await night("2026-03-09T10:50:00.000Z");
    expect(told(item)).toEqual([]);
    const ended = await night("2026-03-09T11:10:00.000Z");
    await life.deliver(noteExpiring, [...ended, ...ended]);
    expect(told(item)).toMatchObject([
      {
        subject: anna.userId,
        correlationid: ended[0]!.correlationid,
        causationid: ended[0]!.id,
        data: { payload: { name: "Milk", quantity: 500, unit: "ml", expiryDate: "2026-03-13", daysLeft: 3 } },
      },
    ]);
    await night("2026-03-10T11:10:00.000Z");
    expect(daysLeft(item)).toEqual([3, 2]);

    await life.call(Pantry.consume, { as: anna, params: { pantryItemId: item }, body: { quantity: 500 } });
    await night("2026-03-11T11:10:00.000Z");
    expect(told(item)).toHaveLength(2);
  });

  it("leaves out lots that last, that have expired and that were deleted", async () => {
    life.setNow("2026-05-10T12:00:00.000Z");
    const anna = await life.user("anna");
    const items = [await milk(anna, "2026-05-15"), await milk(anna, "2026-05-10"), await milk(anna, "2026-05-11")];
    const gone = await milk(anna, "2026-05-12");
    await life.call(Pantry.remove, { as: anna, params: { pantryItemId: gone } });
    await night("2026-05-11T00:00:00.000Z");
    expect([...items, gone].map((id) => told(id).length)).toEqual([0, 0, 1, 0]);
  });

  it("is reported to all of the household in one event, in the time zone of the longest-standing admin", async () => {
    life.setNow("2026-06-10T12:00:00.000Z");
    const [anna, ben] = [await life.user("anna"), await life.user("ben", { timezone: "Asia/Tokyo" })];
    await life.join(anna, ben);
    const item = await milk(anna, "2026-06-11");
    expect((await night("2026-06-10T15:00:00.000Z")).map((one) => one.subject)).toContain(ben.userId);
    expect(told(item)).toEqual([]);
    await night("2026-06-11T00:00:00.000Z");
    expect(told(item)).toMatchObject([{ subject: anna.userId }]);
    const [row] = await life.database.query("select household_id from events where id = $1", [told(item)[0]!.id]);
    expect(row).toEqual({ household_id: anna.householdId });
    // When that person leaves, the household uses the time zone of the next one.
    await life.database.query("update household_members set role = 'admin' where user_id = $1", [ben.userId]);
    await life.leave(anna, anna);
    const other = await life.call(Pantry.create, {
      as: ben,
      body: { householdId: anna.householdId, name: "Tofu", unit: "g", qtyInStock: 200, expiryDate: "2026-06-14" },
    });
    await night("2026-06-12T00:00:00.000Z");
    expect(told(other.body.id)).toMatchObject([{ subject: ben.userId }]);
  });

  it("is reported for the current day when the end of a day is delivered days late", async () => {
    life.setNow("2026-07-10T12:00:00.000Z");
    const anna = await life.user("anna");
    const item = await milk(anna, "2026-07-13");
    const ended = await nightFalls(life, "2026-07-11T00:00:00.000Z");
    life.setNow("2026-07-12T09:00:00.000Z");
    await life.deliver(noteExpiring, ended);
    expect(daysLeft(item)).toEqual([1]);
  });
});

describe("of a full pantry", () => {
  let anna: Person;
  let ended: CloudEvent[];
  const ofHers = () => life.events(PantryExpiring).filter((one) => one.subject === anna.userId);
  beforeAll(async () => {
    life = await harness(await serverDb());
    anna = await life.user("anna");
    await lots(anna, 1_201, "2026-03-04");
    ended = await nightFalls(life, "2026-03-03T00:00:00.000Z");
  });
  afterEach(() => {
    life.published.length = 0;
  });
  afterAll(() => life.close());

  it("all of it is reported in batches, each lot once, when the event is delivered twice at once", async () => {
    await Promise.all([life.deliver(noteExpiring, ended), life.deliver(noteExpiring, ended)]);
    const ids = ofHers().map((one) => (one.data.payload as { lotId: string }).lotId);
    expect([ids.length, new Set(ids).size]).toEqual([1_201, 1_201]);
  });

  it("each lot is reported once a day when two ends of days are processed at once", async () => {
    const next = await nightFalls(life, "2026-03-04T00:00:00.000Z");
    const late = ended.map((one) => ({ ...one, id: next[0]!.id.replace(/.$/, "0") }));
    await Promise.all([life.deliver(noteExpiring, next), life.deliver(noteExpiring, late)]);
    const ids = ofHers().map((one) => (one.data.payload as { lotId: string }).lotId);
    expect([ids.length, new Set(ids).size]).toEqual([1_201, 1_201]);
  });
});

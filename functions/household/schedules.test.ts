import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { PantryExpiring } from "#core/household/events";
import * as Pantry from "#functions/household/pantry-items";
import { noteExpiring } from "#functions/household/schedules";
import { pgliteDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await pgliteDb());
});
afterAll(() => life.close());

async function milk(as: Person, expiryDate: string): Promise<string> {
  const body = { name: "Milk", unit: "ml", qtyInStock: 500, expiryDate };
  return (await life.call(Pantry.create, { as, body })).body.id;
}
const told = (pantryItemId: string) => life.events(PantryExpiring).filter((one) => one.data.entityId === pantryItemId);

describe("what expires", () => {
  it("is told in the household's own night, once a lot and day, until it is gone", async () => {
    const anna = await life.user("anna", { timezone: "Pacific/Auckland" });
    const item = await milk(anna, "2026-03-13");
    // 02:50 and 03:10 of the 10th in Auckland.
    life.setNow("2026-03-09T13:50:00.000Z");
    await scheduleHandler(noteExpiring)({});
    expect(told(item)).toEqual([]);
    life.setNow("2026-03-09T14:10:00.000Z");
    await scheduleHandler(noteExpiring)({});
    await scheduleHandler(noteExpiring)({});
    expect(told(item)).toMatchObject([
      {
        subject: anna.userId,
        data: { payload: { name: "Milk", quantity: 500, unit: "ml", expiryDate: "2026-03-13", daysLeft: 3 } },
      },
    ]);
    life.setNow("2026-03-10T14:10:00.000Z");
    await scheduleHandler(noteExpiring)({});
    expect(told(item).map((one) => (one.data.payload as { daysLeft: number }).daysLeft)).toEqual([3, 2]);

    await life.call(Pantry.consume, { as: anna, params: { pantryItemId: item }, body: { quantity: 500 } });
    life.setNow("2026-03-11T14:10:00.000Z");
    await scheduleHandler(noteExpiring)({});
    expect(told(item)).toHaveLength(2);
  });

  it("leaves out what lasts, what has expired and what was deleted", async () => {
    life.setNow("2026-05-10T12:00:00.000Z");
    const anna = await life.user("anna");
    const items = [await milk(anna, "2026-05-14"), await milk(anna, "2026-05-09"), await milk(anna, "2026-05-10")];
    const gone = await milk(anna, "2026-05-11");
    await life.call(Pantry.remove, { as: anna, params: { pantryItemId: gone } });
    await scheduleHandler(noteExpiring)({});
    expect([...items, gone].map((id) => told(id).length)).toEqual([0, 0, 1, 0]);
  });

  it("is news to all of the household, and one event", async () => {
    life.setNow("2026-06-10T12:00:00.000Z");
    const [anna, ben] = [await life.user("anna"), await life.user("ben", { timezone: "Asia/Tokyo" })];
    await life.join(anna, ben);
    const item = await milk(anna, "2026-06-11");
    await scheduleHandler(noteExpiring)({});
    expect(told(item)).toMatchObject([{ subject: anna.userId }]);
    const [row] = await life.database.query("select household_id from events where id = $1", [told(item)[0]!.id]);
    expect(row).toEqual({ household_id: anna.householdId });
  });
});

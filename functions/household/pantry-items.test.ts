import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  PantryConsumed,
  PantryItemEvents,
  PantryLotEvents,
  PantryRanLow,
  PantryRestocked,
} from "#core/household/events";
import * as Lots from "#functions/household/lots";
import * as Movements from "#functions/household/movements";
import {
  byBarcode,
  changes,
  consume,
  correct,
  create,
  get,
  list,
  remove,
  restock,
  update,
} from "#functions/household/pantry-items";
import type { Endpoint } from "#kit/endpoint";
import type { EventDeclaration } from "#kit/event";
import { testDb } from "#testing/database";
import { type Answer, type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

/** Two members of the first one's household. */
async function couple(): Promise<[Person, Person]> {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  await life.join(anna, ben);
  return [anna, ben];
}

const make = async (as: Person, body: object = {}) =>
  (await life.call(create, { as, body: { name: "Milk", unit: "ml", ...body } })).body as { id: string };
const on = (as: Person, { id }: { id: string }) => ({
  post: (verb: Endpoint, body: object): Promise<Answer> => life.call(verb, { as, params: { pantryItemId: id }, body }),
  read: async () => (await life.call(get, { as, params: { pantryItemId: id } })).body,
  lots: async () => (await life.call(Lots.list, { as, params: { pantryItemId: id } })).body.data,
  movements: async () => (await life.call(Movements.list, { as, params: { pantryItemId: id } })).body.data,
  undo: (movementId: string) => life.call(Movements.undo, { as, params: { pantryItemId: id, movementId } }),
});
const about = <E extends EventDeclaration>(declaration: E, { id }: { id: string }) =>
  life.events(declaration).filter((one) => one.data.entityId === id);

describe("pantry items", () => {
  it("belong to a household, with their stock at the beginning as the first lot", async () => {
    const [anna, ben] = await couple();
    const body = { name: "Milk", unit: "Litres", qtyInStock: 2, expiryDate: "2026-03-10", qtyMin: 1 };
    const { status, body: item } = await life.call(create, { as: anna, body });
    expect(status).toBe(201);
    expect(item).toMatchObject({ householdId: anna.householdId, unit: "l", qtyInStock: 2, expiryDate: "2026-03-10" });
    expect(about(PantryItemEvents.created, item)).toMatchObject([
      { subject: anna.userId, data: { payload: { name: "Milk", unit: "l" } } },
    ]);
    expect(await on(ben, item).lots()).toMatchObject([{ quantity: 2, expiryDate: "2026-03-10", openedAt: null }]);
    const listed = await life.call(list, { as: ben, query: { householdId: anna.householdId } });
    expect(listed.body.data).toMatchObject([{ id: item.id }]);
    const bens = await life.call(create, { as: ben, body: { ...body, householdId: anna.householdId } });
    expect(bens.body.householdId).toBe(anna.householdId);
  });

  it("can be consumed and the consumption undone, once however often it is requested", async () => {
    const anna = await life.user("anna");
    const item = await make(anna, { qtyInStock: 100 });
    await on(anna, item).post(restock, { quantity: 100 });
    const headers = { "idempotency-key": "soup" };
    const params = { pantryItemId: item.id };
    const taken = await life.call(consume, { as: anna, params, headers, body: { quantity: 150 } });
    expect(taken.body.movements.map(({ delta }: { delta: number }) => delta)).toEqual([-100, -50]);
    const again = await life.call(consume, { as: anna, params, headers, body: { quantity: 150 } });
    expect(again.body.movements).toEqual(taken.body.movements);
    const undone = await on(anna, item).undo(taken.body.movements[1].id);
    expect(undone.body).toMatchObject({ item: { qtyInStock: 200 }, movements: [{ delta: 100 }, { delta: 50 }] });
    const corrected = await on(anna, item).post(correct, { quantity: 60 });
    expect(corrected.body.movements).toMatchObject([{ delta: -100 }, { delta: -40 }]);
  });

  it("have an expiry date only with stock", async () => {
    const anna = await life.user("anna");
    const { status, body } = await life.call(create, { as: anna, body: { name: "Milk", expiryDate: "2026-03-10" } });
    expect({ status, pointer: body.errors[0].pointer }).toEqual({ status: 400, pointer: "#/expiryDate" });
  });

  it("keep their unit while something is in stock, and do not reveal others' stock", async () => {
    const anna = await life.user("anna");
    const item = await make(anna, { qtyInStock: 500 });
    const params = { pantryItemId: item.id };
    const changed = await life.call(update, { as: anna, params, body: { unit: "piece" } });
    expect(changed).toMatchObject({ status: 409, body: { detail: expect.stringContaining("counted in ml") } });
    expect(await life.call(update, { as: anna, params, body: { qtyInStock: 7 } })).toMatchObject({ status: 400 });
    await on(anna, item).post(correct, { quantity: 0 });
    expect((await life.call(update, { as: anna, params, body: { unit: "Pieces" } })).body).toMatchObject({
      unit: "piece",
      qtyInStock: 0,
    });
    // A direct write of the column has no effect either.
    await life.database.query("update pantry_items set qty_in_stock = 99 where id = $1", [item.id]);
    expect(await on(anna, item).read()).toMatchObject({ qtyInStock: 0 });
  });

  it("are found by their barcode, in one household or in any of one's own", async () => {
    const [anna, ben] = await couple();
    const hers = await make(anna, { barcode: "4006381333931" });
    const his = await make(ben, { barcode: "4006381333931" });
    const find = async (as: Person, query: Record<string, string>) => (await life.call(byBarcode, { as, query })).body;
    expect(await find(ben, { code: "4006381333931" })).toMatchObject({ id: his.id });
    expect(await find(ben, { code: "4006381333931", householdId: anna.householdId })).toMatchObject({ id: hers.id });
    expect(await find(anna, { code: "4006381333931", householdId: ben.householdId })).toMatchObject({
      code: "not_found",
    });
    expect(await find(anna, { code: "1" })).toMatchObject({ code: "not_found" });
    await life.call(remove, { as: anna, params: { pantryItemId: hers.id } });
    expect(await find(anna, { code: "4006381333931" })).toMatchObject({ code: "not_found" });
    expect((await life.call(changes, { as: anna })).body.data).toMatchObject([{ id: hers.id, deleted: true }]);
  });

  it("are not accessible to a former member", async () => {
    const [anna, ben] = await couple();
    const item = await make(anna, { qtyInStock: 500, barcode: "7" });
    expect((await on(ben, item).post(consume, { quantity: 1 })).status).toBe(200);
    await life.leave(anna, ben);
    const [movement] = await on(anna, item).movements();
    for (const [verb, body] of [
      [consume, { quantity: 1 }],
      [restock, { quantity: 1 }],
      [correct, { quantity: 1 }],
    ] as const)
      expect(await on(ben, item).post(verb, body)).toMatchObject({ status: 404 });
    expect(await on(ben, item).undo(movement.id)).toMatchObject({ status: 404 });
    expect(await on(ben, item).lots()).toBeUndefined();
    expect(await on(ben, item).movements()).toBeUndefined();
    expect(await life.call(byBarcode, { as: ben, query: { code: "7" } })).toMatchObject({ status: 404 });
    expect(await life.call(create, { as: ben, body: { name: "x", householdId: anna.householdId } })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "#/householdId" }] },
    });
    expect(await on(anna, item).read()).toMatchObject({ qtyInStock: 499 });
  });
});

describe("taking something out", () => {
  it("uses opened lots first, then those that expire first, over as many lots as necessary", async () => {
    const [anna, ben] = await couple();
    const item = await make(anna);
    await on(anna, item).post(restock, { quantity: 1, unit: "l", expiryDate: "2026-03-20" });
    await on(ben, item).post(restock, { quantity: 500, expiryDate: "2026-03-10" });
    await on(ben, item).post(restock, { quantity: 300 });
    expect(await on(anna, item).read()).toMatchObject({ qtyInStock: 1800, expiryDate: "2026-03-10" });

    const first = await on(ben, item).post(consume, { quantity: 100 });
    expect(first.body).toMatchObject({
      booking: { reason: "consume", quantity: -100, unit: "ml", actorId: ben.userId },
      item: { qtyInStock: 1700, expiryDate: "2026-03-10" },
    });
    expect((await on(anna, item).lots())[0]).toMatchObject({ quantity: 400, openedAt: life.now().toISOString() });
    // An opened lot comes first, even if it expires after the others.
    const [opened] = await on(anna, item).lots();
    const moved = await life.call(Lots.update, {
      as: ben,
      params: { pantryItemId: item.id, lotId: opened.id },
      body: { expiryDate: "2026-04-01" },
    });
    expect(moved.body).toMatchObject({ expiryDate: "2026-04-01", quantity: 400 });
    expect(about(PantryLotEvents.updated, opened)).toMatchObject([{ subject: ben.userId }]);
    expect(await on(anna, item).read()).toMatchObject({ expiryDate: "2026-03-20" });

    await on(anna, item).post(consume, { quantity: 0.6, unit: "l" });
    expect(await on(anna, item).lots()).toMatchObject([
      { quantity: 800, expiryDate: "2026-03-20" },
      { quantity: 300, expiryDate: null },
    ]);
    const booked = about(PantryConsumed, item).at(-1)!;
    expect(booked).toMatchObject({
      subject: anna.userId,
      data: { entityType: "pantry_item", payload: { reason: "consume", quantity: -600, unit: "ml" } },
    });
    const together = (await on(ben, item).movements()).filter(
      (one: { bookingId: string }) => one.bookingId === (booked.data.payload as { bookingId: string }).bookingId,
    );
    expect(together.map((one: { delta: number }) => one.delta)).toEqual([-200, -400]);
  });

  it("takes from one lot when requested", async () => {
    const anna = await life.user("anna");
    const [item, other] = [await make(anna), await make(anna, { qtyInStock: 5 })];
    await on(anna, item).post(restock, { quantity: 10, expiryDate: "2026-03-10" });
    await on(anna, item).post(restock, { quantity: 20, expiryDate: "2026-03-20" });
    const [, later] = await on(anna, item).lots();
    await on(anna, item).post(consume, { quantity: 15, lotId: later.id, reason: "waste" });
    expect(await on(anna, item).lots()).toMatchObject([{ quantity: 10 }, { quantity: 5, openedAt: null }]);
    expect(await on(anna, item).post(consume, { quantity: 6, lotId: later.id })).toMatchObject({
      status: 409,
      body: { detail: "There is only 5 ml of it." },
    });
    const [foreign] = await on(anna, other).lots();
    for (const lotId of [foreign.id, randomUUID()])
      expect(await on(anna, item).post(consume, { quantity: 1, lotId })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: "#/lotId", detail: "does not exist" }] },
      });
  });

  it("takes all or nothing, and says how much there is", async () => {
    const anna = await life.user("anna");
    const item = await make(anna, { qtyInStock: 0.3, unit: "kg" });
    expect(await on(anna, item).post(consume, { quantity: 301, unit: "g" })).toMatchObject({
      status: 409,
      body: {
        code: "conflict",
        detail: "There is only 0.3 kg of it.",
        coded: { code: "not_enough", params: { available: 0.3, unit: "kg" } },
      },
    });
    expect(about(PantryConsumed, item)).toEqual([]);
    expect((await on(anna, item).post(consume, { quantity: 300, unit: "grams" })).body.item.qtyInStock).toBe(0);
  });

  it("refuses a unit of another dimension", async () => {
    const anna = await life.user("anna");
    const item = await make(anna, { qtyInStock: 500 });
    for (const verb of [consume, restock, correct])
      expect(await on(anna, item).post(verb, { quantity: 1, unit: "kg" })).toMatchObject({
        status: 400,
        body: { code: "wrong_unit", detail: "kg cannot be converted into ml.", errors: [{ pointer: "#/unit" }] },
      });
    for (const quantity of [0, -1, 1e7])
      expect(await on(anna, item).post(consume, { quantity })).toMatchObject({ status: 400 });
  });

  it("refuses a price without a currency", async () => {
    const anna = await life.user("anna");
    const item = await make(anna, {});
    const answer = await on(anna, item).post(restock, { quantity: 1, priceCents: 199 });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/currency" }] } });
  });

  it("gives a repeated request the first answer", async () => {
    const anna = await life.user("anna");
    const item = await make(anna, { qtyInStock: 500 });
    const params = { pantryItemId: item.id };
    const request = { as: anna, params, body: { quantity: 500 }, headers: { "Idempotency-Key": randomUUID() } };
    const first = await life.call(consume, request);
    await on(anna, item).post(restock, { quantity: 80 });
    const again = await life.call(consume, request);
    expect(again).toMatchObject({ status: 200, headers: { "idempotent-replayed": "true" }, body: first.body });
    expect(await on(anna, item).read()).toMatchObject({ qtyInStock: 80 });
  });
});

describe("a count of the shelf", () => {
  it("takes a shortage and adds a surplus", async () => {
    const anna = await life.user("anna");
    const item = await make(anna, { qtyInStock: 500 });
    const less = await on(anna, item).post(correct, { quantity: 0.2, unit: "l" });
    expect(less.body).toMatchObject({ booking: { quantity: -300, reason: "correction" }, item: { qtyInStock: 200 } });
    expect(about(PantryConsumed, item)).toMatchObject([{ data: { payload: { quantity: -300 } } }]);
    const more = await on(anna, item).post(correct, { quantity: 250 });
    expect(more.body).toMatchObject({ booking: { quantity: 50 }, item: { qtyInStock: 250 } });
    expect(about(PantryRestocked, item).at(-1)).toMatchObject({ data: { payload: { quantity: 50 } } });
    const same = await on(anna, item).post(correct, { quantity: 250 });
    expect(same.body).toMatchObject({ booking: null, item: { qtyInStock: 250 } });
    expect([about(PantryConsumed, item).length, about(PantryRestocked, item).length]).toEqual([1, 2]);
  });
});

describe("undo", () => {
  it("reverts a whole booking, lot by lot, once, in that booking's story", async () => {
    const [anna, ben] = await couple();
    const item = await make(anna);
    await on(anna, item).post(restock, { quantity: 100, expiryDate: "2026-03-10" });
    await on(anna, item).post(restock, { quantity: 100, expiryDate: "2026-03-20" });
    const before = await on(anna, item).lots();
    await on(anna, item).post(consume, { quantity: 150 });
    const [movement] = await on(ben, item).movements();

    const undone = await on(ben, item).undo(movement.id);
    expect(undone).toMatchObject({
      status: 200,
      body: { booking: { reason: "undo", quantity: 150, actorId: ben.userId, undoesId: movement.bookingId } },
    });
    const strip = ({ updatedAt: _, ...lot }: Record<string, unknown>) => lot;
    expect((await on(anna, item).lots()).map(strip)).toEqual(before.map(strip));
    expect(about(PantryRestocked, item).at(-1)).toMatchObject({
      causationid: about(PantryConsumed, item)[0]!.id,
      correlationid: about(PantryConsumed, item)[0]!.correlationid,
      data: { payload: { reason: "undo", quantity: 150, undoesId: movement.bookingId } },
    });

    expect(await on(anna, item).undo(movement.id)).toMatchObject({
      status: 409,
      body: { detail: "This was undone already." },
    });
    const [last] = await on(ben, item).movements();
    expect(last).toMatchObject({ reason: "undo" });
    expect(await on(ben, item).undo(last.id)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining("book it anew") },
    });
    expect(await on(anna, item).read()).toMatchObject({ qtyInStock: 200 });
  });

  it("reverts a restock only while its lot is complete", async () => {
    const anna = await life.user("anna");
    const item = await make(anna);
    await on(anna, item).post(restock, { quantity: 100 });
    const [came] = await on(anna, item).movements();
    await on(anna, item).post(consume, { quantity: 1 });
    expect(await on(anna, item).undo(came.id)).toMatchObject({
      status: 409,
      body: { detail: "Some of what came in has been used since." },
    });
    const [went] = await on(anna, item).movements();
    expect((await on(anna, item).undo(went.id)).status).toBe(200);
    expect((await on(anna, item).undo(came.id)).body).toMatchObject({
      booking: { quantity: -100 },
      item: { qtyInStock: 0 },
    });
    expect(about(PantryConsumed, item).at(-1)).toMatchObject({ data: { payload: { reason: "undo", quantity: -100 } } });
  });

  it("accepts only movements of its own item", async () => {
    const anna = await life.user("anna");
    const [item, other] = [await make(anna, { qtyInStock: 5 }), await make(anna, { qtyInStock: 5 })];
    const [movement] = await on(anna, other).movements();
    expect(await on(anna, item).undo(movement.id)).toMatchObject({ status: 404 });
    expect(await on(anna, item).undo(randomUUID())).toMatchObject({ status: 404 });
  });
});

describe("running low", () => {
  it("is reported with every booking that leaves less than the minimum", async () => {
    const [anna, ben] = await couple();
    const item = await make(anna, { qtyInStock: 600, qtyMin: 500 });
    await on(ben, item).post(consume, { quantity: 100 });
    expect(about(PantryRanLow, item)).toEqual([]);
    life.setNow("2026-03-02T12:01:00.000Z");
    const low = await on(ben, item).post(consume, { quantity: 1 });
    expect(low.body.item).toMatchObject({ qtyInStock: 499, ranLowAt: "2026-03-02T12:01:00.000Z" });
    expect(about(PantryRanLow, item)).toMatchObject([
      { subject: ben.userId, data: { payload: { name: "Milk", qtyInStock: 499, qtyMin: 500, unit: "ml" } } },
    ]);
    life.setNow("2026-03-02T12:02:00.000Z");
    await on(ben, item).post(consume, { quantity: 1 });
    expect(about(PantryRanLow, item)).toHaveLength(2);
    const listed = await life.call(list, { as: anna, query: { "ranLowAt[null]": "false" } });
    expect(listed.body.data).toHaveLength(1);
    expect((await on(ben, item).post(restock, { quantity: 2 })).body.item.ranLowAt).toBeNull();
    expect(about(PantryRanLow, item)).toHaveLength(2);
  });
});

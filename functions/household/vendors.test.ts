import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VendorAliasEvents, VendorEvents, VendorMerged } from "#core/household/events";
import { vendorNamed } from "#core/household/vendors";
import * as Aliases from "#functions/household/aliases";
import { create, get, list, merge, update } from "#functions/household/vendors";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let globalId: string;
beforeAll(async () => {
  life = await harness(await testDb());
  const [row] = await life.database.query<{ id: string }>(
    `insert into vendors (name, normalized_name) values ('Whole Foods Market', 'whole foods market') returning id`,
  );
  globalId = row!.id;
});
afterAll(() => life.close());

const named = async (as: Person, name: string) => (await life.as(as).db.batch([vendorNamed(name)]))[0];
const make = async (as: Person, body: object) => (await life.call(create, { as, body })).body as { id: string };

describe("vendors", () => {
  it("belong to the own household, under a normalized name without case, accents and branch", async () => {
    const anna = await life.user("anna");
    const { status, body } = await life.call(create, { as: anna, body: { name: "Café Nero #412" } });
    expect(status).toBe(201);
    expect(body).toMatchObject({ householdId: anna.householdId, name: "Café Nero #412", normalizedName: "cafe nero" });
    expect(life.events(VendorEvents.created).at(-1)).toMatchObject({
      subject: anna.userId,
      data: { entityId: body.id, payload: { name: "Café Nero #412" } },
    });
    const again = await life.call(create, { as: anna, body: { name: "CAFE NERO Ltd" } });
    const taken = { code: "already_exists", detail: expect.stringContaining("vendor of this name") };
    expect(again).toMatchObject({ status: 409, body: taken });
  });

  it("that are global can be read but not changed", async () => {
    const anna = await life.user("anna");
    const params = { vendorId: globalId };
    expect((await life.call(get, { as: anna, params })).body.householdId).toBeNull();
    const answer = await life.call(update, { as: anna, params, body: { name: "Mine" } });
    expect(answer).toMatchObject({ status: 403, body: { code: "forbidden" } });
  });

  it("of another household cannot be seen, changed or planted", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const { id } = await make(anna, { name: "Corner Shop" });
    const params = { vendorId: id };
    expect((await life.call(get, { as: ben, params })).status).toBe(404);
    expect((await life.call(update, { as: ben, params, body: { name: "Mine" } })).status).toBe(404);
    const planted = await life.call(create, { as: ben, body: { name: "Trojan", householdId: anna.householdId } });
    expect([400, 403]).toContain(planted.status);
    expect((await life.call(list, { as: ben })).body.data.map((row: { id: string }) => row.id)).toEqual([globalId]);
  });

  it("get a new normalized name with a new name, and respect If-Match", async () => {
    const anna = await life.user("anna");
    const { id } = await make(anna, { name: "Corner Shop" });
    const params = { vendorId: id };
    const renamed = await life.call(update, { as: anna, params, body: { name: "Eck-Laden GmbH" } });
    expect(renamed.body).toMatchObject({ normalizedName: "eck laden", version: 2 });
    const logo = await life.call(update, { as: anna, params, body: { defaultCategory: "Food" } });
    expect(logo.body).toMatchObject({ name: "Eck-Laden GmbH", normalizedName: "eck laden" });
    const stale = await life.call(update, { as: anna, params, body: { name: "X" }, headers: { "If-Match": '"1"' } });
    expect(stale.status).toBe(412);
    const derived = await life.call(update, { as: anna, params, body: { normalizedName: "x" } });
    expect(derived.body.errors[0]).toMatchObject({
      pointer: "#/normalizedName",
      detail: "is not a field of this operation",
    });
  });
});

describe("finding a vendor by name", () => {
  it("prefers the own vendor to the global one, and finds by alias", async () => {
    const anna = await life.user("anna");
    expect(await named(anna, "WHOLE FOODS MARKET #10234")).toMatchObject({ id: globalId, isGlobal: true });
    const { id } = await make(anna, { name: "Whole Foods Market", globalVendorId: globalId });
    expect(await named(anna, "Whole Foods Market")).toMatchObject({ id, isGlobal: false });
    expect(await named(anna, "WHOLEFDS MKT")).toBeUndefined();
    await life.call(Aliases.create, { as: anna, params: { vendorId: id }, body: { pattern: "WHOLEFDS MKT #1" } });
    expect(await named(anna, "Wholefds Mkt 10234")).toMatchObject({ id });
    expect(await named(await life.user("ben"), "Wholefds Mkt 10234")).toBeUndefined();
  });
});

describe("aliases", () => {
  it("are added once, listed and removed by those who own the vendor", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const { id } = await make(anna, { name: "Green Fork Kitchen" });
    const params = { vendorId: id };
    const added = await life.call(Aliases.create, { as: anna, params, body: { pattern: "GREENFORK 881" } });
    expect(added).toMatchObject({ status: 201, body: { vendorId: id, pattern: "greenfork" } });
    expect(life.events(VendorAliasEvents.created).at(-1)).toMatchObject({ subject: anna.userId });
    expect(await life.call(Aliases.create, { as: anna, params, body: { pattern: "Greenfork" } })).toMatchObject({
      status: 409,
      body: { code: "already_exists", detail: "This spelling leads to the vendor already." },
    });
    expect((await life.call(Aliases.create, { as: anna, params, body: { pattern: " -- " } })).status).toBe(400);
    expect((await life.call(Aliases.list, { as: anna, params })).body.data).toHaveLength(1);

    const aliasId = added.body.id;
    expect((await life.call(Aliases.list, { as: ben, params })).status).toBe(404);
    expect((await life.call(Aliases.create, { as: ben, params, body: { pattern: "x1y" } })).status).toBe(404);
    expect((await life.call(Aliases.remove, { as: ben, params: { ...params, aliasId } })).status).toBe(404);
    const other = { vendorId: id, aliasId: randomUUID() };
    expect((await life.call(Aliases.remove, { as: anna, params: other })).status).toBe(404);
    expect((await life.call(Aliases.remove, { as: anna, params: { ...params, aliasId } })).status).toBe(204);
    expect((await life.call(Aliases.list, { as: anna, params })).body.data).toEqual([]);
  });

  it("of a global vendor cannot be changed", async () => {
    const as = await life.user("anna");
    const answer = await life.call(Aliases.create, { as, params: { vendorId: globalId }, body: { pattern: "mine" } });
    expect(answer).toMatchObject({ status: 403, body: { detail: expect.stringMatching(/everybody's/) } });
  });
});

describe("merging", () => {
  const into = (as: Person, { id }: { id: string }, target: { id: string }, headers?: Record<string, string>) =>
    life.call(merge, { as, params: { vendorId: id }, body: { into: target.id }, headers });
  const scalar = async (sql: string, params: unknown[]) =>
    Object.values((await life.database.query<Record<string, unknown>>(sql, params))[0]!)[0];

  it("changes all references to the vendor, whichever member's, and keeps its names", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.join(anna, ben);
    const [old, kept] = [await make(anna, { name: "Tesco Extra" }), await make(anna, { name: "Tesco" })];
    for (const [vendor, pattern] of [
      [old, "TESCO STORES"],
      [old, "TESCO PFS"],
      [kept, "TESCO PFS"],
    ] as const)
      await life.call(Aliases.create, { as: anna, params: { vendorId: vendor.id }, body: { pattern } });
    // A purchase of Ben's that Anna cannot see.
    const account = await scalar(
      "insert into accounts (user_id, name, type, currency) values ($1, 'Cash', 'cash', 'EUR') returning id",
      [ben.userId],
    );
    const hidden = await scalar(
      "insert into transactions (user_id, account_id, date, amount_cents, currency, description, vendor_id) values ($1, $2, '2026-03-01', -100, 'EUR', 'x', $3) returning id",
      [ben.userId, account, old.id],
    );
    const listed = await scalar(
      "insert into shopping_items (household_id, name, vendor_id) values ($1, 'Milk', $2) returning id",
      [anna.householdId, old.id],
    );

    const naming = { type: "set_vendor", vendorId: old.id };
    const rule = await scalar(
      "insert into transaction_rules (user_id, conditions, actions) values ($1, '[]', $2) returning id",
      [ben.userId, JSON.stringify([{ type: "add_note", note: "food" }, naming])],
    );

    const key = { "Idempotency-Key": randomUUID() };
    const merged = await into(ben, old, kept, key);
    expect(merged).toMatchObject({ status: 200, body: { id: kept.id, name: "Tesco" } });
    expect(await into(ben, old, kept, key)).toMatchObject({
      status: 200,
      headers: { "idempotent-replayed": "true" },
      body: { id: kept.id },
    });
    expect(await scalar("select vendor_id from transactions where id = $1", [hidden])).toBe(kept.id);
    expect(await scalar("select vendor_id from shopping_items where id = $1", [listed])).toBe(kept.id);
    expect(
      await scalar("select actions = $2 as moved from transaction_rules where id = $1", [
        rule,
        JSON.stringify([
          { type: "add_note", note: "food" },
          { type: "set_vendor", vendorId: kept.id },
        ]),
      ]),
    ).toBe(true);
    expect((await life.call(get, { as: anna, params: { vendorId: old.id } })).status).toBe(404);
    const aliases = await life.call(Aliases.list, { as: anna, params: { vendorId: kept.id } });
    expect(aliases.body.data.map((one: { pattern: string }) => one.pattern).toSorted()).toEqual(
      ["tesco extra", "tesco pfs", "tesco stores"].toSorted(),
    );
    expect(await named(anna, "Tesco Extra #12")).toMatchObject({ id: kept.id });
    expect(life.events(VendorMerged)).toMatchObject([
      { subject: ben.userId, data: { entityId: old.id, payload: { name: "Tesco Extra", into: kept.id } } },
    ]);
  });

  it("finds the references of every table, including future ones", async () => {
    const anna = await life.user("anna");
    const [old, kept] = [await make(anna, { name: "Old" }), await make(anna, { name: "Kept" })];
    await life.database.exec(`
      create table tomorrow (id int, shop_id uuid references vendors (id) on delete cascade);
      alter table tomorrow enable row level security;
      grant all on tomorrow to lifeos_definer`);
    try {
      await life.database.query("insert into tomorrow values (1, $1)", [old.id]);
      expect((await into(anna, old, kept)).status).toBe(200);
      expect(await scalar("select shop_id from tomorrow", [])).toBe(kept.id);
    } finally {
      await life.database.exec("drop table tomorrow");
    }
  });

  it("stays within a household, and refuses global vendors", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.join(anna, ben);
    const [hers, his] = [await make(anna, { name: "Corner Shop" }), await make(ben, { name: "Kiosk" })];
    expect(await into(ben, hers, hers)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "#/into", detail: "must be another vendor" }] },
    });
    for (const target of [his, { id: globalId }, { id: randomUUID() }])
      expect(await into(ben, hers, target)).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: "#/into", detail: "does not exist" }] },
      });
    expect(await into(ben, { id: globalId }, his)).toMatchObject({ status: 403 });
    await life.leave(anna, ben);
    const other = await make(anna, { name: "Other Shop" });
    expect(await into(ben, hers, other)).toMatchObject({ status: 404 });
    expect((await life.call(get, { as: anna, params: { vendorId: hers.id } })).status).toBe(200);
  });
});

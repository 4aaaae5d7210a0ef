import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VendorAliasEvents, VendorEvents } from "#core/household/events";
import { vendorNamed } from "#core/household/vendors";
import * as Aliases from "#functions/household/aliases";
import { create, get, list, update } from "#functions/household/vendors";
import { pgliteDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let globalId: string;
beforeAll(async () => {
  life = await harness(await pgliteDb());
  const [row] = await life.database.query<{ id: string }>(
    `insert into vendors (name, normalized_name) values ('Whole Foods Market', 'whole foods market') returning id`,
  );
  globalId = row!.id;
});
afterAll(() => life.close());

const named = async (as: Person, name: string) => (await life.as(as).db.batch([vendorNamed(name)]))[0];
const make = async (as: Person, body: object) => (await life.call(create, { as, body })).body as { id: string };

describe("vendors", () => {
  it("belong to the own household, under a name without case, accents and branch", async () => {
    const anna = await life.user("anna");
    const { status, body } = await life.call(create, { as: anna, body: { name: "Café Nero #412" } });
    expect(status).toBe(201);
    expect(body).toMatchObject({ householdId: anna.householdId, name: "Café Nero #412", normalizedName: "cafe nero" });
    expect(life.events(VendorEvents.created).at(-1)).toMatchObject({
      subject: anna.userId,
      data: { entityId: body.id, payload: { name: "Café Nero #412" } },
    });
    const again = await life.call(create, { as: anna, body: { name: "CAFE NERO Ltd" } });
    expect(again).toMatchObject({ status: 409, body: { code: "already_exists" } });
  });

  it("of everybody can be read but not changed", async () => {
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

  it("get a new folded name with a new name, and honour If-Match", async () => {
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
    expect(derived.body.errors[0]).toEqual({ pointer: "#/normalizedName", detail: "is not a field of this operation" });
  });
});

describe("finding a vendor by name", () => {
  it("prefers the own one to everybody's, and finds by alias", async () => {
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
    expect((await life.call(Aliases.create, { as: anna, params, body: { pattern: "Greenfork" } })).status).toBe(409);
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

  it("of everybody's vendor are not for changing", async () => {
    const as = await life.user("anna");
    const answer = await life.call(Aliases.create, { as, params: { vendorId: globalId }, body: { pattern: "mine" } });
    expect(answer).toMatchObject({ status: 403, body: { detail: expect.stringMatching(/everybody's/) } });
  });
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { MAX_ADDRESSES } from "#core/ingest/addresses";
import { EmailAddressEvents } from "#core/ingest/events";
import { create, list, remove } from "#functions/ingest/addresses";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb(), { config: { INBOUND_DOMAIN: "In.Example.org" } });
});
afterAll(() => life.close());

it("creates addresses that nobody can guess, and returns them completely", async () => {
  const anna = await life.user("anna");
  const made = await life.call(create, { as: anna, body: { label: "Receipts" } });
  expect(made).toMatchObject({ status: 201, body: { label: "Receipts", isActive: true } });
  expect(made.body.address).toMatch(/^[a-z2-9]{18,}@in\.example\.org$/);
  const other = await life.call(create, { as: anna, body: {} });
  expect(other.body.address).not.toBe(made.body.address);
  expect(other.body.label).toBeNull();
  const created = life.events(EmailAddressEvents.created).filter((event) => event.subject === anna.userId);
  expect(created.map((event) => event.data.entityId)).toEqual([made.body.id, other.body.id]);
  // Readers of the bus must not learn the address.
  expect(JSON.stringify(created)).not.toContain(made.body.localPart);

  const listed = await life.call(list, { as: anna });
  expect(listed.body.data).toEqual([other.body, made.body]);
  expect((await life.call(list, { as: await life.user("ben") })).body.data).toEqual([]);
});

it("retires an address once, and only for its owner", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  const { id } = (await life.call(create, { as: anna, body: {} })).body;
  expect((await life.call(remove, { as: ben, params: { addressId: id } })).status).toBe(404);
  expect((await life.call(remove, { as: anna, params: { addressId: randomUUID() } })).status).toBe(404);
  for (let i = 0; i < 2; i++)
    expect((await life.call(remove, { as: anna, params: { addressId: id } })).status).toBe(204);
  expect(life.events(EmailAddressEvents.deleted).map((event) => event.data.entityId)).toEqual([id]);
  const active = await life.call(list, { as: anna, query: { isActive: "true" } });
  expect(active.body.data).toEqual([]);
  expect((await life.call(list, { as: anna })).body.data).toMatchObject([{ id, isActive: false }]);
});

it("refuses more than the limit, until one is retired", async () => {
  const anna = await life.user("anna");
  const ids = [];
  for (let i = 1; i < MAX_ADDRESSES; i++) ids.push((await life.call(create, { as: anna, body: {} })).body.id);
  const last = { as: anna, body: {}, headers: { "Idempotency-Key": "the-last-one" } };
  const made = await life.call(create, last);
  const again = await life.call(create, last);
  expect(again).toMatchObject({ status: 201, body: made.body, headers: { "idempotent-replayed": "true" } });
  expect(await life.call(create, { as: anna, body: {} })).toMatchObject({ status: 409, body: { code: "conflict" } });
  await life.call(remove, { as: anna, params: { addressId: ids[0] } });
  expect((await life.call(create, { as: anna, body: {} })).status).toBe(201);
});

it("does not accept an address of the caller's choice", async () => {
  const anna = await life.user("anna");
  const answer = await life.call(create, { as: anna, body: { localPart: "support" } });
  expect(answer.body.errors).toEqual([
    {
      pointer: "#/localPart",
      detail: "is not a field of this operation",
      coded: { code: "unknown_field", params: {} },
    },
  ]);
});

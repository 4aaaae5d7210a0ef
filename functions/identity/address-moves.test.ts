/**
 * An address belongs to the person to whom its issuer last attributed it, by the time of the token; and so do grants to the
 * address.
 */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { speakAsService } from "#cloud/speak";
import { provision } from "#core/identity/provision";
import * as Grants from "#functions/identity/grants";
import * as Invites from "#functions/identity/invites";
import { get as getMe } from "#functions/identity/me";
import * as Tasks from "#functions/work/tasks";
import { forEachDatabase, serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { isWhole } from "#testing/sampled";

/** Of the races `npm run prove -- races` runs all. */
const RACES = isWhole("races") ? 12 : 3;

let life: Harness;

/** Presents a token of this subject, made at a certain second, with this address; returns the person. */
async function show(subject: string, email: string, at: number): Promise<Person> {
  const issuedAt = new Date(Date.UTC(2026, 2, 2, 11, 0, at)).toISOString();
  const { id } = await provision(speakAsService("api").ctx, { subject, email, issuedAt });
  return { userId: id, role: "user", tier: "free", name: subject, householdId: "" };
}
const newAddress = () => `${randomUUID()}@example.com`;
const addressOf = async (as: Person) => (await life.call(getMe, { as })).body.email as string;
const LOST = /@no-email\.invalid$/;

/** A row shared with an address, and a function that shows who can use it. */
async function sharedWith(email: string) {
  const owner = await life.user("owner");
  const taskId = (await life.call(Tasks.create, { as: owner, body: { title: "Mow" } })).body.id as string;
  const body = { entityType: "task", entityId: taskId, role: "viewer", email };
  expect((await life.call(Grants.create, { as: owner, body })).status).toBe(201);
  return {
    sees: async (as: Person) => (await life.call(Tasks.get, { as, params: { taskId } })).status === 200,
    lists: async (as: Person) =>
      (await life.call(Grants.list, { as, query: { direction: "received" } })).body.data.length,
    joins: async (as: Person) => {
      const params = { householdId: owner.householdId };
      const { body: invite } = await life.call(Invites.create, { as: owner, params, body: { email } });
      return (await life.call(Invites.accept, { as, body: { token: invite.token } })).status;
    },
  };
}

forEachDatabase("an address that moves", (open) => {
  beforeAll(async () => {
    life = await harness(await open());
  });
  afterAll(() => life.close());

  it("moves there and back with its grants, and no token from in between moves it again", async () => {
    const [email, ann, ben] = [newAddress(), randomUUID(), randomUUID()];
    const shared = await sharedWith(email);
    const anna = await show(ann, email, 1);
    const bens = await show(ben, newAddress(), 1);
    const who = async () => [await shared.sees(anna), await shared.sees(bens)];
    expect(await who()).toEqual([true, false]);
    await show(ben, email, 2);
    expect([await addressOf(bens), await who()]).toEqual([email, [false, true]]);
    expect([await shared.lists(anna), await shared.lists(bens)]).toEqual([0, 1]);
    await show(ann, email, 3);
    expect([await addressOf(anna), await who()]).toEqual([email, [true, false]]);
    expect(await addressOf(bens)).toMatch(LOST);
    for (const at of [1, 2, 3]) await show(ben, email, at);
    expect([await addressOf(anna), await who()]).toEqual([email, [true, false]]);
    expect([await shared.joins(bens), await shared.joins(anna)]).toEqual([400, 200]);
  });

  it("is not taken by a token that was not presented while it was valid", async () => {
    const [email, ann, ben] = [newAddress(), randomUUID(), randomUUID()];
    const shared = await sharedWith(email);
    const anna = await show(ann, email, 1);
    // A token of second 2, which nobody presented, gave it to Ben; it is Anna's again.
    await show(ann, email, 3);
    const bens = await show(ben, email, 2);
    expect([await addressOf(anna), await shared.sees(anna)]).toEqual([email, true]);
    expect([await addressOf(bens), await shared.sees(bens)]).toEqual([expect.stringMatching(LOST), false]);
    expect(await addressOf(await show(ben, email, 4))).toBe(email);
  });

  it("does not return by a token from before its holder got another one", async () => {
    const [first, second, ann] = [newAddress(), newAddress(), randomUUID()];
    await show(ann, first, 1);
    await show(ann, second, 3);
    const anna = await show(ann, first, 1);
    expect(await addressOf(anna)).toBe(second);
    // Nor by one from before the other was confirmed again.
    await show(ann, second, 9);
    expect(await addressOf(await show(ann, first, 8))).toBe(second);
    expect(await addressOf(await show(ann, first, 10))).toBe(first);
  });

  it("is exchanged with another's, in either order and by tokens of the same second", async () => {
    for (const times of [
      [2, 3],
      [3, 2],
      [2, 2],
    ] as const) {
      const [a, b, ann, ben] = [newAddress(), newAddress(), randomUUID(), randomUUID()];
      const [ofA, ofB] = [await sharedWith(a), await sharedWith(b)];
      const [anna, bens] = [await show(ann, a, 1), await show(ben, b, 1)];
      await show(ann, b, times[0]);
      await show(ben, a, times[1]);
      expect([await addressOf(anna), await addressOf(bens)]).toEqual([b, a]);
      expect([await ofA.sees(anna), await ofA.sees(bens)]).toEqual([false, true]);
      expect([await ofB.sees(anna), await ofB.sees(bens)]).toEqual([true, false]);
    }
  });

  it("is its holder's own when they share with it, whoever had it before", async () => {
    const [email, ann, ben] = [newAddress(), randomUUID(), randomUUID()];
    const anna = await show(ann, newAddress(), 1);
    const bens = await show(ben, email, 1);
    const taskId = (await life.call(Tasks.create, { as: anna, body: { title: "Mow" } })).body.id as string;
    const body = { entityType: "task", entityId: taskId, role: "viewer", email };
    await life.call(Grants.create, { as: anna, body });
    await show(ann, email, 2);
    expect((await life.call(Tasks.get, { as: bens, params: { taskId } })).status).toBe(404);
    expect((await life.call(Tasks.get, { as: anna, params: { taskId } })).status).toBe(200);
  });

  it("is confirmed by a younger token without an event", async () => {
    const [email, ann] = [newAddress(), randomUUID()];
    const anna = await show(ann, email, 1);
    const before = await life.call(getMe, { as: anna });
    const told = life.published.length;
    await show(ann, email, 5);
    expect([await life.call(getMe, { as: anna }), life.published.length]).toMatchObject([
      { body: before.body, headers: { etag: before.headers.etag } },
      told,
    ]);
  });
});

describe("addresses that are moved concurrently, on PostgreSQL", () => {
  beforeAll(async () => {
    life = await harness(await serverDb());
  });
  afterAll(() => life.close());

  it(`end where the youngest tokens say, in ${RACES} exchanges of eight sign-ins each`, async () => {
    for (let race = 0; race < RACES; race++) {
      const [a, b, ann, ben] = [newAddress(), newAddress(), randomUUID(), randomUUID()];
      const [ofA, ofB] = [await sharedWith(a), await sharedWith(b)];
      const [anna, bens] = [await show(ann, a, 1), await show(ben, b, 1)];
      // Each presents the old and the new token again and again; none of them fails.
      await Promise.all(
        Array.from({ length: 8 }, (_, at) =>
          at % 2 ? [show(ann, b, 3), show(ben, b, 1)] : [show(ben, a, 3), show(ann, a, 1)],
        ).flat(),
      );
      expect([await addressOf(anna), await addressOf(bens)]).toEqual([b, a]);
      expect([await ofA.sees(anna), await ofA.sees(bens)]).toEqual([false, true]);
      expect([await ofB.sees(anna), await ofB.sees(bens)]).toEqual([true, false]);
    }
  });

  it("give a grant that is made meanwhile to whoever has the address afterwards", async () => {
    for (let race = 0; race < RACES; race++) {
      const [email, ann, ben] = [newAddress(), randomUUID(), randomUUID()];
      const anna = await show(ann, email, 1);
      const bens = await show(ben, newAddress(), 1);
      const [shared] = await Promise.all([sharedWith(email), show(ben, email, 2), show(ann, newAddress(), 2)]);
      expect([await shared.sees(anna), await shared.sees(bens)]).toEqual([false, true]);
    }
  });
});

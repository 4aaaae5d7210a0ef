/** What work costs and how its time is rounded: as its project says, or else its contact. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { billedHours } from "#core/finance/billable";
import { FocusCompleted } from "#core/rhythm/events";
import { draftBillable } from "#functions/finance/consumers";
import * as Contacts from "#functions/people/contacts";
import * as Focus from "#functions/rhythm/focus-sessions";
import * as Projects from "#functions/work/projects";
import * as Tasks from "#functions/work/tasks";
import type { Endpoint } from "#kit/endpoint";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import * as Billables from "./billables.ts";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

async function made(as: Person, create: Endpoint, body: object) {
  const answer = await life.call(create, { as, body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}
const contact = async (as: Person, body: object = {}) =>
  (await made(as, Contacts.create, { name: "Grace", ...body })).id;
const rate = (as: Person, projectId: string, body: object) =>
  life.call(Projects.setRate, { as, params: { projectId }, body });
const task = async (as: Person, project?: { contactId?: string; [rate: string]: unknown }) => {
  const { contactId, ...costs } = project ?? {};
  const projectId = project && (await made(as, Projects.create, { name: "Website", contactId })).id;
  if (projectId && Object.keys(costs).length > 0)
    expect(await rate(as, projectId, costs)).toMatchObject({ status: 200, body: costs });
  return (await made(as, Tasks.create, { title: "Translate", billable: true, projectId })).id as string;
};
/** The entry that is drafted of a session of so many minutes. */
async function drafted(as: Person, taskId: string, minutes: number) {
  const { id } = await made(as, Focus.start, { plannedMinutes: 600, taskId });
  life.setNow(new Date(life.now().getTime() + minutes * 60_000));
  await life.call(Focus.end, { as, params: { focusSessionId: id } });
  const event = life.events(FocusCompleted).findLast(({ data }) => data.entityId === id)!;
  expect(await life.deliver(draftBillable, [event, event])).toEqual([]);
  const { body } = await life.call(Billables.list, { as });
  return body.data.find((one: { focusSessionId: string }) => one.focusSessionId === id);
}

it("is of the project, else of its contact, each for the rate and for the rounding", async () => {
  const anna = await life.user("anna");
  const plain = await task(anna);
  expect(await drafted(anna, plain, 50)).toMatchObject({ hours: 0.83, rateCents: 0, currency: "GBP", contactId: null });
  const client = await contact(anna, {
    hourlyRateCents: 9_000,
    rateCurrency: "EUR",
    roundingMinutes: 15,
    rounding: "nearest",
  });
  expect(await drafted(anna, await task(anna, { contactId: client }), 50)).toMatchObject({
    hours: 0.75,
    rateCents: 9_000,
    currency: "EUR",
    contactId: client,
  });
  const dear = await task(anna, { contactId: client, hourlyRateCents: 12_000, rateCurrency: "USD" });
  expect(await drafted(anna, dear, 50)).toMatchObject({ hours: 0.75, rateCents: 12_000, currency: "USD" });
  const slow = await task(anna, { contactId: client, roundingMinutes: 60 });
  expect(await drafted(anna, slow, 50)).toMatchObject({ hours: 1, rateCents: 9_000, currency: "EUR" });
  const free = await task(anna, { contactId: client, hourlyRateCents: 0 });
  expect(await drafted(anna, free, 50)).toMatchObject({ rateCents: 0, currency: "GBP" });
  // Rounded to nothing, it is no entry.
  expect(await drafted(anna, await task(anna, { contactId: client }), 5)).toBeUndefined();
});

it("is of nobody who was deleted", async () => {
  const anna = await life.user("anna");
  const client = await contact(anna, { hourlyRateCents: 9_000, rateCurrency: "EUR" });
  const taskId = await task(anna, { contactId: client });
  await life.call(Contacts.remove, { as: anna, params: { contactId: client } });
  expect(await drafted(anna, taskId, 60)).toMatchObject({ hours: 1, rateCents: 0, currency: "GBP", contactId: null });
});

it("is that of an entry that is made by hand without one, whose hours are as they were said", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  const client = await contact(anna, { hourlyRateCents: 9_000, rateCurrency: "EUR", roundingMinutes: 30 });
  const taskId = await task(anna, { contactId: client, hourlyRateCents: 12_000, rateCurrency: "USD" });
  const work = { date: "2026-03-02", hours: 1.1 };
  const entry = async (body: object) => made(anna, Billables.create, { ...work, ...body });
  expect(await entry({ contactId: client })).toMatchObject({ hours: 1.1, rateCents: 9_000, currency: "EUR" });
  expect(await entry({ taskId })).toMatchObject({ rateCents: 12_000, currency: "USD" });
  expect(await entry({ taskId, contactId: client })).toMatchObject({ rateCents: 12_000, currency: "USD" });
  expect(await entry({ taskId: await task(anna, { contactId: client }) })).toMatchObject({ rateCents: 9_000 });
  expect(await entry({ contactId: client, rateCents: 0 })).toMatchObject({ rateCents: 0, currency: "GBP" });
  expect(await entry({ contactId: client, rateCents: 5, currency: "JPY" })).toMatchObject({
    rateCents: 5,
    currency: "JPY",
  });
  // A rate in euros says nothing of yen.
  expect(await entry({ contactId: client, currency: "JPY" })).toMatchObject({ rateCents: 0, currency: "JPY" });
  expect(await entry({ contactId: client, currency: "EUR" })).toMatchObject({ rateCents: 9_000, currency: "EUR" });
  expect(await entry({})).toMatchObject({ rateCents: 0, currency: "GBP" });
  // Nobody learns what others cost by naming them.
  const foreign = await life.call(Billables.create, { as: ben, body: { ...work, contactId: client } });
  expect(foreign.status).toBe(400);
});

it("of a project is its owner's alone to say and to see, whoever else may change the project", async () => {
  const [anna, ben, eve] = [await life.user("anna"), await life.user("ben"), await life.user("eve")];
  await life.join(anna, ben);
  const { id: projectId, ...project } = await made(anna, Projects.create, {
    name: "Website",
    householdId: anna.householdId,
  });
  await rate(anna, projectId, { hourlyRateCents: 9_000, rateCurrency: "EUR" });
  const seen = { hourlyRateCents: 9_000, rateCurrency: "EUR", roundingMinutes: null, rounding: null };
  const get = (as: Person) => life.call(Projects.getRate, { as, params: { projectId } });
  expect(await get(anna)).toMatchObject({ status: 200, body: seen });
  expect((await get(anna)).body).toEqual(seen);
  const refused = { status: 403, body: { coded: { code: "rate_of_owner" } } };
  expect(await get(ben)).toMatchObject(refused);
  expect(await rate(ben, projectId, { hourlyRateCents: 1 })).toMatchObject(refused);
  expect([(await get(eve)).status, (await rate(eve, projectId, { rounding: "up" })).status]).toEqual([404, 404]);
  // No answer of the project has it, whoever asks.
  const params = { projectId };
  const told = await Promise.all([
    life.call(Projects.update, { as: ben, params, body: { name: "Shop" } }),
    life.call(Projects.get, { as: ben, params }),
    life.call(Projects.list, { as: ben }),
    life.call(Projects.changes, { as: ben }),
    life.call(Projects.update, { as: ben, params, body: { name: "x" }, headers: { "if-match": '"1"' } }),
  ]);
  expect(told.map(({ status }) => status)).toEqual([200, 200, 200, 200, 412]);
  for (const text of [JSON.stringify(project), ...told.map(({ body }) => JSON.stringify(body))])
    expect(text).not.toMatch(/9000|hourlyRateCents":/);
  // Somebody else who works on it bills at no rate of its owner's.
  const taskId = (
    await made(ben, Tasks.create, { title: "Translate", billable: true, projectId, householdId: anna.householdId })
  ).id;
  expect(await drafted(ben, taskId, 60)).toMatchObject({ hours: 1, rateCents: 0 });
  expect(await made(ben, Billables.create, { date: "2026-03-02", hours: 1, taskId })).toMatchObject({ rateCents: 0 });
  expect((await get(anna)).body).toEqual(seen);
});

it("has bounds", async () => {
  const anna = await life.user("anna");
  const { id: projectId } = await made(anna, Projects.create, { name: "Website" });
  for (const wrong of [
    { hourlyRateCents: -1 },
    { hourlyRateCents: 1.5 },
    { hourlyRateCents: 10_000_000_000_001 },
    { rateCurrency: "euro" },
    { roundingMinutes: 0 },
    { roundingMinutes: 1_441 },
    { rounding: "down" },
  ]) {
    expect((await rate(anna, projectId, wrong)).status).toBe(400);
    expect((await life.call(Contacts.create, { as: anna, body: { name: "Grace", ...wrong } })).status).toBe(400);
  }
});

it("rounds to whole steps, up by less than one or to the nearest by half of one at most", () => {
  fc.assert(
    fc.property(
      fc.nat(200_000),
      fc.integer({ min: 1, max: 1_440 }),
      fc.constantFrom("up", "nearest"),
      (seconds, minutes, rounding) => {
        const hours = billedHours(seconds, { minutes, rounding });
        const steps = Math.round((hours * 60) / minutes);
        // Hours have two decimals, which a step of seven minutes has not.
        expect(hours).toBe(Math.round((steps * minutes * 100) / 60) / 100);
        const over = steps * minutes * 60 - seconds;
        if (rounding === "up") expect(over >= 0 && over < minutes * 60).toBe(true);
        else expect(Math.abs(over) <= minutes * 30).toBe(true);
      },
    ),
  );
  expect(billedHours(50 * 60, undefined)).toBe(0.83);
  expect([billedHours(0, { minutes: 15, rounding: "up" }), billedHours(1, { minutes: 15, rounding: "up" })]).toEqual([
    0, 0.25,
  ]);
  expect(billedHours(7.5 * 60, { minutes: 15, rounding: "nearest" })).toBe(0.25);
});

/** What somebody is told whose change came after another's. */
import { afterAll, beforeAll, expect, it } from "vitest";
import * as Me from "#functions/identity/me";
import * as Settings from "#functions/identity/settings";
import { create, get, remove, update } from "#functions/work/tasks";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { watched } from "#testing/watched";

let life: Harness;
let flights = 0;
beforeAll(async () => {
  const open = await testDb();
  life = await harness(open, { transport: watched(open, { before: () => flights++ }) });
});
afterAll(() => life.close());

const first = { "If-Match": '"1"' };

it("a change of a stale row is answered with the row as it is, and with who changed it and when", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  await life.join(anna, ben);
  const { body: task } = await life.call(create, { as: anna, body: { title: "Milk", householdId: anna.householdId } });
  const params = { taskId: task.id };
  await life.call(update, { as: ben, params, body: { title: "Bread" } });
  const { body: current } = await life.call(get, { as: anna, params });

  for (const call of [
    life.call(update, { as: anna, params, headers: first, body: { priority: "high" } }),
    life.call(remove, { as: anna, params, headers: first }),
  ]) {
    const { status, body } = await call;
    expect([status, body.code, body.current]).toEqual([412, "stale_version", current]);
    expect(body.lastChange).toEqual({
      eventId: expect.any(String),
      type: "work.task.updated",
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      changed: ["title"],
      origin: "api",
      actorId: ben.userId,
      actorName: "ben",
    });
  }
});

it("it takes one flight more than the change", async () => {
  const anna = await life.user("anna");
  const { body: task } = await life.call(create, { as: anna, body: { title: "Milk" } });
  const flightsOf = async (headers: Record<string, string>) => {
    const before = flights;
    await life.call(update, { as: anna, params: { taskId: task.id }, headers, body: { title: "Bread" } });
    return flights - before;
  };
  expect(await flightsOf(first)).toBe(1);
  expect(await flightsOf(first)).toBe(2);
});

it("a row that the caller does not see stays unknown, whatever its version", async () => {
  const [anna, eve] = [await life.user("anna"), await life.user("eve")];
  const { body: task } = await life.call(create, { as: anna, body: { title: "Milk" } });
  const refused = await life.call(update, {
    as: eve,
    params: { taskId: task.id },
    headers: { "If-Match": '"7"' },
    body: { title: "x" },
  });
  expect(refused).toMatchObject({ status: 404 });
  expect(refused.body).not.toHaveProperty("current");
});

it("an API key that may only write is told of the row that it would have changed", async () => {
  const anna = await life.user("anna");
  const { body: task } = await life.call(create, { as: anna, body: { title: "Milk" } });
  const { body } = await life.call(update, {
    as: { ...anna, scopes: ["work:write"] },
    params: { taskId: task.id },
    headers: { "If-Match": '"7"' },
    body: { title: "x" },
  });
  expect(body).toMatchObject({ code: "stale_version", current: { id: task.id }, lastChange: { actorId: anna.userId } });
});

it("the profile and the settings say the same", async () => {
  const anna = await life.user("anna");
  await life.call(Me.update, { as: anna, body: { locale: "de-DE" } });
  await life.call(Settings.update, { as: anna, body: { theme: "dark" } });
  const me = await life.call(Me.update, { as: anna, headers: first, body: { locale: "en-US" } });
  expect(me).toMatchObject({
    status: 412,
    body: { current: { locale: "de-DE" }, lastChange: { type: "identity.user.updated", changed: ["locale"] } },
  });
  expect(me.body.current).not.toHaveProperty("authSubject");
  const settings = await life.call(Settings.update, { as: anna, headers: first, body: { theme: "light" } });
  expect(settings).toMatchObject({
    status: 412,
    body: { current: { theme: "dark" }, lastChange: { type: "identity.settings.updated", changed: ["theme"] } },
  });
});

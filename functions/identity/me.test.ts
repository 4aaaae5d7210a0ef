import { afterAll, beforeAll, expect, it } from "vitest";
import { SettingsUpdated, UserUpdated } from "#core/identity/events";
import * as Me from "#functions/identity/me";
import * as Settings from "#functions/identity/settings";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

it("shows people their profile and lets them change their name and place", async () => {
  const anna = await life.user("anna");
  const { body: me, headers } = await life.call(Me.get, { as: anna });
  expect(me).toMatchObject({ id: anna.userId, name: "anna", role: "user", tier: "free", timezone: "UTC" });
  expect(me).not.toHaveProperty("authSubject");
  expect(headers.etag).toBe('"1"');
  const changed = await life.call(Me.update, { as: anna, body: { name: "Anna", timezone: "Asia/Kathmandu" } });
  expect(changed.body).toMatchObject({ name: "Anna", timezone: "Asia/Kathmandu", version: 2 });
  expect(changed.body).not.toHaveProperty("authSubject");
  expect(life.events(UserUpdated).at(-1)).toMatchObject({
    subject: anna.userId,
    data: { entityId: anna.userId, changed: ["name", "timezone"], payload: {} },
  });
});

it("prevents people from promoting themselves", async () => {
  const anna = await life.user("anna");
  for (const body of [
    { role: "admin" },
    { tier: "enterprise" },
    { email: "a@b.c" },
    { authSubject: "x" },
    { id: anna.householdId },
  ]) {
    const { status, body: problem } = await life.call(Me.update, { as: anna, body });
    expect({ status, pointer: problem.errors[0].pointer }).toEqual({
      status: 400,
      pointer: `#/${Object.keys(body)[0]}`,
    });
  }
  for (const body of [{ currentTokenBalance: 1_000_000 }, { userId: anna.userId }, { matrixDeviceId: "x" }]) {
    expect((await life.call(Settings.update, { as: anna, body })).status).toBe(400);
  }
});

it.each([
  { timezone: "Mars/Base" },
  { timezone: "+02:00" },
  { avatarUrl: "javascript:alert(1)" },
  { name: "x".repeat(201) },
  { timezone: null },
  {},
])("takes no profile of %j", async (body) => {
  expect((await life.call(Me.update, { as: await life.user("anna"), body })).status).toBe(400);
});

it("stores people's settings", async () => {
  const anna = await life.user("anna");
  const { body: settings } = await life.call(Settings.get, { as: anna });
  expect(settings).toMatchObject({
    userId: anna.userId,
    theme: "system",
    peakHoursStart: "09:00",
    aiFeaturesEnabled: false,
    version: 1,
  });
  expect(settings).not.toHaveProperty("matrixDeviceId");
  const body = {
    theme: "dark",
    peakHoursStart: "07:30",
    maxFocusHours: 4.5,
    agentPreferences: { tone: "dry", nested: [1, null] },
    defaultLatitude: -90,
    defaultLongitude: 180,
  };
  const changed = await life.call(Settings.update, { as: anna, body });
  expect(changed).toMatchObject({ status: 200, headers: { etag: '"2"' }, body });
  expect((await life.call(Settings.get, { as: anna })).body).toEqual(changed.body);
  expect(life.events(SettingsUpdated).at(-1)).toMatchObject({ subject: anna.userId, data: { entityId: anna.userId } });
});

it.each([
  { theme: "pink" },
  { accentColorHex: "red" },
  { maxFocusHours: 25 },
  { defaultLatitude: 91 },
  { peakHoursStart: "9" },
  { agentPreferences: [] },
  { agentPreferences: { a: "x".repeat(10_000) } },
])("takes no settings of %j", async (body) => {
  const { status, body: problem } = await life.call(Settings.update, { as: await life.user("anna"), body });
  expect({ status, pointer: problem.errors[0].pointer }).toEqual({ status: 400, pointer: `#/${Object.keys(body)[0]}` });
});

it("refuses only one of two coordinates", async () => {
  const body = { defaultLatitude: 1 };
  const answer = await life.call(Settings.update, { as: await life.user("anna"), body });
  expect(answer.body.errors).toMatchObject([{ pointer: "#/defaultLatitude" }, { pointer: "#/defaultLongitude" }]);
});

it("answers 404 for a person who is gone", async () => {
  const anna = await life.user("anna");
  await life.database.query("update users set deleted_at = now() where id = $1", [anna.userId]);
  expect((await life.call(Me.get, { as: anna })).status).toBe(404);
  expect((await life.call(Me.update, { as: anna, body: { name: "x" } })).status).toBe(404);
});

it.each([
  ["profile", Me, { name: "Anna" }],
  ["settings", Settings, { theme: "dark" }],
])("changes a %s on condition that nobody else has", async (_, resource, body) => {
  const anna = await life.user("anna");
  const change = (tag: string) =>
    life.call(resource.update as typeof Me.update, { as: anna, body, headers: { "if-match": tag } });
  const { headers } = await life.call(resource.get as typeof Me.get, { as: anna });
  expect(await change(headers.etag!)).toMatchObject({ status: 200, headers: { etag: '"2"' } });
  expect(await change(headers.etag!)).toMatchObject({ status: 412, body: { detail: "The row is at version 2." } });
});

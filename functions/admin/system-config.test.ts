import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemConfig } from "#core/platform/operations.sql";
import { forgetSettings, refreshSettings, settingOf } from "#core/platform/system-settings";
import { get, list, put, remove } from "#functions/admin/system-config";
import { get as getUser } from "#functions/admin/users";
import { get as weather } from "#functions/platform/weather";
import { create as createRoutine } from "#functions/rhythm/routines";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let admin: Person;
const asked: URL[] = [];
const service = http.createServer((request, response) => {
  asked.push(new URL(request.url!, "http://weather.test"));
  response.end(JSON.stringify({ weather: [{ description: "fog", icon: "50d" }], main: { temp: 3 }, name: "Here" }));
});
beforeAll(async () => {
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  life = await harness(await testDb(), {
    config: { OPENWEATHERMAP_URL: `http://127.0.0.1:${(service.address() as AddressInfo).port}` },
  });
  admin = await life.user("admin", { role: "admin" });
});
beforeEach(async () => {
  asked.length = 0;
  await life.database.query("delete from system_config");
  forgetSettings();
});
afterAll(async () => {
  service.close().closeAllConnections();
  await life.close();
});

const set = (key: string, value: string, as = admin) => life.call(put, { as, params: { key }, body: { value } });
const unset = (key: string, as = admin) => life.call(remove, { as, params: { key } });
const shown = async (key: string) => (await life.call(get, { as: admin, params: { key } })).body;

describe("a setting", () => {
  it("is shown with its default, and with who set it when somebody has, and goes back", async () => {
    expect(await shown("ROUTINE_LIMITS")).toMatchObject({
      value: null,
      from: "nowhere",
      default: null,
      updatedBy: null,
    });
    expect(await shown("OPENWEATHERMAP_URL")).toMatchObject({
      from: "environment",
      value: life.config.OPENWEATHERMAP_URL,
    });
    const value = '{"free": {"active": 1}}';
    const answer = await set("ROUTINE_LIMITS", value);
    expect(answer).toMatchObject({ status: 200, body: { value, from: "administrator", updatedBy: admin.userId } });
    const { body } = await life.call(list, { as: admin });
    expect(body.data.find(({ key }: { key: string }) => key === "ROUTINE_LIMITS")).toMatchObject({ value });
    expect(await unset("ROUTINE_LIMITS")).toMatchObject({ status: 204 });
    expect(await unset("ROUTINE_LIMITS")).toMatchObject({ status: 404 });
    const { history, ...entry } = await shown("ROUTINE_LIMITS");
    expect(entry).toMatchObject({ value: null, from: "nowhere", updatedBy: null });
    expect(history.slice(0, 2)).toMatchObject([
      { action: "removed", value: null, actorId: admin.userId },
      { action: "set", value, actorId: admin.userId },
    ]);
  });

  it.each([
    ["RATE_LIMITS", '{"gold": 3}'],
    ["RATE_LIMITS", "many"],
    ["DEFAULT_PLACE", '{"latitude": 91, "longitude": 0}'],
    ["OPENWEATHERMAP_URL", "ftp://example.com"],
    ["OPENWEATHERMAP_API_KEY", "with a space"],
  ])("has to be as it is declared: not %s = %s", async (key, value) => {
    expect(await set(key, value)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "#/value", detail: expect.stringContaining("must be") }] },
    });
    expect(await life.count(systemConfig)).toBe(0);
  });

  it("that is secret is sealed, and told to nobody", async () => {
    const secret = "a-key-of-somebody";
    const answers = [
      await set("OPENWEATHERMAP_API_KEY", secret),
      await life.call(list, { as: admin }),
      await life.call(get, { as: admin, params: { key: "OPENWEATHERMAP_API_KEY" } }),
    ];
    for (const answer of answers) expect(JSON.stringify(answer)).not.toContain(secret);
    const rows = await life.database.query("select to_jsonb(c) as row from system_config c");
    const history = await life.database.query("select to_jsonb(h) as row from system_config_history h");
    const log = await life.database.query("select details from audit_logs");
    expect(JSON.stringify([rows, history, log])).not.toContain(secret);
    await refreshSettings();
    expect(settingOf("OPENWEATHERMAP_API_KEY")).toBe(secret);
  });

  it("that nobody may change here is not found, whoever asks, and none is anybody's but an administrator's", async () => {
    for (const key of ["DATABASE_URL", "ENCRYPTION_KEYS", "NONE"]) {
      expect(await set(key, "x")).toMatchObject({ status: 404 });
      expect(await unset(key)).toMatchObject({ status: 404 });
    }
    const anna = await life.user("anna");
    expect(await set("RATE_LIMITS", '{"free": 9000}', anna)).toMatchObject({ status: 403 });
    expect(await unset("RATE_LIMITS", anna)).toMatchObject({ status: 403 });
    expect(await life.call(list, { as: anna })).toMatchObject({ status: 403 });
  });

  it("is neither overwritten nor taken back by who has not seen what it is", async () => {
    const key = "RATE_LIMITS";
    const ifMatch = (version: number) => ({ "If-Match": `"${version}"` });
    const put_ = (value: string, version: number) =>
      life.call(put, { as: admin, params: { key }, body: { value }, headers: ifMatch(version) });
    const { version } = await shown(key);
    const first = await put_('{"free": 20}', version);
    expect(first).toMatchObject({ status: 200, headers: { etag: `"${version + 1}"` } });
    expect(await put_('{"free": 30}', version)).toMatchObject({
      status: 412,
      body: { code: "stale_version", current: { key, value: '{"free": 20}', version: version + 1 } },
    });
    // Gone and set again it is another one, although it looks the same.
    await unset(key);
    await set(key, '{"free": 20}');
    const late = await life.call(remove, { as: admin, params: { key }, headers: ifMatch(version + 1) });
    expect(late).toMatchObject({ status: 412, body: { current: { version: version + 3 } } });
    const right = await life.call(remove, { as: admin, params: { key }, headers: ifMatch(version + 3) });
    expect(right.status).toBe(204);
  });

  it("is in the audit log", async () => {
    await set("RATE_LIMITS", '{"free": 20}');
    const [entry] = await life.database.query("select action, details from audit_logs order by id desc limit 1");
    expect(entry).toMatchObject({ action: "admin.system_config.set", details: { key: "RATE_LIMITS" } });
  });
});

describe("what an administrator sets", () => {
  it("counts over the environment within a minute in other processes, and is read once a minute", async () => {
    life.config.RATE_LIMITS = '{"free": 5}';
    await refreshSettings();
    await life.database.query("insert into system_config (key, value) values ('RATE_LIMITS', to_jsonb($1::text))", [
      '{"free": 6}',
    ]);
    const at = life.now();
    life.setNow(new Date(at.getTime() + 59_999));
    await refreshSettings();
    expect(settingOf("RATE_LIMITS")).toBe('{"free": 5}');
    life.setNow(new Date(at.getTime() + 60_000));
    await refreshSettings();
    expect(settingOf("RATE_LIMITS")).toBe('{"free": 6}');
    life.setNow(at);
    life.config.RATE_LIMITS = undefined;
  });

  it("is the key that the weather is asked for with, and the place of people who have none", async () => {
    const anna = await life.user("anna");
    expect(await life.call(weather, { as: anna })).toMatchObject({ body: { state: "not_configured" } });
    await set("OPENWEATHERMAP_API_KEY", "a-key");
    expect(await life.call(weather, { as: anna })).toMatchObject({ body: { state: "no_place" } });
    await set("DEFAULT_PLACE", '{"latitude": 52.52, "longitude": 13.4}');
    expect(await life.call(weather, { as: anna })).toMatchObject({
      status: 200,
      body: { weather: { latitude: 52.52, longitude: 13.4 } },
    });
    expect(asked.map(({ searchParams }) => searchParams.get("appid"))).toEqual(["a-key"]);
    const ben = await life.user("ben");
    await life.database.query(
      "update user_settings set default_latitude = 1, default_longitude = 2 where user_id = $1",
      [ben.userId],
    );
    expect((await life.call(weather, { as: ben })).body.weather).toMatchObject({ latitude: 1, longitude: 2 });
  });

  it("limits routines, and the changes that a person is shown to have", async () => {
    const anna = await life.user("anna");
    await set("ROUTINE_LIMITS", '{"free": {"active": 1}}');
    await set("RATE_LIMITS", '{"free": 77}');
    const routine = () =>
      life.call(createRoutine, {
        as: anna,
        body: { name: "R", cronExpression: "@daily", activities: [{ title: "T" }] },
      });
    expect(await routine()).toMatchObject({ status: 201 });
    expect(await routine()).toMatchObject({ status: 409 });
    const { body } = await life.call(getUser, { as: admin, params: { userId: anna.userId } });
    expect(body.limits).toEqual({ changesPerMinute: 77, changesPerMinuteOfTier: 77 });
  });

  it("is as if it had not been set, when the key that sealed it is gone", async () => {
    await set("OPENWEATHERMAP_API_KEY", "a-key");
    await refreshSettings();
    const keys = life.config.ENCRYPTION_KEYS;
    life.config.ENCRYPTION_KEYS = `2:${Buffer.alloc(32, 9).toString("base64")}`;
    forgetSettings();
    await refreshSettings();
    expect(settingOf("OPENWEATHERMAP_API_KEY")).toBeUndefined();
    expect(life.logs.map(({ message }) => message)).toContain("a sealed setting cannot be opened");
    life.config.ENCRYPTION_KEYS = keys;
  });
});

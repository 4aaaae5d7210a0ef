import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { get } from "#functions/platform/weather";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

/** A stand-in by OpenWeatherMap's documentation of `GET /data/2.5/weather`. */
interface Answer {
  status: number;
  body: string;
}
const requests: URL[] = [];
let answer: (url: URL) => Answer | "silence";
const service = http.createServer((request, response) => {
  const url = new URL(request.url!, "http://stand-in");
  requests.push(url);
  const given = answer(url);
  if (given === "silence") return request.socket.destroy();
  response.writeHead(given.status, { "content-type": "application/json; charset=utf-8" }).end(given.body);
});

const current = (temp: number, name = "Berlin"): Answer => ({
  status: 200,
  body: JSON.stringify({
    coord: { lon: 13.41, lat: 52.52 },
    weather: [{ id: 803, main: "Clouds", description: "broken clouds", icon: "04d" }],
    base: "stations",
    main: { temp, feels_like: temp - 1, temp_min: temp, temp_max: temp, pressure: 1012, humidity: 70 },
    visibility: 10000,
    wind: { speed: 4.1, deg: 240 },
    clouds: { all: 75 },
    dt: 1772452800,
    sys: { country: "DE", sunrise: 1772430000, sunset: 1772470000 },
    timezone: 3600,
    id: 2950159,
    name,
    cod: 200,
  }),
});
const refusal = (status: number, message: string): Answer => ({
  status,
  body: JSON.stringify({ cod: status, message }),
});

let life: Harness;
let place = 0;
/** A place that no other test requests. */
const elsewhere = () => ({ lat: String(10 + place++), lon: "20" });

beforeAll(async () => {
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  const { port } = service.address() as AddressInfo;
  life = await harness(await testDb(), {
    config: { OPENWEATHERMAP_API_KEY: "a-key", OPENWEATHERMAP_URL: `http://127.0.0.1:${port}` },
  });
});
beforeEach(() => {
  requests.length = 0;
  answer = () => current(4.5);
  life.setNow("2026-03-02T12:00:00.000Z");
});
afterAll(async () => {
  await new Promise((resolve) => service.close(resolve));
  await life.close();
});

describe("the weather", () => {
  it("is requested in degrees Celsius, with the place to two decimals", async () => {
    const { status, body } = await life.call(get, {
      as: await life.user("anna"),
      query: { lat: "52.5244", lon: "-0.004" },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      state: "current",
      weather: {
        temp: 4.5,
        condition: "broken clouds",
        locationName: "Berlin",
        iconCode: "04d",
        latitude: 52.52,
        longitude: 0,
        fetchedAt: "2026-03-02T12:00:00.000Z",
      },
    });
    expect(requests[0]!.pathname).toBe("/data/2.5/weather");
    expect(Object.fromEntries(requests[0]!.searchParams)).toEqual({
      lat: "52.52",
      lon: "0.00",
      units: "metric",
      appid: "a-key",
    });
  });

  it("is requested every fifteen minutes at most, for all people together", async () => {
    const query = elsewhere();
    await life.call(get, { as: await life.user("anna"), query });
    answer = () => current(9);
    life.setNow("2026-03-02T12:14:59.999Z");
    const ben = await life.user("ben");
    expect((await life.call(get, { as: ben, query })).body.weather?.temp).toBe(4.5);
    expect(requests).toHaveLength(1);
    life.setNow("2026-03-02T12:15:00.000Z");
    expect((await life.call(get, { as: ben, query })).body).toMatchObject({
      state: "current",
      weather: { temp: 9 },
    });
    expect(requests).toHaveLength(2);
  });

  it("is that of the settings' place by default", async () => {
    const anna = await life.user("anna");
    await life.database.query(
      "update user_settings set default_latitude = 48.137, default_longitude = 11.575 where user_id = $1",
      [anna.userId],
    );
    expect((await life.call(get, { as: anna })).body.weather).toMatchObject({ latitude: 48.14, longitude: 11.58 });
    const lost = await life.call(get, { as: await life.user("ben") });
    expect(lost).toMatchObject({ status: 200, body: { state: "no_place", weather: null } });
  });

  it.each([
    [{ lat: "52" }, "lon"],
    [{ lon: "13" }, "lat"],
    [{ lat: "91", lon: "0" }, "lat"],
    [{ lat: "0", lon: "180.5" }, "lon"],
    [{ lat: "north", lon: "0" }, "lat"],
    [{ lat: "0x1", lon: "0" }, "lat"],
  ])("refuses the place %j", async (query, parameter) => {
    const refused = await life.call(get, { as: await life.user("anna"), query: query as Record<string, string> });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ parameter }] } });
    expect(requests).toHaveLength(0);
  });

  it.each([
    ["a wrong key", () => refusal(401, "Invalid API key.")],
    ["too many calls", () => refusal(429, "Your account is temporary blocked due to exceeding of requests limitation")],
    ["a fault of the service", () => refusal(500, "Internal error")],
    ["something else than the contract", () => ({ status: 200, body: '{"cod":200}' })],
    ["no JSON", () => ({ status: 200, body: "<html>" })],
    ["too much", () => ({ status: 200, body: JSON.stringify({ name: "x".repeat(70_000) }) })],
    ["no answer", () => "silence" as const],
  ])("serves what it knew for an hour, and is unavailable after, given %s", async (_, failing) => {
    const anna = await life.user("anna");
    const query = elsewhere();
    await life.call(get, { as: anna, query });
    answer = failing;
    life.setNow("2026-03-02T12:59:59.999Z");
    expect(await life.call(get, { as: anna, query })).toMatchObject({
      status: 200,
      body: { state: "stale", weather: { temp: 4.5, fetchedAt: "2026-03-02T12:00:00.000Z" } },
    });
    life.setNow("2026-03-02T13:00:00.000Z");
    const unavailable = await life.call(get, { as: anna, query });
    expect(unavailable).toMatchObject({ status: 200, body: { state: "unavailable", weather: null } });
    expect(JSON.stringify(unavailable.body)).not.toContain("a-key");
  });

  it("is not configured without a key", async () => {
    const anna = await life.user("anna");
    const { OPENWEATHERMAP_API_KEY: key } = life.config;
    life.config.OPENWEATHERMAP_API_KEY = undefined;
    try {
      const query = elsewhere();
      expect(await life.call(get, { as: anna, query })).toMatchObject({
        status: 200,
        body: { state: "not_configured", weather: null },
      });
    } finally {
      life.config.OPENWEATHERMAP_API_KEY = key;
    }
  });
});

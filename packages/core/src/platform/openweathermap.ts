/** OpenWeatherMap's current weather (https://openweathermap.org/current). */

import * as z from "zod/mini";
import { ask } from "#cloud/ask";
import type { Ctx } from "#kit/ctx";
import { thirdParty } from "#kit/third-party";

export interface OpenWeatherMap {
  apiKey: string;
  /** `https://api.openweathermap.org`, or a stand-in for it. */
  url: string;
}

export interface Weather {
  /** Degrees Celsius. */
  temp: number;
  /** In words: `broken clouds`. */
  condition: string;
  locationName: string;
  /** OpenWeatherMap's icon code, such as `04d`. */
  iconCode: string;
}

const Current = z.object({
  weather: z.array(z.object({ description: z.string(), icon: z.string() })).check(z.minLength(1)),
  main: z.object({ temp: z.number() }),
  name: z.string(),
});

/** Whoever asks for the weather waits for it, and what was known before serves as well. */
const openWeatherMap = /* @__PURE__ */ thirdParty("openweathermap", {
  timeoutMs: 5_000,
  totalMs: 5_000,
  tries: 2,
  maxBytes: 64 * 1024,
});

/** The weather at a place now. Rejects when the service does not answer with it within five seconds. */
export async function currentWeather(
  ctx: Ctx,
  service: OpenWeatherMap,
  latitude: string,
  longitude: string,
): Promise<Weather> {
  const url = new URL("data/2.5/weather", service.url.endsWith("/") ? service.url : `${service.url}/`);
  url.search = new URLSearchParams({
    lat: latitude,
    lon: longitude,
    units: "metric",
    appid: service.apiKey,
  }).toString();
  const { weather, main, name } = await ask(ctx, openWeatherMap, {
    what: "the current weather",
    url,
    secrets: [service.apiKey],
    returns: Current,
  });
  const [{ description, icon }] = weather as [(typeof weather)[number]];
  return { temp: main.temp, condition: description, locationName: name, iconCode: icon };
}

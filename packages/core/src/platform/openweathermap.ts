/** OpenWeatherMap's current weather (https://openweathermap.org/current). */

import * as z from "zod/mini";
import { httpClient } from "#cloud/http";
import { cut } from "#kit/text";

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

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 64 * 1024;

/** The weather at a place now. Rejects when the service does not answer with it within five seconds. */
export async function currentWeather(service: OpenWeatherMap, latitude: string, longitude: string): Promise<Weather> {
  const url = new URL("data/2.5/weather", service.url.endsWith("/") ? service.url : `${service.url}/`);
  url.search = new URLSearchParams({
    lat: latitude,
    lon: longitude,
    units: "metric",
    appid: service.apiKey,
  }).toString();
  const get = httpClient(url.href, { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES, keepAlive: false });
  const { status, text } = await get({ method: "GET", headers: { accept: "application/json" } }).catch((error) => {
    throw new Error(`OpenWeatherMap: ${(error as Error).message}`);
  });
  if (status !== 200) throw new Error(`OpenWeatherMap answered ${status}: ${cut(text, 200)}`);
  const { weather, main, name } = Current.parse(JSON.parse(text));
  const [{ description, icon }] = weather as [(typeof weather)[number]];
  return { temp: main.temp, condition: description, locationName: name, iconCode: icon };
}

/** OpenWeatherMap's current weather (https://openweathermap.org/current), over plain HTTPS: fetch would slow every cold start. */

import http from "node:http";
import https from "node:https";
import * as z from "zod/mini";
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
  const { status, body } = await get(url);
  if (status !== 200) throw new Error(`OpenWeatherMap answered ${status}: ${cut(body, 200)}`);
  const { weather, main, name } = Current.parse(JSON.parse(body));
  const [{ description, icon }] = weather as [(typeof weather)[number]];
  return { temp: main.temp, condition: description, locationName: name, iconCode: icon };
}

function get(url: URL): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const client = url.protocol === "http:" ? http : https;
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const request = client.get(url, { signal, headers: { accept: "application/json" } }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MAX_BYTES) request.destroy(new Error(`OpenWeatherMap answered with more than ${MAX_BYTES} bytes`));
        chunks.push(chunk);
      });
      response.on("error", reject);
      response.on("end", () => resolve({ status: response.statusCode!, body: Buffer.concat(chunks).toString("utf8") }));
    });
    request.on("error", (error) =>
      reject(signal.aborted ? new Error(`OpenWeatherMap did not answer within ${TIMEOUT_MS} ms`) : error),
    );
  });
}

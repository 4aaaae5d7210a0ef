/** The weather at a person's place, requested from a service at most every fifteen minutes for a place. */

import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { speakAsService } from "#cloud/speak";
import { userSettings } from "#core/identity/users.sql";
import { Place } from "#core/platform/configuration";
import { currentWeather, type OpenWeatherMap, type Weather } from "#core/platform/openweathermap";
import { placeFields } from "#core/platform/sayings";
import { refreshSettings, settingOf } from "#core/platform/system-settings";
import type { Ctx } from "#kit/ctx";
import { read, uncounted } from "#kit/db";
import { numberParameter } from "#kit/parameters";
import { wrongInput } from "#kit/problem";
import { me } from "#kit/table";
import { Instant } from "#kit/wire";

const FRESH_MS = 15 * 60 * 1000;
const USABLE_SECONDS = 3600;

const degrees = (limit: number) => numberParameter(-limit, limit);

/** A place; without one, that of the person's settings, or that of the deployment. */
export const Query = z.strictObject({ lat: z.optional(degrees(90)), lon: z.optional(degrees(180)) });

export const Shown = z.strictObject({
  /**
   * `not_configured`: nobody is there to be asked. `no_place`: none was given, and neither the person nor the deployment has one. `unavailable`: the
   * service does not answer, and nothing younger than an hour is known. `stale`: it does not answer, and this is older than fifteen minutes.
   */
  state: z.enum(["current", "stale", "unavailable", "no_place", "not_configured"]),
  /** Null unless it is current or stale. */
  weather: z.nullable(
    z.strictObject({
      /** Degrees Celsius. */
      temp: z.number(),
      condition: z.string(),
      locationName: z.string(),
      iconCode: z.string(),
      latitude: z.number(),
      longitude: z.number(),
      fetchedAt: Instant,
    }),
  ),
});

const lacking = (parameter: string, other: string) =>
  wrongInput({ parameter }, placeFields("required_with", { field: other }));

type Kept = Weather & { fetchedAt: string };

/**
 * The weather at a place, rounded to two decimals of a degree (about a kilometre). One flight when it is cached, two when it is
 * requested. That there is none is an answer, too: nothing is wrong with whoever asks, nor with LifeOS.
 */
export async function at(ctx: Ctx, { lat, lon }: z.output<typeof Query>): Promise<z.output<typeof Shown>> {
  if ((lat === undefined) !== (lon === undefined))
    throw lat === undefined ? lacking("lat", "lon") : lacking("lon", "lat");
  await refreshSettings();
  const service = configured();
  if (!service) return without("not_configured");
  const [[place]] = await ctx.db.batch([placeRead(lat, lon)]);
  if (!place) return without("no_place");
  const { latitude, longitude, key, kept } = place;
  const shown = (state: "current" | "stale", weather: Kept) => ({
    state,
    weather: { ...weather, latitude: Number(latitude), longitude: Number(longitude) },
  });

  const known = kept === null ? undefined : (JSON.parse(kept) as Kept);
  const ageMs = known ? ctx.now().getTime() - Date.parse(known.fetchedAt) : Number.POSITIVE_INFINITY;
  if (known && ageMs < FRESH_MS) return shown("current", known);
  const fetched = await currentWeather(ctx, service, latitude, longitude).catch((error: Error) => {
    ctx.log("warn", "the weather could not be fetched", { error: error.message });
  });
  if (fetched) {
    const weather: Kept = { ...fetched, fetchedAt: ctx.now().toISOString() };
    await keep(key, weather);
    return shown("current", weather);
  }
  return known && ageMs < USABLE_SECONDS * 1000 ? shown("stale", known) : without("unavailable");
}

const without = (state: "unavailable" | "no_place" | "not_configured") => ({ state, weather: null });

function configured(): OpenWeatherMap | undefined {
  const apiKey = settingOf("OPENWEATHERMAP_API_KEY");
  return apiKey ? { apiKey, url: settingOf("OPENWEATHERMAP_URL") ?? "https://api.openweathermap.org" } : undefined;
}

/** The place as rounded by PostgreSQL, and the cached weather. */
function placeRead(lat: number | undefined, lon: number | undefined) {
  const fallback = defaultPlace();
  return read<{ latitude: string; longitude: string; key: string; kept: string | null }>(sql`
    with asked as (
      select ${lat ?? null}::numeric as latitude, ${lon ?? null}::numeric as longitude where ${lat !== undefined}::boolean
      union all
      select ${userSettings.defaultLatitude}, ${userSettings.defaultLongitude} from ${userSettings}
      where ${userSettings.userId} = ${me} and not ${lat !== undefined}::boolean
    ),
    otherwise as (select ${fallback?.latitude ?? null}::numeric as latitude, ${fallback?.longitude ?? null}::numeric as longitude),
    place as (
      select round(latitude, 2)::text as latitude, round(longitude, 2)::text as longitude from (
        select * from asked where latitude is not null
        union all
        select * from otherwise where not exists (select from asked where latitude is not null)
      ) found where latitude is not null and longitude is not null
    )
    select latitude, longitude, 'weather:' || latitude || ':' || longitude as key,
      cache_get('weather:' || latitude || ':' || longitude) as kept
    from place`);
}

/** Of people without one. */
function defaultPlace(): z.output<typeof Place> | undefined {
  const raw = settingOf("DEFAULT_PLACE");
  return raw ? Place.parse(JSON.parse(raw)) : undefined;
}

/** The cache is shared by everybody, so only the service writes it. */
async function keep(key: string, weather: Kept): Promise<void> {
  const { ctx } = speakAsService("api");
  await ctx.db.batch([
    uncounted(sql`select cache_put(${key}, ${JSON.stringify(weather)}::jsonb, ${USABLE_SECONDS}::int)`),
  ]);
}

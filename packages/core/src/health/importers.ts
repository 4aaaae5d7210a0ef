/** What of health can be imported: what phones, watches and rings have measured. */
import * as z from "zod/mini";
import { healthErrors, healthReasons } from "#core/health/sayings";
import { importer } from "#core/ingest/importer";

const says = { reasons: healthReasons, errors: healthErrors };
const family = "health";
const options = z.strictObject({});

export const appleHealth = importer({
  kind: "apple_health",
  title: "Health data of an iPhone or a watch (Apple Health)",
  accepts: ["application/zip", "application/xml", "text/xml", ".zip", ".xml"],
  family,
  options,
  says,
  load: async () => (await import("#core/health/imports/readings")).appleHealth,
});

export const googleFit = importer({
  kind: "google_fit",
  title: "Health data from Google Takeout (Fit)",
  accepts: ["application/zip", "application/json", "text/csv", ".zip", ".json", ".csv"],
  family,
  options,
  says,
  load: async () => (await import("#core/health/imports/readings")).googleFit,
});

export const wearable = importer({
  kind: "wearable_export",
  title: "Health data from Health Connect, Oura, Fitbit or Garmin",
  accepts: ["application/zip", "application/json", "text/csv", ".zip", ".json", ".csv"],
  family,
  options,
  says,
  load: async () => (await import("#core/health/imports/readings")).wearable,
});

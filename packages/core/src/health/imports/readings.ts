/** The readings of health data, which are loaded when one of them runs. */
import { readAppleHealth } from "./apple-health.ts";
import { readArchive } from "./archive.ts";
import { fitbit } from "./fitbit.ts";
import { garmin } from "./garmin.ts";
import { googleFit as googleFitFormat } from "./google-fit.ts";
import { healthConnect } from "./health-connect.ts";
import { oura } from "./oura.ts";
import { healthReading } from "./plan.ts";

export const appleHealth = healthReading("apple_health", readAppleHealth);

export const googleFit = healthReading("google_fit", (source, cursor) =>
  readArchive(source, cursor, [googleFitFormat]),
);

/** Which of them it is, is found out. */
export const wearable = healthReading("wearable", (source, cursor) =>
  readArchive(source, cursor, [healthConnect, oura, fitbit, garmin]),
);

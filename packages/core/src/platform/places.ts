/** Checks of coordinates: latitude and longitude are given together or not at all. */

import { type SQL, sql } from "drizzle-orm";
import { placeFields } from "#core/platform/sayings";
import { InvalidInput, wrong } from "#kit/problem";

/** A CHECK constraint: both coordinates or neither. */
export const wholePlace = (prefix = ""): SQL => sql.raw(`(${prefix}latitude is null) = (${prefix}longitude is null)`);

/** The message for a request that would leave only one of the two coordinates. */
export const halfPlace =
  (latitude = "latitude", longitude = "longitude") =>
  () =>
    InvalidInput(undefined, {
      errors: [latitude, longitude].map((name) =>
        wrong(`#/${name}`, placeFields("go_together", { one: latitude, other: longitude })),
      ),
    });

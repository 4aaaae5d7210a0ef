/** A place on the map is two numbers, and half of one is nowhere. */
import { type SQL, sql } from "drizzle-orm";
import { InvalidInput } from "#kit/problem";

/** For a CHECK: both coordinates or neither. */
export const wholePlace = (prefix = ""): SQL => sql.raw(`(${prefix}latitude is null) = (${prefix}longitude is null)`);

/** What a request learns that would leave one of two coordinates. */
export const halfPlace =
  (latitude = "latitude", longitude = "longitude") =>
  () =>
    InvalidInput(undefined, {
      errors: [latitude, longitude].map((one) => ({
        pointer: `#/${one}`,
        detail: `${latitude} and ${longitude} go together: both or neither`,
      })),
    });

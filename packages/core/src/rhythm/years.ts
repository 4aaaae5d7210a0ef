/** The years that the database and the API can express, 1 to 9999: the bound of all that is calculated from what a request gives. */
import { FIRST_INSTANT, LAST_INSTANT } from "#kit/wire";

const DAY_MS = 86_400_000;

/** The first and the last of their days, counted from 1 January 1970. */
export const FIRST_DAY = Math.floor(FIRST_INSTANT / DAY_MS);
export const LAST_DAY = Math.floor(LAST_INSTANT / DAY_MS);

/** Whether a day or an instant (ISO 8601) is within these years. */
export const isInYears = (at: string): boolean => Date.parse(at) >= FIRST_INSTANT && Date.parse(at) <= LAST_INSTANT;

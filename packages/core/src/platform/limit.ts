import { integerParameter } from "#kit/parameters";

/** How many rows a page has at most, as lists everywhere take it. */
export const Limit = integerParameter(1, 100);

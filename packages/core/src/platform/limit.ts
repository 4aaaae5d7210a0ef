import * as z from "zod/mini";

const RANGE = "must be a number from 1 to 100";

/** How many rows a page has at most, as lists everywhere take it. */
export const Limit = z
  .pipe(z.string().check(z.regex(/^\d{1,3}$/, RANGE)), z.transform(Number))
  .check(z.refine((n: number) => n >= 1 && n <= 100, RANGE));

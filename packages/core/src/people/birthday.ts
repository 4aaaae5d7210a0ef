/** Birthdays, with their year or without, in the forms in which address books write them. */

import * as z from "zod/mini";
import { contactFields } from "#core/people/sayings";
import { Day } from "#kit/wire";
import { BIRTHDAY } from "./contacts.sql.ts";

/** A day that exists; 29 February exists in a year that is not known. */
export const Birthday = z.union([
  Day,
  z
    .string()
    .check(
      z.regex(/^--(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, contactFields("must_be_birthday").text),
      z.refine(isDay, contactFields("must_be_real_day").text),
    ),
]);

/** Whether a text is a birthday and a day of the calendar. */
export function isDay(birthday: string): boolean {
  // 2000 was a leap year.
  return BIRTHDAY.test(birthday) && Day.safeParse(birthday.replace(/^--/, "2000-")).success;
}

/**
 * A day in the forms of vCard 2.1 to 4.0 (ISO 8601, basic or extended, with or without a time or a year) as `YYYY-MM-DD` or `--MM-DD`;
 * undefined when it is none. `omittedYear` is the year that stands for none, as Apple writes it (X-APPLE-OMIT-YEAR).
 */
export function birthdayOf(text: string, omittedYear?: string): string | undefined {
  const match = /^(?:(\d{4})-?|--)(\d\d)-?(\d\d)(?:[T\s].*)?$/i.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day] = match;
  const birthday = !year || year === omittedYear ? `--${month}-${day}` : `${year}-${month}-${day}`;
  return isDay(birthday) ? birthday : undefined;
}

/** The last ended day of each person. */
import { index } from "drizzle-orm/pg-core";
import { users } from "#core/identity/users.sql";
import { day, time, uuid, zone } from "#kit/columns";
import { service } from "#kit/table";

/**
 * A row for each account that is not deleted, which triggers on `users` create and keep in its time zone
 * (`migrations/functions/keep_ended_day.sql`).
 */
export const endedDays = service(
  "ended_days",
  {
    userId: uuid()
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    /** A copy of the profile's zone, so that the due rows of a zone are a range of one index. */
    timezone: zone().notNull(),
    /** A copy of the setting: the time at which the person's days begin, and end. */
    dayStart: time().notNull().default("00:00"),
    /** The last day whose end was reported. It never decreases. */
    day: day().notNull(),
  },
  (t) => [index("ended_days_due").on(t.timezone, t.day)],
);

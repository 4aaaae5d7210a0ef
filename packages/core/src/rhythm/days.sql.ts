/** Up to which day everybody's days have ended. */
import { index } from "drizzle-orm/pg-core";
import { users } from "#core/identity/users.sql";
import { day, uuid, zone } from "#kit/columns";
import { service } from "#kit/table";

/** A row for each account that is not deleted, which triggers on `users` make and keep in its time zone (`migrations/functions/keep_ended_day.sql`). */
export const endedDays = service(
  "ended_days",
  {
    userId: uuid()
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    /** That of their profile: a copy, so that what is due in a zone is a range of one index. */
    timezone: zone().notNull(),
    /** The last of their days that was told to have ended. It never goes back. */
    day: day().notNull(),
  },
  (t) => [index("ended_days_due").on(t.timezone, t.day)],
);

/** The calendar of a person into which everything goes that names no other. */
import { sql } from "drizzle-orm";
import { calendars } from "#core/calendar/calendar.sql";
import { type Read, read } from "#kit/db";
import { me } from "#kit/table";

/** Its id, or undefined when the speaker has none yet. */
export function defaultCalendarRead(): Read<string | undefined> {
  const query = read<{ id: string }>(
    sql`select id from ${calendars} where user_id = ${me} and is_default and deleted_at is null`,
  );
  return { ...query, decode: (result) => query.decode(result)[0]?.id };
}

export const DEFAULT_CALENDAR = { name: "Calendar", isDefault: true } as const;

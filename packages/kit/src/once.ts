/** What a repetition is answered with is kept by the database, in the statement that had the effect. */
import { type SQL, sql } from "drizzle-orm";
import type { Once } from "./ctx.ts";

/** The call that keeps `value` (SQL of type jsonb) as what the write in this place of the batch came to. */
export function keep(once: Once, slot: number, value: SQL): SQL {
  return once.kind === "inbox"
    ? sql`inbox_put(${once.consumer}, ${once.eventId}, ${slot}, ${value})`
    : sql`once_put(${once.key}, ${slot}, ${value})`;
}

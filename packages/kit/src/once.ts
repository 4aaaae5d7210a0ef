/** A write under a claim stores its result in the same statement, so that a repetition can be answered with it. */
import { type SQL, sql } from "drizzle-orm";
import type { Once } from "./ctx.ts";

/** The SQL call that keeps `value` (of type jsonb) as the result of the write with this slot in the batch. */
export function keep(once: Once, slot: number, value: SQL): SQL {
  return once.kind === "inbox"
    ? sql`inbox_put(${once.consumer}, ${once.eventId}, ${slot}, ${value})`
    : sql`once_put(${once.key}, ${slot}, ${value})`;
}

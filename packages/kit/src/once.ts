/** A write under a claim stores its result in the same statement, so that a repetition can be answered with it. */
import { type SQL, sql } from "drizzle-orm";

/**
 * Makes the effect of the next writing batch happen once. A request brings its Idempotency-Key, a consumer its event, a
 * workflow step its run and step; the claim and the rows written are kept in the batch's own transaction, and a repetition
 * gets those rows back instead of a second effect.
 */
export type Once =
  | { kind: "request"; key: string; requestHash: string }
  | { kind: "inbox"; consumer: string; eventId: string };

/** The SQL call that keeps `value` (of type jsonb) as the result of the write with this slot in the batch. */
export function keep(once: Once, slot: number, value: SQL): SQL {
  return once.kind === "inbox"
    ? sql`inbox_put(${once.consumer}, ${once.eventId}, ${slot}, ${value})`
    : sql`once_put(${once.key}, ${slot}, ${value})`;
}

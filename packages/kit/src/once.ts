/** What a repetition is answered with is kept by the database, in the statement that had the effect. */
import { type SQL, sql } from "drizzle-orm";

/**
 * Makes the effect of the next writing batch happen once. A request brings its Idempotency-Key, a consumer its event, a
 * workflow step its run and step; the claim and the rows written are kept in the batch's own transaction, and a repetition
 * gets those rows back instead of a second effect.
 */
export type Once =
  | { kind: "request"; key: string; requestHash: string }
  | { kind: "inbox"; consumer: string; eventId: string };

/** The call that keeps `value` (SQL of type jsonb) as what the write in this place of the batch came to. */
export function keep(once: Once, slot: number, value: SQL): SQL {
  return once.kind === "inbox"
    ? sql`inbox_put(${once.consumer}, ${once.eventId}, ${slot}, ${value})`
    : sql`once_put(${once.key}, ${slot}, ${value})`;
}

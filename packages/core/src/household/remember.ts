/** The answer of a verb that finds out for itself what to write: kept with the claim, so that a repetition gives it again. */
import { type SQL, sql } from "drizzle-orm";
import type { Write } from "#kit/db";

/**
 * A write that writes nothing but what a repetition of the request (or event) is answered with. Put it first into the batch:
 * a repetition may plan fewer writes than the first time, and finds its rows by their place.
 */
export function remember<T extends object>(answer: T): Write<T> {
  return {
    kind: "write",
    render(slot, once) {
      const value = sql`${JSON.stringify(answer)}::jsonb`;
      if (!once) return sql`select 1`;
      if (once.kind === "inbox") return sql`select inbox_put(${once.consumer}, ${once.eventId}, ${slot}, ${value})`;
      return sql`select once_put(${once.key}, ${slot}, ${value})`;
    },
    decode: () => ({ value: answer, events: [] }),
    decodeStored: (row) => row as T,
  };
}

/** A statement whose rows nobody needs and that a repetition must not run again, unlike a read: a lock, a guard. */
export const runOnce = (statement: SQL): Write<undefined> => ({
  kind: "write",
  render: () => statement,
  decode: () => ({ value: undefined, events: [] }),
  decodeStored: () => undefined,
});

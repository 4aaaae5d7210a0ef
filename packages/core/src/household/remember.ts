/** The answer of a verb that finds out for itself what to write: kept with the claim, so that a repetition gives it again. */
import { sql } from "drizzle-orm";
import type { Write } from "#kit/db";
import { keep } from "#kit/once";

/**
 * A write that writes nothing but what a repetition of the request (or event) is answered with. Put it first into the batch:
 * a repetition may plan fewer writes than the first time, and finds its rows by their place.
 */
export function remember<T extends object>(answer: T): Write<T> {
  return {
    kind: "write",
    render(slot, once) {
      const value = sql`${JSON.stringify(answer)}::jsonb`;
      return once ? sql`select ${keep(once, slot, value)}` : sql`select 1`;
    },
    decode: () => ({ value: answer, events: [] }),
    decodeStored: (row) => row as T,
  };
}

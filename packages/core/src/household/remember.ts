/** Stores the result of a verb that decides at run time what to write, so that a repeated request returns the same result. */
import { sql } from "drizzle-orm";
import type { Write } from "#kit/db";
import { keep } from "#kit/once";

/**
 * A write without rows that stores the result for repetitions of the request (or event). It must come first in the batch: a
 * repetition may plan fewer writes than the first time, and finds stored results by their position.
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

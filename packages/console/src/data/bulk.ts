/**
 * One thing for all rows that match a filter, however many: the client sends the filter and not the ids, a slice after the other, until the API says
 * that there are no more. It can be stopped between two slices, and goes on when the page is left.
 */
import { useCallback, useRef, useState } from "react";
import { type Answer, type Body, call, type OperationId, type Params } from "./client.ts";
import { beginListsAnew } from "./list.ts";
import { type Problem, problemOfError } from "./problem.ts";
import { resourceOf } from "./queries.ts";

/** What a slice answers: how many were left, how many it did, and where the next one begins. */
interface Slice {
  matched: number;
  changed: number;
  next: string | null;
}

type BulkId = { [Id in OperationId]: Answer<Id> extends Slice ? Id : never }[OperationId];

export interface Bulk<Id extends BulkId> {
  state: "idle" | "running" | "done" | "failed" | "stopped";
  done: number;
  /** How many there were at the beginning; the API does not count further than ten thousand. */
  total: number;
  problem: Problem | undefined;
  /** Resolves when all is done, or it was stopped or refused: to whether all is done, and how many were changed. */
  run: (given: {
    query: NonNullable<Params<Id>["query"]>;
    body: Body<Id>;
  }) => Promise<{ isDone: boolean; changed: number }>;
  stop: () => void;
}

export function useBulk<Id extends BulkId>(operation: Id): Bulk<Id> {
  const [shown, setShown] = useState<Omit<Bulk<Id>, "run" | "stop">>({
    state: "idle",
    done: 0,
    total: 0,
    problem: undefined,
  });
  const isStopped = useRef(false);
  const stop = useCallback(() => {
    isStopped.current = true;
  }, []);
  const run: Bulk<Id>["run"] = useCallback(
    async ({ query, body }) => {
      isStopped.current = false;
      let [done, total, isDone] = [0, 0, false];
      const show = (state: Bulk<Id>["state"], problem?: Problem) => setShown({ state, done, total, problem });
      show("running");
      try {
        for (let after: string | null | undefined; after !== null && !isStopped.current; ) {
          const header = { "idempotency-key": crypto.randomUUID() };
          const filter: object = query;
          // Only operations that answer slices are taken.
          const slice = (await call(operation, {
            query: { ...filter, ...(after && { after }) },
            body,
            header,
          })) as unknown as Slice;
          total ||= slice.matched;
          done += slice.changed;
          after = slice.next;
          show("running");
        }
        isDone = !isStopped.current;
        show(isDone ? "done" : "stopped");
      } catch (error) {
        show("failed", problemOfError(error));
      }
      // So many rows are read again, and not followed one by one.
      await beginListsAnew(resourceOf(operation));
      return { isDone, changed: done };
    },
    [operation],
  );
  return { ...shown, run, stop };
}

import type { ShownProblem } from "./State.tsx";

/** Rows that may be many and arrive page by page; what a list shows. */
export type Rows<Row> = {
  state: "loading" | "empty" | "failed" | "ready";
  /** Rows known so far, also those whose page was let go since it is far from the view. */
  count: number;
  /** Further rows follow. How many is promised by nobody. */
  hasMore: boolean;
  /** `undefined` while its page is on its way. */
  at: (index: number) => Row | undefined;
  /** Says what is in view, by index, so that its pages are read and those far away are let go. */
  show: (first: number, last: number) => void;
  problem?: ShownProblem;
  retry: () => void;
  /** Rows that came in above and wait to be shown, so that nothing moves under the pointer. */
  newer: number;
  showNewer: () => void;
  /** Another filter is another list: scrolling and selection begin anew. */
  key: string;
};

/** Rows that are all here. */
export function rowsOf<Row>(rows: readonly Row[], key = ""): Rows<Row> {
  return {
    state: rows.length === 0 ? "empty" : "ready",
    count: rows.length,
    hasMore: false,
    at: (index) => rows[index],
    show: () => {},
    retry: () => {},
    newer: 0,
    showNewer: () => {},
    key,
  };
}

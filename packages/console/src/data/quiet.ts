/** What serves later pages, or only adds to this one, waits until the first page has its answers. */
import { useSyncExternalStore } from "react";
import { queries } from "./queries.ts";

/** As long as a page may take for its first answers before others are asked beside them. */
const QUIET_AFTER_MS = 2_000;

let isQuiet = false;
const listeners = new Set<() => void>();

export const useQuiet = (): boolean => useSyncExternalStore(subscribe, () => isQuiet);

/** Calls back once the page has its answers, or has waited for them long enough. */
export function onceQuiet(then: () => void): void {
  const end = () => {
    clearTimeout(timer);
    stop();
    isQuiet = true;
    for (const listener of listeners) listener();
    then();
  };
  // The page asks when it is first drawn, so that at least one answer comes.
  const stop = queries
    .getQueryCache()
    .subscribe(({ type }) => type === "updated" && queries.isFetching() === 0 && end());
  const timer = setTimeout(end, QUIET_AFTER_MS);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What serves later pages, or only adds to this one, waits until the first page has its answers. */
import { useSyncExternalStore } from "react";
import { queries } from "./queries.ts";

/** How long a page that has its answers may be busy with showing them. */
const SHOWN_AFTER_MS = 1_000;
/** As long as a page may take for its first answers before others are asked beside them. */
const QUIET_AFTER_MS = 2_000;

let isQuiet = false;
const listeners = new Set<() => void>();

export const useQuiet = (): boolean => useSyncExternalStore(subscribe, () => isQuiet);

/** Calls back once the page shows its answers, or has waited for them long enough. */
export function onceQuiet(then: () => void): void {
  const end = () => {
    clearTimeout(timer);
    stop();
    onceShown(() => {
      isQuiet = true;
      for (const listener of listeners) listener();
      then();
    });
  };
  // The page asks when it is first drawn, so that at least one answer comes.
  const stop = queries
    .getQueryCache()
    .subscribe((event) => event.type === "updated" && isAnswer(event.action) && queries.isFetching() === 0 && end());
  const timer = setTimeout(end, QUIET_AFTER_MS);
}

/** When the answers that have just come are drawn, and nothing else is to be done. */
function onceShown(then: () => void): void {
  let isDone = false;
  const once = () => {
    if (!isDone) then();
    isDone = true;
  };
  // A tab that nobody sees has no frames.
  setTimeout(once, SHOWN_AFTER_MS);
  // Safari knows no idle time.
  if ("requestIdleCallback" in window)
    requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(once)));
}

/** What this page puts among the answers by itself is none. */
const isAnswer = (action: { type: string; manual?: boolean }) =>
  action.type === "error" || (action.type === "success" && !action.manual);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

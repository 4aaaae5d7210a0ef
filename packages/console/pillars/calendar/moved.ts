/** Where things were moved to that the agenda does not say yet. An agenda's rows are instances, which have no id to lay a change over. */
import { useSyncExternalStore } from "react";
import type { Span } from "./grid.ts";

let moved: ReadonlyMap<string, Span> = new Map();
const listeners = new Set<() => void>();

/** Shows it there until the returned function is called. */
export function showMoved(key: string, to: Span): () => void {
  set(new Map(moved).set(key, to));
  return () => {
    if (moved.get(key) !== to) return;
    const rest = new Map(moved);
    rest.delete(key);
    set(rest);
  };
}

export const useMoved = (): ReadonlyMap<string, Span> => useSyncExternalStore(subscribe, () => moved);

function set(next: ReadonlyMap<string, Span>): void {
  moved = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

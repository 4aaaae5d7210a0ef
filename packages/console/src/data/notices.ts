/** What is told in passing. The frame shows them; anybody may tell. */
import { useSyncExternalStore } from "react";

export interface Notice {
  id: number;
  kind: "done" | "problem" | "info";
  text: string;
  /** One thing to do about it: undo, open the row. */
  action?: { label: string; run: () => void | Promise<void> };
  at: Date;
  /** False once it was put away; the frame can still show the last ten. */
  isShown: boolean;
}

const KEPT = 10;
let notices: readonly Notice[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

/** Shows a notice and returns what puts it away. */
export function notify(notice: Pick<Notice, "kind" | "text" | "action">): () => void {
  const id = nextId++;
  set([...notices, { ...notice, id, at: new Date(), isShown: true }].slice(-KEPT));
  return () => putAway(id);
}

export function putAway(id: number): void {
  set(notices.map((one) => (one.id === id ? { ...one, isShown: false } : one)));
}

export const noticesNow = (): readonly Notice[] => notices;

/** The last ten, oldest first. */
export const useNotices = (): readonly Notice[] => useSyncExternalStore(subscribe, noticesNow);

function set(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

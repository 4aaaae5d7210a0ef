/** Changes that wait for a connection. They are kept for the account that made them, with their keys, and everybody can see them. */
import { useSyncExternalStore } from "react";
import type { OperationId } from "./client.ts";
import { type Fields, lay } from "./overlay.ts";
import { account } from "./session.ts";

export interface Waiting {
  operation: OperationId;
  path?: object;
  query?: object;
  body?: unknown;
  key: string;
  title: string;
  /** An instant. */
  at: string;
  account: string | undefined;
  rowId: string | undefined;
  patch: Fields | undefined;
  isRemoval: boolean;
  /** Why the API refused it once there was a connection. */
  problem?: string;
}

const STORE = "lifeos.waiting";
/** What one does away from a connection: at the shop, in the cellar, in a train, on a run. */
const RESOURCES = [
  "work.tasks.",
  "work.quick-add.",
  "work.todo-items.",
  "household.shopping-items.",
  "household.pantry-items.",
  "calendar.events.create",
  "rhythm.habits.checkIn",
  "rhythm.habits.undo",
];

let waiting: readonly Waiting[] = read();
const lifts = new Map<string, () => void>();
const listeners = new Set<() => void>();

export const mayWait = (operation: OperationId): boolean =>
  RESOURCES.some((resource) => operation.startsWith(resource));

export function wait(given: Omit<Waiting, "at" | "account">): void {
  const one = { ...given, at: new Date().toISOString(), account: account() };
  layOver(one);
  set([...waiting, one]);
}

/** Those of the person who is signed in, oldest first. */
export const waitingNow = (): readonly Waiting[] => waiting.filter((one) => one.account === account());

/** Takes one out: it was sent, or the person does not want it any more. */
export function leave(key: string): void {
  lifts.get(key)?.();
  lifts.delete(key);
  set(waiting.filter((one) => one.key !== key));
}

/** It was refused, and stays until the person puts it away. */
export function refuse(key: string, problem: string): void {
  lifts.get(key)?.();
  lifts.delete(key);
  set(waiting.map((one) => (one.key === key ? { ...one, problem } : one)));
}

/** Shows what waits from before this page was loaded. */
export function layWaiting(): void {
  for (const one of waitingNow()) layOver(one);
  set(waiting);
}

let shown: readonly Waiting[] = [];
export function useWaiting(): readonly Waiting[] {
  return useSyncExternalStore(subscribe, () => {
    const now = waitingNow();
    if (now.length !== shown.length || now.some((one, at) => one !== shown[at])) shown = now;
    return shown;
  });
}

function layOver({ key, rowId, patch, isRemoval }: Waiting): void {
  if (rowId === undefined || lifts.has(key)) return;
  if (isRemoval) lifts.set(key, lay(rowId, { isRemoved: true }));
  else if (patch) lifts.set(key, lay(rowId, { fields: patch }));
}

function set(next: readonly Waiting[]): void {
  waiting = next;
  localStorage.setItem(STORE, JSON.stringify(waiting));
  for (const listener of listeners) listener();
}

function read(): readonly Waiting[] {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? "[]") as Waiting[];
  } catch {
    return [];
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

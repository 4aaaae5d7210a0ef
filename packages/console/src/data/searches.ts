/** What the person has searched for last on this device: it stays here, and goes when they sign out. */
import { useSyncExternalStore } from "react";
import { account, atSignOut } from "./session.ts";

const STORE = "lifeos-searches";
const MOST = 8;

let current: readonly string[] | undefined;
const listeners = new Set<() => void>();

export const useSearches = (): readonly string[] => useSyncExternalStore(subscribe, searches);

function searches(): readonly string[] {
  current ??= kept();
  return current;
}

/** The newest first, each once. */
export function rememberSearch(text: string): void {
  const typed = text.trim();
  if (typed.length >= 2) keep([typed, ...searches().filter((one) => one !== typed)].slice(0, MOST));
}

export function forgetSearches(): void {
  keep([]);
}

atSignOut(() => {
  localStorage.removeItem(STORE);
  current = undefined;
});

function keep(next: readonly string[]): void {
  current = next;
  localStorage.setItem(STORE, JSON.stringify({ of: account(), searches: next }));
  for (const listener of listeners) listener();
}

/** Of whoever is signed in; what another person has left behind is nobody's business. */
function kept(): readonly string[] {
  try {
    const { of, searches: found } = JSON.parse(localStorage.getItem(STORE) ?? "{}") as {
      of?: unknown;
      searches?: unknown;
    };
    if (of !== account() || !Array.isArray(found)) return [];
    return found.filter((one): one is string => typeof one === "string").slice(0, MOST);
  } catch {
    return [];
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * What to do when a row was changed by somebody else meanwhile (412): what only one side changed goes together, what both changed is for the
 * person to decide, field by field.
 */
import { useSyncExternalStore } from "react";
import type { Fields, Row } from "./overlay.ts";

export interface Conflict {
  /** Whose field it is: `work.tasks`. */
  resource: string;
  /** What names the row. */
  title: string;
  fields: readonly { name: string; mine: unknown; theirs: unknown }[];
  who: string | undefined;
  /** An instant. */
  when: string | undefined;
  /** Sends what was chosen for each field. */
  resolve: (choices: Readonly<Record<string, "mine" | "theirs">>) => void;
  /** Leaves the row as it is there. */
  drop: () => void;
}

let open: readonly Conflict[] = [];
const listeners = new Set<() => void>();

/** Which of `mine` may be sent again as it is, and what both sides changed. `base` is the row as it was when the person began. */
export function compare(base: Fields, theirs: Row, mine: Fields): { free: Fields; both: Conflict["fields"] } {
  const free: Record<string, unknown> = {};
  const both: Conflict["fields"][number][] = [];
  for (const [name, value] of Object.entries(mine)) {
    const now = theirs[name];
    if (isSame(now, value)) continue;
    if (name in base && isSame(base[name], now)) free[name] = value;
    else both.push({ name, mine: value, theirs: now });
  }
  return { free, both };
}

/** Asks the person; resolves to the fields to send, or undefined to leave the row as it is. */
export function askAbout(
  conflict: Pick<Conflict, "resource" | "title" | "fields" | "who" | "when">,
): Promise<Fields | undefined> {
  return new Promise((resolve) => {
    const asked: Conflict = {
      ...conflict,
      resolve: (choices) =>
        end(
          Object.fromEntries(
            conflict.fields.filter(({ name }) => choices[name] !== "theirs").map(({ name, mine }) => [name, mine]),
          ),
        ),
      drop: () => end(undefined),
    };
    const end = (fields: Fields | undefined) => {
      set(open.filter((one) => one !== asked));
      resolve(fields);
    };
    set([...open, asked]);
  });
}

/** The oldest conflict that is open. */
export const useConflict = (): Conflict | undefined => useSyncExternalStore(subscribe, () => open[0]);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

function set(next: readonly Conflict[]): void {
  open = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells whoever waits in this process what it has committed. */
import type { EventRow } from "#kit/event";
import type { Committed, Runtime } from "#kit/runtime";

/** `publish`, which also tells the listeners of `onCommitted`; they are told at once, whatever becomes of the publishing. */
export function announcing(publish: Runtime["publish"]): Required<Pick<Runtime, "publish" | "onCommitted">> {
  const listeners = new Set<Committed>();
  return {
    publish(events: EventRow[]) {
      for (const listener of listeners) listener(events);
      return publish(events);
    },
    onCommitted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

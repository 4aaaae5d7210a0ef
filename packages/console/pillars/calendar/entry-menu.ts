import type { MenuItem } from "#console/ui/Menu.tsx";
import { place } from "#console/words/place.ts";
import { wordsOf } from "#console/words/words.ts";
import type { Entry } from "./entries.ts";
import { settleEvent } from "./event-changes.ts";
import type { Acts } from "./view.ts";
import type en from "./words.en.ts";

/** What can be done with something in a list. Why it could not be, a notice says. */
export function menuOf(entry: Entry, acts: Acts): MenuItem[] {
  const words = wordsOf<typeof en>("calendar", place().language).event;
  const { event } = entry;
  return [
    ...(event && entry.isMovable
      ? ([
          {
            label: words.complete,
            icon: "check",
            onSelect: () => void settleEvent(event, "completed").catch(() => {}),
          },
          { label: words.skip, icon: "minus", onSelect: () => void settleEvent(event, "skipped").catch(() => {}) },
        ] satisfies MenuItem[])
      : []),
    { label: words.delete, icon: "trash", danger: true, keys: "Shift+Delete", onSelect: () => acts.onDelete(entry) },
  ];
}

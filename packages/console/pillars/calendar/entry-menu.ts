import { type AgendaHabit, checkIn, takeBack } from "#console/frame/habits.ts";
import type { MenuItem } from "#console/ui/Menu.tsx";
import { today } from "#console/words/format.ts";
import { place } from "#console/words/place.ts";
import { wordsOf } from "#console/words/words.ts";
import type { Entry } from "./entries.ts";
import { settleEvent } from "./event-changes.ts";
import type { Acts } from "./view.ts";
import type en from "./words.en.ts";

/** What can be done with something in a list; nothing with what is only changed on its own page. Why it could not be, a notice says. */
export function menuOf(entry: Entry, acts: Acts): MenuItem[] {
  if (entry.habit) return menuOfHabit(entry.habit);
  if (entry.isReadOnly) return [];
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

/** What can be said of a habit on a day; of one to come nothing yet. */
function menuOfHabit(habit: AgendaHabit): MenuItem[] {
  if (habit.date > today()) return [];
  const { event: words, done } = wordsOf<typeof en>("calendar", place().language);
  const status = habit.checkIn?.status;
  const complete = () => checkIn(habit, { status: "done" }, done.completed(habit.name));
  const skip = () => checkIn(habit, { status: "skipped" }, done.skipped(habit.name));
  return [
    ...(status === "done"
      ? []
      : ([
          { label: words.complete, icon: "check", onSelect: () => void complete().catch(() => {}) },
        ] satisfies MenuItem[])),
    ...(status === "skipped"
      ? []
      : ([{ label: words.skip, icon: "minus", onSelect: () => void skip().catch(() => {}) }] satisfies MenuItem[])),
    ...(status && status !== "frozen"
      ? ([
          { label: words.takeBack, icon: "undo", onSelect: () => void takeBack(habit).catch(() => {}) },
        ] satisfies MenuItem[])
      : []),
  ];
}

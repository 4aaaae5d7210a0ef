/** What can be done with a habit itself, wherever it shows. */
import { change } from "#console/data/change.ts";
import { queries } from "#console/data/queries.ts";
import type { MenuItem } from "#console/ui/Menu.tsx";
import type { Habit } from "./rows.ts";

interface Words {
  pause: string;
  resume: string;
  paused: (name: string) => string;
  delete: string;
}

/** `gone` is called once it was deleted, for a page that showed it. */
export const habitActions = (habit: Habit, words: Words, gone?: () => unknown): MenuItem[] => [
  habit.isActive
    ? {
        label: words.pause,
        icon: "pause",
        onSelect: () => void pause(habit, words.paused(habit.name)).catch(() => {}),
      }
    : { label: words.resume, icon: "play", onSelect: () => void resume(habit).catch(() => {}) },
  {
    label: words.delete,
    icon: "trash",
    danger: true,
    keys: "Shift+Delete",
    onSelect: () => void removeHabit(habit).then(gone, () => {}),
  },
];

export const removeHabit = (habit: Habit): Promise<unknown> =>
  change("rhythm.habits.remove", { path: pathOf(habit), row: habit, title: habit.name }).then(readDays);

const pause = (habit: Habit, text: string) =>
  change("rhythm.habits.pause", {
    path: pathOf(habit),
    row: habit,
    patch: { isActive: false },
    title: habit.name,
    undo: () => resume(habit),
    undoText: text,
  }).then(readDays);

const resume = (habit: Habit) =>
  change("rhythm.habits.resume", {
    path: pathOf(habit),
    row: habit,
    patch: { isActive: true },
    title: habit.name,
  }).then(readDays);

const pathOf = ({ id }: Habit) => ({ habitId: id });

/** Which habits a day has, and which are paused, follows from all of them. */
const readDays = () =>
  Promise.all(
    (["rhythm.habits.day", "rhythm.habits.list"] as const).map((operation) =>
      queries.invalidateQueries({ queryKey: [operation] }),
    ),
  );

/** What can be done with a routine, wherever it shows. */
import { change } from "#console/data/change.ts";
import { notify } from "#console/data/notices.ts";
import type { MenuItem } from "#console/ui/Menu.tsx";
import type { Routine } from "./rows.ts";

interface Words {
  pause: string;
  resume: string;
  runNow: string;
  started: (name: string) => string;
}

export const actionsOf = (routine: Routine, words: Words): MenuItem[] => [
  { label: words.runNow, icon: "play", onSelect: () => void run(routine, words).catch(() => {}) },
  routine.isActive
    ? { label: words.pause, icon: "pause", onSelect: () => void pause(routine).catch(() => {}) }
    : { label: words.resume, icon: "play", onSelect: () => void resume(routine).catch(() => {}) },
];

export const remove = (routine: Routine) =>
  change("rhythm.routines.remove", { path: pathOf(routine), row: routine, title: routine.name });

const pathOf = ({ id }: Routine) => ({ routineId: id });

const pause = (routine: Routine) =>
  change("rhythm.routines.pause", {
    path: pathOf(routine),
    row: routine,
    patch: { isActive: false },
    title: routine.name,
  });

const resume = (routine: Routine) =>
  change("rhythm.routines.resume", {
    path: pathOf(routine),
    row: routine,
    patch: { isActive: true },
    title: routine.name,
  });

async function run(routine: Routine, words: Words): Promise<void> {
  await change("rhythm.routines.run", { path: pathOf(routine), title: routine.name, makes: "work.tasks" });
  notify({ kind: "done", text: words.started(routine.name) });
}

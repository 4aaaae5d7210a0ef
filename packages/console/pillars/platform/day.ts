/** What has a time today, from whatever pillar, in the order of the clock. */
import type { Answer } from "#console/data/client.ts";

export interface Moment {
  id: string;
  at: string;
  title: string;
  sub: string | undefined;
  minutes: number | null;
  /** The area whose hue it has. */
  of: string;
  to: string | undefined;
}

interface Words {
  kcal: (amount: string) => string;
  repeats: string;
  worked: string;
  dueThen: string;
}

interface Given {
  planned: Answer<"work.tasks.list">["data"];
  due: Answer<"work.tasks.list">["data"];
  routines: Answer<"rhythm.routines.list">["data"];
  meals: Answer<"health.meals.list">["data"];
  workouts: Answer<"platform.dashboard.get">["workouts"]["recent"];
}

/** `number` writes an amount; `isToday` says of an instant whether it is this day for the person. */
export function momentsOf(
  { planned, due, routines, meals, workouts }: Given,
  words: Words,
  number: (amount: number) => string,
  isToday: (instant: string) => boolean,
): Moment[] {
  const plannedIds = new Set(planned.map(({ id }) => id));
  const moments: Moment[] = [
    ...planned.map((task) => ofTask(task, task.scheduledStart!, words.worked)),
    ...due.filter(({ id }) => !plannedIds.has(id)).map((task) => ofTask(task, task.dueAt!, words.dueThen)),
    ...routines.map(({ id, name, nextRunAt }) => ({
      id,
      at: nextRunAt!,
      title: name,
      sub: words.repeats,
      minutes: null,
      of: "rhythm",
      to: `/rhythm/routines/${id}`,
    })),
    ...meals.map(({ id, eatenAt, name, calories }) => ({
      id,
      at: eatenAt,
      title: name,
      sub: calories === null ? undefined : words.kcal(number(calories)),
      minutes: null,
      of: "health",
      to: undefined,
    })),
    ...workouts.flatMap(({ id, completedAt, name, durationMinutes }) =>
      name === null
        ? []
        : [{ id, at: completedAt, title: name, sub: undefined, minutes: durationMinutes, of: "health", to: undefined }],
    ),
  ];
  return moments.filter(({ at }) => isToday(at)).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function ofTask(task: Given["due"][number], at: string, sub: string): Moment {
  return {
    id: task.id,
    at,
    title: task.title,
    sub,
    minutes: task.estimatedMinutes,
    of: "work",
    to: `/work/tasks/${task.id}`,
  };
}

/** Rows that several files of the pillar show, as the API answers them. */
import type { RowOf } from "#console/data/list.ts";

export type Routine = RowOf<"rhythm.routines.list">;
export type Habit = RowOf<"rhythm.habits.list">;
export type CheckIn = RowOf<"rhythm.habits.checkIns">;
export type Schedule = RowOf<"rhythm.habits.schedules">;
export type Achievement = RowOf<"rhythm.achievements.list">;
export type Streak = RowOf<"rhythm.streaks.list">;

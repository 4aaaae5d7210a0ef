/** What may be proposed of habits and routines. */
import * as z from "zod/mini";
import type { Fields, Proposables } from "#core/cortex/proposable";
import { HabitEvents, RoutineEvents } from "#core/rhythm/events";
import type { Habit } from "#core/rhythm/habit-history";
import { habits } from "#core/rhythm/habits.sql";
import { nextReminder } from "#core/rhythm/reminder-times";
import * as Routines from "#core/rhythm/routines";
import { routines } from "#core/rhythm/routines.sql";
import { patchSchema } from "#kit/wire";

export default {
  // When it is due is for whoever keeps it to say: a proposal changes at which time of day.
  habit: {
    table: habits,
    events: HabitEvents,
    updates: patchSchema(habits, ["name", "timeOfDay", "remindAt", "isReminded", "estimatedMinutes"]),
    written: (fields, row, { ctx, calendar }) => ({ ...fields, ...reminder({ ...row, ...fields }, ctx, calendar) }),
    reverted: ({ nextReminderAt: _, ...before }, row, { ctx, calendar }) => ({
      ...before,
      ...reminder({ ...row, ...before }, ctx, calendar),
    }),
    outcome: { metric: "habits_done", better: "higher" },
  },
  // A rule of its own has to be thought of by its person; a proposal pauses it.
  routine: {
    table: routines,
    events: RoutineEvents,
    updates: patchSchema(routines, ["name", "catchUp"], { isActive: z.optional(z.literal(false)) }),
    written: (fields) => ({ ...fields, ...(fields.isActive === false && { nextRunAt: null }) }),
    readsSettings: true,
    reverted: ({ isActive, nextRunAt: _, ...before }, row, { ctx }) => ({
      ...before,
      ...(isActive === true && Routines.goingOn(ctx, row as Routines.Routine)),
    }),
    outcome: { metric: "tasks_completed", better: "higher" },
  },
} satisfies Proposables;

/** The row is one of habits, which the type for rows of any table does not say. */
const reminder = (habit: Fields, ctx: { now: () => Date }, calendar: Parameters<typeof nextReminder>[1]) => ({
  nextReminderAt: nextReminder(habit as Habit, calendar, ctx.now()),
});

import * as z from "zod/mini";
import * as CheckIns from "#core/rhythm/check-ins";
import { HabitEvents } from "#core/rhythm/events";
import * as HabitDays from "#core/rhythm/habit-days";
import { Stats } from "#core/rhythm/habit-stats";
import * as Habits from "#core/rhythm/habits";
import { habitCheckIns, habitSchedules, habits } from "#core/rhythm/habits.sql";
import { ifMatch } from "#kit/conditions";
import { crud, listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { integerParameter } from "#kit/parameters";
import { AlreadyExists, Conflict, Forbidden, InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { Day, patchSchema, rowSchema } from "#kit/wire";

const WRITE = [
  "name",
  "description",
  "lifeDomainId",
  "goalId",
  "frequency",
  "frequencyConfig",
  "timeOfDay",
  "estimatedMinutes",
  "targetPerDay",
  "unit",
  "color",
  "sortOrder",
  "remindAt",
  "isReminded",
  "freezesLeft",
] as const;
const Shown = rowSchema(habits, Habits.OMIT);
const fields = { freezesLeft: z.optional(Habits.Freezes) };

export const { list, get, create, remove, restore, changes } = crud("/v1/rhythm/habits", habits, {
  fields,
  write: WRITE,
  writeOnce: ["startsOn"],
  filter: ["isActive", "timeOfDay", "lifeDomainId", "goalId", "frequency"],
  sort: ["sortOrder", "name", "streakCurrent"],
  omit: Habits.OMIT,
  emits: HabitEvents,
  example: {
    name: "Read",
    frequency: "weekly",
    frequencyConfig: { timesPerWeek: 5 },
    timeOfDay: "evening",
    targetPerDay: 20,
    unit: "pages",
  },
  create: {
    description:
      "`frequencyConfig` is empty for a `daily` habit, and names days of the week (1 is Monday) or how many times a week, or every how many days, which are counted from the day on which it was last done. Weeks begin as the settings say. `freezesLeft` is how many missed days or weeks its streak survives.",
    verb: Habits.create,
  },
  restore: { description: "The days on which it was deleted are judged as if it had been there." },
});

export const update = endpoint("PATCH /v1/rhythm/habits/{habitId}", {
  summary: "Update a habit",
  description:
    "What it asks for changes today, or tomorrow when something was said of today already; former days are judged by what was asked for then.",
  body: patchSchema(habits, WRITE, fields),
  returns: Shown,
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion, AlreadyExists],
  async handler(ctx) {
    const versions = ifMatch(ctx.headers["if-match"]);
    return Habits.answer(await Habits.update(ctx, ctx.params.habitId, ctx.body, versions));
  },
});

export const pause = endpoint("POST /v1/rhythm/habits/{habitId}/pause", {
  summary: "Pause a habit",
  description: "Nothing is due until it is resumed, and its streak waits.",
  returns: Shown,
  problems: [NotFound, Forbidden],
  handler: async (ctx) => Habits.answer(await Habits.pause(ctx, ctx.params.habitId)),
});

export const resume = endpoint("POST /v1/rhythm/habits/{habitId}/resume", {
  summary: "Resume a paused habit",
  returns: Shown,
  problems: [NotFound, Forbidden],
  handler: async (ctx) => Habits.answer(await Habits.resume(ctx, ctx.params.habitId)),
});

export const checkIn = endpoint("POST /v1/rhythm/habits/{habitId}/check-in", {
  summary: "Say that a habit was done",
  description:
    "Or that it was done in part, or skipped: `status`, or an `amount`, which is done when it reaches the target of the day. Of today unless `date` names another day, until tomorrow; a second time on a day replaces the first. A skipped day and one that was done in part add nothing to the streak and break nothing. A freeze that was spent on the day comes back.",
  body: CheckIns.Given,
  returns: z.strictObject({ habit: Shown, checkIn: rowSchema(habitCheckIns) }),
  problems: [InvalidInput, NotFound, Forbidden],
  example: { body: { amount: 12, notes: "On the train." } },
  async handler(ctx) {
    const { habit, checkIn } = await CheckIns.checkIn(ctx, ctx.params.habitId, ctx.body);
    return { habit: Habits.answer(habit), checkIn };
  },
});

export const undo = endpoint("POST /v1/rhythm/habits/{habitId}/undo", {
  summary: "Take back what was said of a day",
  description: "Of today unless `date` names another day. The streak is counted anew.",
  body: z.strictObject({ date: z.optional(Day) }),
  returns: Shown,
  problems: [InvalidInput, NotFound, Forbidden, Conflict],
  example: { body: {} },
  handler: async (ctx) => Habits.answer(await CheckIns.undo(ctx, ctx.params.habitId, ctx.body.date)),
});

export const checkIns = listEndpoint("GET /v1/rhythm/habits/{habitId}/check-ins", habitCheckIns, {
  summary: "List what was said of the days of a habit",
  parent: { table: habits, key: "habitId" },
  filter: ["date", "status"],
  sort: ["date"],
});

export const schedules = listEndpoint("GET /v1/rhythm/habits/{habitId}/schedules", habitSchedules, {
  summary: "List what a habit asked for, and since when",
  parent: { table: habits, key: "habitId" },
  sort: ["effectiveFrom"],
});

export const day = endpoint("GET /v1/rhythm/habits/day", {
  summary: "Get the habits of a day",
  description:
    "All that are not paused, at most 200; those that are due, or of whose day something was said, come first. `unit` is what the day counts for: itself, the days since the habit was last done, or its week; `recent` is the day and the six before it.",
  query: z.strictObject({ date: z.optional(Day) }),
  returns: HabitDays.DayOfHabits,
  problems: [InvalidInput],
  handler: (ctx) => HabitDays.dayOf(ctx, ctx.query.date),
});

export const stats = endpoint("GET /v1/rhythm/habits/{habitId}/stats", {
  summary: "Get the statistics of a habit",
  description:
    "`score` is how strong it is, from 0 to 1: what was done, smoothed exponentially, so that the score of a daily habit is half of what it was after 13 missed days. Skipped days do not count, and neither does what may still be done.",
  returns: Stats,
  problems: [NotFound, Forbidden],
  handler: (ctx) => HabitDays.stats(ctx, ctx.params.habitId),
});

export const heatmap = endpoint("GET /v1/rhythm/habits/{habitId}/heatmap", {
  summary: "Get a year of a habit",
  query: z.strictObject({ year: z.optional(integerParameter(1970, 2200)) }),
  returns: HabitDays.Heatmap,
  problems: [InvalidInput, NotFound, Forbidden],
  handler: (ctx) => HabitDays.heatmap(ctx, ctx.params.habitId, ctx.query.year),
});

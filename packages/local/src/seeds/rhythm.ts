import { type AchievementKind, LEVELS } from "#core/rhythm/achievements";
import type { History, Mark } from "#core/rhythm/cadence";
import { focusSessions } from "#core/rhythm/focus.sql";
import { counted } from "#core/rhythm/habit-changes";
import { cadenceOf, type Frequency } from "#core/rhythm/habit-history";
import { achievements, habitCheckIns, habitSchedules, habits, streaks } from "#core/rhythm/habits.sql";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import * as Routines from "#core/rhythm/routines";
import { routines } from "#core/rhythm/routines.sql";
import type { Query } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { added } from "../added.ts";
import type { Given } from "../seeds.ts";

export const shown = { habits };

const DAYS = 27;
const DONE: Mark = { status: "done", amount: null };

/** Habits, and on which days they were done, counted backwards from today. */
const kept: (Frequency & {
  name: string;
  timeOfDay: "morning" | "afternoon" | "evening" | "anytime";
  isDone: (daysAgo: number) => boolean;
})[] = [
  { name: "Read", frequency: "daily", frequencyConfig: {}, timeOfDay: "evening", isDone: (ago) => ago % 9 !== 8 },
  {
    name: "Run",
    frequency: "weekly",
    frequencyConfig: { timesPerWeek: 3 },
    timeOfDay: "morning",
    isDone: (ago) => [1, 3, 5].includes(ago % 7),
  },
  {
    name: "Water the plants",
    frequency: "custom",
    frequencyConfig: { intervalDays: 3 },
    timeOfDay: "anytime",
    isDone: (ago) => ago % 3 === 2,
  },
];

/** The time at which a routine is due next is calculated from its rule, and streaks from what was done. */
export default async function rhythm({ ctx, plans, today }: Given): Promise<Query[]> {
  const due = await Promise.all(plans.routines.map((routine) => Routines.created(ctx, routine)));
  return [
    ...added(ctx, routines, due),
    ...habitsUntil(ctx, dayNumber(today)),
    ...added(ctx, focusSessions, sessions(today)),
    ...added(ctx, streaks, [
      { kind: "focus", current: FOCUSED_DAYS, best: FOCUSED_DAYS, lastDate: daysBefore(today, 1) },
    ]),
    ...added(ctx, achievements, earned(today)),
  ];
}

const FOCUSED_DAYS = 10;
const daysBefore = (day: string, days: number) => dayText(dayNumber(day) - days);

/** What was done has earned these levels, on the mornings on which it was enough for them. */
function earned(today: string) {
  const longest = Math.max(
    ...kept.filter(({ frequency }) => frequency === "daily").map(({ isDone }) => longestRun(isDone)),
  );
  return [
    ...levelsOf("focus_sessions", FOCUSED_DAYS),
    ...levelsOf("focus_streak", FOCUSED_DAYS),
    ...levelsOf("habit_streak", longest),
  ].map(({ kind, level, count }) => ({
    kind,
    level,
    earnedAt: `${daysBefore(today, Math.max(FOCUSED_DAYS - count + 1, 1))}T08:25:00.000Z`,
  }));
}

const levelsOf = (kind: AchievementKind, count: number) =>
  LEVELS[kind].flatMap((least, at) => (count >= least ? [{ kind, level: at + 1, count: least }] : []));

/** The most days one after the other on which a daily habit was done. */
function longestRun(isDone: (daysAgo: number) => boolean): number {
  let [longest, run] = [0, 0];
  for (let ago = DAYS; ago >= 1; ago--) {
    run = isDone(ago) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

function habitsUntil(ctx: Given["ctx"], today: number): Query[] {
  const startsOn = today - DAYS;
  return kept.flatMap(({ isDone, ...habit }) => {
    const id = uuidv7(ctx.now());
    const done = Array.from({ length: DAYS }, (_, at) => at + 1).filter(isDone);
    const schedule = { from: startsOn, cadence: cadenceOf(habit), targetPerDay: 1, isPaused: false };
    const history: History = {
      schedules: [schedule],
      marks: new Map(done.map((ago) => [today - ago, DONE])),
      startsOn,
      weekStart: 1,
      judgedThrough: today - 1,
    };
    const { streakCurrent, streakBest } = counted(history, today, 0).values;
    const { frequency, frequencyConfig } = habit;
    const columns = {
      id,
      ...habit,
      startsOn: dayText(startsOn),
      judgedThrough: dayText(today - 1),
      streakCurrent,
      streakBest,
    };
    return [
      ...added(ctx, habits, [columns]),
      ...added(ctx, habitSchedules, [
        { habitId: id, effectiveFrom: dayText(startsOn), frequency, frequencyConfig, targetPerDay: 1 },
      ]),
      ...added(
        ctx,
        habitCheckIns,
        done.map((ago) => ({ habitId: id, date: dayText(today - ago), status: "done" as const })),
      ),
    ];
  });
}

/** Ten mornings of focused work. */
const sessions = (today: string) =>
  Array.from({ length: FOCUSED_DAYS }, (_, at) => {
    const day = dayText(dayNumber(today) - at - 1);
    const [startedAt, endedAt] = [`${day}T08:00:00.000Z`, `${day}T08:25:00.000Z`];
    return { startedAt, endedAt, durationSeconds: 1_500, plannedMinutes: 25, status: "completed" as const };
  });

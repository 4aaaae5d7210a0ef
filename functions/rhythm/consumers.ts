import { SettingsUpdated, UserUpdated } from "#core/identity/events";
import { JournalEvents, JournalWritten } from "#core/knowledge/events";
import * as Abandoned from "#core/rhythm/abandoned";
import * as Achievements from "#core/rhythm/achievements";
import {
  DayEnded,
  FocusAbandoned,
  FocusCompleted,
  HabitDue,
  HabitStreakExtended,
  RoutineDue,
  StreakExtended,
} from "#core/rhythm/events";
import * as Judging from "#core/rhythm/judging";
import * as Reminders from "#core/rhythm/reminders";
import * as Runs from "#core/rhythm/runs";
import * as Streaks from "#core/rhythm/streaks";
import { TaskCompleted } from "#core/work/events";
import { consumer } from "#kit/consumer";

export const runRoutine = consumer("rhythm.runRoutine", [RoutineDue], {
  summary: "Make the tasks of a routine that is due",
  handler: (ctx, { data }) => Runs.run(ctx, data.payload),
});

export const judgeHabits = consumer("rhythm.judgeHabits", [DayEnded], {
  summary: "Judge the habits of a person whose day has ended",
  timeoutSeconds: 60,
  handler: (ctx, { data }) => Judging.judge(ctx, data.payload.day, data.payload.timezone),
});

export const judgeStreaks = consumer("rhythm.judgeStreaks", [DayEnded], {
  summary: "End the streaks of a person to which their ended day added nothing",
  handler: (ctx, { data }) => Streaks.judge(ctx, data.payload.day),
});

export const countTask = consumer("rhythm.countTask", [TaskCompleted], {
  summary: "Count a completed task for the streak of its owner",
  handler: (ctx, { time }) => Streaks.count(ctx, "productivity", time),
});

export const countEntry = consumer(
  "rhythm.countEntry",
  [JournalWritten, JournalEvents.updated, JournalEvents.restored],
  {
    summary: "Count a journal entry for the streak of its owner",
    handler: (ctx, { data }) => Streaks.countEntry(ctx, data.payload.entryDate),
  },
);

export const countFocus = consumer("rhythm.countFocus", [FocusCompleted], {
  summary: "Count a completed focus session for the streak of its owner",
  handler: (ctx, { data }) => Streaks.count(ctx, "focus", data.payload.endedAt),
});

export const awardHabits = consumer("rhythm.awardHabits", [HabitStreakExtended], {
  summary: "Give the achievements that the streak of a habit earns",
  handler: (ctx, { id, data }) => Achievements.award(ctx, "habit_streak", data.payload.streakCurrent, id),
});

export const awardStreaks = consumer("rhythm.awardStreaks", [StreakExtended], {
  summary: "Give the achievements that a streak of days earns",
  handler: (ctx, { id, data: { payload } }) => Achievements.awardStreak(ctx, payload.kind, payload.current, id),
});

export const awardFocus = consumer("rhythm.awardFocus", [FocusCompleted], {
  summary: "Give the achievements that completed focus sessions earn",
  handler: (ctx, { id }) => Achievements.awardFocus(ctx, id),
});

export const noteAbandoned = consumer("rhythm.noteAbandoned", [FocusAbandoned], {
  summary: "Notice the third focus session that is abandoned in a day",
  handler: (ctx, { data }) => Abandoned.note(ctx, data.entityId!, data.payload.endedAt),
});

export const remindOfHabit = consumer("rhythm.remindOfHabit", [HabitDue], {
  summary: "Remind a person of a habit that is due",
  handler: (ctx, { id, data }) => Reminders.send(ctx, data.entityId!, id, data.payload.dueAt),
});

export const followPerson = consumer("rhythm.followPerson", [UserUpdated, SettingsUpdated], {
  summary: "Bring the habits of a person up to date with their time zone and their days and weeks",
  timeoutSeconds: 60,
  async handler(ctx, { data: { changed } }) {
    if (["timezone", "dayStart", "weekStart"].some((field) => changed.includes(field)))
      await Reminders.followPerson(ctx);
  },
});

import { PERSON, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: {
    "rhythm.day.ended": "time passes",
    "rhythm.routine.due": "time passes, or a person asks for it",
    "rhythm.routine.paused": PERSON,
    "rhythm.routine.resumed": PERSON,
    "rhythm.habit.paused": PERSON,
    "rhythm.habit.resumed": PERSON,
    "rhythm.habit.checked_in": PERSON,
    "rhythm.habit.check_in_undone": PERSON,
    "rhythm.habit.due": "time passes",
    "rhythm.focus.started": PERSON,
    "rhythm.focus.paused": PERSON,
    "rhythm.focus.interrupted": PERSON,
    "rhythm.focus.completed": PERSON,
    "rhythm.focus.abandoned": PERSON,
  },
  noRows: { day: "it tells of time" },
  nothingFollows: {
    "rhythm.routine.paused": "the clock reads the routine's own state at each tick",
    "rhythm.routine.resumed": "the clock reads the routine's own state at each tick",
    "rhythm.routine.ran": "its tasks are made in the same transaction",
    "rhythm.habit.paused": "what shows the habit reads its row",
    "rhythm.habit.resumed": "what shows the habit reads its row",
    "rhythm.habit.checked_in": "its streak is counted in the same transaction",
    "rhythm.habit.check_in_undone": "its streak is counted in the same transaction",
    "rhythm.habit.streak_broken": "it is there for the timeline and for what listens from outside",
    "rhythm.focus.interrupted": "the session counts its interruptions itself",
    "rhythm.focus.repeatedly_abandoned": "it is there for what looks for signs of too much work",
    "rhythm.streak.broken": "it is there for the timeline and for what listens from outside",
    "rhythm.achievement.earned": "it is there for the timeline and for what listens from outside",
    "rhythm.habit.frozen": "it is there for the timeline and for what listens from outside",
  },
  causedElsewhere: {
    "rhythm.streak.broken": "functions/rhythm/focus-sessions.test.ts, on a day without any session",
  },
  states: ["due", "checked_in"],
  story: async (ask) => {
    await ask("rhythm.routines.create", {
      name: "Morning",
      cronExpression: "0 9 * * *",
      activities: [{ title: "Stretch" }],
    });
    for (const freezesLeft of [0, 1]) {
      const { id: habitId } = await ask("rhythm.habits.create", { name: "Read", freezesLeft, isReminded: true });
      await ask("rhythm.habits.checkIn", { date: "2026-03-01" }, { habitId });
    }
    const { id: taskId } = await ask("work.tasks.create", { title: "Translate", billable: true });
    for (let n = 0; n < 3; n++) {
      const { id: focusSessionId } = await ask("rhythm.focus-sessions.start", { taskId });
      await ask("rhythm.focus-sessions.abandon", undefined, { focusSessionId });
    }
    // A person's clock stands still here, so a session that is completed at once has lasted no time.
    const { id: focusSessionId } = await ask("rhythm.focus-sessions.start", { taskId });
    await ask("rhythm.focus-sessions.end", undefined, { focusSessionId });
  },
  follows: [
    ["work.task.created", "rhythm.routine.due"],
    ["rhythm.routine.ran", "rhythm.routine.due"],
    ["work.task.overdue", "rhythm.day.ended"],
    ["household.pantry_item.expiring", "rhythm.day.ended"],
    ["rhythm.habit.streak_extended", "rhythm.habit.checked_in"],
    ["rhythm.focus.repeatedly_abandoned", "rhythm.focus.abandoned"],
    ["platform.notification.sent", "rhythm.habit.due"],
    ["rhythm.habit.streak_broken", "rhythm.day.ended"],
    ["rhythm.habit.frozen", "rhythm.day.ended"],
  ],
  seeded: {
    routines: 2,
    habits: 3,
    habit_schedules: 3,
    habit_check_ins: 45,
    focus_sessions: 10,
    achievements: 5,
    streaks: 1,
  },
});

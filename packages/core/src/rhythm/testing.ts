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
    "rhythm.habit.streak_extended": "a person checks in",
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
    "rhythm.habit.streak_extended": "it is there for the timeline and for what listens from outside",
    "rhythm.habit.streak_broken": "it is there for the timeline and for what listens from outside",
    "rhythm.habit.frozen": "it is there for the timeline and for what listens from outside",
  },
  states: ["due"],
  story: async (ask) => {
    await ask("rhythm.routines.create", {
      name: "Morning",
      cronExpression: "0 9 * * *",
      activities: [{ title: "Stretch" }],
    });
    for (const freezesLeft of [0, 1]) {
      const { id: habitId } = await ask("rhythm.habits.create", { name: "Read", freezesLeft });
      await ask("rhythm.habits.checkIn", { date: "2026-03-01" }, { habitId });
    }
  },
  follows: [
    ["work.task.created", "rhythm.routine.due"],
    ["rhythm.routine.ran", "rhythm.routine.due"],
    ["work.task.overdue", "rhythm.day.ended"],
    ["household.pantry_item.expiring", "rhythm.day.ended"],
    ["rhythm.habit.streak_broken", "rhythm.day.ended"],
    ["rhythm.habit.frozen", "rhythm.day.ended"],
  ],
  seeded: { routines: 2 },
});

import { PERSON, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: {
    "rhythm.day.ended": "time passes",
    "rhythm.routine.due": "time passes, or a person asks for it",
    "rhythm.routine.paused": PERSON,
    "rhythm.routine.resumed": PERSON,
  },
  noRows: { day: "it tells of time" },
  nothingFollows: {
    "rhythm.routine.paused": "the clock reads the routine's own state at each tick",
    "rhythm.routine.resumed": "the clock reads the routine's own state at each tick",
    "rhythm.routine.ran": "its tasks are made in the same transaction",
  },
  states: ["due"],
  story: (ask) =>
    ask("rhythm.routines.create", {
      name: "Morning",
      cronExpression: "0 9 * * *",
      activities: [{ title: "Stretch" }],
    }),
  follows: [
    ["work.task.created", "rhythm.routine.due"],
    ["rhythm.routine.ran", "rhythm.routine.due"],
    ["work.task.overdue", "rhythm.day.ended"],
    ["household.pantry_item.expiring", "rhythm.day.ended"],
  ],
  seeded: { routines: 2 },
});

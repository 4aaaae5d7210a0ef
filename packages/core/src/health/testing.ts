import { PERSON, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: {
    "health.meal.logged": "a person logs a meal that nothing had drafted",
    "health.metric.logged": "a device or a person sends measurements",
    "health.mood.logged": "a person says it unasked",
    "health.workout.completed": PERSON,
  },
  nothingFollows: {
    "health.meal.drafted": "a draft waits for the person to log it",
    "health.personal_record.set": "the person is shown it where they train; nothing waits for it",
    "health.personal_record.withdrawn": "it takes back what was told",
    "health.mood.logged": "it is where the story of a check-in ends",
    "health.metric.logged": "the sums of its days are made by the same statement",
  },
  causedElsewhere: {
    "health.meal.drafted": "the story of packages/local",
  },
  story: async (ask) => {
    const at = (day: string, weightKg: number) => ({
      completedAt: `2026-02-${day}T11:30:00Z`,
      sets: [{ exercise: "Squat", reps: 5, weightKg }],
    });
    await ask("health.completed-workouts.create", at("01", 100));
    const { id } = await ask("health.completed-workouts.create", at("08", 110));
    await ask("health.completed-workouts.remove", undefined, { completedWorkoutId: id });
    await ask("health.completed-workouts.create", { completedAt: "2026-03-02T11:30:00Z", durationMinutes: 40 });
    await ask("health.meals.create", { name: "Lunch", eatenAt: "2026-03-02T12:00:00Z", calories: 700 });
  },
  follows: [
    ["health.mood.logged", "platform.notification.answered"],
    ["health.personal_record.set", "health.workout.completed"],
    ["health.personal_record.withdrawn", "health.completed_workout.deleted"],
  ],
  seeded: {
    workouts: 3,
    completed_workouts: 12,
    meals: 81,
    health_metrics: 192,
    health_metric_days: 136,
    brain_logs: 28,
  },
  attacks: async (victim, idOf) => ({
    sets_weighed: {
      calls: [
        [
          "select count(*)::int from (select sets from completed_workouts where id = $1) c, sets_weighed(c.sets, 80)",
          await idOf("completed_workouts", victim),
        ],
      ],
      comes: [0],
    },
  }),
  needs: { nutrient_targets: { least: 1 } },
  seededEvents: ["health.metric.logged"],
});

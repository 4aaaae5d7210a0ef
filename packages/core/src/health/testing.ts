import { ANSWER, PERSON, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: {
    "health.meal.logged": "a person logs a meal that nothing had drafted",
    "health.metric.logged": "a device or a person sends measurements",
    "health.metric.imported": "a person imports a file",
    "health.metric_source.ordered": PERSON,
    "health.mood.logged": "a person says it unasked",
    "health.workout.completed": PERSON,
    "health.dose.taken": PERSON,
    "health.dose.skipped": PERSON,
    "health.dose.undone": ANSWER,
    "health.medication.refilled": PERSON,
  },
  nothingFollows: {
    "health.dose.skipped": "it is not counted as missed, and the stock stays as it is",
    "health.measurement_goal.reached": "the person sees it in the timeline and at the goal",
    "health.meal.drafted": "a draft waits for the person to log it",
    "health.personal_record.set": "the person is shown it where they train; nothing waits for it",
    "health.personal_record.withdrawn": "it takes back what was told",
    "health.mood.logged": "it is where the story of a check-in ends",
  },
  states: ["near", "running_out"],
  causedElsewhere: {
    "health.medical_entry.near": "functions/health/medical-entries.test.ts, in which days end",
    "health.prescription.running_out": "functions/health/medications.test.ts, in which a stock runs out",
    "health.prescription.settled": "functions/health/medications.test.ts, in which a stock is filled up",
    "health.meal.drafted": "the story of packages/local",
    "health.metric.imported": "the tests of importers of health, in which files come in",
    "health.metric.recount_requested": "functions/health/metric-sources.test.ts, in which somebody moves",
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
    await ask("health.measurement-goals.create", {
      type: "waist",
      direction: "decrease",
      targetValue: 80,
      unit: "cm",
      startDate: "2026-03-02",
    });
    await ask("health.measurements.create", { type: "waist", date: "2026-03-02", value: 79, unit: "cm" });
    await ask("health.meals.create", { name: "Lunch", eatenAt: "2026-03-02T12:00:00Z", calories: 700 });
    const schedule = { asNeeded: true };
    const medication = await ask("health.medications.create", { name: "Iron", schedule, stockUnits: 9 });
    const dose = await ask("health.medications.take", {}, { medicationId: medication.id });
    await ask("health.doses.undo", undefined, { doseId: dose.id });
  },
  follows: [
    ["health.mood.logged", "platform.notification.answered"],
    ["health.personal_record.set", "health.workout.completed"],
    ["health.personal_record.withdrawn", "health.completed_workout.deleted"],
    ["health.dose.undone", "health.dose.taken"],
    ["health.measurement_goal.reached", "health.measurement.created"],
  ],
  seeded: {
    workouts: 3,
    completed_workouts: 12,
    meals: 81,
    health_metrics: 192,
    health_metric_days: 136,
    brain_logs: 28,
    medications: 2,
    medication_schedules: 2,
    medication_doses: 24,
    lab_results: 7,
    medical_entries: 2,
  },
  attacks: async (victim, idOf) => {
    await idOf("health_metrics", victim);
    return {
      sets_weighed: {
        calls: [
          [
            "select count(*)::int from (select sets from completed_workouts where id = $1) c, sets_weighed(c.sets, 80)",
            await idOf("completed_workouts", victim),
          ],
        ],
        comes: [0],
      },
      metric_buckets: {
        calls: [
          [
            "select count(*)::int from metric_buckets($1, null, 'steps', 'UTC', array[now() - interval '1 year', now() + interval '1 year'])",
            victim.userId,
          ],
        ],
        comes: [0],
      },
      recount_metrics: { calls: [["select recount_metrics('{steps}', null, 7)::text"]], comes: [null] },
      // These do not access rows.
      metric_rule: { calls: [["select metric_rule('steps')"]], comes: ["minutes"] },
      metric_day: {
        calls: [["select metric_day('steps', '2026-03-02T23:30:00Z', null, 'Europe/Berlin')::text"]],
        comes: ["2026-03-03"],
      },
      metric_day_start: { calls: [["select metric_day_start('2026-03-02', 'UTC') is null"]], comes: [false] },
      metric_source_kind: { calls: [["select metric_source_kind('Watch')"]], comes: [1] },
      metric_share: {
        calls: [["select metric_share(3, now(), now() + interval '2 hours', now() + interval '1 hour')::float8"]],
        comes: [1.5],
      },
    };
  },
  needs: {
    nutrient_targets: { least: 1 },
    measurements: { type: "weight", unit: "kg" },
    measurement_goals: { type: "weight", unit: "kg" },
  },
  seededEvents: ["health.metric.logged"],
  unsearched: { medical_entries: "what they say is encrypted" },
});

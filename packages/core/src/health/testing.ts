import { PERSON, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: {
    "health.meal.logged": "a person logs a meal that nothing had drafted",
    "health.metric.logged": "a device or a person sends measurements",
    "health.metric.imported": "a person imports a file",
    "health.metric_source.ordered": PERSON,
    "health.mood.logged": "a person says it unasked",
    "health.workout.completed": PERSON,
  },
  nothingFollows: {
    "health.measurement_goal.reached": "the person sees it in the timeline and at the goal",
    "health.meal.drafted": "a draft waits for the person to log it",
    "health.workout.completed": "the meal that follows looks for it; before that there is nothing to say",
    "health.mood.logged": "it is where the story of a check-in ends",
  },
  causedElsewhere: {
    "health.meal.drafted": "the story of packages/local",
    "health.metric.imported": "the tests of importers of health, in which files come in",
    "health.metric.recount_requested": "functions/health/metric-sources.test.ts, in which somebody moves",
  },
  story: async (ask) => {
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
  },
  follows: [
    ["health.mood.logged", "platform.notification.answered"],
    ["health.measurement_goal.reached", "health.measurement.created"],
  ],
  seeded: {
    workouts: 3,
    completed_workouts: 12,
    meals: 81,
    health_metrics: 192,
    health_metric_days: 136,
    brain_logs: 28,
  },
  attacks: async (victim, idOf) => {
    await idOf("health_metrics", victim);
    return {
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
  needs: { nutrient_targets: { least: 1 } },
  seededEvents: ["health.metric.logged"],
});

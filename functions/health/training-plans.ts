import { TrainingPlanEvents } from "#core/health/events";
import { trainingPlans } from "#core/health/training.sql";
import { crud } from "#kit/crud";
import { wrongInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";

export const { list, get, create, update, remove, restore, changes } = crud(
  "/v1/health/training-plans",
  trainingPlans,
  {
    write: ["workoutId", "weekdays", "startsOn", "endsOn", "dependentId"],
    filter: ["workoutId", "startsOn", "endsOn", "dependentId"],
    sort: ["startsOn"],
    emits: TrainingPlanEvents,
    refusals: {
      training_plans_dates_check: () => wrongInput("#/endsOn", fieldSayings("not_before_field", { field: "startsOn" })),
    },
    example: { weekdays: ["monday", "thursday"], startsOn: "2026-03-02" },
    create: { description: "A workout on days of the week; without a workout they are days of rest." },
  },
);

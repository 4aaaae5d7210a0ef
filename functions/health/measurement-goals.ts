import * as z from "zod/mini";
import { MeasurementGoalEvents } from "#core/health/events";
import * as Goals from "#core/health/measurement-goals";
import { measurementGoals } from "#core/health/measurement-goals.sql";
import { goalByType } from "#core/health/measurement-units";
import { crud } from "#kit/crud";

export const { list, get, create, update, remove, restore, changes } = crud(
  "/v1/health/measurement-goals",
  measurementGoals,
  {
    write: ["direction", "targetValue", "unit", "startDate", "byDate"],
    writeOnce: ["type", "label", "dependentId"],
    derived: ["startDate"],
    filter: ["type", "dependentId", "reachedOn"],
    sort: ["startDate"],
    emits: MeasurementGoalEvents,
    refusals: Goals.refusals,
    example: {
      type: "weight",
      direction: "decrease",
      targetValue: 72,
      unit: "kg",
      startDate: "2026-03-02",
      byDate: "2026-09-01",
    },
    created: Goals.created,
    changed: Goals.changed,
    create: {
      check: [z.meta(goalByType)],
      description:
        "It begins today unless `startDate` says otherwise, and is reached, once, by the first value from then on that is at the target or beyond it.",
    },
    update: {
      description: "A goal that says something else than before has yet to be reached: `reachedOn` is empty again.",
    },
  },
);

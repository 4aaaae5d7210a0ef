import { OwnExerciseEvents } from "#core/health/events";
import * as OwnExercises from "#core/health/own-exercises";
import { ownExercises } from "#core/health/training.sql";
import { crud } from "#kit/crud";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/health/own-exercises", ownExercises, {
  write: ["name", "equipment", "primaryMuscles", "secondaryMuscles"],
  derived: ["exerciseId"],
  filter: ["name", "equipment", "exerciseId"],
  sort: ["name"],
  emits: OwnExerciseEvents,
  refusals: OwnExercises.refusals,
  created: (_, body) => OwnExercises.identified(body),
  changed: (_, body) => OwnExercises.changed(body),
  example: {
    name: "Grandfather's bench dip",
    equipment: "body_only",
    primaryMuscles: ["triceps"],
    secondaryMuscles: ["chest", "shoulders"],
  },
  create: {
    description:
      "An exercise that is not in the table. Sets name it by its name, whatever the case and the accents; those that do already count for its muscles at once.",
  },
});

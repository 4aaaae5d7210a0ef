import { NutrientTargetEvents } from "#core/health/events";
import { nutrientTargets } from "#core/health/nutrient-targets.sql";
import { mealSayings } from "#core/health/sayings";
import { crud } from "#kit/crud";
import { InvalidInput, wrongInput } from "#kit/problem";

export const { list, get, create, update, remove, restore, changes } = crud(
  "/v1/health/nutrient-targets",
  nutrientTargets,
  {
    write: ["least", "most"],
    writeOnce: ["nutrient", "dependentId"],
    filter: ["nutrient", "dependentId"],
    emits: NutrientTargetEvents,
    refusals: {
      nutrient_targets_order_check: () => wrongInput("#/most", mealSayings("least_above_most")),
      nutrient_targets_said_check: () => InvalidInput(mealSayings("no_target")),
    },
    example: { nutrient: "proteinG", least: 90, most: 160 },
  },
);

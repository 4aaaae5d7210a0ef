/** What is said to people here by codes. */
import { sayings } from "#kit/saying";

/** What is wrong with a field or parameter of something about health. */
export const healthFields = sayings({
  mood_out_of_range: "a mood must be from 1 to 5",
  of_another_workout: "is that of another workout from this source",
  load_too_large: "make a volume load of more than {max} kg",
  series_too_long: "must be within {max} days of from, for one point a {bucket}",
  measured_in: "{metricType} is measured in {unit}",
  measures_at_most: "{metricType} is at most {max} {unit}",
  body_fat_at_most: "body_fat_pct is at most 100",
});

/** Why something about health is not possible as it is. */
export const healthRefusals = sayings({
  workout_here: "The workout of this source is here already.",
  samples_meanwhile: "Some of these samples were stored meanwhile.",
});

/** What is said of meals, whose artifacts have none of the other sentences. */
export const mealSayings = sayings({
  least_above_most: "must not be less than least",
  no_target: "A target needs a least or a most.",
  no_ingredients: "The recipe has no ingredients to estimate it by.",
  no_lines: "There are no lines of a receipt of this transaction.",
  nutrients_at_most: "at most 100 nutrients",
  no_draft: "Only a draft can be logged, and this meal is none.",
});

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
  measures_at_least: "{metricType} is at least 0 {unit}",
  value_missing: "is required, for all but sleep",
  ends_before_start: "must not be before measuredAt",
  ends_too_late: "must be within {max} hours of measuredAt",
  sleep_has_end: "is required of sleep, which lasts from measuredAt to endedAt",
  sleep_has_stage: "is required of sleep",
  only_sleep_has_stage: "is only for sleep",
  source_twice: "names a source twice",
  nights_too_many: "must be within {max} days of from",
  sleep_too_dense: "gives more than {max} intervals of sleep; ask for fewer days",
  body_fat_at_most: "body_fat_pct is at most 100",
});

/** What is wrong with a measurement, a goal of one or a week, apart from the others for the sake of their artifacts. */
export const bodySayings = sayings({
  unit_of_type:
    "must be a unit that the type is measured in: kg, g, lb or st for a weight, cm, mm, m, in or ft for a length, % for body fat",
  label_of_custom: "is what a custom measurement has, and no other",
  no_such_week: "is not a week of that year",
});

/** Why something about health is not possible as it is. */
export const healthRefusals = sayings({
  workout_here: "The workout of this source is here already.",
  day_is_full: "No day has more than {max} samples of {metricType}.",
  samples_meanwhile: "Some of these samples were stored meanwhile.",
  anchor_moved: "More was sent from this source meanwhile. Go on from its anchor as it is now.",
  too_many_anchors: "No more than {max} sources have an anchor.",
  too_many_sources: "No more than {max} sources have samples.",
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

/** What an estimate of a meal assumes, and what it asks, by the codes of `foods/assumed`. */
export const estimateSayings = sayings({
  usual_portion: "Nobody said how much: a usual portion has {grams} g.",
  usual_piece: "One weighs about {grams} g.",
  usual_measure: "A {unit} of it is about {grams} g.",
  as_water: "A millilitre of it is taken to weigh a gram.",
  fluid_ounces: "The ounces of a drink are fluid ones.",
  stands_for: "There are no figures of {food}; those of {name} are nearest.",
  cooked: "It is taken as cooked.",
  nearest: "Several foods have that name; {name} is the usual one.",
  spread: "So much bread takes about {grams} g of it.",
  milk_into: "About {grams} g of it is usual there.",
  uncooked: "Recipes measure it before it is cooked.",
  per_serving: "The recipe says it of a serving.",
  unknown_food: "The table of foods has nothing of that name. What is it?",
  which_food: "Several foods have that name. Which one is it?",
  how_much: "How much was it?",
  too_much: "That is more than a meal has. How much was it?",
  cooked_or_raw: "Was it weighed cooked or raw?",
});

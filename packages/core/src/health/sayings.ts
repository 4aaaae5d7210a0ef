/** What is said to people here by codes. */
import { sayings } from "#kit/saying";

/** What is wrong with a field or parameter of something about health. */
export const healthFields = sayings({
  mood_out_of_range: "a mood must be from 1 to 5",
  of_another_workout: "is that of another workout from this source",
  load_too_large: "make a volume load of more than {max} kg",
  assisted_without_body: "must have isBodyweight to have assistedKg",
  known_exercise: "is in the table of exercises already",
  series_too_long: "must be within {max} days of from, for one point a {bucket}",
  measured_in: "{metricType} is measured in one of {units}",
  measures_at_most: "{metricType} is at most {max} {unit}",
  measures_at_least: "{metricType} is at least 0 {unit}",
  metric_value_missing: "is required, for all but sleep",
  metric_ends_before_start: "must not be before measuredAt",
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
  exercise_here: "You have an exercise of this name already.",
  day_is_full: "No day has more than {max} samples of {metricType}.",
  samples_meanwhile: "Some of these samples were stored meanwhile.",
  anchor_moved: "More was sent from this source meanwhile. Go on from its anchor as it is now.",
  too_many_anchors: "No more than {max} sources have an anchor.",
  too_many_sources: "No more than {max} sources have samples.",
});

/** What is wrong with a field or parameter of something medical. */
export const medicalFields = sayings({
  dose_in_future: "is in the future",
  days_ago: "is more than {max} days ago",
  no_dose_then: "is no time at which a dose of it is due on that day",
  dose_not_yet: "is more than twelve hours away",
  stock_at_most: "makes a stock of more than {max}",
  days_away: "is more than {max} days away",
  too_many_doses_said: "covers more doses than can be counted at once; take fewer weeks",
  range_upside_down: "must not be less than low",
  too_many_results: "covers more than {max} results; take a shorter span",
});

/** Why something medical is not possible as it is. */
export const medicalRefusals = sayings({
  dose_taken: "The dose was taken; take that back first.",
  dose_skipped: "The dose was skipped; take that back first.",
  too_many_doses: "It was taken too often on that day.",
});

/** What is said of meals, whose artifacts have none of the other sentences. */
export const mealSayings = sayings({
  least_above_most: "must not be less than least",
  no_target: "A target needs a least or a most.",
  no_ingredients: "The recipe has no ingredients to estimate it by.",
  no_lines: "There are no lines of a receipt of this transaction.",
  nutrients_at_most: "at most 100 nutrients",
  no_draft: "Only a draft can be logged, and this meal is none.",
  no_food_name: "names no food",
  too_many_choices: "No more than {max} names can be remembered.",
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

/** Why nothing was made of a record of an export of health data, or of a part of it. */
export const healthReasons = sayings({
  not_kept: "LifeOS keeps nothing of this kind.",
  food_is_of_meals: "What was eaten is a matter of meals, and is not taken from here.",
  part_of_others: "It is made of records that stand in the file by themselves.",
  total_of_others: "It is a total of what is in the file in detail.",
  has_basal: "It has what a body uses at rest in it, and does not say how much of it that is.",
  heart_file: "Electrocardiograms are not taken in.",
  clinical_file: "Records of doctors and hospitals are not taken in.",
  other_file: "Nothing in it is known here.",
  merged_stream: "Another stream in the file has what all sources have measured.",
  other_copy: "Another file of the export has the same, with the zone of its times.",
  no_unit: "The file does not say in which unit it is.",
  columns_unknown: "Its columns have names that are not known here.",
  sample_time: "It has no time at which a body can have been measured.",
  sample_ends_before: "It ends before it begins.",
  sample_value: "“{value}” is no number that {name} can have.",
  sample_unit: "Nothing is known of the unit “{unit}” of {name}.",
  sample_stage: "“{stage}” is no stage of sleep that is known.",
  record_form: "It has another form than the records of this kind.",
  workout_same_time: "A workout of the same time is here already.",
});

/** Why a file of health data cannot be read. */
export const healthErrors = sayings({
  file_empty: "The file is empty.",
  apple_none: "“{name}” is no export of Apple Health: its export.xml begins with the element HealthData.",
  apple_nothing: "There is nothing in this export of Apple Health.",
  apple_cda:
    "“{name}” is the clinical document of an export of Apple Health, which has only a part of it. Please take the export.xml beside it.",
  apple_no_export: "There is no export.xml in it: this is no export of Apple Health.",
  apple_ends: "The export ends in the middle: it is not complete. What was before is taken in.",
  apple_broken: "The export has an end of its root before byte {byte} that is none. What was before is taken in.",
  apple_too_long:
    "From byte {byte} on it has more than {maxMb} MB without the end of a record, which no export of Apple Health has.",
  apple_too_large: "From byte {byte} on it has a record of more than {maxMb} MB, which no export of Apple Health has.",
  apple_too_deep: "Its records are nested more than {max} deep, which no export of Apple Health has.",
  export_none: "Nothing in “{name}” is known as part of an export of {program}.",
  export_database:
    "“{name}” is the database of Health Connect, which only Android reads. Please export as JSON or CSV.",
});

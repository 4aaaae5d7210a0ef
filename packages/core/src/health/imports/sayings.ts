/** What importers of health data say about records and files. */
import { sayings } from "#kit/saying";

/** Why nothing was made of a record, or of a part of a file. */
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

/** Why a file cannot be read. */
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

/**
 * Records of Health Connect as programs export them: JSON with the fields of Android's records (an array of records that say their type, or an
 * object with an array for each type), and CSV of one type. Android's own export is a database, which is refused by name.
 */
import { healthReasons } from "#core/health/sayings";
import type { ExportFile, Format, Treatment } from "./archive.ts";
import { activityOf } from "./google-fit.ts";
import {
  csvPart,
  type Fields,
  fieldsIn,
  jsonPart,
  listIn,
  passedOver,
  sample,
  slept,
  textIn,
  wrongForm,
} from "./parts.ts";
import { MAX_DEVICE, MAX_SOURCE, nameOf, type Read, type ReadType, type Stage, short, type When } from "./rows.ts";
import { isoTime, msInstant } from "./times.ts";
import { converted } from "./units.ts";

const HEALTH_CONNECT = "Health Connect";

/** A record of one number: the fields that may hold it, and the unit where it is a plain number. */
interface Plain {
  type: ReadType;
  fields: readonly string[];
  unit: string;
}

const plain = (type: ReadType, unit: string, ...fields: string[]): Plain => ({ type, fields, unit });

/** By Android's names of records, without `Record`. */
const RECORDS: Readonly<Record<string, readonly Plain[]>> = {
  ActiveCaloriesBurned: [plain("active_calories", "kcal", "energy", "calories")],
  BloodGlucose: [plain("blood_glucose", "mmol/L", "level", "glucose")],
  BloodPressure: [
    plain("blood_pressure_systolic", "mmHg", "systolic"),
    plain("blood_pressure_diastolic", "mmHg", "diastolic"),
  ],
  BodyFat: [plain("body_fat_pct", "%", "percentage")],
  BodyTemperature: [plain("body_temperature", "degC", "temperature")],
  Distance: [plain("distance_m", "m", "distance")],
  FloorsClimbed: [plain("floors_climbed", "count", "floors")],
  HeartRateVariabilityRmssd: [plain("heart_rate_variability", "ms", "heartRateVariabilityMillis")],
  Height: [plain("height_cm", "m", "height")],
  Hydration: [plain("water_ml", "L", "volume")],
  MindfulnessSession: [],
  OxygenSaturation: [plain("oxygen_saturation", "%", "percentage")],
  RespiratoryRate: [plain("respiratory_rate", "/min", "rate")],
  RestingHeartRate: [plain("resting_heart_rate", "/min", "beatsPerMinute")],
  Steps: [plain("steps", "count", "count", "steps")],
  Vo2Max: [plain("vo2_max", "mL/kg/min", "vo2MillilitersPerMinuteKilogram")],
  Weight: [plain("weight_kg", "kg", "weight")],
};
const OTHERS = ["HeartRate", "SleepSession", "ExerciseSession"];

/** The names that quantities give their values, and their units here. */
const QUANTITIES: Readonly<Record<string, string>> = {
  inBeatsPerMinute: "/min",
  inCalories: "cal",
  inCelsius: "degC",
  inFahrenheit: "degF",
  inFeet: "ft",
  inFluidOuncesUs: "fl_oz_us",
  inGrams: "g",
  inInches: "in",
  inJoules: "J",
  inKilocalories: "kcal",
  inKilograms: "kg",
  inKilojoules: "kJ",
  inKilometers: "km",
  inLiters: "L",
  inMeters: "m",
  inMiles: "mi",
  inMilligramsPerDeciliter: "mg/dL",
  inMilliliters: "mL",
  inMillimetersOfMercury: "mmHg",
  inMillimolesPerLiter: "mmol/L",
  inOunces: "oz",
  inPounds: "lb",
};

/** Android's constants, and their names. */
const STAGES: Readonly<Record<string, Stage>> = {
  1: "awake",
  2: "asleep",
  3: "awake",
  4: "light",
  5: "deep",
  6: "rem",
  7: "awake",
  awake: "awake",
  awake_in_bed: "awake",
  out_of_bed: "awake",
  sleeping: "asleep",
  asleep: "asleep",
  light: "light",
  deep: "deep",
  rem: "rem",
};

const typeOf = (text: string) => nameOf(text.slice(text.lastIndexOf(".") + 1)).replace(/Record(s)?$/, "");
const isKnown = (type: string) => Object.hasOwn(RECORDS, type) || OTHERS.includes(type);

export const healthConnect: Format = {
  program: HEALTH_CONNECT,
  treat: (files) => Promise.all(files.map(treatmentOf)),
};

async function treatmentOf(file: ExportFile): Promise<Treatment | undefined> {
  const { name, source } = file;
  if (/\.db$/i.test(name)) return undefined;
  const beginning = await file.beginning();
  const named = typeOf(name.replace(/\.(json|csv)$/i, "").replace(/[-_ ]\d.*$/, ""));
  if (/^\s*[[{]/.test(beginning)) {
    const isOurs =
      /"(?:recordType|record_type|dataType|type)"\s*:\s*"(?:[\w.]*\.)?(?:\w+)"/.test(beginning) || isKnown(named)
        ? /"(?:startTime|time|start_time)"\s*:/.test(beginning) &&
          /"(?:metadata|dataOrigin|recordType|record_type)"/.test(beginning)
        : /^\s*\{\s*"(\w+)"\s*:\s*\[/.test(beginning) && isKnown(typeOf(/"(\w+)"/.exec(beginning)?.[1] ?? ""));
    return isOurs
      ? { read: jsonPart(source, (record, key) => readsOf(record, typeIn(record, key, named))) }
      : undefined;
  }
  const header = beginning.slice(0, beginning.search(/[\r\n]|$/)).toLowerCase();
  const isTable = /\.csv$/i.test(name) && isKnown(named) && /start_?time|\btime\b/.test(header);
  if (!isTable) return undefined;
  return { read: csvPart(source, [], (fields) => readsOf(asRecord(fields), named)) };
}

function typeIn(record: Fields, key: string, named: string): string {
  const said =
    textIn(record.recordType) ?? textIn(record.record_type) ?? textIn(record.dataType) ?? textIn(record.type);
  if (said !== undefined && isKnown(typeOf(said))) return typeOf(said);
  if (isKnown(typeOf(key))) return typeOf(key);
  return isKnown(named) ? named : typeOf(said ?? key ?? named);
}

/** The names of columns are those of fields in lower case, with or without underscores. */
function asRecord(columns: Readonly<Record<string, string>>): Fields {
  const byPlain = new Map(Object.entries(columns).map(([name, value]) => [name.replace(/[_ ]/g, ""), value]));
  const names = Object.values(RECORDS).flatMap((all) => all.flatMap(({ fields }) => fields));
  const all = [
    ...names,
    "startTime",
    "endTime",
    "time",
    "exerciseType",
    "stage",
    "title",
    "id",
    "dataOrigin",
    "beatsPerMinute",
    "packageName",
  ];
  return Object.fromEntries(all.map((name) => [name, byPlain.get(name.toLowerCase()) || undefined]));
}

function readsOf(record: Fields, type: string): readonly Read[] {
  if (!isKnown(type))
    return passedOver(
      type,
      healthReasons(
        type === "Nutrition" ? "food_is_of_meals" : type === "TotalCaloriesBurned" ? "has_basal" : "not_kept",
      ),
    );
  const start = timeIn(record.startTime ?? record.start_time ?? record.time);
  const end = timeIn(record.endTime ?? record.end_time);
  const metadata = fieldsIn(record.metadata);
  const id = textIn(metadata.id) ?? textIn(record.id);
  const origin = { source: originOf(metadata, record), device: deviceOf(metadata.device) };
  const externalId = id === undefined ? undefined : short(id, 200);
  if (type === "HeartRate") {
    const samples = listIn(record.samples);
    const all = samples.length > 0 ? samples : [{ ...record, time: record.time ?? record.startTime }];
    return all.flatMap((one) =>
      sample({ type: "heart_rate", value: one.beatsPerMinute ?? one.bpm, start: timeIn(one.time), ...origin }),
    );
  }
  if (type === "SleepSession") {
    const parts = listIn(record.stages);
    const span = slept({ stage: parts.length > 0 ? "in_bed" : "asleep", called: "", start, end, ...origin });
    return [
      ...span,
      ...parts.flatMap(({ stage, startTime, endTime, start_time, end_time }) =>
        slept({
          stage:
            STAGES[
              String(stage)
                .toLowerCase()
                .replace(/^(sleep_)?stage_(type_)?/, "")
            ],
          called: stage,
          start: timeIn(startTime ?? start_time),
          end: timeIn(endTime ?? end_time),
          ...origin,
        }),
      ),
    ];
  }
  if (type === "ExerciseSession") {
    if (start === undefined || end === undefined) return [{ problem: healthReasons("sample_time") }];
    if (typeof start === typeof end && end < start) return [{ problem: healthReasons("sample_ends_before") }];
    const called = textIn(record.title) ?? exerciseOf(record.exerciseType ?? record.exercise_type);
    return [{ row: { what: "workout", activity: short(called, 100) || "Workout", start, end, ...origin, externalId } }];
  }
  if (type === "MindfulnessSession") {
    if (typeof start !== "number" || typeof end !== "number") return [{ problem: healthReasons("sample_time") }];
    const minutes = (end - start) / 60_000;
    return sample({ type: "mindful_minutes", value: minutes, start, end, ...origin, externalId });
  }
  return RECORDS[type]!.flatMap(({ type: own, fields, unit }) => {
    const field = fields.find((one) => record[one] !== undefined && record[one] !== null);
    if (field === undefined) return wrongForm();
    const said = quantityIn(record[field], unit);
    if (said === undefined) return wrongForm();
    const value = Number.isFinite(said.value) ? converted(own, said.value, said.unit) : Number.NaN;
    if (value === undefined) return [{ problem: healthReasons("sample_unit", { unit: nameOf(said.unit), name: own }) }];
    return sample({ type: own, value, start, end, ...origin, externalId });
  });
}

/** A plain number in the unit that Android's constructors take, `{ "inKilograms": 71.2 }`, or `{ "value": 71.2, "unit": "kg" }`. */
function quantityIn(value: unknown, unit: string): { value: number; unit: string } | undefined {
  if (typeof value === "number" || typeof value === "string") return { value: Number(value), unit };
  const fields = fieldsIn(value);
  if (typeof fields.value === "number")
    return {
      value: fields.value,
      unit: UNIT_NAMES[textIn(fields.unit)?.toLowerCase() ?? ""] ?? textIn(fields.unit) ?? unit,
    };
  for (const [name, own] of Object.entries(QUANTITIES))
    if (typeof fields[name] === "number") return { value: fields[name], unit: own };
  return undefined;
}

const UNIT_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(QUANTITIES).map(([name, unit]) => [name.slice(2).toLowerCase(), unit]),
);

const timeIn = (value: unknown): When | undefined =>
  typeof value === "number" ? msInstant(value) : isoTime(typeof value === "string" ? value : undefined);

function originOf(metadata: Fields, record: Fields): string {
  const { dataOrigin } = { dataOrigin: metadata.dataOrigin ?? record.dataOrigin ?? record.packageName };
  const name = textIn(dataOrigin) ?? textIn(fieldsIn(dataOrigin).packageName);
  return short(name ?? "", MAX_SOURCE) || HEALTH_CONNECT;
}

function deviceOf(device: unknown): string | undefined {
  const { manufacturer, model } = fieldsIn(device);
  return short([textIn(manufacturer), textIn(model)].filter(Boolean).join(" "), MAX_DEVICE) || undefined;
}

/** The commonest of Android's constants; others are said by their number. */
const EXERCISES: Readonly<Record<string, string>> = {
  0: "Workout",
  8: "Biking",
  9: "Stationary biking",
  26: "Football",
  37: "Hiking",
  53: "Rowing",
  56: "Running",
  57: "Running on a treadmill",
  70: "Strength training",
  73: "Swimming in open water",
  74: "Swimming in a pool",
  79: "Walking",
  81: "Weightlifting",
  83: "Yoga",
};

function exerciseOf(type: unknown): string {
  const said = String(type ?? 0);
  if (/^\d{1,3}$/.test(said)) return EXERCISES[said] ?? `Workout (${said})`;
  return activityOf(said.replace(/^EXERCISE_TYPE_/i, ""));
}

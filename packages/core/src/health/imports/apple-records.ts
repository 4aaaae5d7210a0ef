/** What the elements of Apple's export.xml are here. */
import { healthReasons } from "#core/health/sayings";
import type { Saying } from "#kit/saying";
import type { Element } from "./apple-xml.ts";
import {
  clean,
  MAX_DEVICE,
  MAX_SOURCE,
  nameOf,
  type PassedRow,
  type Read,
  type ReadType,
  type SampleRow,
  type Stage,
  short,
} from "./rows.ts";
import { appleInstant } from "./times.ts";
import { converted, kilocaloriesIn, metresIn, secondsIn } from "./units.ts";

/** The elements within others that are looked at. */
export const KEPT = new Set(["WorkoutStatistics", "FileReference", "MetadataEntry"]);

const QUANTITY = "HKQuantityTypeIdentifier";
const CATEGORY = "HKCategoryTypeIdentifier";

/** By Apple's names without what they begin with. */
const QUANTITIES: Readonly<Record<string, ReadType>> = {
  ActiveEnergyBurned: "active_calories",
  AppleExerciseTime: "exercise_minutes",
  BasalEnergyBurned: "basal_calories",
  BloodGlucose: "blood_glucose",
  BloodPressureDiastolic: "blood_pressure_diastolic",
  BloodPressureSystolic: "blood_pressure_systolic",
  BodyFatPercentage: "body_fat_pct",
  BodyMass: "weight_kg",
  BodyTemperature: "body_temperature",
  DietaryWater: "water_ml",
  DistanceCycling: "cycling_distance_m",
  DistanceWalkingRunning: "distance_m",
  FlightsClimbed: "floors_climbed",
  HeartRate: "heart_rate",
  HeartRateVariabilitySDNN: "heart_rate_variability",
  Height: "height_cm",
  OxygenSaturation: "oxygen_saturation",
  RespiratoryRate: "respiratory_rate",
  RestingHeartRate: "resting_heart_rate",
  StepCount: "steps",
  VO2Max: "vo2_max",
};

const SLEEP: Readonly<Record<string, Stage>> = {
  InBed: "in_bed",
  Asleep: "asleep",
  AsleepUnspecified: "asleep",
  Awake: "awake",
  AsleepCore: "light",
  AsleepDeep: "deep",
  AsleepREM: "rem",
};
const SLEEP_VALUE = "HKCategoryValueSleepAnalysis";

/** What an element is; undefined for one that says something of the export itself. */
export function readElement(element: Element): Read | undefined {
  switch (element.name) {
    case "Record":
      return readRecord(element);
    case "Workout":
      return readWorkout(element);
    case "ActivitySummary":
      return passed("ActivitySummary", healthReasons("total_of_others"));
    case "Correlation":
      return passed(
        withoutPrefix(element.attributes.type ?? "", "HKCorrelationTypeIdentifier"),
        healthReasons("part_of_others"),
      );
    case "ExportDate":
    case "Me":
      return undefined;
    default:
      return passed(element.name, healthReasons("not_kept"));
  }
}

const passed = (name: string, reason: Saying): { row: PassedRow; count: number } => ({
  row: { what: "passed", name: nameOf(name), reason },
  count: 1,
});

const withoutPrefix = (name: string, prefix: string) => (name.startsWith(prefix) ? name.slice(prefix.length) : name);

function readRecord({ attributes }: Element): Read {
  const { type = "" } = attributes;
  if (type.startsWith(QUANTITY)) {
    const name = type.slice(QUANTITY.length);
    const own = Object.hasOwn(QUANTITIES, name) ? QUANTITIES[name] : undefined;
    if (own) return readQuantity(own, name, attributes);
    return passed(name, healthReasons(name.startsWith("Dietary") ? "food_is_of_meals" : "not_kept"));
  }
  if (type === `${CATEGORY}SleepAnalysis`) return readSleep(attributes);
  if (type === `${CATEGORY}MindfulSession`) return readMindful(attributes);
  return passed(withoutPrefix(withoutPrefix(type, CATEGORY), "HKDataType"), healthReasons("not_kept"));
}

type Attributes = Element["attributes"];
type Span = Pick<SampleRow, "start" | "end"> & { problem?: undefined };

function readQuantity(type: ReadType, name: string, attributes: Attributes): Read {
  const span = spanOf(attributes);
  if (span.problem) return span;
  const { value: text = "", unit = "" } = attributes;
  const number = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(number) || number < 0)
    return { problem: healthReasons("sample_value", { value: nameOf(text), name }) };
  const value = converted(type, number, unit);
  if (value === undefined) return { problem: healthReasons("sample_unit", { unit: nameOf(unit), name }) };
  return {
    // Shares of the whole are written as such, whatever the unit says.
    row: { what: "sample", type, value: unit === "%" ? asPercent(value) : value, ...span, ...origin(attributes) },
  };
}

/** Apple writes 0.215 for 21.5 %. */
const asPercent = (share: number) => Number((share * 100).toPrecision(12));

function readSleep(attributes: Attributes): Read {
  const span = spanOf(attributes);
  if (span.problem) return span;
  const { value = "" } = attributes;
  const stage = withoutPrefix(value, SLEEP_VALUE);
  if (!Object.hasOwn(SLEEP, stage)) return { problem: healthReasons("sample_stage", { stage: nameOf(value) }) };
  // An instant of sleep is none.
  if (span.end === undefined) return { problem: healthReasons("record_form") };
  return { row: { what: "sample", type: "sleep", value: 0, stage: SLEEP[stage]!, ...span, ...origin(attributes) } };
}

function readMindful(attributes: Attributes): Read {
  const span = spanOf(attributes);
  if (span.problem) return span;
  const minutes = span.end === undefined ? 0 : (Number(span.end) - Number(span.start)) / 60_000;
  return { row: { what: "sample", type: "mindful_minutes", value: minutes, ...span, ...origin(attributes) } };
}

/** From when to when; the end is absent where it is the beginning. */
function spanOf({ startDate, endDate }: Attributes): Span | { problem: Saying } {
  const start = appleInstant(startDate);
  const end = endDate === undefined ? start : appleInstant(endDate);
  if (start === undefined || end === undefined) return { problem: healthReasons("sample_time") };
  if (end < start) return { problem: healthReasons("sample_ends_before") };
  return end === start ? { start } : { start, end };
}

function origin({ sourceName, device }: Attributes): { source: string; device?: string } {
  const model = device === undefined ? undefined : deviceOf(device);
  return { source: sourceOf(sourceName), ...(model !== undefined && { device: model }) };
}

/** The same few names are written millions of times. */
const sources = new Map<string, string>();
const devices = new Map<string, string | undefined>();
const MOST_REMEMBERED = 1_000;

function remembered<T>(known: Map<string, T>, text: string, make: (text: string) => T): T {
  if (known.has(text)) return known.get(text) as T;
  const made = make(text);
  if (text.length <= 500) {
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(text, made);
  }
  return made;
}

const sourceOf = (name = "") => remembered(sources, name, (one) => short(one, MAX_SOURCE) || "Apple Health");

/**
 * `<<HKDevice: 0x281d5f2a0>, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,2, software:9.1>`: its address is another
 * one in each export, and its software is another one each month.
 */
function deviceOf(text: string): string | undefined {
  // The address goes first: what is remembered is the rest.
  return remembered(devices, text.replace(/(?<=HK\w{1,20}: )0x[0-9a-fA-F]{1,16}/g, "0x0"), (whole) => {
    const field = (name: string) =>
      new RegExp(
        `(?:^|[,>] ?)${name}:(.*?)(?=, (?:name|manufacturer|model|hardware|firmware|software|localIdentifier|UDI\\w*):|>?$)`,
        "s",
      ).exec(whole.slice(0, 1_000))?.[1];
    const named = [field("name"), field("hardware") ?? field("model")].map((one) => clean(one ?? ""));
    const said = [...new Set(named.filter(Boolean))].join(", ");
    const plain =
      said ||
      clean(
        whole
          .slice(0, 1_000)
          .replace(/<*HK\w+: 0x[0-9a-fA-F]+>?,?/g, "")
          .replace(/[<>]/g, ""),
      );
    return short(plain.replace(/\b0x[0-9a-fA-F]+\b/g, ""), MAX_DEVICE) || undefined;
  });
}

function readWorkout({ attributes, children }: Element): Read {
  const span = spanOf(attributes);
  if (span.problem) return span;
  const statistics = children.filter(({ name }) => name === "WorkoutStatistics").map((one) => one.attributes);
  const sum = (type: string, into: (value: number, unit: string) => number | undefined) => {
    const found = statistics.find((one) => one.type?.startsWith(QUANTITY + type) && one.sum !== undefined);
    return found && amount(found.sum, found.unit, into);
  };
  const route = children.find(({ name, attributes: { path } }) => name === "FileReference" && path?.endsWith(".gpx"));
  const path = route?.attributes.path;
  const distanceM =
    sum("Distance", metresIn) ?? amount(attributes.totalDistance, attributes.totalDistanceUnit, metresIn);
  const calories =
    sum("ActiveEnergyBurned", kilocaloriesIn) ??
    amount(attributes.totalEnergyBurned, attributes.totalEnergyBurnedUnit, kilocaloriesIn);
  const seconds = amount(attributes.duration, attributes.durationUnit ?? "min", secondsIn);
  return {
    row: {
      what: "workout",
      activity: activityOf(attributes.workoutActivityType ?? ""),
      start: span.start,
      end: span.end ?? span.start,
      ...(seconds !== undefined && { seconds }),
      // Apple writes 0 for a workout that has none.
      ...(distanceM && { distanceM }),
      ...(calories && { calories }),
      ...origin(attributes),
      ...(path !== undefined && { route: { name: path.replace(/^\/+/, ""), points: 0, lines: [] } }),
    },
  };
}

function amount(
  text: string | undefined,
  unit: string | undefined,
  into: (value: number, unit: string) => number | undefined,
): number | undefined {
  const number = text?.trim() ? Number(text) : Number.NaN;
  return Number.isFinite(number) && number >= 0 && number < 1e9 ? into(number, unit ?? "") : undefined;
}

/** `HKWorkoutActivityTypeTraditionalStrengthTraining` as “Traditional strength training”. */
function activityOf(type: string): string {
  const words = withoutPrefix(type, "HKWorkoutActivityType")
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
  const plain = short(words, 100);
  return plain ? plain[0]!.toUpperCase() + plain.slice(1) : "Workout";
}

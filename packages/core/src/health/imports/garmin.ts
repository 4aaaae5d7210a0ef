/** Garmin's export of everything (`DI_CONNECT`), and the table of activities from Garmin Connect. */
import { healthReasons } from "#core/health/sayings";
import type { ExportFile, Format, Treatment } from "./archive.ts";
import { activityOf } from "./google-fit.ts";
import { csvPart, type Fields, fieldsIn, jsonListPart, jsonPart, numberIn, sample, slept, textIn } from "./parts.ts";
import { type Read, short, type When } from "./rows.ts";
import { DAY_MS, isoTime, later, msInstant, secondsOf } from "./times.ts";

const GARMIN = "Garmin";
/** A floor has ten feet. */
const FLOORS_A_METRE = 1 / 3.048;

export const garmin: Format = {
  program: GARMIN,
  treat: (files) => Promise.all(files.map(treatmentOf)),
};

async function treatmentOf({ path, name, source, beginning }: ExportFile): Promise<Treatment | undefined> {
  if (/\.csv$/i.test(name) || name === "") {
    const header = (await beginning()).split(/[\r\n]/, 1)[0]!.toLowerCase();
    const isTable = header.startsWith("activity type,date,favorite,title");
    if (isTable) return { read: csvPart(source, ["activity type", "date", "time"], ofTable) };
    if (name !== "") return undefined;
  }
  if (!/\.json$/i.test(name) && name !== "")
    return /(^|\/)DI_CONNECT\//.test(path) ? { skip: healthReasons("other_file") } : undefined;
  const begins = await beginning();
  if (/"summarizedActivitiesExport"\s*:/.test(begins))
    return { read: jsonListPart(source, "summarizedActivitiesExport", ofActivity) };
  if (!/^\s*\[/.test(begins)) return isOfGarmin(path) ? { skip: healthReasons("not_kept") } : undefined;
  if (/sleepStartTimestampGMT/.test(begins) || /_sleepData\.json$/.test(name))
    return { read: jsonPart(source, ofNight) };
  if (/^UDSFile/.test(name) || /"includesWellnessData"|"userDailySummaryId"/.test(begins))
    return { read: jsonPart(source, ofDay) };
  if (/userBioMetrics\.json$/.test(name)) return { read: jsonPart(source, ofBody) };
  return isOfGarmin(path) ? { skip: healthReasons("not_kept") } : undefined;
}

const isOfGarmin = (path: string) => /(^|\/)DI_CONNECT\//.test(path);

/** `2024-01-15`, in older files `{"date": "Jan 15, 2024 12:00:00 AM"}`. */
function dayIn(value: unknown): string | undefined {
  const text = textIn(value) ?? textIn(fieldsIn(value).date);
  const [, month, day, year] = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4})/.exec(text ?? "") ?? [];
  const plain = year && `${year}-${String(MONTHS.indexOf(month!) / 3 + 1).padStart(2, "0")}-${day!.padStart(2, "0")}`;
  const time = isoTime(plain ?? text?.slice(0, 10));
  return typeof time === "string" ? time : undefined;
}

const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

/** `2024-01-14T22:11:00.0`, which is of UTC, or milliseconds. */
function gmtIn(value: unknown): number | undefined {
  if (typeof value === "number") return msInstant(value);
  const time = isoTime(textIn(value) ?? textIn(fieldsIn(value).date));
  return typeof time === "string" ? Date.parse(`${time}Z`) : time;
}

function ofDay(day: Fields): readonly Read[] {
  const start = dayIn(day.calendarDate);
  if (start === undefined) return [{ problem: healthReasons("sample_time") }];
  const whole = { start, end: later(start, DAY_MS), source: GARMIN, isZeroNothing: true } as const;
  const noon = { start: later(start, DAY_MS / 2), source: GARMIN, isZeroNothing: true } as const;
  const active = [day.moderateIntensityMinutes, day.vigorousIntensityMinutes].map(numberIn);
  const minutes = active.some((one) => one !== undefined)
    ? active.reduce<number>((sum, one) => sum + (one ?? 0), 0)
    : undefined;
  return [
    ...sample({ type: "steps", value: day.totalSteps, ...whole }),
    ...sample({ type: "distance_m", value: day.totalDistanceMeters, ...whole }),
    ...sample({ type: "active_calories", value: day.activeKilocalories, ...whole }),
    ...sample({ type: "basal_calories", value: day.bmrKilocalories, ...whole }),
    ...sample({ type: "exercise_minutes", value: minutes, ...whole }),
    ...sample({ type: "floors_climbed", value: day.floorsAscendedInMeters, factor: FLOORS_A_METRE, ...whole }),
    ...sample({ type: "resting_heart_rate", value: day.restingHeartRate ?? day.currentDayRestingHeartRate, ...noon }),
    ...sample({ type: "respiratory_rate", value: fieldsIn(day.respiration).avgWakingRespirationValue, ...noon }),
  ];
}

const STAGES = ["deepSleepSeconds", "lightSleepSeconds", "remSleepSeconds"] as const;

/** How long each stage was, but not when: the night is the time in bed, and what of it was sleep a sum. */
function ofNight(night: Fields): readonly Read[] {
  const [start, end] = [gmtIn(night.sleepStartTimestampGMT), gmtIn(night.sleepEndTimestampGMT)];
  // Garmin writes a line for each day, also of those without a night.
  if (start === undefined && end === undefined) return [];
  const seconds = STAGES.map((name) => numberIn(night[name]));
  const asleep = seconds.some((one) => one !== undefined)
    ? seconds.reduce<number>((sum, one) => sum + (one ?? 0), 0)
    : undefined;
  const score = numberIn(fieldsIn(night.sleepScores).overallScore);
  return [
    ...slept({ stage: "in_bed", called: "", start, end, source: GARMIN }),
    ...sample({
      type: "sleep_hours",
      value: asleep,
      factor: 1 / 3_600,
      start: end,
      source: GARMIN,
      isZeroNothing: true,
    }),
    ...sample({ type: "sleep_score", value: score, start: end, source: GARMIN, isZeroNothing: true }),
    ...sample({
      type: "respiratory_rate",
      value: night.averageRespiration,
      start,
      end,
      source: GARMIN,
      isZeroNothing: true,
    }),
  ];
}

/** Weights are in grams. */
function ofBody(entry: Fields): readonly Read[] {
  const weight = fieldsIn(entry.weight);
  const day = dayIn(fieldsIn(entry.metaData).calendarDate);
  const start: When | undefined =
    gmtIn(weight.timestampGMT) ?? (day === undefined ? undefined : later(day, DAY_MS / 2));
  const origin = { start, source: GARMIN, isZeroNothing: true } as const;
  return [
    ...sample({ type: "weight_kg", value: weight.weight, factor: 0.001, ...origin }),
    ...sample({ type: "body_fat_pct", value: weight.bodyFat, ...origin }),
    ...sample({ type: "vo2_max", value: typeof entry.vo2Max === "object" ? undefined : entry.vo2Max, ...origin }),
  ];
}

/** Distances are in centimetres and times in milliseconds. */
function ofActivity(activity: Fields): readonly Read[] {
  const start = gmtIn(activity.startTimeGmt) ?? gmtIn(activity.beginTimestamp);
  const duration = numberIn(activity.elapsedDuration) ?? numberIn(activity.duration);
  if (start === undefined || duration === undefined || !(duration >= 0 && duration < 40 * DAY_MS))
    return [{ problem: healthReasons("sample_time") }];
  const type = textIn(activity.activityType) ?? textIn(fieldsIn(activity.activityType).typeKey) ?? "";
  const [moving, distance, id] = [activity.duration, activity.distance, activity.activityId].map(numberIn);
  return [
    {
      row: {
        what: "workout",
        activity: activityOf(type),
        start,
        end: start + Math.round(duration),
        ...(moving !== undefined && moving > 0 && { seconds: moving / 1_000 }),
        ...(distance !== undefined && distance > 0 && { distanceM: Math.round(distance) / 100 }),
        source: GARMIN,
        ...(id !== undefined && { externalId: String(id) }),
      },
    },
  ];
}

/** The unit of its distances is that of the person, and not named. */
function ofTable(fields: Fields): readonly Read[] {
  const start = isoTime(fields.date);
  const seconds = secondsOf(textIn(fields.time) ?? "");
  if (start === undefined || seconds === undefined) return [{ problem: healthReasons("sample_time") }];
  const calories = numberIn(textIn(fields.calories)?.replaceAll(",", ""));
  const type = short(textIn(fields["activity type"]) ?? "", 100) || "Workout";
  return [
    {
      row: {
        what: "workout",
        activity: type,
        start,
        end: later(start, seconds * 1_000),
        seconds,
        ...(calories !== undefined && calories > 0 && calories < 1e6 && { calories }),
        source: GARMIN,
      },
    },
  ];
}

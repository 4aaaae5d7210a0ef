/**
 * Fitbit's exports: that of Google Takeout and of Fitbit's own archive, whose files are named after what is in them and the day on which they
 * begin (`steps-2024-01-15.json`, `heart_rate_2024-01-15.csv`), and the table of a month from the web. A zone that a file names counts, and
 * where the same is also there as CSV, which names it, that is read. Nights and weights are of the clock on the wall. The minutes of JSON have
 * no zone and are of UTC in some exports and of the wall in others, which only the files together say: see `isOfWall`.
 */
import { healthReasons } from "#core/health/sayings";
import { csvRows } from "#core/ingest/csv";
import type { ExportFile, Format, Treatment } from "./archive.ts";
import {
  csvPart,
  type Fields,
  fieldsIn,
  jsonPart,
  listIn,
  numberIn,
  type Reader,
  sample,
  slept,
  textIn,
} from "./parts.ts";
import { MAX_SOURCE, type Read, type ReadType, type Stage, short, type When } from "./rows.ts";
import { americanTime, asUtc, DAY_MS, isoTime, later } from "./times.ts";
import { converted } from "./units.ts";

const FITBIT = "Fitbit";
const MINUTE_MS = 60_000;

const STAGES: Readonly<Record<string, Stage>> = {
  asleep: "asleep",
  awake: "awake",
  deep: "deep",
  light: "light",
  rem: "rem",
  // Of nights without a heart rate, in which turning over counts as being awake.
  restless: "awake",
  wake: "awake",
};

/** `isWall`: its times without a zone are those of the clock on the wall, and else of UTC. */
type Reads = (fields: Fields, isWall: boolean) => readonly Read[];

/** A figure for a minute, or for a moment if that is no time. */
const ofTime =
  (
    type: ReadType,
    { ms = 0, factor, figureIn }: { ms?: number; factor?: number; figureIn?: (value: unknown) => unknown },
  ): Reads =>
  ({ dateTime, value }, isWall) => {
    const { start, ...origin } = minuteOf(dateTime, isWall, ms);
    const end = start !== undefined && ms > 0 ? later(start, ms) : undefined;
    const measured = figureIn ? figureIn(value) : value;
    return sample({ type, value: measured, factor, start, end, source: FITBIT, ...origin, isZeroNothing: true });
  };

/**
 * A time of the minutes. One of the wall has an id by which it is the same whatever zone it was read in, and says what it was taken for before
 * it was known to be of the wall.
 */
function minuteOf(dateTime: unknown, isWall: boolean, ms: number) {
  const time = isoTime(dateTime) ?? americanTime(dateTime);
  if (typeof time !== "string") return { start: time };
  const utc = asUtc(time);
  if (!isWall || utc === undefined) return { start: utc };
  const takenFor = { start: utc, ...(ms > 0 && { end: utc + ms }) };
  return { start: time, externalId: `wall ${time.slice(0, 19)}`, takenFor };
}

/** A figure for a day of the person's. */
const ofDay =
  (type: ReadType, externalId: string): Reads =>
  ({ dateTime, value }) => {
    const start = americanTime(dateTime);
    const end = start && later(start, DAY_MS);
    const id = `${externalId} ${start?.slice(0, 10)}`;
    return sample({ type, value, start, end, source: FITBIT, externalId: id, isZeroNothing: true });
  };

/** By what JSON files are called. */
const LISTS: Readonly<Record<string, Reads>> = {
  demographic_vo2_max: ({ dateTime, value }) =>
    sample({
      type: "vo2_max",
      value: fieldsIn(value).filteredDemographicVO2Max ?? fieldsIn(value).demographicVO2Max,
      start: noonOf(americanTime(dateTime)),
      source: FITBIT,
    }),
  distance: ofTime("distance_m", { ms: MINUTE_MS, factor: 0.01 }),
  exercise: ofExercise,
  heart_rate: ofTime("heart_rate", { figureIn: (value) => fieldsIn(value).bpm }),
  moderately_active_minutes: ofDay("exercise_minutes", "moderately active"),
  resting_heart_rate: ({ value }) =>
    sample({
      type: "resting_heart_rate",
      value: fieldsIn(value).date ? fieldsIn(value).value : undefined,
      start: noonOf(americanTime(fieldsIn(value).date)),
      source: FITBIT,
      isZeroNothing: true,
    }),
  sleep: ofSleep,
  steps: ofTime("steps", { ms: MINUTE_MS }),
  very_active_minutes: ofDay("exercise_minutes", "very active"),
  water_logs: ({ date, waterAmount, measurementUnit }) => {
    const amount = numberIn(waterAmount) ?? Number.NaN;
    const value = converted("water_ml", amount, UNITS[textIn(measurementUnit)?.toLowerCase() ?? ""] ?? "mL");
    return sample({ type: "water_ml", value, start: noonOf(isoTime(date)), source: FITBIT });
  },
  weight: ofWeight,
};
const UNITS: Readonly<Record<string, string>> = { cup: "cup_us", "fl oz": "fl_oz_us", ml: "mL" };

/** By what tables are called: where their time and their value stand. */
const TABLES: Readonly<Record<string, ReturnType<typeof table> & { twin?: string }>> = {
  "daily heart rate variability summary": table("heart_rate_variability", "timestamp", "rmssd"),
  "daily respiratory rate summary": table("respiratory_rate", "timestamp", "daily_respiratory_rate"),
  "daily spo2": table("oxygen_saturation", "timestamp", "average_value"),
  daily_heart_rate_variability: table(
    "heart_rate_variability",
    "timestamp",
    "average heart rate variability milliseconds",
  ),
  daily_oxygen_saturation: table("oxygen_saturation", "timestamp", "average percentage"),
  daily_respiratory_rate: table("respiratory_rate", "timestamp", "breaths per minute"),
  daily_resting_heart_rate: {
    ...table("resting_heart_rate", "timestamp", "beats per minute"),
    twin: "resting_heart_rate",
  },
  distance: { ...table("distance_m", "timestamp", "distance", { ms: MINUTE_MS }), twin: "distance" },
  heart_rate: { ...table("heart_rate", "timestamp", "beats per minute"), twin: "heart_rate" },
  sleep_score: table("sleep_score", "timestamp", "overall_score"),
  steps: { ...table("steps", "timestamp", "steps", { ms: MINUTE_MS }), twin: "steps" },
  weight: { ...table("weight_kg", "timestamp", "weight grams", { factor: 0.001 }), twin: "weight" },
};

function table(
  type: ReadType,
  time: string,
  value: string,
  { ms, factor }: { ms?: number; factor?: number } = {},
): { needs: readonly string[]; reads: (fields: Fields) => readonly Read[] } {
  return {
    needs: [time, value],
    reads: (fields) => {
      const start = isoTime(fields[time]);
      const end = ms !== undefined && start !== undefined ? later(start, ms) : undefined;
      const [source] = [short(textIn(fields["data source"]) ?? "", MAX_SOURCE) || FITBIT];
      return sample({ type, value: fields[value], factor, start, end, source, isZeroNothing: true });
    },
  };
}

/** What else there is, and why it is passed over. */
const PASSED: Readonly<Record<string, ReturnType<typeof healthReasons>>> = {
  altitude: healthReasons("no_unit"),
  calories: healthReasons("has_basal"),
  food_logs: healthReasons("food_is_of_meals"),
};

export const fitbit: Format = {
  program: FITBIT,
  async treat(files) {
    const twins = new Set(files.flatMap(({ name }) => TABLES[tableNamed(name) ?? ""]?.twin ?? []));
    const isWall = isOfWall(await Promise.all(files.map(beginOf)));
    return Promise.all(files.map((file) => treatmentOf(file, twins, isWall)));
  },
};

/** What is written minute by minute, so that a file begins when its day does. */
const MINUTELY: ReadonlySet<string> = new Set(["altitude", "calories", "distance", "heart_rate", "steps"]);

/** How long after the midnight of the day in a file's name its first minute is, if there was no zone; undefined for other files. */
async function beginOf({ name, beginning }: ExportFile): Promise<number | undefined> {
  const day = /-(\d{4}-\d\d-\d\d)(?:\(\d+\))?\.json$/i.exec(name)?.[1];
  if (day === undefined || !MINUTELY.has(listNamed(name) ?? "")) return undefined;
  const first = americanTime(/"dateTime"\s*:\s*"([^"]{1,40})"/.exec(await beginning())?.[1]);
  return first === undefined ? undefined : Date.parse(`${first}Z`) - Date.parse(`${day}T00:00:00Z`);
}

/**
 * A file begins at midnight where the person was. When its first time is before that midnight, it is of UTC, as the newer exports are. West of
 * Greenwich a file of UTC begins hours after it, like one of the wall that was begun later: so files are of the wall only when one of them
 * begins with its day and none before.
 */
const isOfWall = (begins: readonly (number | undefined)[]): boolean =>
  begins.some((ms) => ms !== undefined && ms >= 0 && ms < MINUTE_MS) &&
  !begins.some((ms) => ms !== undefined && ms < 0);

/** `steps` of `steps-2024-01-15.json`. */
function listNamed(name: string): string | undefined {
  return /^([a-z0-9_]+?)(?:-\d{4}-\d\d-\d\d|-\d+)?(?:\(\d+\))?\.json$/i.exec(name)?.[1]?.toLowerCase();
}

/** `heart_rate` of `heart_rate_2024-01-15.csv`, and the words before the day of `Daily SpO2 - 2024-01-01-2024-01-31.csv`. */
function tableNamed(name: string): string | undefined {
  const [, words] = /^([a-z][a-z0-9_ ]*?)(?:(?: - |[_-])[\d(][\d()-]*)?\.csv$/i.exec(name) ?? [];
  return words?.trim().toLowerCase();
}

async function treatmentOf(
  { path, name, source, beginning }: ExportFile,
  twins: ReadonlySet<string>,
  isWall: boolean,
): Promise<Treatment | undefined> {
  const list = listNamed(name);
  if (list !== undefined) {
    if (Object.hasOwn(LISTS, list) && /^\s*\[/.test(await beginning())) {
      const isOurs = /"(?:dateTime|logId|date)"\s*:|^\s*\[\s*\]/.test(await beginning());
      if (!isOurs) return undefined;
      if (twins.has(list)) return { skip: healthReasons("other_copy") };
      return { read: jsonPart(source, (fields) => LISTS[list]!(fields, isWall)) };
    }
    if (Object.hasOwn(PASSED, list)) return { skip: PASSED[list]! };
    return /fitbit|google health/i.test(path) ? { skip: healthReasons("not_kept") } : undefined;
  }
  if (!/\.csv$/i.test(name)) return undefined;
  if (/^(?:Body|Foods|Activities|Sleep|Food Log \d+)[\r\n]/.test(await beginning())) return { read: ofMonth(source) };
  const known = tableNamed(name) ?? "";
  if (!Object.hasOwn(TABLES, known))
    return /fitbit|google health/i.test(path) ? { skip: healthReasons("not_kept") } : undefined;
  const { needs, reads } = TABLES[known]!;
  const header = (await beginning()).split(/[\r\n]/, 1)[0]!.toLowerCase();
  // A table without what was measured has one of these words, or nothing, as its first line.
  if (!needs.every((one) => header.includes(one)))
    return header.includes("timestamp") || /fitbit|google health/i.test(path)
      ? { skip: healthReasons("other_file") }
      : undefined;
  return { read: csvPart(source, needs, reads) };
}

/** What is said of a day is shown of it wherever it stands in it. */
const noonOf = (day: When | undefined): When | undefined =>
  typeof day === "string" ? later(`${day.slice(0, 10)}T00:00:00.000`, DAY_MS / 2) : day;

function ofSleep(log: Fields): readonly Read[] {
  const [start, end] = [isoTime(log.startTime), isoTime(log.endTime)];
  const levels = fieldsIn(log.levels);
  const parts = [...listIn(levels.data), ...listIn(levels.shortData)];
  const spans = parts.flatMap(({ dateTime, level, seconds }) => {
    const from = isoTime(dateTime);
    const long = numberIn(seconds);
    const to =
      from !== undefined && long !== undefined && long >= 0 && long < 172_800 ? later(from, long * 1_000) : undefined;
    return slept({ stage: STAGES[String(level)], called: level, start: from, end: to, source: FITBIT });
  });
  return [
    ...slept({ stage: parts.length > 0 ? "in_bed" : "asleep", called: "", start, end, source: FITBIT }),
    ...withoutWakes(spans, listIn(levels.shortData).length),
  ];
}

/**
 * Short wakes are told beside the stages that they interrupt, which go on through them: these are cut, for what is asleep in one interval
 * counts as sleep whatever another says.
 */
function withoutWakes(spans: readonly Read[], shorts: number): readonly Read[] {
  if (shorts === 0 || shorts > 500) return spans;
  const rows = spans.flatMap((one) => ("row" in one && one.row.what === "sample" ? [one.row] : []));
  if (rows.length !== spans.length) return spans;
  const [long, wakes] = [rows.slice(0, -shorts), rows.slice(-shorts)];
  const cut = long.flatMap((row) => {
    if (row.stage === "awake") return [row];
    let rest = [row];
    for (const wake of wakes)
      rest = rest.flatMap((one) => {
        if (!(wake.start < one.end! && one.start < wake.end!)) return [one];
        const before = one.start < wake.start ? [{ ...one, end: wake.start }] : [];
        return wake.end! < one.end! ? [...before, { ...one, start: wake.end! }] : before;
      });
    return rest;
  });
  return [...cut, ...wakes].map((row) => ({ row }));
}

/** Fitbit writes weights in pounds, whatever the person sees. */
function ofWeight({ weight, fat, date, time, source }: Fields): readonly Read[] {
  const start = americanTime(`${textIn(date) ?? ""} ${textIn(time) ?? "12:00:00"}`);
  const pounds = numberIn(weight);
  const kilograms = pounds === undefined ? undefined : (converted("weight_kg", pounds, "lb") ?? Number.NaN);
  const scale = textIn(source);
  const origin = { start, source: FITBIT, ...(scale && { device: short(scale, 100) }) };
  return [
    ...sample({ type: "weight_kg", value: kilograms, ...origin, isZeroNothing: true }),
    ...sample({ type: "body_fat_pct", value: fat, ...origin, isZeroNothing: true }),
  ];
}

function ofExercise(log: Fields, isWall: boolean): readonly Read[] {
  const { start } = minuteOf(log.startTime, isWall, 0);
  const duration = numberIn(log.duration);
  if (start === undefined || duration === undefined || !(duration >= 0 && duration < 10 * DAY_MS))
    return [{ problem: healthReasons("sample_time") }];
  const active = numberIn(log.activeDuration);
  const unit = { mile: "mi", kilometer: "km", meter: "m" }[textIn(log.distanceUnit)?.toLowerCase() ?? ""];
  const distance = numberIn(log.distance);
  const distanceM =
    unit && distance !== undefined && distance > 0 ? converted("distance_m", distance, unit) : undefined;
  const calories = numberIn(log.calories);
  const logId = numberIn(log.logId);
  return [
    {
      row: {
        what: "workout",
        activity: short(textIn(log.activityName) ?? "", 100) || "Workout",
        start,
        end: later(start, duration),
        ...(active !== undefined && active > 0 && { seconds: active / 1_000 }),
        ...(distanceM !== undefined && { distanceM }),
        ...(calories !== undefined && calories > 0 && calories < 1e6 && { calories }),
        source: FITBIT,
        ...(logId !== undefined && { externalId: String(logId) }),
      },
    },
  ];
}

/** The table of a month: sections, each with a line of its name and one of its columns. It is short. */
const MAX_MONTH_BYTES = 16 * 1024 ** 2;

const ofMonth = (source: ExportFile["source"]): Reader =>
  async function* (from) {
    if (from !== undefined) return;
    const bytes = await source.range(0, Math.min(source.sizeBytes, MAX_MONTH_BYTES));
    const whole = {
      ...source,
      sizeBytes: bytes.length,
      async *stream(start = 0) {
        yield bytes.subarray(start);
      },
    };
    let [section, columns]: [string, readonly string[] | undefined] = ["", undefined];
    const reads: Read[] = [];
    for await (const { values } of csvRows(whole, { byte: 0, line: 1 }, ",")) {
      if (values.length === 1) [section, columns] = [values[0]!.trim(), undefined];
      else if (!columns) columns = values.map((one) => one.trim().toLowerCase());
      else {
        const fields = Object.fromEntries(columns.map((name, at) => [name, values[at]]));
        reads.push(...(SECTIONS[section]?.(fields) ?? []));
      }
    }
    yield { next: {}, byte: source.sizeBytes, reads };
  };

/** Weights and distances are in units that the table does not name. */
const SECTIONS: Readonly<Record<string, (fields: Fields) => readonly Read[]>> = {
  Activities: ({ date, steps, floors }) => {
    const start = isoTime(date);
    const span = {
      start,
      end: start === undefined ? undefined : later(start, DAY_MS),
      source: FITBIT,
      isZeroNothing: true,
    };
    const plain = (value: unknown) => (typeof value === "string" ? value.replaceAll(",", "") : value);
    return [
      ...sample({ type: "steps", value: plain(steps), ...span }),
      ...sample({ type: "floors_climbed", value: plain(floors), ...span }),
    ];
  },
  Sleep: (fields) => {
    const [start, end] = [clockTime(fields["start time"]), clockTime(fields["end time"])];
    return slept({ stage: "in_bed", called: "", start, end, source: FITBIT }).concat(
      sample({
        type: "sleep_hours",
        value: fields["minutes asleep"],
        factor: 1 / 60,
        start: end,
        source: FITBIT,
        isZeroNothing: true,
      }),
    );
  },
};

/** `2024-01-14 11:11PM`. */
function clockTime(text: unknown): When | undefined {
  const [, day, hour, minute, half] = /^(\d{4}-\d\d-\d\d) (\d{1,2}):(\d\d) ?([AP]M)$/i.exec(String(text ?? "")) ?? [];
  if (day === undefined) return isoTime(text);
  const hours = (Number(hour) % 12) + (half!.toUpperCase() === "PM" ? 12 : 0);
  return isoTime(`${day}T${String(hours).padStart(2, "0")}:${minute}:00`);
}

/** Oura's export: the tables of “App Data”, or JSON with the fields of its API (v2, and v1 of before 2022). */
import { healthReasons } from "#core/health/sayings";
import type { ExportFile, Format, Treatment } from "./archive.ts";
import { activityOf } from "./google-fit.ts";
import { csvPart, type Fields, hypnogram, jsonPart, numberIn, sample, slept, textIn, wrongForm } from "./parts.ts";
import type { Read, Stage } from "./rows.ts";
import { DAY_MS, isoTime, later } from "./times.ts";

const OURA = "Oura";

/** One digit for five minutes. */
const STAGES: Readonly<Record<string, Stage>> = { 1: "deep", 2: "light", 3: "rem", 4: "awake" };
const STAGE_MS = 5 * 60_000;

type Readers = Readonly<Record<string, (fields: Fields) => readonly Read[]>>;

/** By the names of tables without what tells words apart. */
const TABLES: Readers = {
  activity: ofActivity,
  dailyactivity: ofActivity,
  dailycardiovascularage: () => [],
  dailyreadiness: () => [],
  dailysleep: ({ day, score }) => sample({ type: "sleep_score", value: score, start: morningOf(day), source: OURA }),
  dailyspo2: ofOxygen,
  heartrate: ({ bpm, timestamp }) =>
    sample({ type: "heart_rate", value: bpm, start: isoTime(timestamp), source: OURA }),
  readiness: () => [],
  sleep: ofSleep,
  sleepmodel: ofSleep,
  vo2max: ({ day, vo2_max }) => sample({ type: "vo2_max", value: vo2_max, start: morningOf(day), source: OURA }),
  workout: ofWorkout,
};

export const oura: Format = {
  program: OURA,
  treat: (files) => Promise.all(files.map(treatmentOf)),
};

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** Fields that no others have, by which a file is known to be Oura's. */
const SIGNS =
  /bedtime_start|equivalent_walking_distance|average_met_minutes|cal_active|daily_movement|sleep_phase_5_min|hypnogram_5min|spo2_percentage|breathing_disturbance_index|"usercollection|start_datetime/;

async function treatmentOf({ name, source, beginning }: ExportFile): Promise<Treatment | undefined> {
  const begins = await beginning();
  const named = plain(
    name
      .replace(/\.(csv|json)$/i, "")
      .replace(/^oura[_-]/i, "")
      .replace(/[_-]?\d{4}-\d\d-\d\d.*$/, ""),
  );
  if (/^\s*[[{]/.test(begins)) {
    const isOurs =
      SIGNS.test(begins) || /^\s*\{\s*"(?:daily_(?:sleep|activity|readiness|spo2)|heartrate)"\s*:\s*\[/.test(begins);
    if (!isOurs) return undefined;
    return {
      read: jsonPart(source, (element, key) => {
        const table = TABLES[plain(key)] ?? TABLES[named] ?? guessed(element);
        return table ? table(element) : [];
      }),
    };
  }
  if (!/\.csv$/i.test(name) && name !== "") return undefined;
  const header = begins.slice(0, begins.search(/[\r\n]|$/)).toLowerCase();
  const table = Object.hasOwn(TABLES, named) ? TABLES[named] : undefined;
  const columns = new Set(header.split(/[;,\t]/).map((one) => one.replace(/"/g, "").trim()));
  const isTable = (columns.has("day") && columns.size > 1) || (columns.has("bpm") && columns.has("timestamp"));
  if (!isTable || !(table || SIGNS.test(header))) return undefined;
  const reader = table ?? guessed(Object.fromEntries([...columns].map((one) => [one, ""])));
  return reader ? { read: csvPart(source, [], reader) } : { skip: healthReasons("not_kept") };
}

/** By its fields. */
function guessed(fields: Fields): ((fields: Fields) => readonly Read[]) | undefined {
  if ("bedtime_start" in fields) return ofSleep;
  if ("steps" in fields) return ofActivity;
  if ("bpm" in fields) return TABLES.heartrate;
  if ("start_datetime" in fields) return ofWorkout;
  if ("spo2_percentage" in fields) return ofOxygen;
  return "score" in fields && "day" in fields ? undefined : () => wrongForm();
}

/** The first moment of a day of the person's. */
function dayOf(day: unknown): string | undefined {
  const time = isoTime(day);
  return typeof time === "string" && time.endsWith("T00:00:00.000") ? time : undefined;
}

/** What is said of a day is shown of it wherever it stands in it. */
function morningOf(day: unknown): string | undefined {
  const start = dayOf(day);
  return start === undefined ? undefined : String(later(start, DAY_MS / 2));
}

/** The sums of a day. */
function ofActivity(fields: Fields): readonly Read[] {
  const start = dayOf(fields.day ?? fields.summary_date);
  if (start === undefined) return [{ problem: healthReasons("sample_time") }];
  const span = { start, end: later(start, DAY_MS), source: OURA, isZeroNothing: true } as const;
  return [
    ...sample({ type: "steps", value: fields.steps, ...span }),
    ...sample({ type: "active_calories", value: fields.active_calories ?? fields.cal_active, ...span }),
    ...sample({ type: "distance_m", value: fields.equivalent_walking_distance ?? fields.daily_movement, ...span }),
  ];
}

function ofSleep(fields: Fields): readonly Read[] {
  const [start, end] = [isoTime(fields.bedtime_start), isoTime(fields.bedtime_end)];
  // What Oura has taken back.
  if (textIn(fields.type) === "deleted") return [];
  if (start === undefined || end === undefined) return [{ problem: healthReasons("sample_time") }];
  if (end < start) return [{ problem: healthReasons("sample_ends_before") }];
  const phases = textIn(fields.sleep_phase_5_min) ?? textIn(fields.hypnogram_5min);
  const said = { end, source: OURA, isZeroNothing: true } as const;
  return [
    ...slept({ stage: phases ? "in_bed" : "asleep", called: "", start, end, source: OURA }),
    ...(phases ? hypnogram(phases.slice(0, 1_000), start, STAGES, STAGE_MS, OURA) : []),
    ...sample({ type: "heart_rate_variability", value: fields.average_hrv ?? fields.rmssd, start, ...said }),
    ...sample({ type: "resting_heart_rate", value: fields.lowest_heart_rate ?? fields.hr_lowest, start, ...said }),
    ...sample({ type: "respiratory_rate", value: fields.average_breath ?? fields.breath_average, start, ...said }),
    ...(fields.summary_date === undefined
      ? []
      : sample({ type: "sleep_score", value: fields.score, start: end, source: OURA })),
  ];
}

/** `{"average": 97.4}`, in a table as text. */
function ofOxygen({ day, spo2_percentage }: Fields): readonly Read[] {
  let value = spo2_percentage;
  if (typeof value === "string" && value.startsWith("{")) {
    try {
      value = JSON.parse(value);
    } catch {
      return wrongForm();
    }
  }
  const average = typeof value === "object" && value !== null && "average" in value ? value.average : value;
  return sample({
    type: "oxygen_saturation",
    value: average ?? "",
    start: morningOf(day),
    source: OURA,
    isZeroNothing: true,
  });
}

function ofWorkout(fields: Fields): readonly Read[] {
  const [start, end] = [isoTime(fields.start_datetime), isoTime(fields.end_datetime)];
  if (start === undefined || end === undefined) return [{ problem: healthReasons("sample_time") }];
  if (end < start) return [{ problem: healthReasons("sample_ends_before") }];
  const amount = (value: unknown) => {
    const number = numberIn(value);
    return number !== undefined && number > 0 && number < 1e9 ? number : undefined;
  };
  const [calories, distanceM] = [amount(fields.calories), amount(fields.distance)];
  return [
    {
      row: {
        what: "workout",
        activity: activityOf(textIn(fields.activity) ?? ""),
        start,
        end,
        ...(calories !== undefined && { calories }),
        ...(distanceM !== undefined && { distanceM }),
        source: OURA,
      },
    },
  ];
}

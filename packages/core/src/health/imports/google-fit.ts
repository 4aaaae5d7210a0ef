/**
 * Google Takeout of Fit: streams of measurements (`All Data`), sessions (`All Sessions`) and tables of each day (`Daily activity metrics`), in
 * folders whose names are in the person's language. Of streams of one type, that in which Google has merged all others counts; tables count
 * for days of which there is no stream; and what a session sums up is no measurement.
 */
import { healthReasons } from "#core/health/sayings";
import type { Source } from "#core/ingest/importer";
import type { Saying } from "#kit/saying";
import type { ExportFile, Format, Treatment } from "./archive.ts";
import {
  csvPart,
  type Fields,
  fieldsIn,
  jsonPart,
  listIn,
  numberIn,
  passedOver,
  type Reader,
  sample,
  slept,
  textIn,
  wrongForm,
} from "./parts.ts";
import { MAX_DEVICE, MAX_SOURCE, nameOf, type Read, type ReadType, type Stage, short } from "./rows.ts";
import { DAY_MS, isoTime, nanosInstant, secondsOf } from "./times.ts";

const GOOGLE_FIT = "Google Fit";

interface Stream {
  /** What its first values are, in LifeOS's units by these factors. */
  values: readonly { type: ReadType; factor?: number }[];
}

const one = (type: ReadType, factor?: number): Stream => ({ values: [{ type, factor }] });

/** By Google's names of types, without `com.google.`. */
const STREAMS: Readonly<Record<string, Stream | "sleep">> = {
  active_minutes: one("exercise_minutes"),
  // Google measures glucose in millimoles a litre, water in litres and heights in metres.
  blood_glucose: one("blood_glucose", 18.015588),
  blood_pressure: { values: [{ type: "blood_pressure_systolic" }, { type: "blood_pressure_diastolic" }] },
  "body.fat.percentage": one("body_fat_pct"),
  "body.temperature": one("body_temperature"),
  "distance.delta": one("distance_m"),
  "heart_rate.bpm": one("heart_rate"),
  height: one("height_cm", 100),
  hydration: one("water_ml", 1_000),
  oxygen_saturation: one("oxygen_saturation"),
  respiratory_rate: one("respiratory_rate"),
  "sleep.segment": "sleep",
  "step_count.delta": one("steps"),
  weight: one("weight_kg"),
};

/** Why others are passed over, where that has a reason of its own. */
const PASSED: Readonly<Record<string, Saying>> = {
  "calories.bmr": healthReasons("has_basal"),
  "calories.expended": healthReasons("has_basal"),
  "heart_rate.summary": healthReasons("total_of_others"),
  nutrition: healthReasons("food_is_of_meals"),
};

/** 3 is having left the bed. */
const SLEEP: Readonly<Record<number, Stage>> = { 1: "awake", 2: "asleep", 3: "awake", 4: "light", 5: "deep", 6: "rem" };

export const googleFit: Format = {
  program: GOOGLE_FIT,
  async treat(files) {
    const streams = await Promise.all(files.map(streamIn));
    const merged = new Map<string, number>();
    for (const [at, stream] of streams.entries())
      if (stream?.isMerged && !merged.has(stream.type)) merged.set(stream.type, at);
    const sessions = await Promise.all(files.map(isSession));
    const counting = streams.map((stream, at) =>
      stream && (merged.get(stream.type) ?? at) === at && Object.hasOwn(STREAMS, stream.type) ? stream : undefined,
    );
    const hasSegments = counting.some((stream) => stream?.type === "sleep.segment");
    let covered: Promise<Covered> | undefined;
    const coveredOnce = () => {
      covered ??= hoursOf(files.flatMap((file, at) => (counting[at] ? [{ file, type: counting[at].type }] : [])));
      return covered;
    };
    return files.map((file, at): Treatment | undefined => {
      const stream = streams[at];
      if (stream) {
        if (counting[at]) return { read: streamReader(file.source, stream) };
        if (Object.hasOwn(STREAMS, stream.type)) return { skip: healthReasons("merged_stream") };
        return { skip: Object.hasOwn(PASSED, stream.type) ? PASSED[stream.type]! : healthReasons("not_kept") };
      }
      if (sessions[at]) return { read: sessionReader(file.source, hasSegments), order: 1 };
      return tableIn(file, coveredOnce);
    });
  },
};

interface StreamFile {
  type: string;
  isMerged: boolean;
  /** Its name, in parts: the kind, the type, the program or maker, and more. */
  id: string;
}

/** `"Data Source": "derived:com.google.step_count.delta:com.google.android.gms:merge_step_deltas"` is how such a file begins. */
async function streamIn({ name, beginning }: ExportFile): Promise<StreamFile | undefined> {
  if (!/\.json$/i.test(name) && name !== "") return undefined;
  const [, id] = /^\s*\{\s*"Data Source"\s*:\s*"((?:[^"\\]|\\.){1,1000})"/.exec(await beginning()) ?? [];
  const [kind, type] = id?.split(":") ?? [];
  if (id === undefined || type === undefined) return undefined;
  return {
    type: type.replace(/^com\.google\./, ""),
    isMerged: kind === "derived" && /:(?:merge|top_level)/.test(id),
    id,
  };
}

/** Numbers of nanoseconds are more than 2^53, and are kept as they are written. */
const asText = (text: string) => text.replace(/("(?:start|end)TimeNanos"\s*:\s*)(\d+)/g, '$1"$2"');

const streamReader = (source: Source, { type, id }: StreamFile): Reader =>
  jsonPart(
    source,
    (point, key) => {
      if (key !== "Data Points") return [];
      const values = listIn(point.fitValue).map((one) => fieldsIn(one.value));
      const origin = originOf(textIn(point.originDataSourceId) ?? id);
      const start = nanosInstant(point.startTimeNanos);
      const end = nanosInstant(point.endTimeNanos);
      const stream = STREAMS[type]!;
      if (values.length === 0) return wrongForm();
      if (stream === "sleep") {
        const segment = valueIn(values[0]!);
        return slept({ stage: SLEEP[Number(segment)], called: segment, start, end, ...origin });
      }
      return stream.values.flatMap(({ type: own, factor }, at) =>
        values[at] ? sample({ type: own, value: valueIn(values[at]), factor, start, end, ...origin }) : wrongForm(),
      );
    },
    asText,
  );

const valueIn = ({ fpVal, intVal }: Fields) => fpVal ?? intVal ?? "";

/** `raw:com.google.step_count.cumulative:Google:Pixel 4:1a2b3c4d:Step Counter` is of a device, `raw:com.google.weight:com.withings.wiscale2:` of a program. */
function originOf(id: string): { source: string; device?: string } {
  const [, , who = "", what = ""] = id.split(":");
  if (who === "com.google.android.gms" || who === "") return { source: GOOGLE_FIT };
  if (who.includes(".")) return { source: short(who, MAX_SOURCE) || GOOGLE_FIT };
  return { source: GOOGLE_FIT, device: short(`${who} ${what}`, MAX_DEVICE) };
}

async function isSession({ name, beginning }: ExportFile): Promise<boolean> {
  if (!/\.json$/i.test(name) && name !== "") return false;
  return /^\s*\{\s*"fitnessActivity"\s*:/.test(await beginning());
}

/** A session is one object, and a short one. */
const MAX_SESSION_BYTES = 4 * 1024 ** 2;

const sessionReader = (source: Source, hasSegments: boolean): Reader =>
  async function* (from) {
    if (from !== undefined) return;
    const bytes = await source.range(0, Math.min(source.sizeBytes, MAX_SESSION_BYTES));
    let session: Fields = {};
    try {
      session = fieldsIn(JSON.parse(bytes.toString("utf8")));
    } catch {
      // Said below as what has no such fields.
    }
    yield { next: {}, byte: source.sizeBytes, reads: ofSession(session, hasSegments) };
  };

function ofSession(session: Fields, hasSegments: boolean): readonly Read[] {
  const [start, end] = [isoTime(session.startTime), isoTime(session.endTime)];
  const called = textIn(session.fitnessActivity);
  if (called === undefined) return wrongForm();
  if (typeof start !== "number" || typeof end !== "number") return [{ problem: healthReasons("sample_time") }];
  if (end < start) return [{ problem: healthReasons("sample_ends_before") }];
  // Where segments tell what was sleep, the whole night is the time in bed.
  if (/^sleep/i.test(called))
    return slept({ stage: hasSegments ? "in_bed" : "asleep", called, start, end, source: GOOGLE_FIT });
  if (/^(?:unknown|still|in_vehicle)$/i.test(called)) return passedOver(called, healthReasons("not_kept"));
  const sums = new Map(listIn(session.aggregate).map((one) => [textIn(one.metricName) ?? "", one]));
  const sum = (name: string) => {
    const found = sums.get(`com.google.${name}`);
    const value = numberIn(found?.floatValue ?? found?.intValue);
    return value !== undefined && value > 0 && value < 1e9 ? value : undefined;
  };
  const [, seconds] = /^(\d+(?:\.\d+)?)s$/.exec(textIn(session.duration) ?? "") ?? [];
  const [distanceM, calories] = [sum("distance.delta"), sum("calories.expended")];
  return [
    {
      row: {
        what: "workout",
        activity: activityOf(called),
        start,
        end,
        ...(seconds !== undefined && { seconds: Number(seconds) }),
        ...(distanceM !== undefined && { distanceM }),
        ...(calories !== undefined && { calories }),
        source: GOOGLE_FIT,
      },
    },
  ];
}

/** `strength_training` and `biking.road` as words. */
export function activityOf(called: string): string {
  const words = short(called.replace(/[_.]+/g, " ").replace(/(?<=[a-z])(?=[A-Z])/g, " "), 100).toLowerCase();
  return words ? words[0]!.toUpperCase() + words.slice(1) : "Workout";
}

/** The columns of a day's table that are read, by their names in English and German, and the streams that count before them. */
const COLUMNS: readonly { names: readonly string[]; type: ReadType; stream: string }[] = [
  { names: ["step count", "schrittzahl", "schritte"], type: "steps", stream: "step_count.delta" },
  { names: ["distance (m)", "entfernung (m)", "strecke (m)"], type: "distance_m", stream: "distance.delta" },
  {
    names: ["move minutes count", "anzahl der aktivminuten", "aktive minuten"],
    type: "exercise_minutes",
    stream: "active_minutes",
  },
  {
    names: ["average weight (kg)", "durchschnittliches gewicht (kg)"],
    type: "weight_kg",
    stream: "weight",
  },
];
const STARTS = ["start time", "startzeit", "beginn"];
const ENDS = ["end time", "endzeit", "ende"];

/** A table of a day has its date as its name; that of all days has the sums of these. */
function tableIn({ name, source }: ExportFile, covered: () => Promise<Covered>): Treatment | undefined {
  if (!/\.csv$/i.test(name)) return undefined;
  const [, day] = /^(\d{4}-\d\d-\d\d)(?:\(\d+\))?\.csv$/i.exec(name) ?? [];
  if (day === undefined)
    return /^(daily|täglich|tages)/i.test(name) ? { skip: healthReasons("total_of_others") } : undefined;
  const read: Reader = async function* (from) {
    const hours = await covered();
    let told = from !== undefined;
    const rows = csvPart(source, [], (fields) => {
      const [begins, ends] = [STARTS, ENDS].map((names) => names.map((one) => fields[one]).find(Boolean));
      const [start, end] = [timeOf(day, begins), timeOf(day, ends)];
      if (start === undefined || end === undefined) return wrongForm();
      // Where the day begins follows from what its rows say of the zone.
      const midnight = start - (secondsOf(begins!.slice(0, 8)) ?? 0) * 1_000;
      const counting = COLUMNS.filter(({ stream }) => !hours.has(stream, midnight));
      return counting.flatMap(({ names, type }) =>
        sample({
          type,
          value: names.map((one) => fields[one]).find(Boolean),
          start,
          // The last row of a day ends at its first time.
          end: end < start ? end + DAY_MS : end,
          source: GOOGLE_FIT,
          isZeroNothing: true,
        }),
      );
    });
    for await (const step of rows(from)) {
      // What names the columns in another language says so once.
      if (!told && step.reads === wrongForm())
        return yield {
          ...step,
          byte: source.sizeBytes,
          reads: passedOver(nameOf(name), healthReasons("columns_unknown")),
        };
      told = true;
      yield step;
    }
  };
  return { read, order: 2 };
}

const HOUR_MS = 3_600_000;

/** `00:15:00.000+02:00` of a day. */
function timeOf(day: string, time: string | undefined): number | undefined {
  const instant = time === undefined ? undefined : isoTime(`${day}T${time}`);
  return typeof instant === "number" ? instant : undefined;
}

/** The days of which there is something in a stream. */
interface Covered {
  /** Whether that is so of the day that begins at `midnight`. */
  has(stream: string, midnight: number): boolean;
}

/** Eleven years have a hundred thousand hours. */
const MAX_HOURS = 2_000_000;

async function hoursOf(streams: readonly { file: ExportFile; type: string }[]): Promise<Covered> {
  const asked = new Set(COLUMNS.map(({ stream }) => stream));
  const hours = new Map<string, Set<number>>();
  for (const { file, type } of streams) {
    if (!asked.has(type)) continue;
    const own = hours.get(type) ?? new Set();
    hours.set(type, own);
    let rest = "";
    for await (const bytes of file.source.stream()) {
      const text = rest + Buffer.from(bytes).toString("latin1");
      for (const [, nanos] of text.matchAll(/"startTimeNanos"\s*:\s*"?(\d{10,20})/g)) {
        const instant = nanosInstant(nanos);
        if (instant !== undefined && own.size < MAX_HOURS) own.add(Math.floor(instant / HOUR_MS));
      }
      // What is cut by the end of the chunk is found again, which adds nothing.
      rest = text.slice(-60);
    }
  }
  return {
    has(stream, midnight) {
      const own = hours.get(stream);
      if (!own) return false;
      for (let hour = Math.floor(midnight / HOUR_MS); hour * HOUR_MS < midnight + DAY_MS; hour++)
        if (own.has(hour)) return true;
      return false;
    },
  };
}

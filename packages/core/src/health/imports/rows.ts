/** What the readers of health data make of a file: measurements, workouts, and what nothing is made of. */
import type { MetricType, SleepStage } from "#core/health/metric-types";
import type { Unit } from "#core/ingest/importer";
import type { Saying } from "#kit/saying";
import type { Position } from "./route-lines.ts";

/** A type of measurements, and a stage of sleep, by LifeOS's names. */
export type ReadType = MetricType;
export type Stage = SleepStage;

/**
 * A time as a file says it: an instant in milliseconds since 1970, or a text without a zone, `2026-03-02T07:00:00`, that is meant in the zone of
 * the person.
 */
export type When = number | string;

export interface SampleRow {
  what: "sample";
  type: ReadType;
  /** In the unit of the type; of `sleep`, which has a stage, 0. */
  value: number;
  start: When;
  /** Later than the start; absent for an instant. */
  end?: When;
  source: string;
  device?: string;
  /** The source's own id. */
  externalId?: string;
  stage?: Stage;
  /** What its time was taken for by imports before it was known what it is: what they made of it is this. Only with an `externalId`. */
  takenFor?: { start: number; end?: number };
}

export interface WorkoutRow {
  what: "workout";
  /** What it is called by its source, such as “Running”. */
  activity: string;
  start: When;
  end: When;
  /** Of moving, where the source says so; else between start and end. */
  seconds?: number;
  distanceM?: number;
  calories?: number;
  source: string;
  device?: string;
  externalId?: string;
  /** The name of the file with its route, how many points that has, and its lines with few of them. */
  route?: { name: string; points: number; lines: readonly (readonly Position[])[] };
}

/** What a file has and LifeOS does not take in. */
export interface PassedRow {
  what: "passed";
  /** What it is called in the file. */
  name: string;
  reason: Saying;
}

export type HealthRow = SampleRow | WorkoutRow | PassedRow;
export type HealthUnit = Unit<HealthRow>;

/** One thing that was read: a row, or why it is none; `count` of them when nothing becomes of them. */
export type Read = { row: Exclude<HealthRow, PassedRow> } | { problem: Saying } | { row: PassedRow; count: number };

/** The kinds of things that were passed over, by name, and how many of each. */
export type Passed = Readonly<Record<string, number>>;

/** So many names of what was passed over are kept; what else there is counts as “…”. */
const MAX_NAMES = 60;
const MAX_NAME = 50;

/** With so many more of a kind. What is kept is part of a cursor, which is short. */
export function counted(passed: Passed, name: string, count: number): Passed {
  const short = nameOf(name);
  const isKnown = Object.hasOwn(passed, short);
  const key = isKnown || Object.keys(passed).length < MAX_NAMES ? short : "…";
  return { ...passed, [key]: (passed[key] ?? 0) + count };
}

/** A name from a file as it is shown: without control characters, and not long. */
export const nameOf = (name: string): string => {
  const plain = clean(name);
  return plain.length <= MAX_NAME ? plain || "?" : `${plain.slice(0, MAX_NAME - 1).toWellFormed()}…`;
};

/** Text of a file as it can be stored: well formed, and without control characters. */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")
    .trim();

/** Cut to so many UTF-16 units, never through a character. */
export const short = (text: string, max: number): string => {
  const plain = clean(text);
  return plain.length <= max ? plain : plain.slice(0, max).replace(/[\ud800-\udbff]$/, "");
};

export const MAX_SOURCE = 120;
export const MAX_DEVICE = 200;

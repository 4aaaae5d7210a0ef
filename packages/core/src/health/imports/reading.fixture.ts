/** What tests make exports of, and how they read them without a database. */
import { strToU8, zipSync } from "fflate";
import type { Source } from "#core/ingest/importer";
import { textSource } from "#core/ingest/source";
import { bytesSource } from "#testing/sources";
import type { HealthRow, HealthUnit } from "./rows.ts";

export type Read = (source: Source, cursor: string | undefined) => AsyncIterable<HealthUnit>;

export const zipSource = (name: string, files: Readonly<Record<string, string | Uint8Array>>): Source =>
  bytesSource(
    name,
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([path, one]) => [path, typeof one === "string" ? strToU8(one) : one]),
      ),
    ),
  );

export const apple = (inner: string, name = "export.xml"): Source =>
  textSource(name, `<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_US">\n${inner}\n</HealthData>\n`);

export interface Outcome {
  rows: HealthRow[];
  /** The codes of what could not be taken. */
  problems: string[];
  /** What was passed over, by name. */
  passed: Record<string, number>;
  /** Why it could not be read to its end. */
  error?: string;
  units: HealthUnit[];
}

/** Reads all of a source; where `stopAfter` is given, it begins anew after each so many units, from the cursor of the last. */
export async function outcomeOf(read: Read, source: Source, stopAfter = Number.POSITIVE_INFINITY): Promise<Outcome> {
  const outcome: Outcome = { rows: [], problems: [], passed: {}, units: [] };
  let cursor: string | undefined;
  for (let isDone = false; !isDone; ) {
    isDone = true;
    let taken = 0;
    try {
      for await (const unit of read(source, cursor)) {
        outcome.units.push(unit);
        if (unit.problem) outcome.problems.push(unit.problem.code);
        if (unit.row?.what === "passed")
          outcome.passed[unit.row.name] = (outcome.passed[unit.row.name] ?? 0) + (unit.count ?? 1);
        else if (unit.row) outcome.rows.push(unit.row);
        cursor = unit.next;
        if (++taken < stopAfter) continue;
        isDone = false;
        break;
      }
    } catch (error) {
      outcome.error = (error as Error).message;
    }
  }
  return outcome;
}

/** What of rows a test is about: type or activity, value or distance, start, end. */
export const short = (rows: readonly HealthRow[]) =>
  rows.map((row) => {
    if (row.what === "sample") return [row.stage ?? row.type, row.value, timeOf(row.start), row.end && timeOf(row.end)];
    return row.what === "workout" ? [row.activity, row.distanceM, timeOf(row.start), timeOf(row.end)] : [row.name];
  });
export const timeOf = (time: number | string) => (typeof time === "number" ? new Date(time).toISOString() : time);

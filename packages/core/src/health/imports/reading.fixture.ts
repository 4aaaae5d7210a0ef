/** What tests make exports of, and how they read them without a database. */
import { strToU8, zipSync } from "fflate";
import type { Source } from "#core/ingest/importer";
import { textSource } from "#core/ingest/source";
import type { HealthRow, HealthUnit } from "./rows.ts";

export type Read = (source: Source, cursor: string | undefined) => AsyncIterable<HealthUnit>;

/** Bytes as the source that a file with them would be, in chunks of so many bytes. */
export const bytesSource = (name: string, bytes: Uint8Array, chunkBytes = 64 * 1024): Source => ({
  name,
  sizeBytes: bytes.length,
  range: async (start, end) => Buffer.from(bytes.subarray(start, end)),
  async *stream(start = 0) {
    for (let at = start; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  },
});

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

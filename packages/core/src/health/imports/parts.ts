/** Readers of the files of which exports consist, JSON and CSV, and of what stands in them. */

import { healthReasons } from "#core/health/sayings";
import { type CsvPosition, csvRecords } from "#core/ingest/csv";
import type { Source } from "#core/ingest/importer";
import { type JsonPosition, jsonLists } from "#core/ingest/json-lists";
import { type JsonRowPosition, jsonRows } from "#core/ingest/json-rows";
import type { FileStep } from "./archive.ts";
import { nameOf, type Read, type ReadType, type SampleRow, type Stage, type When } from "./rows.ts";
import { later } from "./times.ts";

export type Fields = Readonly<Record<string, unknown>>;
export type Reader = (from: unknown) => AsyncIterable<FileStep>;

/** What a reader made up itself, and is given again. */
const given = <P>(from: unknown) => from as P | undefined;

/** Each element of a JSON file. */
export const jsonPart = (
  source: Source,
  readsOf: (element: Fields, key: string) => readonly Read[],
  prepare?: (text: string) => string,
): Reader =>
  async function* (from) {
    for await (const { key, element, next } of jsonRows(source, given<JsonRowPosition>(from), prepare))
      yield { next, byte: next.byte, reads: isFields(element) ? readsOf(element, key) : FORM };
  };

/** Each element of the lists of this name that the objects of an array have. */
export const jsonListPart = (source: Source, list: string, readsOf: (element: Fields) => readonly Read[]): Reader =>
  async function* (from) {
    for await (const piece of jsonLists(source, list, given<JsonPosition>(from))) {
      const isElement = "element" in piece;
      const reads = !isElement ? [] : isFields(piece.element) ? readsOf(piece.element) : FORM;
      yield { next: piece.next, byte: piece.next.byte, reads };
    }
  };

/** Each record of a CSV file, by the names of its columns in lower case. */
export const csvPart = (
  source: Source,
  needs: readonly string[],
  readsOf: (fields: Readonly<Record<string, string>>) => readonly Read[],
): Reader =>
  async function* (from) {
    for await (const { fields, next } of csvRecords(source, given<CsvPosition>(from), { needs }))
      yield { next, byte: next.byte, reads: readsOf(fields) };
  };

const FORM: readonly Read[] = [{ problem: healthReasons("record_form") }];
export const wrongForm = (): readonly Read[] => FORM;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const fieldsIn = (value: unknown): Fields => (isFields(value) ? value : {});
export const listIn = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
export const textIn = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value : undefined;

/** A number, or the text of one; undefined for what is empty, and NaN for anything else. */
export function numberIn(value: unknown): number | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" && value.length < 50 ? Number(value) : Number.NaN;
}

export interface Measured {
  type: ReadType;
  /** In the unit of the type; nothing is read of what is empty. */
  value: unknown;
  start: When | undefined;
  end?: When;
  source: string;
  device?: string;
  externalId?: string;
  /** What a value is multiplied by to be in the unit of the type. */
  factor?: number;
  /** Exports write 0 where nothing was measured. */
  isZeroNothing?: boolean;
  takenFor?: SampleRow["takenFor"];
}

/** A measurement; none where the file has none. */
export function sample(measured: Measured): readonly Read[] {
  const { type, value: given, factor = 1, isZeroNothing, start, end, ...origin } = measured;
  const value = numberIn(given);
  if (value === undefined || (value === 0 && isZeroNothing)) return [];
  if (!Number.isFinite(value) || value < 0)
    return [{ problem: healthReasons("sample_value", { value: nameOf(String(given)), name: type }) }];
  if (start === undefined) return [{ problem: healthReasons("sample_time") }];
  const row: SampleRow = { what: "sample", type, value: tidy(value * factor), start, ...origin };
  if (end === undefined || end === start) return [{ row }];
  return isBefore(end, start) ? [{ problem: healthReasons("sample_ends_before") }] : [{ row: { ...row, end } }];
}

const tidy = (value: number) => (Number.isInteger(value) ? value : Number(value.toPrecision(12)));

/** Of two times of one form. */
const isBefore = (one: When, other: When) => typeof one === typeof other && one < other;

export interface Slept {
  stage: Stage | undefined;
  /** What the file calls it. */
  called: unknown;
  start: When | undefined;
  end: When | undefined;
  source: string;
  device?: string;
}

export function slept({ stage, called, start, end, source, device }: Slept): readonly Read[] {
  if (stage === undefined) return [{ problem: healthReasons("sample_stage", { stage: nameOf(String(called)) }) }];
  if (start === undefined || end === undefined) return [{ problem: healthReasons("sample_time") }];
  if (isBefore(end, start)) return [{ problem: healthReasons("sample_ends_before") }];
  if (end === start) return [];
  return [{ row: { what: "sample", type: "sleep", value: 0, stage, start, end, source, ...(device && { device }) } }];
}

/** A night that is told in parts of the same length, one character each. */
export function hypnogram(
  text: string,
  start: When,
  stages: Readonly<Record<string, Stage>>,
  partMs: number,
  source: string,
): readonly Read[] {
  const reads: Read[] = [];
  for (const { 0: run, index } of text.matchAll(/(.)\1*/gs)) {
    const [from, to] = [later(start, index * partMs), later(start, (index + run.length) * partMs)];
    reads.push(...slept({ stage: stages[run[0]!], called: run[0], start: from, end: to, source }));
    if (reads.length > 2_000) return FORM;
  }
  return reads;
}

export const passedOver = (name: string, reason: ReturnType<typeof healthReasons>): readonly Read[] => [
  { row: { what: "passed", name: nameOf(name), reason }, count: 1 },
];

/** What the page of the medical record lists, and how it finds the row that is open among what it has listed. */
import type { Params } from "#console/data/client.ts";
import type { RowOf } from "#console/data/list.ts";
import type { Rows } from "#console/ui/rows.ts";

type Included<Id extends "health.medications" | "health.medical-entries" | "health.lab-results"> = Extract<
  NonNullable<NonNullable<Params<`${Id}.list`>["query"]>["include"]>,
  unknown[]
>;
const medication: Included<"health.medications"> = ["name", "dose", "prescriber", "notes"];
const entry: Included<"health.medical-entries"> = ["title", "details", "provider"];
const result: Included<"health.lab-results"> = ["analyte", "result", "laboratory", "notes"];

export const MEDICATIONS = { query: { include: medication } };
export const ENTRIES = { query: { sort: "-date" as const, include: entry } };
export const RESULTS = { query: { include: result } };

export type Medication = RowOf<"health.medications.list">;
export type Entry = RowOf<"health.medical-entries.list">;
export type Result = RowOf<"health.lab-results.list">;

export function allOf<Row>(rows: Rows<Row>): Row[] {
  return Array.from({ length: rows.count }, (_, at) => rows.at(at)).filter((row) => row !== undefined);
}

export const rowOf = <Row extends { id: string }>(rows: Rows<Row>, id: string | undefined): Row | undefined =>
  id === undefined ? undefined : allOf(rows).find((row) => row.id === id);

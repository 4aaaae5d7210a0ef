/** What names the rows of a resource, so that whoever sees an event can say which row it is about. */
import { getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { metaOf } from "./columns.ts";
import type { EventDeclaration } from "./event.ts";
import { columnsOf } from "./table.ts";
import { accessOf } from "./table-access.ts";

export interface Entity {
  /** As the events of its rows have it (`task`), or the type of one event whose noun means other rows elsewhere (`health.workout.completed`). */
  type: string;
  pillar: string;
  table: string;
  /** The field by which a person knows a row; null where there is none. */
  title: string | null;
  /** The pillar whose rows an API key has to be allowed to read to see the title; `pillar`, unless it is what rows of another one are called. */
  titlePillar?: string;
  /** Whether rows are found by it: what tells a row from others does, and not what kind of row it is. */
  isFound: boolean;
}

/** Columns that are usually what a row is called, the best first. */
const TITLES = [
  "title",
  "name",
  "subject",
  "merchantName",
  "pattern",
  "localPart",
  "email",
  "metricName",
  "metricType",
  "type",
];

/** The rows of a table under the noun of an event. Encrypted columns name nothing. */
export function entityOf(
  event: EventDeclaration,
  table: PgTable,
  { title, titlePillar, type = event.entityType }: { title?: string; titlePillar?: string; type?: string } = {},
): Entity {
  const columns = columnsOf(table);
  const isPlain = (key: string) => columns[key] !== undefined && metaOf(columns[key])?.kind !== "encrypted";
  const declared = accessOf.get(table)?.title;
  return {
    type,
    pillar: event.pillar,
    table: getTableName(table),
    title: title ?? declared ?? TITLES.find(isPlain) ?? null,
    ...(titlePillar !== undefined && { titlePillar }),
    isFound: declared !== undefined,
  };
}

/** Rows of every pillar: by what they are called, of those that a page shows, and by what they say. */
import { entities } from "#client";
import type { Answer } from "#console/data/client.ts";
import { queries } from "#console/data/queries.ts";
import { read } from "#console/data/read.ts";
import { type Entity, entityOf, type Pillar, pillars } from "./pillars.ts";

type Titled = Answer<"platform.titles.find">["data"][number];
export type Hit = Answer<"knowledge.search.find">["data"][number];

interface Shown {
  entity: Entity & { pillar: Pillar };
  /** Below /console. */
  path: string;
}

export type Found = Titled & Shown;
export type Said = Hit & Shown;

// The keys of `entities` that are found are the types of this operation: both are generated from the same tables.
const types = pillars
  .flatMap((pillar) => Object.entries(pillar.entities ?? {}))
  .filter(([type, { path }]) => path !== undefined && entities[type]?.isFound)
  .map(([type]) => type as Titled["type"]);

export async function findRows(text: string, limit: number): Promise<Found[]> {
  const { data } = await queries.fetchQuery(read("platform.titles.find", { query: { q: text, type: types, limit } }));
  return shown(data);
}

/** By their words alone, since this is asked at each pause of who types. */
export async function findSaid(text: string, limit: number): Promise<Said[]> {
  const { data } = await queries.fetchQuery(read("knowledge.search.find", { query: { q: text, mode: "text", limit } }));
  return shown(data);
}

function shown<Row extends { type: string; id: string }>(rows: readonly Row[]): (Row & Shown)[] {
  return rows.flatMap((row) => {
    const entity = entityOf(row.type);
    const path = entity?.path?.(row.id);
    return entity && path !== undefined ? [{ ...row, entity, path }] : [];
  });
}

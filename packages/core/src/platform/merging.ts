/**
 * What the merges of all kinds of rows have in common: which statements make one and undo it (the database finds the references, see
 * carry_out_merge and take_back_merge in `migrations/`), and what of the row that stays goes back to what it was.
 */
import { isDeepStrictEqual } from "node:util";
import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { mergeMemories, merges } from "#core/platform/merges.sql";
import { mergeRefusals } from "#core/platform/sayings";
import { insert } from "#kit/change";
import { snake } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { effect, type Query, type Read, read } from "#kit/db";
import { Conflict, NotFound, type Problem } from "#kit/problem";
import { findRow } from "#kit/row";
import { columnsOf, me } from "#kit/table";
import { MISSED } from "#kit/transition";
import type { Row } from "#kit/wire";

type MergeRow = Row<typeof merges>;
/** A merge as it is answered: the path says of which type it is. */
export type Merge = Omit<MergeRow, "noun">;

interface Two {
  table: PgTable;
  noun: string;
  into: { id: string; version: number };
  other: { id: string; version: number };
}

/** Waits for whoever changes one of the two, always in the same order, and begins anew when they are not as they were read. */
export const holding = ({ table, into, other }: Two): Query[] => [
  effect(sql`select 1 from ${table} where id in (${into.id}::uuid, ${other.id}::uuid) order by id for update`),
  effect(sql`select raise_problem('LF005', ${MISSED}) where 2 <> (select count(*) from ${table}
    where ${liveIn(table)} and (id = ${into.id}::uuid and version = ${into.version} or id = ${other.id}::uuid and version = ${other.version}))`),
];

const liveIn = (table: PgTable): SQL => (columnsOf(table).deletedAt ? sql`deleted_at is null` : sql`true`);

/** Remembers both rows as they are. Comes before either is changed. */
export const beginning = (ctx: Ctx, { table, noun, into, other }: Two, otherName: string): Query[] => [
  insert(ctx, merges, { noun, intoId: into.id, otherId: other.id, otherName }),
  effect(sql`insert into ${mergeMemories} (merge_id, before, other)
    select ${mergeOf(other.id)}, to_jsonb(i), to_jsonb(o) from ${table} i, ${table} o where i.id = ${into.id}::uuid and o.id = ${other.id}::uuid`),
];

/** Moves the references, while both rows are there. What is kept of them by triggers may change both. */
export const moving = (otherId: string): Query => effect(sql`select carry_out_merge(${mergeOf(otherId)})`);

/** Remembers how the row that stays was left. Comes last. */
export const remembering = (table: PgTable, intoId: string, otherId: string): Query =>
  effect(sql`update ${mergeMemories} set after = (select to_jsonb(i) from ${table} i where i.id = ${intoId}::uuid)
    where merge_id = ${mergeOf(otherId)}`);

/** The id of the merge that took this row away. */
export const mergeOf = (otherId: string): SQL =>
  sql`(select m.id from merges m where m.user_id = ${me} and m.other_id = ${otherId}::uuid and m.undone_at is null)`;

type Stored = Record<string, unknown>;

export interface Memory {
  before: Stored;
  after: Stored;
  other: Stored;
  /** The row that stayed as it is now; null when it was deleted or is not the speaker's any more. */
  now: Stored | null;
  /** A later merge builds on this one. */
  isBuiltOn: boolean;
}

/**
 * A later merge `l` has to be undone before `m`: it is of the same row, or it has put a row aside that `m` has moved or added something to, or
 * it has moved, or taken away what is named by, a row that `m` has put aside.
 */
const builtOn = sql.raw(`l.noun = m.noun and m.into_id in (l.into_id, l.other_id)
  or strpos((r.moved -> 'dropped')::text, l.other_id::text) > 0
  or exists (select from jsonb_array_elements(lr.moved -> 'dropped') d where strpos(r.moved::text, coalesce(d -> 'row' ->> 'id', d ->> 'id')) > 0)
  or exists (select from jsonb_array_elements(r.moved -> 'dropped') d where strpos(lr.moved::text, coalesce(d -> 'row' ->> 'id', d ->> 'id')) > 0)`);

/** What there is to know before a merge is undone. */
export function memoryRead(table: PgTable, mergeId: string): Read<Memory | undefined> {
  const query = read<Record<keyof Memory, unknown>>(sql`
    select r.before::text as before, r.after::text as after, r.other::text as other,
      (select to_jsonb(t)::text from ${table} t where t.id = m.into_id and t.user_id = ${me} and ${liveIn(table)}) as now,
      exists (select from merges l join merge_memories lr on lr.merge_id = l.id
        where l.user_id = m.user_id and l.undone_at is null and l.id > m.id and (${builtOn})) as "isBuiltOn"
    from merges m join merge_memories r on r.merge_id = m.id where m.id = ${mergeId}::uuid`);
  return {
    ...query,
    decode(result) {
      const [row] = query.decode(result);
      if (!row) return undefined;
      const parsed = (value: unknown): Stored => JSON.parse(String(value ?? "{}"));
      return {
        before: parsed(row.before),
        after: parsed(row.after),
        other: parsed(row.other),
        now: row.now === null ? null : parsed(row.now),
        isBuiltOn: row.isBuiltOn === true,
      };
    },
  };
}

/** Why a merge cannot be undone now. */
export function notUndoable(merge: MergeRow, memory: Memory | undefined): Problem | undefined {
  if (merge.undoneAt !== null) return Conflict(mergeRefusals("merge_undone"));
  if (memory?.isBuiltOn) return Conflict(mergeRefusals("merge_built_on"));
  return memory?.now ? undefined : Conflict(mergeRefusals("merge_survivor_gone"));
}

/**
 * Of the given fields, the values from before the merge of those that are as the merge has left them, as SQL; and the names of those that
 * somebody has changed since, which are kept. `along`: columns that belong to a field and go with it.
 */
export function takingBack<T extends PgTable>(
  table: T,
  mergeId: string,
  fields: readonly string[],
  { before, after, now }: Memory,
  along: Readonly<Record<string, readonly string[]>> = {},
): { values: Record<string, SQL>; kept: string[] } {
  const values: Record<string, SQL> = {};
  const kept: string[] = [];
  const memory = sql`(select r.before from merge_memories r where r.merge_id = ${mergeId}::uuid)`;
  for (const field of fields) {
    const column = snake(field);
    if (isDeepStrictEqual(before[column], after[column])) continue;
    if (!isDeepStrictEqual(after[column], now?.[column])) {
      kept.push(field);
      continue;
    }
    for (const key of [field, ...(along[field] ?? [])])
      values[key] = sql`(jsonb_populate_record(null::${table}, ${memory})).${sql.identifier(snake(key))}`;
  }
  return { values, kept };
}

/** Where a row is that was merged, also when what it was merged into was merged itself; undefined when it was not. */
export function whereItWent(noun: string, id: string): Read<string | undefined> {
  const query = read<{ id: string }>(sql`
    with recursive went (id, depth) as (
      select m.into_id, 1 from merges m where m.user_id = ${me} and m.noun = ${noun} and m.other_id = ${id}::uuid and m.undone_at is null
      union all
      select m.into_id, w.depth + 1 from merges m join went w on m.other_id = w.id
      where m.user_id = ${me} and m.noun = ${noun} and m.undone_at is null and w.depth < 100)
    select id from went order by depth desc limit 1`);
  return { ...query, decode: (result) => query.decode(result)[0]?.id };
}

/** One merge of rows of this type. Throws NotFound. */
export async function getMerge(ctx: Ctx, noun: string, mergeId: string): Promise<Merge> {
  const [merge] = await findRow(ctx, merges, mergeId);
  if (merge.noun !== noun) throw NotFound();
  return shownMerge(merge);
}

export const shownMerge = ({ noun: _, ...merge }: MergeRow): Merge => merge;

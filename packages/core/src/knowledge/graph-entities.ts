/** Entities: what they are called, and what becomes of their links. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { EntityEvents, NameFreed } from "#core/knowledge/events";
import { entities, entityLinks, ignoredNames, MAX_ALIASES } from "#core/knowledge/graph.sql";
import { endsOf, usedTypesRead } from "#core/knowledge/graph-rows";
import { normalizedName } from "#core/knowledge/names";
import { graphRefusals } from "#core/knowledge/sayings";
import { insert } from "#kit/change";
import type { Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import { effect, read } from "#kit/db";
import { type ListSpec, listRead, type Page } from "#kit/list";
import { AlreadyExists, type Refusals } from "#kit/problem";
import { me } from "#kit/table";
import { transition } from "#kit/transition";
import { type Row, rowSchema } from "#kit/wire";

export type EntityRow = Row<typeof entities>;

/** No counts of links beyond it are told: it stands for as many or more. */
export const MAX_COUNTED = 1_000;

export const Counted = rowSchema(entities, [], { links: z.int() });
export type Counted = EntityRow & { links: number };

export const listing: ListSpec<typeof entities> = { filter: ["kind"], sort: ["normalizedName"] };

export const refusals: Refusals = { entities_name: () => AlreadyExists(graphRefusals("entity_here")) };

/** Entities by page, each with how many links it has to rows that are there. Two flights: the second counts, once it is known of which rows. */
export async function list(ctx: Ctx, query: Record<string, unknown> & { q?: string }): Promise<Page<Counted>> {
  const [page, types] = await ctx.db.batch([listRead(entities, listing, query, matching(query.q)), usedTypesRead]);
  const ids = page.data.map(({ id }) => id);
  if (ids.length === 0) return { ...page, data: [] };
  const ends = endsOf(ctx, types);
  const linked = (here: "from" | "to", there: "from" | "to") => {
    const column = (name: string) => sql`l.${sql.identifier(name)}`;
    return sql`(select ${column(`${there}_type`)} as type, ${column(`${there}_id`)} as id from ${entityLinks} l
      where l.user_id = ${me} and ${column(`${here}_type`)} = 'entity' and ${column(`${here}_id`)} = e.id limit ${MAX_COUNTED})`;
  };
  const [counts] = await ctx.db.batch([
    read<{ id: string; links: number }>(sql`
      select e.id, (select count(*) from (${linked("from", "to")} union all ${linked("to", "from")}) l where ${ends.isThere(sql`l.type`, sql`l.id`)})::int as links
      from unnest(string_to_array(${ids.join()}, ',')::uuid[]) e(id)`),
  ]);
  const byId = new Map(counts.map(({ id, links }) => [id, Math.min(links, MAX_COUNTED)]));
  return { ...page, data: page.data.map((row) => ({ ...row, links: byId.get(row.id) ?? 0 })) };
}

/** Every word begins a word of the name or of an alias, whatever their case and accents. */
function matching(q: string | undefined): SQL | undefined {
  if (q === undefined) return undefined;
  return sql`not exists (select from regexp_split_to_table(trim(folded(${q})), ' +') word
    where folded(${entities.name} || ' ' || array_to_string(${entities.aliases}, ' ')) not like '% ' || word || '%')`;
}

type Written = { kind: EntityRow["kind"]; name: string; aliases?: string[]; attributes?: EntityRow["attributes"] };

/** Adds an entity. Whoever does so by hand takes back that its name is none. */
export async function create(ctx: Ctx, body: Written): Promise<EntityRow> {
  const [row] = await ctx.db.batch([
    insert(
      ctx,
      entities,
      { ...body, aliases: distinct(body.aliases, body.name), normalizedName: normalizedName(body.name) },
      { emits: { event: EntityEvents.created } },
    ),
    effect(sql`delete from ${ignoredNames} where user_id = ${me} and normalized_name = ${normalizedName(body.name)}`),
  ]);
  return row;
}

/** The columns that a PATCH sets: under a new name an entity is still found by the old one, which becomes an alias. */
export function changed(body: Partial<Written>): Values<typeof entities> {
  const { name, aliases } = body;
  if (name === undefined) return { ...body, ...(aliases && { aliases: distinct(aliases) }) };
  const normalized = normalizedName(name);
  const others = aliases
    ? sql`${sql.param(distinct(aliases, name), entities.aliases)}::text[]`
    : sql`array_remove(${entities.aliases}, ${name})`;
  const withOld = sql`case when ${entities.normalizedName} = ${normalized} then ${others}
    else array_append((array_remove(${others}, ${entities.name}))[greatest(1, cardinality(array_remove(${others}, ${entities.name})) - ${MAX_ALIASES - 2}::int):], ${entities.name}) end`;
  return { ...body, normalizedName: normalized, aliases: withOld };
}

/** Without those that are the same but for case and accents, or are the name itself. */
function distinct(aliases: readonly string[] = [], name?: string): string[] {
  const seen = new Set(name === undefined ? [] : [normalizedName(name)]);
  return aliases.filter((alias) => {
    const normalized = normalizedName(alias);
    if (normalized === "" || seen.has(normalized)) return false;
    return seen.add(normalized);
  });
}

/** Links that go with an entity at once; what there are more is removed at night, and is not shown until then. */
const MAX_LINKS_AT_ONCE = 10_000;

/** Deletes an entity with its links, and remembers that its names are none, so that they are not found again. */
export async function remove(ctx: Ctx, id: string, versions: number[] | undefined): Promise<void> {
  const linked = sql`select l.ctid from ${entityLinks} l where l.user_id = ${me} and (l.from_type, l.from_id) = ('entity', ${id}::uuid)
    union all select l.ctid from ${entityLinks} l where l.user_id = ${me} and (l.to_type, l.to_id) = ('entity', ${id}::uuid)`;
  await transition(ctx, entities, id, {
    versions,
    change: ({ name, aliases }) => ({
      values: "removed",
      emits: { event: EntityEvents.deleted },
      also: () => [
        effect(
          sql`delete from ${entityLinks} where ctid = any(array(select ctid from (${linked}) linked limit ${MAX_LINKS_AT_ONCE}))`,
        ),
        effect(ignoring([name, ...aliases])),
      ],
    }),
  });
}

function ignoring(names: readonly string[]): SQL {
  const rows = names.map((name) => ({ name, normalized_name: normalizedName(name) }));
  return sql`insert into ${ignoredNames} (name, normalized_name)
    select g.name, g.normalized_name from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) g(name text, normalized_name text)
    on conflict do nothing`;
}

/** Lets a name be found again. */
export async function freeName(ctx: Ctx, id: string): Promise<void> {
  await transition(ctx, ignoredNames, id, { change: { values: "removed", emits: { event: NameFreed } } });
}

/**
 * What is around an entity: breadth first, to three steps, and no more than some nodes. Of each node only its heaviest links are followed, the
 * newest first among equals, so that an entity with a hundred thousand links takes no longer than one with a hundred. Rows that are deleted, or
 * that the speaker does not see, are neither shown nor walked through.
 */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { entityKinds } from "#core/knowledge/entity-kinds";
import { entities, entityLinks } from "#core/knowledge/graph.sql";
import { endsOf, RowType, usedTypesRead } from "#core/knowledge/graph-rows";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { NotFound } from "#kit/problem";
import { rowRead } from "#kit/row";
import { me } from "#kit/table";
import { Uuid } from "#kit/wire";

export const MAX_NODES = 200;
export const MAX_DEPTH = 3;
const DEFAULT_NODES = 50;
/** Of a node other than the one in the middle, so many neighbours are followed. */
export const PER_NODE = 25;
/** So many links are looked at for each that is followed, in each direction: what is deleted is among them. */
const LOOKED_AT = 4;

const Node = z.strictObject({
  type: RowType,
  id: Uuid,
  title: z.nullable(z.string()),
  kind: z.nullable(z.enum(entityKinds)),
  depth: z.int(),
  hasMore: z.boolean(),
});
const Edge = z.strictObject({
  id: Uuid,
  fromType: RowType,
  fromId: Uuid,
  toType: RowType,
  toId: Uuid,
  relation: z.string(),
  weight: z.number(),
});
export const Around = z.strictObject({ nodes: z.array(Node), edges: z.array(Edge) });
export type Around = z.output<typeof Around>;

/** Two flights: the second walks, once it is known which kinds of rows are linked. Throws NotFound. */
export async function neighbours(
  ctx: Ctx,
  entityId: string,
  { depth = 1, limit = DEFAULT_NODES }: { depth?: number; limit?: number },
): Promise<Around> {
  const [entity, types] = await ctx.db.batch([rowRead(entities, entityId), usedTypesRead]);
  if (!entity) throw NotFound();
  const [around] = await ctx.db.batch([aroundRead(ctx, types, entityId, depth, limit)]);
  return around;
}

/** The statement, for tests that ask how it is run. */
export function aroundRead(
  ctx: Pick<Ctx, "actor">,
  types: readonly string[],
  entityId: string,
  depth: number,
  limit: number,
): Read<Around> {
  const ends = endsOf(ctx, ["entity", ...types]);
  const levels = Array.from({ length: depth + 1 }, (_, at) => at);
  const level = (at: number) => sql.identifier(`n${at}`);
  const steps = (at: number) => sql.identifier(`s${at}`);
  const upTo = (at: number) =>
    sql.join(
      levels.slice(0, at + 1).map((one) => sql`select type, id from ${level(one)}`),
      sql` union all `,
    );

  const walk = levels.slice(1).flatMap((at) => {
    const followed = at === 1 ? limit : PER_NODE;
    return [
      sql`${steps(at)} as materialized (
        select x.* from ${level(at - 1)} n cross join lateral (
          select * from (${linksOf(sql`n`, LOOKED_AT * followed)}) links where ${ends.isThere(sql`links.type`, sql`links.id`)}
          order by weight desc, link desc limit ${followed}) x)`,
      sql`${level(at)} as materialized (
        select s.type, s.id, ${at}::int as depth, max(s.weight) as weight, max(s.link::text collate "C") as link
        from ${steps(at)} s where (s.type, s.id) not in (${upTo(at - 1)})
        group by s.type, s.id order by 4 desc, 5 desc
        limit greatest(0, ${limit}::int - (select count(*) from (${upTo(at - 1)}) before)))`,
    ];
  });
  const all = sql.join(
    levels.map((at) => sql`select * from ${level(at)}`),
    sql` union all `,
  );
  const walked = sql.join(
    levels.slice(1).map((at) => sql`select link from ${steps(at)}`),
    sql` union `,
  );
  const edge = sql`l.id, l.from_type, l.from_id, l.to_type, l.to_id, l.relation, l.weight`;
  const lookedAt = sql`case n.depth when 0 then ${LOOKED_AT * limit}::int else ${LOOKED_AT * PER_NODE}::int end`;

  const query = read<{ around: string | Around }>(sql`
    with n0 as materialized (select 'entity'::text as type, ${entityId}::uuid as id, 0 as depth, null::numeric as weight, null::text as link),
    ${sql.join(walk, sql`, `)},
    nodes as materialized (${all}),
    edges as (
      select ${edge} from ${entityLinks} l where l.user_id = ${me} and l.id in (${walked})
        and (l.from_type, l.from_id) in (select type, id from nodes) and (l.to_type, l.to_id) in (select type, id from nodes)
      union
      select ${edge} from nodes n
        cross join lateral (select * from ${entityLinks} o where o.user_id = ${me} and o.from_type = n.type and o.from_id = n.id
          order by o.weight desc, o.id desc limit ${LOOKED_AT * MAX_NODES}) l
        join nodes m on m.type = l.to_type and m.id = l.to_id),
    beyond as (
      select n.type, n.id,
        count(*) filter (where x.isout) >= max(${lookedAt}) or count(*) filter (where not x.isout) >= max(${lookedAt})
          or bool_or((x.type, x.id) not in (select type, id from nodes) and coalesce(${ends.isThere(sql`x.type`, sql`x.id`)}, false)) as more
      from nodes n cross join lateral (${linksOf(sql`n`, lookedAt)}) x group by n.type, n.id)
    select jsonb_build_object(
      'nodes', (select jsonb_agg(jsonb_build_object('type', n.type, 'id', n.id, 'title', ${ends.titleOf(sql`n.type`, sql`n.id`)},
          'kind', case when n.type = 'entity' then (select e.kind from ${entities} e where e.id = n.id) end,
          'depth', n.depth, 'hasMore', coalesce(b.more, false)) order by n.depth, n.weight desc, n.link desc)
        from nodes n left join beyond b on b.type = n.type and b.id = n.id),
      'edges', coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'fromType', e.from_type, 'fromId', e.from_id, 'toType', e.to_type,
          'toId', e.to_id, 'relation', e.relation, 'weight', e.weight) order by e.weight desc, e.id desc) from edges e), '[]')) as around`);
  return {
    ...query,
    decode: (result) => {
      const { around } = query.decode(result)[0]!;
      return typeof around === "string" ? (JSON.parse(around) as Around) : around;
    },
  };
}

/** The heaviest links of a node in both directions: the other end, the weight and the id of the link. An index has them in this order. */
function linksOf(node: SQL, most: number | SQL): SQL {
  const side = (here: "from" | "to", there: "from" | "to") => {
    const column = (name: string) => sql`l.${sql.identifier(name)}`;
    return sql`(select ${column(`${there}_type`)} as type, ${column(`${there}_id`)} as id, l.weight, l.id as link, ${here === "from"}::boolean as isout
      from ${entityLinks} l where l.user_id = ${me} and ${column(`${here}_type`)} = ${node}.type and ${column(`${here}_id`)} = ${node}.id
      order by l.weight desc, l.id desc limit ${most})`;
  };
  return sql`${side("from", "to")} union all ${side("to", "from")}`;
}

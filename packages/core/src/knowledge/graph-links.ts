/** Links between any two rows that their person sees, drawn by hand or found in texts. Whose ends are deleted are hidden until they are back. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { LinkCreated, LinkDeleted } from "#core/knowledge/events";
import { entityLinks, foundRelations } from "#core/knowledge/graph.sql";
import { endsOf, RowType, usedTypesRead } from "#core/knowledge/graph-rows";
import { graphFields, graphRefusals } from "#core/knowledge/sayings";
import { insert } from "#kit/change";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { DEFAULT_LIMIT, limitParameter, type Page } from "#kit/list";
import { AlreadyExists, InvalidInput, NotFound, type Refusals, wrong, wrongInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { me } from "#kit/table";
import { transition } from "#kit/transition";
import { Instant, type Row, rowSchema, Text, Uuid } from "#kit/wire";

export const Link = rowSchema(entityLinks, ["writtenAs"]);
export type Link = Row<typeof entityLinks>;

export const Body = z.strictObject({
  fromType: RowType,
  fromId: Uuid,
  toType: RowType,
  toId: Uuid,
  relation: z.optional(Text(60, 1).check(z.regex(/\S/, fieldSayings.sentences.empty))),
});

export const refusals: Refusals = { entity_links_once: () => AlreadyExists(graphRefusals("linked_already")) };

const isFound = (relation: string) => (foundRelations as readonly string[]).includes(relation);

/** Draws a link. Rows that are not there and rows of others are told alike. */
export async function create(ctx: Ctx, body: z.output<typeof Body>): Promise<Link> {
  const { fromType, toType, relation = "related" } = body;
  const [fromId, toId] = [body.fromId.toLowerCase(), body.toId.toLowerCase()];
  if (isFound(relation)) throw wrongInput("#/relation", graphFields("relation_of_texts"));
  if (fromType === toType && fromId === toId) throw wrongInput("#/toId", graphFields("linked_itself"));
  const ends = endsOf(ctx, [fromType, toType]);
  // CASE guarantees that the problem is raised only where a row is not there.
  const there = (type: string, id: string, column: string) =>
    sql`case when ${ends.isThere(sql`${type}::text`, sql`${id}::uuid`)} then ${id}::uuid else case when raise_problem('LF004', ${column}) then null::uuid end end`;
  try {
    const [row] = await ctx.db.batch([
      insert(
        ctx,
        entityLinks,
        { fromType, fromId: there(fromType, fromId, "from_id"), toType, toId: there(toType, toId, "to_id"), relation },
        { emits: { event: LinkCreated } },
      ),
    ]);
    return row;
  } catch (error) {
    const { code, detail } = error as { code?: string; detail?: string };
    if (code !== "LF004" || (detail !== "from_id" && detail !== "to_id")) throw error;
    const place = detail === "from_id" ? "#/fromId" : "#/toId";
    throw InvalidInput(graphRefusals("link_ends"), { errors: [wrong(place, fieldSayings("does_not_exist"))] });
  }
}

/** One that was found in a text comes again when the text is written anew. */
export async function remove(ctx: Ctx, id: string): Promise<void> {
  await transition(ctx, entityLinks, id, {
    change: { values: "removed", where: sql`${entityLinks.userId} = ${me}`, emits: { event: LinkDeleted } },
  });
}

/** The other end of a link of a row, and the link. */
export const Linked = z.strictObject({
  linkId: Uuid,
  type: RowType,
  id: Uuid,
  title: z.nullable(z.string()),
  relation: z.string(),
  weight: z.number(),
  linkedAt: Instant,
});
export type Linked = z.output<typeof Linked>;

export const RowQuery = z.strictObject({
  type: RowType,
  id: Uuid,
  limit: limitParameter(),
  cursor: z.optional(z.string().check(z.maxLength(100), z.regex(/^[\w-]+$/, "is not a cursor of this list"))),
});

interface Asked {
  type: string;
  id: string;
  limit?: number;
  cursor?: string;
}

/**
 * What links to a row (`to`), or what the row links to (`from`), the newest first, with what it is called. Two flights: the second reads the
 * links, once it is known to which kinds of rows there are any.
 */
export async function linked(
  ctx: Ctx,
  end: "from" | "to",
  { type, id, limit = DEFAULT_LIMIT, cursor }: Asked,
): Promise<Page<Linked>> {
  const before = cursor === undefined ? undefined : linkIn(cursor);
  const itself = endsOf(ctx, [type]);
  const [types, [seen]] = await ctx.db.batch([
    usedTypesRead,
    read<{ there: boolean | null }>(sql`select ${itself.isThere(sql`${type}::text`, sql`${id}::uuid`)} as there`),
  ]);
  if (!seen?.there) throw NotFound();
  const ends = endsOf(ctx, types);
  const [here, other] = end === "to" ? (["to", "from"] as const) : (["from", "to"] as const);
  const column = (side: string, what: "type" | "id") => sql`l.${sql.identifier(`${side}_${what}`)}`;
  const [otherType, otherId] = [column(other, "type"), column(other, "id")];
  const [rows] = await ctx.db.batch([
    read<Omit<Linked, "linkedAt" | "weight"> & { weight: string | number; at: string }>(sql`
      select l.id as "linkId", ${otherType} as type, ${otherId} as id, ${ends.titleOf(otherType, otherId)} as title, l.relation, l.weight, l.created_at as at
      from ${entityLinks} l
      where l.user_id = ${me} and ${column(here, "type")} = ${type} and ${column(here, "id")} = ${id}::uuid
        ${before === undefined ? sql`` : sql`and l.id < ${before}::uuid`} and ${ends.isThere(otherType, otherId)}
      order by l.id desc limit ${limit + 1}`),
  ]);
  const data = rows
    .slice(0, limit)
    .map(({ at, weight, ...row }) => ({ ...row, weight: Number(weight), linkedAt: isoInstant(at) }));
  return { data, nextCursor: rows.length > limit ? cursorOf(data.at(-1)!.linkId) : null };
}

const cursorOf = (linkId: string) => Buffer.from(linkId.replaceAll("-", ""), "hex").toString("base64url");

function linkIn(cursor: string): string {
  const hex = Buffer.from(cursor, "base64url").toString("hex");
  if (hex.length !== 32) throw wrongInput({ parameter: "cursor" }, fieldSayings("unknown_cursor"));
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

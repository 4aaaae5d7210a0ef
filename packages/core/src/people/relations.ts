/**
 * Who is what to whom. A relation is one row for two contacts and a kind, whichever of them it was said of, and reads from each side with its
 * own word: who is a parent to one is told a child by the other.
 */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect, type Read, read } from "#kit/db";
import { AlreadyExists, NotFound, ReadOnlyAccess, type Refusals, wrongInput } from "#kit/problem";
import { findRow, rowRead } from "#kit/row";
import { raised } from "#kit/saying";
import { fieldSayings } from "#kit/sayings";
import { me } from "#kit/table";
import { Instant, type Row, Text, Uuid } from "#kit/wire";
import { contacts } from "./contacts.sql.ts";
import { ContactRelationEvents } from "./events.ts";
import { removeOf, restoreOf } from "./of-contact.ts";
import { contactRelations, keptKinds } from "./relations.sql.ts";
import { contactFields, peopleRefusals } from "./sayings.ts";

export const MAX_RELATIONS = 200;

type KeptKind = (typeof keptKinds)[number];
/** What is said from the other side, of those whose two sides differ. */
const OPPOSITES = { parent: "child", grandparent: "grandchild", manager: "report", mentor: "mentee" } as const;
type Opposite = (typeof OPPOSITES)[keyof typeof OPPOSITES];
const KEPT_OF = new Map<string, KeptKind>(Object.entries(OPPOSITES).map(([kept, said]) => [said, kept as KeptKind]));

export const kinds = [...keptKinds, "child", "grandchild", "report", "mentee"] as const satisfies readonly (
  | KeptKind
  | Opposite
)[];
export type Kind = (typeof kinds)[number];

/** What somebody is called by the other side. */
export const oppositeOf = (kind: Kind): Kind =>
  KEPT_OF.get(kind) ?? (kind in OPPOSITES ? OPPOSITES[kind as keyof typeof OPPOSITES] : kind);

/** A relation as one contact sees it. */
export const Relation = z.strictObject({
  id: Uuid,
  /** The other contact, and what they are to this one. */
  relatedId: Uuid,
  name: Text(200),
  kind: z.enum(kinds),
  label: z.nullable(Text(100)),
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
});
type Relation = z.infer<typeof Relation>;

/** The columns of the row that says: `relatedId` is the `kind` of `contactId`. */
export function keptOf(contactId: string, relatedId: string, kind: Kind) {
  const senior = KEPT_OF.get(kind);
  if (senior) return { contactId, relatedId, kind: senior };
  const kept = kind as KeptKind;
  if (kept in OPPOSITES) return { contactId: relatedId, relatedId: contactId, kind: kept };
  // Neither side is the first, so that the pair alone decides.
  const [first, second] = [contactId, relatedId].sort();
  return { contactId: first!, relatedId: second!, kind: kept };
}

/** The relation as this contact sees it. */
function seenFrom(contactId: string, row: Row<typeof contactRelations>, name: string): Relation {
  const { id, label, version, createdAt, updatedAt } = row;
  const isFirst = row.contactId === contactId;
  const relatedId = isFirst ? row.relatedId! : row.contactId;
  const kind = isFirst ? oppositeOf(row.kind) : row.kind;
  return { id, relatedId, name, kind, label, version, createdAt, updatedAt };
}

export const refusals: Refusals = {
  contact_relations_pair: () => AlreadyExists(peopleRefusals("related_already")),
};

/** Says what another contact is to this one. Two flights. */
export async function relate(
  ctx: Ctx,
  contactId: string,
  { relatedId, kind, label }: { relatedId: string; kind: Kind; label?: string | null },
): Promise<Relation> {
  const [contact, related] = await findRow(ctx, contacts, contactId, rowRead(contacts, relatedId));
  const { userId } = ctx.actor;
  if (contact.userId !== userId) throw ReadOnlyAccess();
  if (contact.id === relatedId.toLowerCase()) throw wrongInput("#/relatedId", contactFields("another_contact"));
  if (!related) throw wrongInput("#/relatedId", fieldSayings("does_not_exist"));
  if (related.userId !== userId) throw wrongInput("#/relatedId", contactFields("own_contact"));
  const [row] = await ctx.db.batch([
    insert(
      ctx,
      contactRelations,
      { ...keptOf(contact.id, related.id, kind), label },
      { emits: { event: ContactRelationEvents.created } },
    ),
    // After the insert, which it reverts by raising a problem.
    effect(sql`select raise_problem('LF005', ${raised(peopleRefusals("many_relations", { max: MAX_RELATIONS }))})
      from (values (${contact.id}::uuid), (${related.id}::uuid)) one(id)
      where (select count(*) from ${contactRelations} r
        where r.user_id = ${me} and r.deleted_at is null and (r.contact_id = one.id or r.related_id = one.id)) > ${MAX_RELATIONS}::int`),
  ]);
  return seenFrom(contact.id, row, related.name);
}

const isOf = (contactId: string) =>
  sql`(${contactRelations.contactId} = ${contactId}::uuid or ${contactRelations.relatedId} = ${contactId}::uuid)`;

/** Those of deleted contacts are not among them, and are there again with them. */
const relationsRead = (contactId: string): Read<(Relation & { contactId: string })[]> =>
  read(sql`
    select r.id, r.contact_id as "contactId", other.id as "relatedId", other.name, r.kind, r.label, r.version,
      to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
      to_char(r.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "updatedAt"
    from (
      select *, related_id as other_id from ${contactRelations} where contact_id = ${contactId}::uuid
      union all select *, contact_id from ${contactRelations} where related_id = ${contactId}::uuid
    ) r join ${contacts} other on other.id = r.other_id
    where r.user_id = ${me} and r.deleted_at is null and other.deleted_at is null
    order by r.id limit ${sql.raw(String(MAX_RELATIONS))}`);

/** All relations of a contact, in the order in which they were said. One flight. */
export async function list(ctx: Ctx, contactId: string): Promise<Relation[]> {
  const [contact, rows] = await findRow(ctx, contacts, contactId, relationsRead(contactId));
  return rows.map(({ contactId: first, kind, ...row }) => ({
    ...row,
    kind: first === contact.id ? oppositeOf(kind) : kind,
  }));
}

export const remove = (ctx: Ctx, contactId: string, id: string, versions: number[] | undefined): Promise<void> =>
  removeOf(ctx, contactRelations, id, { of: isOf(contactId), versions, event: ContactRelationEvents.deleted });

/** Two flights: the relation, and what the other one is called. */
export async function restore(ctx: Ctx, contactId: string, id: string): Promise<Relation> {
  const row = await restoreOf(ctx, contactRelations, id, {
    of: isOf(contactId),
    event: ContactRelationEvents.restored,
    values: {},
  });
  const otherId = row.contactId === contactId.toLowerCase() ? row.relatedId : row.contactId;
  if (otherId === null) throw NotFound();
  const [name] = await ctx.db.batch([
    read<{ name: string }>(sql`select name from ${contacts} where id = ${otherId}::uuid`),
  ]);
  return seenFrom(contactId.toLowerCase(), row, name[0]?.name ?? "");
}

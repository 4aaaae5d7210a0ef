/** What a person has names for: contacts, projects, vendors and entities; which names they say are none; and what a text was linked with before. */
import { sql } from "drizzle-orm";
import { vendors } from "#core/household/vendors.sql";
import { documents } from "#core/knowledge/documents.sql";
import type { EntityKind } from "#core/knowledge/entity-kinds";
import { EntityConfused } from "#core/knowledge/events";
import type { KnownName } from "#core/knowledge/finding/known-names";
import { entities, entityLinks, foundRelations, ignoredNames } from "#core/knowledge/graph.sql";
import { endsOf } from "#core/knowledge/graph-rows";
import { normalizedName } from "#core/knowledge/names";
import { contacts } from "#core/people/contacts.sql";
import { events } from "#core/platform/events.sql";
import { projects } from "#core/work/projects.sql";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { me } from "#kit/table";

/** Of each kind of row the newest are known; whoever has more is known by the others when a text names their kind anew. */
const MOST = 5_000;

export interface ReferenceNow {
  type: string;
  id: string;
  relation: string;
  weight: number;
  writtenAs: string | null;
}

export interface Knowledge {
  /** Whether the row whose text it is is there. */
  isThere: boolean;
  /** Those that count before others of the same name first. */
  names: readonly KnownName[];
  links: readonly ReferenceNow[];
  isIgnored(normalized: string): boolean;
  /** The row that a name in double brackets means; null where several of one type have it. */
  referred(normalized: string): { type: string; id: string } | null | undefined;
  /** Whether it was said before that a name of this text is that of several. */
  isToldUnclear: boolean;
}

interface Rows {
  there: boolean | null;
  unclear: boolean;
  contacts: { id: string; name: string; nickname: string | null }[];
  projects: { id: string; name: string }[];
  vendors: { id: string; name: string }[];
  entities: { id: string; kind: EntityKind; name: string; aliases: string[] }[];
  documents: { id: string; title: string }[];
  ignored: string[];
  links: (ReferenceNow & { there: boolean | null })[];
}

export function knowledgeRead(
  ctx: Ctx,
  { entityType, entityId }: { entityType: string; entityId: string },
  titles: readonly string[],
): Read<Knowledge> {
  const itself = endsOf(ctx, [entityType]);
  const ends = endsOf(ctx, ["entity", "contact", "project", "vendor", "document"]);
  const all = (what: ReturnType<typeof sql>) => sql`(select coalesce(jsonb_agg(one), '[]') from (${what}) one)`;
  const query = read<{ known: string | Rows }>(sql`select jsonb_build_object(
    'there', ${itself.isThere(sql`${entityType}::text`, sql`${entityId}::uuid`)},
    'unclear', exists (select from ${events} e where e.entity_type = ${entityType} and e.entity_id = ${entityId}::uuid and e.event_type = ${EntityConfused.type}),
    'contacts', ${all(sql`select id, name, details ->> 'nickname' as nickname from ${contacts} where user_id = ${me} and deleted_at is null order by id desc limit ${MOST}`)},
    'projects', ${all(sql`select id, name from ${projects} where user_id = ${me} and deleted_at is null order by id desc limit ${MOST}`)},
    'vendors', ${all(sql`select id, name from ${vendors} where household_id = any(((select my_households()))::uuid[]) order by id desc limit ${MOST}`)},
    'entities', ${all(sql`select id, kind, name, aliases from ${entities} where user_id = ${me} order by id desc limit ${MOST}`)},
    'documents', ${titles.length === 0 ? sql`'[]'::jsonb` : all(sql`select id, title from ${documents} where user_id = ${me} and deleted_at is null and trim(folded(title)) in (select trim(folded(wanted)) from jsonb_array_elements_text(${JSON.stringify(titles)}::jsonb) wanted) order by id limit ${MOST}`)},
    'ignored', (select coalesce(jsonb_agg(normalized_name), '[]') from ${ignoredNames} where user_id = ${me}),
    'links', ${all(sql`select l.to_type as type, l.to_id as id, l.relation, l.weight, l.written_as as "writtenAs", ${ends.isThere(sql`l.to_type`, sql`l.to_id`)} as there
      from ${entityLinks} l where l.user_id = ${me} and l.from_type = ${entityType} and l.from_id = ${entityId}::uuid
        and l.relation = any(string_to_array(${foundRelations.join()}, ',')) limit ${MOST}`)}) as known`);
  return {
    ...query,
    decode: (result) => {
      const { known } = query.decode(result)[0]!;
      return knowledgeOf(typeof known === "string" ? (JSON.parse(known) as Rows) : known);
    },
  };
}

function knowledgeOf(rows: Rows): Knowledge {
  const aliased = rows.entities.flatMap(({ id, kind, aliases }) =>
    aliases.map((name) => ({ type: "entity", id, kind, name, isAlias: true })),
  );
  const names: KnownName[] = [
    ...rows.contacts.map(({ id, name }) => ({ type: "contact", id, kind: "person" as const, name })),
    ...rows.projects.map(({ id, name }) => ({ type: "project", id, kind: "thing" as const, name })),
    ...rows.entities.map(({ id, kind, name }) => ({ type: "entity", id, kind, name })),
    ...rows.vendors.map(({ id, name }) => ({ type: "vendor", id, kind: "organisation" as const, name })),
    ...rows.contacts.flatMap(({ id, nickname }) =>
      nickname ? [{ type: "contact", id, kind: "person" as const, name: nickname, isAlias: true }] : [],
    ),
    ...aliased,
  ];
  const ignored = new Set(rows.ignored);
  // An entity is what a name in brackets means first, since it is there to be named.
  const ranked = [...names].sort((a, b) => Number(b.type === "entity") - Number(a.type === "entity"));
  const byName = new Map<string, { type: string; id: string; isAlias: boolean; isOne: boolean }>();
  const add = (name: string, row: { type: string; id: string }, isAlias: boolean) => {
    const key = normalizedName(name);
    const first = byName.get(key);
    if (!first) byName.set(key, { ...row, isAlias, isOne: true });
    else if (first.type === row.type && first.id !== row.id && first.isAlias === isAlias) first.isOne = false;
  };
  for (const { name, type, id, isAlias } of ranked) if (!isAlias) add(name, { type, id }, false);
  for (const { name, type, id, isAlias } of ranked) if (isAlias) add(name, { type, id }, true);
  for (const { id, title } of rows.documents) add(title, { type: "document", id }, false);
  const meant = (normalized: string) => {
    const found = byName.get(normalized);
    // Of entities, which are there to be named, the newest of a name is meant.
    return found && (found.isOne || found.type === "entity" ? { type: found.type, id: found.id } : null);
  };
  const before = new Map(
    rows.links.flatMap(({ relation, writtenAs, type, id, there }) =>
      relation === "refers" && writtenAs && there ? [[writtenAs, { type, id }]] : [],
    ),
  );
  return {
    isThere: rows.there === true,
    names,
    links: rows.links,
    isIgnored: (normalized) => ignored.has(normalized),
    referred: (normalized) => before.get(normalized) ?? meant(normalized),
    isToldUnclear: rows.unclear,
  };
}

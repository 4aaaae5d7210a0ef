/**
 * Links a row with what its text is about. The links of a text are replaced as a whole: what it does not mention any more is not linked any more,
 * and links that somebody drew by hand stay. Doing so twice changes nothing.
 */
import { type SQL, sql } from "drizzle-orm";
import { zoneRead } from "#core/identity/zone";
import type { EntityKind } from "#core/knowledge/entity-kinds";
import { EntityConfused, EntityEvents, EntityLinked } from "#core/knowledge/events";
import { englishNames } from "#core/knowledge/finding/english-names";
import { type FoundEntity, findEntities, referencesIn } from "#core/knowledge/finding/find-entities";
import { type Knowledge, knowledgeRead, type ReferenceNow } from "#core/knowledge/finding/knowledge";
import type { Phrase } from "#core/knowledge/finding/phrases";
import { entities, entityLinks, foundRelations } from "#core/knowledge/graph.sql";
import { languageOf } from "#core/knowledge/language";
import { normalizedName } from "#core/knowledge/names";
import { datesIn } from "#core/work/quick-add-dates";
import { emit } from "#kit/change";
import { insertMany } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { effect } from "#kit/db";
import { me } from "#kit/table";
import { cut } from "#kit/text";

/** A row of the speaker's own, with its text. */
export interface Source {
  /** As events call it: `journal`, `document`. */
  entityType: string;
  entityId: string;
  title?: string | null;
  text: string;
  /** ISO 639-1; looked for unless it is given. */
  language?: string | null;
  /** When it was written: what “on Friday” means. An ISO 8601 instant. */
  at: string;
}

export interface Linking {
  /** So many rows and entities the text mentions. */
  mentioned: number;
  /** So many of these entities are new. */
  created: number;
  /** So many of its names are those of several rows of a kind: they stay text. */
  unclear: number;
}

/** A text that is about more is about the surest of them, and those that it names most often. */
const MAX_LINKS = 200;
const MAX_WEIGHT = 1_000;

/** One flight to learn what is known, and one to write, if anything is different. Throws ApartError with `busy` while too many texts are read. */
export async function linkEntities(ctx: Ctx, source: Source): Promise<Linking> {
  const text = source.title ? `${source.title}\n\n${source.text}` : source.text;
  const references = referencesIn(text);
  const [knowledge, zone] = await ctx.db.batch([
    knowledgeRead(
      ctx,
      source,
      [...references.values()].map(({ name }) => name),
    ),
    zoneRead(),
  ]);
  if (!knowledge.isThere) return { mentioned: 0, created: 0, unclear: 0 };
  const beside = isEnglish(text, source.language) ? await englishNames(text) : [];
  const moment = { now: new Date(source.at), zone };
  const { wanted, unclear } = wantedOf(source, text, references, knowledge, beside, moment);
  const fresh = new Map(wanted.flatMap((one) => (one.toId ? [] : [[`${one.kind} ${one.normalizedName}`, one]])));
  // In one order whatever text they are in, so that of two texts that name the same anew one waits for the other.
  const made = [...fresh].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  const linking = { mentioned: wanted.length, created: made.length, unclear };
  const about = { entityType: source.entityType, entityId: source.entityId, owner: ctx.actor.userId };
  const isTold = unclear === 0 || knowledge.isToldUnclear;
  // Once for a text, however often it is changed.
  const told = isTold ? [] : [emit(ctx, EntityConfused, { ...about, payload: { names: unclear } })];
  if (made.length === 0 && isSame(wanted, knowledge.links)) {
    if (told.length > 0) await ctx.db.batch(told);
    return linking;
  }
  await ctx.db.batch([
    ...told,
    insertMany(
      ctx,
      entities,
      made.map(({ kind, name, normalizedName: normalized, attributes }) => ({
        kind,
        name,
        normalizedName: normalized,
        attributes,
      })),
      { onConflict: "nothing", emits: { event: EntityEvents.created } },
    ),
    effect(forgotten(source, wanted)),
    effect(linked(ctx, source, wanted)),
    emit(ctx, EntityLinked, { ...about, payload: { mentioned: linking.mentioned, created: linking.created } }),
  ]);
  return linking;
}

/** A short text has no language that could be told; one without other letters may be English, and names are found in it all the same. */
function isEnglish(text: string, given: string | null | undefined): boolean {
  const language = given ?? languageOf(text);
  return language === "en" || (language === null && text.length < 300 && /^[\x20-\x7e\s]*$/.test(text));
}

interface Wanted {
  toType: string;
  /** Absent for an entity that is found by its name, or is new. */
  toId?: string;
  kind: EntityKind;
  name: string;
  normalizedName: string;
  attributes: Record<string, unknown>;
  relation: (typeof foundRelations)[number];
  weight: number;
  writtenAs?: string;
}

function wantedOf(
  source: Source,
  text: string,
  references: ReadonlyMap<string, { name: string; count: number }>,
  knowledge: Knowledge,
  beside: readonly Phrase[],
  moment: { now: Date; zone: string },
): { wanted: Wanted[]; unclear: number } {
  const unclear = new Set<string>();
  const byKey = new Map<string, Wanted & { confidence: number }>();
  const keyOf = ({ toType, toId, kind, normalizedName: normalized }: Wanted) =>
    toId ? `${toType} ${toId}` : `${kind} ${normalized}`;
  const isItself = ({ toType, toId }: Wanted) => toType === source.entityType && toId === source.entityId;
  for (const [key, { name, count }] of references) {
    const known = knowledge.referred(key);
    if (known === null) {
      unclear.add(key);
      continue;
    }
    const one: Wanted = {
      ...(known ? { toType: known.type, toId: known.id } : { toType: "entity" }),
      kind: "topic",
      name: cut(name, 300),
      normalizedName: key,
      attributes: {},
      relation: "refers",
      weight: count,
      writtenAs: key,
    };
    if (!isItself(one)) byKey.set(keyOf(one), { ...one, confidence: 1 });
  }
  for (const found of findEntities(text, { known: knowledge.names, beside })) {
    const normalized = normalizedName(found.name);
    if (found.isAmbiguous) {
      unclear.add(normalized);
      continue;
    }
    if (normalized === "" || (!found.known && knowledge.isIgnored(normalized))) continue;
    const one: Wanted = {
      ...(found.known ? { toType: found.known.type, toId: found.known.id } : { toType: "entity" }),
      kind: found.kind,
      name: cut(found.name, 300),
      normalizedName: normalized,
      attributes: {},
      relation: "mentions",
      weight: 1,
    };
    if (isItself(one)) continue;
    const had = byKey.get(keyOf(one));
    if (had?.relation === "refers") continue;
    if (had) had.weight = Math.min(MAX_WEIGHT, had.weight + 1);
    else byKey.set(keyOf(one), { ...one, attributes: attributesOf(found, text, moment), confidence: found.confidence });
  }
  const wanted = [...byKey.values()]
    .sort(
      (a, b) =>
        Number(b.relation === "refers") - Number(a.relation === "refers") ||
        b.confidence - a.confidence ||
        b.weight - a.weight,
    )
    .slice(0, MAX_LINKS);
  return { wanted, unclear: unclear.size };
}

/** The day that stands beside an event, in its sentence. */
function attributesOf(
  { kind, known, start, end }: FoundEntity,
  text: string,
  moment: { now: Date; zone: string },
): Record<string, unknown> {
  if (kind !== "event" || known) return {};
  const [before] = /[^.!?\n]{0,150}$/.exec(text.slice(Math.max(0, start - 150), start))!;
  const [behind] = /^[^.!?\n]{0,150}/.exec(text.slice(end, end + 150))!;
  const day = datesIn(`${before} ${behind}`, moment)[0]?.day;
  return day === undefined ? {} : { date: day };
}

const isSame = (wanted: readonly Wanted[], now: readonly ReferenceNow[]): boolean => {
  const keyOf = (type: string, id: string | undefined, relation: string) => `${type} ${id} ${relation}`;
  const had = new Map(now.map((one) => [keyOf(one.type, one.id, one.relation), one]));
  return (
    had.size === wanted.length &&
    wanted.every((one) => {
      const before = had.get(keyOf(one.toType, one.toId, one.relation));
      return before !== undefined && before.weight === one.weight && (before.writtenAs ?? undefined) === one.writtenAs;
    })
  );
};

/** The rows that the text is about, each once, with new entities by the ids that they have got. */
function resolved(wanted: readonly Wanted[]): SQL {
  const rows = wanted.map(({ attributes: _, name: __, ...one }) => one);
  return sql`select distinct on (1, 2, 3) g."toType" as to_type, coalesce(g."toId", e.id) as to_id, g.relation, g.weight, g."writtenAs" as written_as
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) g("toType" text, "toId" uuid, kind text, "normalizedName" text, relation text, weight numeric, "writtenAs" text)
    left join ${entities} e on e.user_id = ${me} and e.kind = g.kind and e.normalized_name = g."normalizedName"
    where coalesce(g."toId", e.id) is not null order by 1, 2, 3, g.weight desc`;
}

const ofSource = ({ entityType, entityId }: Source) =>
  sql`user_id = ${me} and from_type = ${entityType} and from_id = ${entityId}::uuid and relation = any(string_to_array(${foundRelations.join()}, ','))`;

const forgotten = (source: Source, wanted: readonly Wanted[]): SQL =>
  sql`delete from ${entityLinks} where ${ofSource(source)} and (to_type, to_id, relation) not in (select to_type, to_id, relation from (${resolved(wanted)}) kept)`;

const linked = (ctx: Ctx, { entityType, entityId }: Source, wanted: readonly Wanted[]): SQL =>
  sql`insert into ${entityLinks} (from_type, from_id, to_type, to_id, relation, weight, source_event_id, written_as)
    select ${entityType}, ${entityId}::uuid, to_type, to_id, relation, weight, ${ctx.causationId}::uuid, written_as from (${resolved(wanted)}) found
    on conflict (user_id, from_type, from_id, to_type, to_id, relation) do update
      set weight = excluded.weight, written_as = excluded.written_as, source_event_id = excluded.source_event_id
      where (entity_links.weight, entity_links.written_as) is distinct from (excluded.weight, excluded.written_as)`;

/**
 * What becomes of the contacts of an address book. A card that was imported before and says something else by now brings its contact up to
 * date, unless that was changed here since. Of the others, one whose name is that of a contact here, and which has a mail address or number
 * in common with it, is that person: what the contact does not have is added to it, and nothing of it is replaced. Contacts that this import
 * made or changed itself do not count, so that it does not matter in how many parts a file is read; the story of their events tells.
 */
import { isDeepStrictEqual } from "node:util";
import { sql } from "drizzle-orm";
import type * as z from "zod/mini";
import type { Decision, Planned, Planning, Reading, Target } from "#core/ingest/importer";
import { rowReasons } from "#core/ingest/sayings";
import { type Card, identityOf, nameNormal } from "#core/people/card";
import { contactDates } from "#core/people/contact-dates.sql";
import { contacts, interactions, MAX_REACHED } from "#core/people/contacts.sql";
import { read as readCsv } from "#core/people/contacts-csv";
import { ContactEvents } from "#core/people/events";
import type { contactOptions, csvOptions } from "#core/people/import-options";
import { emailKeysFor, keysOf, phoneKeysFor, type Reached, sameMail, samePhone } from "#core/people/reached";
import { contactRelations } from "#core/people/relations.sql";
import { contactReasons } from "#core/people/sayings";
import { read as readVcards } from "#core/people/vcards";
import { events } from "#core/platform/events.sql";
import { blindIndexOf } from "#kit/blind-index";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { reveal } from "#kit/row";
import { sealed } from "#kit/sealed";
import { rowReader, selection } from "#kit/selection";
import { columnsOf, me } from "#kit/table";
import type { Row } from "#kit/wire";

const targets = {
  contact: {
    table: contacts,
    emits: ContactEvents,
    dependents: (id) => sql`select i.id from ${interactions} i where i.contact_id = ${id} and i.deleted_at is null
      union all select d.id from ${contactDates} d where d.contact_id = ${id} and d.deleted_at is null
      union all select r.id from ${contactRelations} r where (r.contact_id = ${id} or r.related_id = ${id}) and r.deleted_at is null`,
    // With each interaction, which says when the last one was.
    movesByItself: true,
  },
} satisfies Record<string, Target>;
type Options = z.output<typeof contactOptions>;
type Decided = Decision<typeof targets>;

const shared = {
  targets,
  identity: (card: Card) => hashed(identityOf(card)),
  contentOf: (card: Card) => hashed(JSON.stringify(card)),
  titleOf: ({ name }: Card) => name,
  plan,
};
export const contactsVcard: Reading<Card, Options, typeof targets> = { ...shared, read: readVcards };
export const contactsCsv: Reading<Card, z.output<typeof csvOptions>, typeof targets> = { ...shared, read: readCsv };

/** With a key, because what is remembered of an import is not encrypted, and all numbers that there are could be tried. */
const hashed = (text: string) => blindIndexOf(text, contacts, "import", "");

async function plan({ ctx, options, rows }: Planning<Card, Options>): Promise<Decided[]> {
  const here = await contactsHere(ctx, rows);
  const changed = new Set<string>();
  return rows.map((planned): Decided => {
    const { row: card, known } = planned;
    if (known) return again(ctx, card, known, here.byId.get(known.entityId));
    const match = here.of(card).find(({ id }) => !changed.has(id));
    if (!match)
      return {
        action: "write",
        writes: [{ create: "contact", id: planned.idFor(), values: created(ctx, card, planned.idFor(), options) }],
      };
    const isHere = {
      action: "skip",
      reason: rowReasons("is_here"),
      is: { entityType: "contact", entityId: match.id },
    } as const;
    if (options.existing === "keep") return isHere;
    const decision = write(ctx, match, filled(match, card)) ?? isHere;
    if (decision.action === "write") changed.add(match.id);
    return decision;
  });
}

/** A card that was imported before and says something else by now. */
function again(ctx: Ctx, card: Card, known: NonNullable<Planned<Card>["known"]>, contact: Here | undefined): Decided {
  if (known.isChanged || !contact) return { action: "skip", reason: rowReasons("imported_and_changed") };
  const { name, birthday = contact.birthday, notes = contact.notes } = card;
  const { matrixId = contact.matrixId, mastodonHandle = contact.mastodonHandle } = card;
  const values = {
    name,
    birthday,
    notes,
    matrixId,
    mastodonHandle,
    emails: joined(card.emails, contact.emails, sameMail),
    phones: joined(card.phones, contact.phones, samePhone),
    details: { ...contact.details, ...card.details },
  };
  return write(ctx, contact, values) ?? { action: "skip", reason: rowReasons("nothing_new") };
}

/** What a contact would be with what it lacks. */
const filled = (contact: Here, card: Card): Facts => ({
  name: contact.name,
  birthday: contact.birthday ?? card.birthday ?? null,
  notes: contact.notes ?? card.notes ?? null,
  matrixId: contact.matrixId ?? card.matrixId ?? null,
  mastodonHandle: contact.mastodonHandle ?? card.mastodonHandle ?? null,
  emails: joined(contact.emails, card.emails, sameMail),
  phones: joined(contact.phones, card.phones, samePhone),
  details: { ...card.details, ...contact.details },
});

/** The first, and those of the second that it does not have. */
const joined = (
  first: Reached[] | null,
  second: Reached[] | null,
  same: (a: string, b: string) => boolean,
): Reached[] => [
  ...(first ?? []),
  ...(second ?? []).filter(({ value }) => !first?.some((one) => same(oneLine(one.value), oneLine(value)))),
];

/** A file does not keep each white space. */
const oneLine = (text: string) => text.replace(/\s+/g, " ");

type Facts = Pick<
  Row<typeof contacts>,
  "name" | "birthday" | "notes" | "matrixId" | "mastodonHandle" | "emails" | "phones" | "details"
>;
type Here = Row<typeof contacts>;

/** The change that makes a contact be like this; undefined when it is. */
function write(ctx: Ctx, contact: Here, wanted: Facts): Decided | undefined {
  if ([wanted.emails, wanted.phones].some((reached) => (reached?.length ?? 0) > MAX_REACHED))
    return {
      action: "refuse",
      reason: contactReasons("contact_too_much", { max: MAX_REACHED }),
    };
  const changed = Object.entries(wanted).filter(
    ([key, value]) => !isDeepStrictEqual(value, contact[key as keyof Facts] ?? emptyOf(value)),
  );
  if (changed.length === 0) return undefined;
  const facts: Partial<Facts> = Object.fromEntries(changed);
  const values = sealed(ctx, contacts, { ...facts, ...keysOf(contact.userId, facts) }, contact.id);
  return { action: "write", writes: [{ update: "contact", id: contact.id, version: contact.version, values }] };
}

const emptyOf = (value: unknown) => (Array.isArray(value) ? [] : null);

function created(ctx: Ctx, card: Card, id: string, { contactType }: Options) {
  const { uid: _, emails, phones, ...facts } = card;
  const reached = { ...(emails.length > 0 && { emails }), ...(phones.length > 0 && { phones }) };
  const values = { ...facts, ...reached, ...(contactType && { contactType }), ...keysOf(ctx.actor.userId, reached) };
  return { ...sealed(ctx, contacts, values, id), id };
}

/** The contacts that these cards may be: those that were made of them before, and those of the same name that have something in common. */
async function contactsHere(ctx: Ctx, rows: readonly Planned<Card>[]) {
  const known = rows.flatMap(({ known, row }) => known?.entityId ?? ownIdOf(row) ?? []);
  const cards = rows.filter(({ known }) => !known).map(({ row }) => row);
  const [found] = await ctx.db.batch([hereRead(ctx, known, cards)]);
  const own = found.map((row) => reveal(contacts, row as Record<string, unknown>) as Here);
  const byId = new Map(own.map((row) => [row.id, row]));
  const byName = Map.groupBy(
    own.filter(({ id }) => !rows.some((row) => row.known?.entityId === id)),
    ({ name }) => nameNormal(name),
  );
  return {
    byId,
    of: (card: Card) =>
      itself(byId.get(ownIdOf(card) ?? "")) ??
      (byName.get(nameNormal(card.name)) ?? []).filter((row) => haveInCommon(row, card)),
  };
}

const itself = (contact: Here | undefined) => contact && [contact];

/** Which contact a card was exported from here of. */
const ownIdOf = ({ uid }: Card): string | undefined =>
  /^urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(uid ?? "")?.[1]?.toLowerCase();

const haveInCommon = ({ emails, phones }: Here, card: Card) =>
  card.emails.some(({ value }) => emails?.some((one) => sameMail(one.value, value))) ||
  card.phones.some(({ value }) => phones?.some((one) => samePhone(one.value, value)));

function hereRead(ctx: Ctx, known: readonly string[], cards: readonly Card[]): Read<Here[]> {
  const columns = columnsOf(contacts);
  const keys = [
    "id",
    "userId",
    "version",
    "name",
    "birthday",
    "notes",
    "matrixId",
    "mastodonHandle",
    "emails",
    "phones",
    "details",
  ];
  const reached = cards.flatMap(({ emails, phones }) => [
    ...emails.flatMap(({ value }) => emailKeysFor(value, ctx.actor.userId)),
    ...phones.flatMap(({ value }) => phoneKeysFor(value, ctx.actor.userId)),
  ]);
  const names = JSON.stringify(cards.map(({ name }) => name));
  const isOfThis = sql`exists (select from ${events} e where e.entity_id = ${contacts.id} and e.entity_type = ${ContactEvents.created.entityType} and e.correlation_id = ${ctx.correlationId}::uuid)`;
  const matching = sql`${contacts.id} = any(array(select my_contacts_reached_by(array(select jsonb_array_elements_text(${JSON.stringify(reached)}::jsonb)))))
    and lower(btrim(${contacts.name})) in (select lower(one) from jsonb_array_elements_text(${names}::jsonb) one) and not ${isOfThis}`;
  const ids = sql`${contacts.id} = any(array(select one::uuid from jsonb_array_elements_text(${JSON.stringify(known)}::jsonb) one))`;
  return {
    ...read(
      sql`select ${selection(contacts, keys)} from ${contacts} where ${contacts.userId} = ${me} and ${contacts.deletedAt} is null and (${ids} or (${matching})) order by ${contacts.id}`,
    ),
    decode: (result) => result.rows.map((row) => rowReader(columns, result.columns)(row) as Here),
  };
}

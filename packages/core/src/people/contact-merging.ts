/** Merges a contact into another one, and undoes that. */
import { eq, sql } from "drizzle-orm";
import { type Choices, type Contact, MERGED_FIELDS, united } from "#core/people/contact-fields";
import type { Wish } from "#core/people/contact-wish";
import { contactDetails, contacts, MAX_REACHED } from "#core/people/contacts.sql";
import { ContactEvents, ContactMerged, ContactUnmerged } from "#core/people/events";
import { keysOf } from "#core/people/reached";
import { contactFields, contactReasons } from "#core/people/sayings";
import { merges } from "#core/platform/merges.sql";
import {
  beginning,
  getMerge,
  holding,
  type Memory,
  type Merge,
  memoryRead,
  mergeOf,
  moving,
  notUndoable,
  remembering,
  shownMerge,
  takingBack,
} from "#core/platform/merging";
import { mergeRefusals } from "#core/platform/sayings";
import { emit, remove, restore, update } from "#kit/change";
import type { Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import { effect, type Read, read } from "#kit/db";
import { Conflict, Forbidden, NotFound, type Problem, wrongInput } from "#kit/problem";
import { gone, reveal } from "#kit/row";
import { sealed } from "#kit/sealed";
import { rowReader, selection } from "#kit/selection";
import { justEmitted } from "#kit/story";
import { columnsOf, me } from "#kit/table";
import { MISSED, transition, transitionBatch } from "#kit/transition";
import type { Row } from "#kit/wire";

const NOUN = "contact";

/**
 * Merges another contact of the speaker's own into this one (see `united` for its fields), which everything refers to from then on that
 * referred to either. Two flights. Yields the merge, by which it can be undone.
 */
export async function merge(ctx: Ctx, contactId: string, { otherId, fields = {}, values = {} }: Wish): Promise<Merge> {
  if (contactId === otherId) throw wrongInput("#/otherId", contactFields("another_contact"));
  const [, , , , merged] = await transitionBatch(ctx, contacts, contactId, {
    beside: bothRead(contactId, otherId),
    refuse: ({ userId }, both) =>
      userId === ctx.actor.userId ? unmergeable(both, fields, values) : Forbidden(mergeRefusals("merge_own")),
    change: (_, { mine, theirs }) => {
      if (!mine || !theirs) return { values: {} };
      const become = { ...united(mine, theirs, fields), ...values };
      const two = { table: contacts, noun: NOUN, into: mine, other: theirs };
      const cause = justEmitted(contactId, ContactMerged);
      const last = [mine.lastInteractionAt, theirs.lastInteractionAt]
        .filter((at) => at !== null)
        .sort()
        .at(-1);
      return {
        values: sealed(
          ctx,
          contacts,
          { ...become, ...keysOf(mine.userId, become), lastInteractionAt: last ?? null } as Values<typeof contacts>,
          contactId,
        ),
        emits: { event: ContactEvents.updated, cause },
        first: [
          ...holding(two),
          ...beginning(ctx, two, theirs.name),
          emit(ctx, ContactMerged, { entityId: contactId, owner: ctx.actor.userId, payload: { otherId } }),
        ],
        also: (story) => [
          moving(otherId),
          remove(story, contacts, eq(contacts.id, otherId), {
            emits: { event: ContactEvents.deleted, cause },
            orConflict: MISSED,
          }),
          remembering(contacts, contactId, otherId),
          update(story, merges, sql`${merges.id} = ${mergeOf(otherId)}`, {}, { isUnseen: true }),
        ],
      };
    },
  });
  return shownMerge(merged as Row<typeof merges>);
}

interface Both {
  mine?: Contact;
  theirs?: Contact;
}

/** Both contacts with what is encrypted of them, as far as they are the speaker's own. */
function bothRead(contactId: string, otherId: string): Read<Both> {
  const columns = columnsOf(contacts);
  const keys = Object.keys(columns).filter((key) => !["deletedAt", "emailKeys", "phoneKeys"].includes(key));
  return {
    ...read(sql`select ${selection(contacts, keys)} from ${contacts}
      where ${contacts.id} in (${contactId}::uuid, ${otherId}::uuid) and ${contacts.userId} = ${me} and ${contacts.deletedAt} is null`),
    decode: ({ columns: names, rows }) => {
      const found = rows.map((row) => reveal(contacts, rowReader(columns, names)(row)) as Contact);
      return { mine: found.find(({ id }) => id === contactId), theirs: found.find(({ id }) => id === otherId) };
    },
  };
}

/** Why two contacts cannot become one with these choices. */
function unmergeable({ mine, theirs }: Both, fields: Choices, values: Partial<Contact>): Problem | undefined {
  if (!theirs) return NotFound();
  if (!mine) return NotFound();
  if ([mine, theirs].some((one) => "unreadable" in one)) return Conflict(mergeRefusals("merge_unreadable"));
  const become = { ...united(mine, theirs, fields), ...values };
  if ([become.emails, become.phones].some((reached) => (reached?.length ?? 0) > MAX_REACHED))
    return Conflict(contactReasons("contact_too_much", { max: MAX_REACHED }));
  if ((become.notes?.length ?? 0) > MAX_NOTES)
    return Conflict(contactReasons("card_long_note", { count: become.notes!.length, max: MAX_NOTES }));
  if (become.details && !contactDetails.safeParse(become.details).success)
    return Conflict(contactReasons("card_long_details", { max: MAX_DETAILS }));
  return undefined;
}

const MAX_NOTES = 10_000;
const MAX_DETAILS = 20_000;

/** Which hashes belong to which field. */
const ALONG = {
  emails: ["emailKeys"],
  phones: ["phoneKeys"],
  hourlyRateCents: ["rateCurrency", "roundingMinutes", "rounding"],
} as const;

/**
 * Parts two contacts again: the other one is back with everything that referred to it, and fields of this one are as they were unless somebody
 * has changed them since. What was added since stays with this one. Two flights.
 */
export async function undo(ctx: Ctx, mergeId: string): Promise<Merge> {
  const undone = await transition(ctx, merges, mergeId, {
    of: eq(merges.noun, NOUN),
    beside: memoryRead(contacts, mergeId),
    refuse: notUndoable,
    change: (merge, memory) => {
      if (!memory?.now) return { values: {} };
      const { values, kept } = takingBack(contacts, mergeId, [...MERGED_FIELDS, "lastInteractionAt"], memory, ALONG);
      return {
        values: {
          undoneAt: ctx.now().toISOString(),
          keptFields: kept.filter((field) => field !== "lastInteractionAt"),
        },
        first: [
          effect(
            sql`select 1 from ${contacts} where id in (${merge.intoId}::uuid, ${merge.otherId}::uuid) order by id for update`,
          ),
        ],
        also: (story) => [
          emit(story, ContactUnmerged, {
            entityId: merge.intoId,
            owner: ctx.actor.userId,
            payload: { otherId: merge.otherId },
          }),
          ...parting(story, merge, memory, values),
        ],
      };
    },
  });
  return shownMerge(undone);
}

function parting(ctx: Ctx, { id, intoId, otherId }: Merge, { now }: Memory, values: Values<typeof contacts>) {
  const cause = justEmitted(intoId, ContactUnmerged);
  return [
    update(
      ctx,
      contacts,
      sql`${contacts.id} = ${intoId}::uuid and ${contacts.version} = ${Number(now!.version)} and ${contacts.deletedAt} is null`,
      values,
      { emits: { event: ContactEvents.updated, cause }, orConflict: MISSED },
    ),
    restore(
      ctx,
      contacts,
      gone(contacts, otherId),
      {},
      { emits: { event: ContactEvents.restored, cause }, orConflict: MISSED },
    ),
    effect(sql`select take_back_merge(${id}::uuid)`),
  ];
}

export const ofContacts = eq(merges.noun, NOUN);

export const get = (ctx: Ctx, mergeId: string): Promise<Merge> => getMerge(ctx, NOUN, mergeId);

/** People and organisations that somebody is in touch with. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { contactRefusals } from "#core/people/sayings";
import { whereItWent } from "#core/platform/merging";
import { recordLook } from "#kit/audit";
import type { Values } from "#kit/change-statement";
import type { Search } from "#kit/crud";
import type { Ctx } from "#kit/ctx";
import { NotFound } from "#kit/problem";
import { rowRead, shown } from "#kit/row";
import { Text } from "#kit/wire";
import { contacts, reachedBy } from "./contacts.sql.ts";
import { emailKeysFor, keysOf, phoneKeysFor, type Reached } from "./reached.ts";

/** Addresses that people type in: one @, and nothing that ends an address in a header of a mail. */
export const MAIL = /^[^\s@"(),:;<>[\\\]]{1,64}@[^\s@"(),:;<>[\\\]]{1,255}$/;

/** Mail addresses that somebody types in are addresses. */
export const Emails = reachedBy(z.email({ pattern: MAIL, error: "must be an e-mail address" }).check(z.maxLength(320)));

type Written = Values<typeof contacts> & { emails?: Reached[] | null; phones?: Reached[] | null };

/** The columns of a new contact, with those by which it is found. */
export const created = (ctx: Ctx, body: Written): Written => ({ ...body, ...keysOf(ctx.actor.userId, body) });

/**
 * The columns that a change sets. Whoever was granted a contact changes what belongs to somebody else, and the owner is to find it, so
 * that the owner is looked up where that matters. Throws NotFound.
 */
export async function changed(ctx: Ctx, given: Written, id: string): Promise<Written> {
  const body = withNewSilence(given);
  if (body.emails === undefined && body.phones === undefined) return body;
  const [row] = await ctx.db.batch([rowRead(contacts, id)]);
  if (!row) throw NotFound();
  return { ...body, ...keysOf(row.userId, body) };
}

/** One contact. Throws NotFound, which says of one that was merged where it went. */
export async function get(ctx: Ctx, id: string) {
  const [row, into] = await ctx.db.batch([
    rowRead(contacts, id, true),
    whereItWent("contact", id),
    recordLook(ctx, contacts, id),
  ]);
  if (!row) throw NotFound(into === undefined ? undefined : contactRefusals("contact_merged", { into }));
  return shown(contacts, row, OMIT);
}

/** Who wants to be reminded after another time is reminded anew. */
function withNewSilence(body: Written): Written {
  const { keepInTouchDays } = body;
  if (keepInTouchDays === undefined) return body;
  const isSame = sql`${contacts.keepInTouchDays} is not distinct from ${keepInTouchDays}::int`;
  return { ...body, neglectedSince: sql`case when ${isSame} then ${contacts.neglectedSince} end` };
}

/** Columns that only LifeOS itself looks at. */
export const OMIT = ["birthdayRemindedFor", "neglectedSince"] as const;
const MAX_NAMED = 1_000;

/** Finds contacts by beginnings of words of their names, and one's own by a whole mail address or telephone number. */
export const search: Search = {
  parameters: { q: z.optional(Text(200, 1)), email: z.optional(Text(320, 1)), phone: z.optional(Text(100, 1)) },
  where({ actor }, { q, email, phone }) {
    const reached = (keys: string[]) =>
      sql`${contacts.id} in (select my_contacts_reached_by(${sql.param(keys, contacts.emailKeys)}::text[]))`;
    const conditions = [
      // The newest that have all of the words, without regard to case and accents.
      ...(typeof q === "string"
        ? [sql`${contacts.id} in (select find_titles('contacts', ${q}, ${MAX_NAMED}::int))`]
        : []),
      ...(typeof email === "string" ? [reached(emailKeysFor(email, actor.userId))] : []),
      ...(typeof phone === "string" ? [reached(phoneKeysFor(phone, actor.userId))] : []),
    ];
    return conditions.length > 0 ? sql.join(conditions, sql` and `) : undefined;
  },
};

/**
 * Whom a person has not been in touch with for as long as they want. A silence begins with the last interaction, or with the contact where
 * there was none, and is told of once, when a day of the person ends; the next interaction ends it. Who is not active, or deleted, has none.
 */
import { and, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { rowsRead } from "#cloud/rows";
import { dayIn, myZone } from "#core/identity/zone";
import * as Notifications from "#core/platform/notifications";
import { dayAfter } from "#core/rhythm/days";
import { recordLook } from "#kit/audit";
import { update } from "#kit/change";
import { MAX_ROWS } from "#kit/change-many";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import type { CloudEvent, PayloadOf } from "#kit/event";
import { live, reveal } from "#kit/row";
import { me } from "#kit/table";
import { Day, Instant, Text, Uuid } from "#kit/wire";
import { contacts, contactTypes } from "./contacts.sql.ts";
import { Coming, comingRead, today } from "./dates.ts";
import { ContactNeglected } from "./events.ts";
import type { Reached } from "./reached.ts";
import { told } from "./told.en.ts";

/** When the silence began that lasts now. */
export const since = sql`coalesce(${contacts.lastInteractionAt}, ${contacts.createdAt})`;
/** The day on which it has lasted as long as the person wants at most. */
const dueOn = sql`(${dayIn(since, myZone)} + ${contacts.keepInTouchDays}::int)`;
export const isNeglected = (day: SQL) =>
  sql`${contacts.userId} = ${me} and ${contacts.deletedAt} is null and ${contacts.isActive} and ${contacts.keepInTouchDays} is not null and ${dueOn} <= ${day}`;

/** Tells of the speaker's contacts that are neglected by the day that follows the one that has ended (`YYYY-MM-DD`). Two flights. */
export async function noteNeglected(ctx: Ctx, ended: string): Promise<void> {
  const isNew = sql`${isNeglected(dayAfter(ctx, ended))} and ${contacts.neglectedSince} is distinct from ${since}`;
  const [neglected] = await ctx.db.batch([rowsRead(contacts, isNew, { order: sql`${contacts.id}`, limit: MAX_ROWS })]);
  const payload = {
    since: sql`to_jsonb(to_char(changed.neglected_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`,
  };
  const writes = neglected.map(({ id }) =>
    update(
      ctx,
      contacts,
      and(live(contacts, id), isNew),
      { neglectedSince: since },
      { isUnseen: true, emits: { event: ContactNeglected, payload } },
    ),
  );
  if (writes.length > 0) await ctx.db.batch(writes);
}

/** Nudges the speaker, unless they were in touch meanwhile, or do not want to be any more. Two flights. */
export async function nudge(ctx: Ctx, { id, data }: CloudEvent<PayloadOf<typeof ContactNeglected>>): Promise<void> {
  const [[row]] = await ctx.db.batch([
    read<{ name: string; days: number; isNever: boolean }>(sql`
      select ${contacts.name} as name, ${today(ctx)} - ${dayIn(since, myZone)} as days, ${contacts.lastInteractionAt} is null as "isNever"
      from ${contacts} where ${contacts.id} = ${data.entityId}::uuid and ${isNeglected(today(ctx))}
        and date_trunc('milliseconds', ${since}) = ${data.payload.since}::timestamptz`),
  ]);
  if (!row) return;
  const { name, days, isNever } = row;
  await Notifications.send(ctx, {
    kind: "keep_in_touch",
    title: told("keep_in_touch", { name }),
    body: [isNever ? told("never_in_touch", { days }) : told("not_in_touch", { days })],
    action: { contactId: data.entityId },
    sourceEventId: id,
  });
}

const reached = () => z.optional(z.nullable(Text(320)));
const Neglected = z.strictObject({
  contactId: Uuid,
  name: Text(200),
  contactType: z.enum(contactTypes),
  keepInTouchDays: z.int(),
  lastInteractionAt: z.nullable(Instant),
  /** The day by which the person wanted to be in touch again. */
  dueOn: Day,
  overdueDays: z.int(),
  /** The preferred ones, where they were asked for. */
  phone: reached(),
  email: reached(),
});
type Neglected = z.infer<typeof Neglected>;

export const Nudges = z.strictObject({
  neglected: z.array(Neglected),
  /** How many are neglected in all. */
  total: z.int(),
  dates: z.array(Coming),
});

export const MAX_NEGLECTED = 100;
const MAX_DATES = 100;

interface Found extends Omit<Neglected, "phone" | "email"> {
  total: number;
  phones: string | null;
  emails: string | null;
}

const neglectedRead = (ctx: Ctx): Read<Found[]> =>
  read(sql`
    select ${contacts.id} as "contactId", ${contacts.name} as name, ${contacts.contactType} as "contactType",
      ${contacts.keepInTouchDays} as "keepInTouchDays", ${contacts.lastInteractionAt} as "lastInteractionAt", ${dueOn}::text as "dueOn",
      ${today(ctx)} - ${dueOn} as "overdueDays", count(*) over ()::int as total,
      ${contacts.phones} as phones, ${contacts.emails} as emails
    from ${contacts} where ${isNeglected(today(ctx))}
    order by ${dueOn}, ${contacts.name}, ${contacts.id} limit ${sql.raw(String(MAX_NEGLECTED))}`);

/** Who is neglected, the longest first, and the dates of the next days. One flight. */
export async function nudges(ctx: Ctx, days: number, withReach: boolean): Promise<z.infer<typeof Nudges>> {
  const [rows, dates] = await ctx.db.batch([
    neglectedRead(ctx),
    comingRead(ctx, days, MAX_DATES),
    ...(withReach ? [recordLook(ctx, contacts)] : []),
  ]);
  const neglected = rows.map(({ total: _, phones, emails, lastInteractionAt, ...row }) => ({
    ...row,
    lastInteractionAt: lastInteractionAt && isoInstant(lastInteractionAt),
    ...(withReach && firstOf(row.contactId, { phones, emails })),
  }));
  return { neglected, total: rows[0]?.total ?? 0, dates };
}

function firstOf(id: string, sealed: { phones: string | null; emails: string | null }) {
  const envelopes = Object.entries(sealed).map(([key, hex]) => [
    key,
    hex && Buffer.from(hex.slice(2), "hex").toString("base64"),
  ]);
  const { phones, emails } = reveal(contacts, { id, ...Object.fromEntries(envelopes) }) as Record<
    "phones" | "emails",
    Reached[] | null
  >;
  return { phone: phones?.[0]?.value ?? null, email: emails?.[0]?.value ?? null };
}

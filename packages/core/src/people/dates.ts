/**
 * Days that matter about contacts: their birthdays, and dates with a label. One rule says everywhere when one comes (`date_comes` in
 * `migrations/`): 29 February comes on 28 February in other years. Days are those of the person's own time zone.
 *
 * Nothing is planned ahead. When a day of a person has ended, what is to be reminded of by the next one is told, once for each date and year,
 * and who is told looks again then: a date that was changed or deleted since, or whose contact was, reminds nobody.
 */
import { and, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { rowsRead } from "#cloud/rows";
import { dayIn, myZone } from "#core/identity/zone";
import * as Notifications from "#core/platform/notifications";
import { dayAfter } from "#core/rhythm/days";
import { insert, update } from "#kit/change";
import { MAX_ROWS } from "#kit/change-many";
import type { Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import type { CloudEvent, PayloadOf } from "#kit/event";
import { type Refusals, wrongInput } from "#kit/problem";
import { live } from "#kit/row";
import { me } from "#kit/table";
import { transition } from "#kit/transition";
import { Day, type Row, Text, Uuid } from "#kit/wire";
import { Birthday } from "./birthday.ts";
import { contactDates } from "./contact-dates.sql.ts";
import { contacts } from "./contacts.sql.ts";
import { BirthdayNear, ContactDateEvents, DateNear } from "./events.ts";
import { ofContact, ownContact, removeOf, restoreOf } from "./of-contact.ts";
import { contactFields } from "./sayings.ts";
import { told } from "./told.en.ts";

export const WRITE = ["label", "date", "repeats", "remindDays"] as const;
export const OMIT = ["remindedFor"] as const;
export const fields = { date: Birthday };

export const refusals: Refusals = {
  contact_dates_year_check: () => wrongInput("#/date", contactFields("once_with_year")),
};

type ContactDate = Row<typeof contactDates>;
type Written = Pick<Values<typeof contactDates>, (typeof WRITE)[number]>;

/** Two flights. */
export async function create(ctx: Ctx, contactId: string, body: Written): Promise<Omit<ContactDate, "remindedFor">> {
  await ownContact(ctx, contactId);
  const [row] = await ctx.db.batch([
    insert(ctx, contactDates, { ...body, contactId }, { emits: { event: ContactDateEvents.created } }),
  ]);
  return shown(row);
}

export async function change(
  ctx: Ctx,
  contactId: string,
  id: string,
  body: Written,
  versions: number[] | undefined,
): Promise<Omit<ContactDate, "remindedFor">> {
  const row = await transition(ctx, contactDates, id, {
    of: ofContact(contactDates, contactId),
    versions,
    answer: shown,
    change: { values: body, emits: { event: ContactDateEvents.updated } },
  });
  return shown(row);
}

export const remove = (ctx: Ctx, contactId: string, id: string, versions: number[] | undefined): Promise<void> =>
  removeOf(ctx, contactDates, id, {
    of: ofContact(contactDates, contactId),
    versions,
    event: ContactDateEvents.deleted,
  });

export const restore = async (ctx: Ctx, contactId: string, id: string): Promise<Omit<ContactDate, "remindedFor">> =>
  shown(
    await restoreOf(ctx, contactDates, id, {
      of: ofContact(contactDates, contactId),
      event: ContactDateEvents.restored,
      values: {},
    }),
  );

export function shown({ remindedFor: _, ...row }: ContactDate): Omit<ContactDate, "remindedFor"> {
  return row;
}

/** A date that is to come. */
export const Coming = z.strictObject({
  /** Null for a birthday, which the contact itself has. */
  contactDateId: z.nullable(Uuid),
  kind: z.enum(["birthday", "date"]),
  label: z.nullable(Text(100)),
  contactId: Uuid,
  name: Text(200),
  /** As it is written, with its year or without. */
  date: Text(10),
  on: Day,
  inDays: z.int(),
  /** How many years it is then; null where its year is not known. */
  years: z.nullable(z.int()),
});
export type Coming = z.infer<typeof Coming>;

export const MAX_COMING = 500;

/** Today for the speaker, as SQL of type date. */
export const today = (ctx: Ctx): SQL => dayIn(sql`${ctx.now().toISOString()}::timestamptz`, myZone);

/** The dates of the next days over all contacts that one is in touch with, today among them; the first come first. */
export const comingRead = (ctx: Ctx, days: number, most = MAX_COMING): Read<Coming[]> =>
  read(sql`
    with this as materialized (select ${today(ctx)} as day), said as (
      select null::uuid as id, 'birthday' as kind, null as label, c.id as contact_id, c.name, c.birthday as date, true as is_yearly
      from ${contacts} c where c.user_id = ${me} and c.deleted_at is null and c.is_active and c.birthday is not null
      union all
      select d.id, 'date', d.label, c.id, c.name, d.date, d.repeats = 'yearly'
      from ${contactDates} d join ${contacts} c on c.id = d.contact_id
      where d.user_id = ${me} and d.deleted_at is null and c.deleted_at is null and c.is_active
    )
    select s.id as "contactDateId", s.kind, s.label, s.contact_id as "contactId", s.name, s.date, comes.day::text as on,
      comes.day - this.day as "inDays",
      case when s.date not like '--%' then extract(year from comes.day)::int - left(s.date, 4)::int end as years
    from this, said s cross join lateral (select date_comes(s.date, s.is_yearly, this.day) as day) comes
    where comes.day <= this.day + ${days}::int
    order by comes.day, s.name, s.contact_id, s.id nulls first limit ${sql.raw(String(most))}`);

const birthdayComes = (since: SQL) => sql`date_comes(${contacts.birthday}, true, ${since})`;
const dateComes = (since: SQL) => sql`date_comes(${contactDates.date}, ${contactDates.repeats} = 'yearly', ${since})`;

/** Tells of the speaker's dates of which to remind on the day that follows the one that has ended (`YYYY-MM-DD`). Two flights. */
export async function noteNear(ctx: Ctx, ended: string): Promise<void> {
  const day = dayAfter(ctx, ended);
  const birthday = birthdayComes(day);
  const isBirthdayNear = sql`${contacts.userId} = ${me} and ${contacts.deletedAt} is null and ${contacts.isActive} and ${contacts.birthday} is not null
    and ${birthday} - ${contacts.birthdayRemindDays}::int <= ${day} and ${contacts.birthdayRemindedFor} is distinct from ${birthday}`;
  const date = dateComes(day);
  const isDateNear = sql`${contactDates.userId} = ${me} and ${contactDates.deletedAt} is null
    and ${date} - ${contactDates.remindDays}::int <= ${day} and ${contactDates.remindedFor} is distinct from ${date}
    and exists (select from contacts c where c.id = ${contactDates.contactId} and c.deleted_at is null and c.is_active)`;
  const [birthdays, dates] = await ctx.db.batch([
    rowsRead(contacts, isBirthdayNear, { order: sql`${contacts.id}`, limit: MAX_ROWS }),
    rowsRead(contactDates, isDateNear, { order: sql`${contactDates.id}`, limit: MAX_ROWS }),
  ]);
  const writes = [
    ...birthdays.map(({ id }) =>
      update(
        ctx,
        contacts,
        and(live(contacts, id), isBirthdayNear),
        { birthdayRemindedFor: birthday },
        {
          isUnseen: true,
          emits: { event: BirthdayNear, payload: { on: sql`to_jsonb(changed.birthday_reminded_for)` } },
        },
      ),
    ),
    ...dates.map(({ id }) =>
      update(
        ctx,
        contactDates,
        and(live(contactDates, id), isDateNear),
        { remindedFor: date },
        { isUnseen: true, emits: { event: DateNear, payload: { on: sql`to_jsonb(changed.reminded_for)` } } },
      ),
    ),
  ];
  if (writes.length > 0) await ctx.db.batch(writes);
}

interface Near {
  name: string;
  label: string | null;
  contactId: string;
  inDays: number;
  years: number | null;
}

const nearRead = (ctx: Ctx, from: SQL, date: SQL, label: SQL, comes: (since: SQL) => SQL, on: string): Read<Near[]> =>
  read(sql`
    select ${contacts.name} as name, ${label} as label, ${contacts.id} as "contactId", ${on}::date - ${today(ctx)} as "inDays",
      case when ${date} not like '--%' then extract(year from ${on}::date)::int - left(${date}, 4)::int end as years
    from ${from} and ${contacts.deletedAt} is null and ${contacts.isActive}
      and ${on}::date >= ${today(ctx)} and ${comes(today(ctx))} = ${on}::date`);

/** Reminds the speaker of a birthday, unless it is another one or over by now. Two flights. */
export async function remindOfBirthday(
  ctx: Ctx,
  { id, data }: CloudEvent<PayloadOf<typeof BirthdayNear>>,
): Promise<void> {
  const from = sql`${contacts} where ${contacts.id} = ${data.entityId}::uuid and ${contacts.birthdayRemindDays} is not null`;
  const [[near]] = await ctx.db.batch([
    nearRead(ctx, from, sql`${contacts.birthday}`, sql`null`, birthdayComes, data.payload.on),
  ]);
  if (near) await send(ctx, id, near, data.payload.on);
}

/** Reminds the speaker of another date, in the same way. */
export async function remindOfDate(ctx: Ctx, { id, data }: CloudEvent<PayloadOf<typeof DateNear>>): Promise<void> {
  const from = sql`${contactDates} join ${contacts} on ${contacts.id} = ${contactDates.contactId}
    where ${contactDates.id} = ${data.entityId}::uuid and ${contactDates.deletedAt} is null and ${contactDates.remindDays} is not null`;
  const [[near]] = await ctx.db.batch([
    nearRead(ctx, from, sql`${contactDates.date}`, sql`${contactDates.label}`, dateComes, data.payload.on),
  ]);
  if (near) await send(ctx, id, near, data.payload.on);
}

async function send(ctx: Ctx, eventId: string, near: Near, on: string): Promise<void> {
  const { name, label, contactId, inDays, years } = near;
  await Notifications.send(ctx, {
    kind: label === null ? "birthday" : "contact_date",
    title: label === null ? told("birthday_near", { name }) : told("contact_date_near", { name, label }),
    body: [whenOf(inDays), ...(years !== null && years > 0 ? [yearsOf(label === null, years)] : [])],
    action: { contactId, date: on },
    sourceEventId: eventId,
  });
}

function whenOf(days: number) {
  if (days <= 0) return told("date_today");
  return days === 1 ? told("date_tomorrow") : told("date_in_days", { days });
}

const yearsOf = (isBirthday: boolean, years: number) =>
  isBirthday ? told("birthday_years", { years }) : told("date_years", { years });

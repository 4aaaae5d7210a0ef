/** When calendars are synchronised: after a change here or there, when a person picks one, and otherwise by the clock. */

import { sql } from "drizzle-orm";
import { eachApart } from "#cloud/each-apart";
import { calendarEvents, calendars } from "#core/calendar/calendar.sql";
import { CalendarSyncRequested, type EventOverruled } from "#core/calendar/events";
import { told } from "#core/calendar/told.en";
import { connections } from "#core/identity/connections.sql";
import * as Notifications from "#core/platform/notifications";
import { emit } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import type { CloudEvent, PayloadOf } from "#kit/event";
import type { Saying } from "#kit/saying";
import { cut } from "#kit/text";

type Provider = "google" | "outlook";

interface Synced {
  id: string;
  userId: string;
  provider: Provider;
}

const isSynced = sql`c.deleted_at is null and c.is_selected and c.provider in ('google', 'outlook') and c.connection_id is not null`;

const asking = (ctx: Ctx, { id, userId, provider }: Synced) =>
  emit(ctx, CalendarSyncRequested, { entityId: id, owner: userId, payload: { provider } });

/** After a change of an event here that its provider does not have yet. */
export async function requestChanged(ctx: Ctx, { data }: CloudEvent): Promise<void> {
  const [[found]] = await ctx.db.batch([
    read<Synced>(sql`select c.id, c.user_id as "userId", c.provider from ${calendarEvents} e join ${calendars} c on c.id = e.calendar_id
      where e.id = ${data.entityId}::uuid and ${isSynced} and not c.is_read_only and e.version > coalesce(e.synced_version, 0)`),
  ]);
  if (found) await ctx.db.batch([asking(ctx, found)]);
}

/** When a person has picked a calendar. */
export async function requestSelected(ctx: Ctx, { data }: CloudEvent): Promise<void> {
  if (!data.changed.includes("isSelected")) return;
  const [[found]] = await ctx.db.batch([
    read<Synced>(
      sql`select c.id, c.user_id as "userId", c.provider from ${calendars} c where c.id = ${data.entityId}::uuid and ${isSynced}`,
    ),
  ]);
  if (found) await ctx.db.batch([asking(ctx, found)]);
}

/** Enough for a hundred thousand calendars an hour; those that have waited longest come first. */
const AT_ONCE = 25_000;
const A_BATCH = 200;

/**
 * Calendars of whose changes nobody tells, each quarter of an hour, and all others each six hours, in case that a notification was lost.
 * Runs as the service. Yields how many were asked for.
 */
export async function requestDue(ctx: Ctx): Promise<number> {
  const now = ctx.now().toISOString();
  const isDue = sql`(c.last_synced_at is null or c.last_synced_at < ${now}::timestamptz - case
    when c.watch_expires_at > ${now}::timestamptz + interval '1 day' then interval '6 hours' else interval '15 minutes' end)`;
  const [due] = await ctx.db.batch([
    read<Synced>(sql`select c.id, c.user_id as "userId", c.provider from ${calendars} c
      join ${connections} o on o.id = c.connection_id and o.status = 'active'
      where ${isSynced} and ${isDue} order by c.last_synced_at nulls first limit ${AT_ONCE}`),
  ]);
  let asked = 0;
  for (let at = 0; at < due.length; at += A_BATCH) {
    const some = due.slice(at, at + A_BATCH);
    const attempt = (part: readonly Synced[]) => ctx.db.batch(part.map((one) => asking(ctx, one)));
    asked += (
      await eachApart(ctx, some, attempt, ({ id, userId }) => ({
        schedule: "calendar.syncDue",
        calendarId: id,
        userId,
      }))
    ).length;
  }
  return asked;
}

const TITLES = { google: "Google Calendar", outlook: "Outlook" } as const;
const AS_THERE: Readonly<Record<string, () => Saying>> = {
  title: () => told("title_as_there"),
  description: () => told("description_as_there"),
  location: () => told("place_as_there"),
  when: () => told("time_as_there"),
  transparency: () => told("transparency_as_there"),
  status: () => told("status_as_there"),
  attendees: () => told("guests_as_there"),
  reminders: () => told("reminders_as_there"),
  conferenceUrl: () => told("call_as_there"),
};

/** One notification for each time that a change here gave way. */
export async function tellOverruled(
  ctx: Ctx,
  { id, data }: CloudEvent<PayloadOf<typeof EventOverruled>>,
): Promise<void> {
  const { provider, fields } = data.payload;
  const [[event]] = await ctx.db.batch([
    read<{ title: string; isGone: boolean }>(
      sql`select title, deleted_at is not null as "isGone" from ${calendarEvents} where id = ${data.entityId}::uuid`,
    ),
  ]);
  if (!event) return;
  const body = fields.includes("unwritable")
    ? [told("event_unwritable")]
    : fields.includes("recurrenceParentId")
      ? [told("event_apart")]
      : fields.includes("deletedAt")
        ? [event.isGone ? told("event_removed_there") : told("event_changed_there")]
        : [told("event_changed_twice"), ...fields.flatMap((field) => AS_THERE[field]?.() ?? [])];
  await Notifications.send(ctx, {
    kind: "calendar_event_overruled",
    title: told("event_overruled", { service: TITLES[provider], name: cut(event.title, 200) }),
    body,
    action: { entityType: "calendar_events", entityId: data.entityId },
    sourceEventId: id,
  });
}

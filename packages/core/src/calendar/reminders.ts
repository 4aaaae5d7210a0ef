/**
 * Reminders of events. `next_reminder_at` says from when on reminders are still to come: a change of an event sets it to now, and each
 * minute those that have passed it are claimed, which tells of at most one reminder each (the last, of several that were missed) and
 * sets it to the next one. A claim and what it tells are one statement, so that a reminder comes once, however many run at a time.
 *
 * Events without a zone are those of their owner's clocks. Instances that overrides replace, and events that are over, are reminded
 * of no more.
 */
import { sql } from "drizzle-orm";
import { eachApart } from "#cloud/each-apart";
import { calendarEvents } from "#core/calendar/calendar.sql";
import { EventDue } from "#core/calendar/events";
import { type EventSeries, visitFrom } from "#core/calendar/expansion";
import { users } from "#core/identity/users.sql";
import { sending } from "#core/platform/notifications";
import { calendarInstantOf, wallAt } from "#core/rhythm/zone-clock";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import type { CloudEvent, PayloadOf } from "#kit/event";
import { rowRead } from "#kit/row";
import { rowReader } from "#kit/selection";
import { columnsOf } from "#kit/table";
import { cut } from "#kit/text";

const MINUTE_MS = 60_000;
const BATCH = 200;
const MAX_BATCHES = 100;
/** The most minutes that a reminder may be after a start. */
const MAX_AFTER_MS = 40_320 * MINUTE_MS;
/** The most instances that are looked at for the next reminder: of a series of which more in a row were replaced, the rest is looked at later. */
const MAX_INSTANCES = 400;

interface DueEvent extends EventSeries {
  id: string;
  userId: string;
  version: number;
  status: string;
  reminders: { minutesBefore: number }[];
  nextReminderAt: string;
  /** The zone of the owner. */
  zone: string;
  /** The instances that overrides replace. */
  replaced: string[];
}

/** Tells of the reminders whose time has come, for at most `forMs`; the next run goes on. Runs as the service. */
export async function remind(ctx: Ctx, { batchSize = BATCH, forMs = 40_000 } = {}): Promise<number> {
  const now = ctx.now().getTime();
  const leftOut: string[] = [];
  let told = 0;
  for (let batch = 0; batch < MAX_BATCHES && ctx.now().getTime() - now < forMs; batch++) {
    const [due] = await ctx.db.batch([dueRead(now, batchSize, leftOut)]);
    if (due.length === 0) break;
    const done = await eachApart(
      ctx,
      due,
      async (some) => {
        const claims = await ctx.db.batch(some.map((event) => claim(ctx, event, now)));
        told += claims.filter(Boolean).length;
      },
      ({ id, userId }) => ({ schedule: "calendar.remind", userId, eventId: id }),
    );
    leftOut.push(...due.filter((one) => !done.includes(one)).map(({ id }) => id));
  }
  return told;
}

function claim(ctx: Ctx, event: DueEvent, now: number) {
  const { last, next } = remindersOf(event, Date.parse(event.nextReminderAt), now);
  return update(
    ctx,
    calendarEvents,
    sql`${calendarEvents.id} = ${event.id}::uuid and ${calendarEvents.version} = ${event.version}::int and ${calendarEvents.deletedAt} is null
      and date_trunc('milliseconds', ${calendarEvents.nextReminderAt}) = ${event.nextReminderAt}::timestamptz`,
    { nextReminderAt: next === undefined ? null : new Date(next).toISOString() },
    { isUnseen: true, ...(last && { emits: { event: EventDue, ownStory: true, payload: last } }) },
  );
}

/** The last reminder from `since` until now, and when the next one is due. */
export function remindersOf(
  event: Pick<DueEvent, "status" | "reminders" | "zone" | "replaced"> & EventSeries,
  since: number,
  now: number,
): { last: { occursAt: string; minutesBefore: number } | undefined; next: number | undefined } {
  const { reminders, zone, timezone } = event;
  if (event.status !== "scheduled" || reminders.length === 0) return { last: undefined, next: undefined };
  const instant = (at: string) => (timezone === null ? calendarInstantOf(zone, Date.parse(at)) : Date.parse(at));
  const replaced = new Set(event.replaced);
  const earliest = since - MAX_AFTER_MS - 86_400_000;
  const from = new Date(timezone === null ? wallAt(zone, earliest) : earliest).toISOString();
  const longest = Math.max(...reminders.map(({ minutesBefore }) => minutesBefore)) * MINUTE_MS;
  let last: { at: number; occursAt: string; minutesBefore: number } | undefined;
  let next: number | undefined;
  let [looked, start] = [0, 0];
  visitFrom(event, from, ({ originalStart, startAt, endAt }) => {
    start = instant(startAt);
    // Reminders of later instances are later than one that is still to come.
    if (next !== undefined && start - longest > next) return false;
    looked++;
    const goesOn = looked < MAX_INSTANCES;
    if (replaced.has(originalStart)) return goesOn;
    for (const { minutesBefore } of reminders) {
      const at = start - minutesBefore * MINUTE_MS;
      if (at < since) continue;
      if (at > now) next = Math.min(next ?? at, at);
      else if ((last === undefined || at >= last.at) && (instant(endAt) > now || minutesBefore <= 0))
        last = { at, occursAt: new Date(start).toISOString(), minutesBefore };
    }
    return goesOn;
  });
  // More instances may follow those that were looked at.
  if (next === undefined && looked === MAX_INSTANCES) next = Math.max(now + MINUTE_MS, start - longest);
  return { last: last && { occursAt: last.occursAt, minutesBefore: last.minutesBefore }, next };
}

const KEYS = [
  "id",
  "userId",
  "version",
  "status",
  "reminders",
  "nextReminderAt",
  "startAt",
  "endAt",
  "timezone",
  "isAllDay",
  "lasts",
  "recurrenceRule",
  "recurrenceExdates",
  "recurrenceRdates",
] as const;

function dueRead(now: number, limit: number, except: readonly string[]): Read<DueEvent[]> {
  const columns = columnsOf(calendarEvents);
  const named = KEYS.map((key) => sql`${columns[key]} as ${sql.identifier(key)}`);
  return {
    ...read(sql`
      select ${sql.join(named, sql`, `)}, ${users.timezone} as zone,
        (select coalesce(jsonb_agg(to_char(o.recurrence_original_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), '[]')
          from calendar_events o where o.recurrence_parent_id = ${calendarEvents.id} and o.deleted_at is null) as replaced
      from ${calendarEvents} join ${users} on ${users.id} = ${calendarEvents.userId}
      where ${calendarEvents.nextReminderAt} <= ${new Date(now).toISOString()}::timestamptz and ${calendarEvents.deletedAt} is null
        and ${calendarEvents.id} <> all(${`{${except.join(",")}}`}::uuid[])
      order by ${calendarEvents.nextReminderAt} limit ${sql.raw(String(limit))}`),
    decode({ columns: names, rows }) {
      const reader = rowReader(columns, names);
      const [zone, replaced] = [names.indexOf("zone"), names.indexOf("replaced")];
      return rows.map(
        (row) => ({ ...reader(row), zone: row[zone], replaced: JSON.parse(String(row[replaced])) }) as DueEvent,
      );
    },
  };
}

/** Notifies the owner of an event whose reminder has come. */
export async function notify(ctx: Ctx, { id, data }: CloudEvent<PayloadOf<typeof EventDue>>): Promise<void> {
  const [event] = await ctx.db.batch([rowRead(calendarEvents, data.entityId!)]);
  if (!event) return;
  const { occursAt, minutesBefore } = data.payload;
  await ctx.db.batch([
    sending(ctx, {
      kind: "event_reminder",
      title: cut(event.title, 300),
      body: event.location ?? undefined,
      action: { eventId: event.id, occursAt, minutesBefore },
      sourceEventId: id,
    }),
  ]);
}

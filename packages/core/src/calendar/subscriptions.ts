/**
 * Calendars that are fed by an address. Each is fetched once an hour, or less often while that fails, and no more after it has failed for a
 * week, until its person tries again; what is fetched is in a calendar of its own, which is only read here. A subscription and its calendar
 * are deleted and restored together.
 */

import { type SQL, sql } from "drizzle-orm";
import { eachApart } from "#cloud/each-apart";
import { calendarSubscriptions, calendars } from "#core/calendar/calendar.sql";
import { CalendarEvents, SubscriptionDue, SubscriptionEvents } from "#core/calendar/events";
import { subscriptionRefusals } from "#core/calendar/sayings";
import { told } from "#core/calendar/told.en";
import * as Notifications from "#core/platform/notifications";
import { emit, insert, restore as restoring, update as updating } from "#kit/change";
import { MAX_ROWS, updateMany } from "#kit/change-many";
import type { Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import { effect, type Query, read } from "#kit/db";
import type { CloudEvent } from "#kit/event";
import { uuidv7 } from "#kit/ids";
import { Conflict, isConflict, NotFound, ReadOnlyAccess, wrongInput } from "#kit/problem";
import { gone, mayRestoreRead, rowRead, shown } from "#kit/row";
import type { Coded } from "#kit/saying";
import { keptSaying } from "#kit/sayings";
import { sealed } from "#kit/sealed";
import { justEmitted } from "#kit/story";
import { me } from "#kit/table";
import { cut } from "#kit/text";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

export const OMIT = ["url", "etag", "lastModified"] as const;
export const answer = (row: Row<typeof calendarSubscriptions>) => shown(calendarSubscriptions, row, OMIT);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Each is fetched hourly, for as long as it is there. */
const MAX_SUBSCRIPTIONS = 50;
const TOO_MANY = subscriptionRefusals("too_many_subscriptions", { max: MAX_SUBSCRIPTIONS });
/** After so many fetches in a row that failed, within six days, it is not asked any more. */
export const MAX_FAILURES = 10;

/** When a calendar is fetched again whose last fetches have failed so many times in a row. */
export const nextFetch = (now: Date, failures = 0): string =>
  new Date(now.getTime() + Math.min(HOUR_MS * 2 ** Math.min(failures, 10), DAY_MS)).toISOString();

/** Subscribes to the calendar at an address, which is fetched at once. Throws InvalidInput for what is no address of a calendar. */
export async function create(ctx: Ctx, { url, name }: { url: string; name?: string }) {
  const address = addressOf(url);
  const [calendarId, id] = [uuidv7(ctx.now()), uuidv7(ctx.now())];
  const calendar = {
    id: calendarId,
    provider: "ics",
    name: name ?? address.host.slice(0, 200),
    isReadOnly: true,
  } as const;
  const given = { calendarId, url: address.href, host: address.host.slice(0, 255), nextFetchAt: nextFetch(ctx.now()) };
  const [, row] = await notTooMany(
    ctx.db.batch([
      insert(ctx, calendars, calendar, { emits: { event: CalendarEvents.created } }),
      insert(ctx, calendarSubscriptions, sealed(ctx, calendarSubscriptions, { ...given, id }, id), {
        emits: { event: SubscriptionEvents.created, cause: justEmitted(calendarId, CalendarEvents.created) },
      }),
      due(ctx, id, justEmitted(id, SubscriptionEvents.created)),
      tooMany,
    ]),
  );
  return answer(row);
}

/** Fails a batch after which there are too many. */
const tooMany: Query = effect(sql`select raise_problem('LF005', ${TOO_MANY.code}) from ${calendarSubscriptions}
  where user_id = ${me} and deleted_at is null having count(*) > ${MAX_SUBSCRIPTIONS}`);

/** What a batch with `tooMany` yields; throws Conflict when there are. */
async function notTooMany<T>(batch: Promise<T>): Promise<T> {
  try {
    return await batch;
  } catch (error) {
    const isTooMany = isConflict(error) && (error as { detail?: string }).detail === TOO_MANY.code;
    throw isTooMany ? Conflict(TOO_MANY) : error;
  }
}

/** Gives a subscription another address, which is fetched at once. */
export async function update(ctx: Ctx, id: string, versions: number[] | undefined, { url }: { url: string }) {
  const address = addressOf(url);
  const values = {
    url: address.href,
    host: address.host.slice(0, 255),
    etag: null,
    lastModified: null,
    ...FRESH,
    error: null,
    errorCoded: null,
    nextFetchAt: nextFetch(ctx.now()),
  };
  const change = {
    values: sealed(ctx, calendarSubscriptions, values, id),
    emits: { event: SubscriptionEvents.updated },
    also: (story: Ctx) => [due(story, id, justEmitted(id, SubscriptionEvents.updated))],
  };
  return answer(await transition(ctx, calendarSubscriptions, id, { versions, answer, change }));
}

const FRESH = { status: "active", failures: 0 } as const;

/** Told of whether or not the row is other than it was. */
const due = (ctx: Ctx, id: string, cause?: SQL) =>
  emit(ctx, SubscriptionDue, { entityId: id, owner: ctx.actor.userId, payload: { isAwaited: true }, cause });

const BRIEFLY_MS = 60_000;

/** Has a calendar fetched now, unless that was just done; one that was stopped is fetched hourly again. */
export const fetchNow = async (ctx: Ctx, id: string) =>
  answer(
    await transition(ctx, calendarSubscriptions, id, {
      answer,
      refuse: ({ lastFetchedAt, status }) =>
        status === "active" && lastFetchedAt && ctx.now().getTime() - Date.parse(lastFetchedAt) < BRIEFLY_MS
          ? "done"
          : undefined,
      change: ({ status }) => ({
        values: { nextFetchAt: nextFetch(ctx.now()), ...(status === "stopped" && FRESH) },
        also: (story) => [due(story, id)],
      }),
    }),
  );

/** Deletes a subscription, and with it the calendar that it feeds and the events in there; `restore` brings all of it back. */
export const remove = (ctx: Ctx, id: string, versions: number[] | undefined) =>
  transition(ctx, calendarSubscriptions, id, {
    versions,
    answer,
    change: ({ calendarId }) => {
      // What has another moment of its deletion than the calendar would not come back with it.
      const deletedNow = { deletedAt: ctx.now().toISOString() } as Values<typeof calendars>;
      const isThis = sql`${calendars.id} = ${calendarId}::uuid and ${calendars.deletedAt} is null`;
      const emits = { event: CalendarEvents.deleted, cause: justEmitted(id, SubscriptionEvents.deleted) };
      return {
        values: deletedNow,
        emits: { event: SubscriptionEvents.deleted },
        also: (story) => [updating(story, calendars, isThis, deletedNow, { emits })],
      };
    },
  });

/** Brings a deleted subscription back, with its calendar and the events that were deleted with it; it is fetched when its time has come. */
export async function restore(ctx: Ctx, id: string) {
  const [[deleted], mayRestore] = await ctx.db.batch([
    read<{ calendarId: string }>(
      sql`select calendar_id as "calendarId" from ${calendarSubscriptions} where ${gone(calendarSubscriptions, id)}`,
    ),
    mayRestoreRead(calendarSubscriptions, id),
  ]);
  if (!deleted) throw NotFound();
  if (!mayRestore) throw ReadOnlyAccess();
  const { calendarId } = deleted;
  const [, , row] = await notTooMany(
    ctx.db.batch([
      // What is part of a calendar comes back with it.
      restoring(
        ctx,
        calendars,
        sql`${calendars.id} = ${calendarId}::uuid`,
        {},
        { emits: { event: CalendarEvents.restored } },
      ),
      emit(ctx, SubscriptionEvents.restored, {
        entityId: id,
        owner: ctx.actor.userId,
        payload: {},
        cause: justEmitted(calendarId, CalendarEvents.restored),
      }),
      rowRead(calendarSubscriptions, id),
      tooMany,
    ]),
  );
  if (!row) throw NotFound();
  return answer(row);
}

/** The address that a person means: `webcal:` is `https:` by another name. */
function addressOf(given: string): URL {
  const bare = given.trim().replace(/^feed:(?=https?:)/i, "");
  const text = bare.replace(/^(?:webcals?|feed):(?:\/\/)?/i, "https://");
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") {
    throw wrongInput("#/url", subscriptionRefusals("no_calendar_address"));
  }
  return url;
}

const MAX_BATCHES = 20;

/** Tells of the subscriptions whose time has come. Runs as the service; of several runs at once each tells of others. */
export async function tellDue(ctx: Ctx): Promise<number> {
  const now = ctx.now().toISOString();
  let told = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const [due] = await ctx.db.batch([
      read<{ id: string; userId: string }>(sql`
        select s.id, s.user_id as "userId" from ${calendarSubscriptions} s join ${calendars} c on c.id = s.calendar_id and c.deleted_at is null
        where s.next_fetch_at <= ${now}::timestamptz and s.status = 'active' and s.deleted_at is null order by s.next_fetch_at limit ${sql.raw(String(MAX_ROWS))}`),
    ]);
    if (due.length === 0) break;
    const before = told;
    await eachApart(
      ctx,
      due,
      async (some) => {
        const rows = some.map(({ id }) => ({ id, nextFetchAt: nextFetch(ctx.now()) }));
        const isDue = sql`${calendarSubscriptions.nextFetchAt} <= ${now}::timestamptz`;
        const emits = { event: SubscriptionDue, ownStory: true } as const;
        const [changed] = await ctx.db.batch([updateMany(ctx, calendarSubscriptions, rows, { emits, where: isDue })]);
        told += changed.length;
      },
      ({ id, userId }) => ({ schedule: "calendar.fetchSubscriptions", userId, subscriptionId: id }),
    );
    // Another run tells of the same ones, or none of them can be told of.
    if (told === before) break;
  }
  return told;
}

/** Tells a person that a calendar of theirs is not fetched any more. */
export async function tellStopped(ctx: Ctx, { id, data }: CloudEvent): Promise<void> {
  const [[calendar]] = await ctx.db.batch([
    read<{ name: string; error: string | null; errorCoded: Coded | null }>(
      sql`select c.name, s.error, s.error_coded as "errorCoded" from ${calendarSubscriptions} s join ${calendars} c on c.id = s.calendar_id
        where s.id = ${data.entityId}::uuid and s.status = 'stopped' and s.deleted_at is null`,
    ),
  ]);
  if (!calendar) return;
  const why = keptSaying(calendar.error, calendar.errorCoded);
  await Notifications.send(ctx, {
    kind: "calendar_subscription_stopped",
    title: told("calendar_not_fetched", { name: cut(calendar.name, 200) }),
    body: [told("failed_in_a_row", { times: MAX_FAILURES }), ...(why ? [why] : []), told("what_came_stays")],
    action: { entityType: "calendar_subscriptions", entityId: data.entityId },
    sourceEventId: id,
  });
}

/**
 * Calendars that are fed by an address. Each is fetched once an hour, or less often while that fails; what is fetched is in a calendar of
 * its own, which is only read here, and which takes its subscription along when it is deleted.
 */

import { type SQL, sql } from "drizzle-orm";
import { eachApart } from "#cloud/each-apart";
import { calendarSubscriptions, calendars } from "#core/calendar/calendar.sql";
import { CalendarEvents, SubscriptionCreated, SubscriptionDue, SubscriptionUpdated } from "#core/calendar/events";
import { calendarFields, calendarRefusals } from "#core/calendar/sayings";
import { emit, insert } from "#kit/change";
import { MAX_ROWS, updateMany } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { effect, read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { Conflict, isConflict, wrongInput } from "#kit/problem";
import { shown } from "#kit/row";
import { sealed } from "#kit/sealed";
import { justEmitted } from "#kit/story";
import { me } from "#kit/table";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

export const OMIT = ["url", "etag", "lastModified"] as const;
export const answer = (row: Row<typeof calendarSubscriptions>) => shown(calendarSubscriptions, row, OMIT);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Each is fetched hourly, for as long as it is there. */
const MAX_SUBSCRIPTIONS = 50;
const TOO_MANY = "too_many_subscriptions";

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
  try {
    const [, row] = await ctx.db.batch([
      insert(ctx, calendars, calendar, { emits: { event: CalendarEvents.created } }),
      insert(ctx, calendarSubscriptions, sealed(ctx, calendarSubscriptions, { ...given, id }, id), {
        emits: { event: SubscriptionCreated, cause: justEmitted(calendarId, CalendarEvents.created) },
      }),
      due(ctx, id, justEmitted(id, SubscriptionCreated)),
      effect(sql`select raise_problem('LF005', ${TOO_MANY}) from ${calendarSubscriptions}
        where user_id = ${me} and deleted_at is null having count(*) > ${MAX_SUBSCRIPTIONS}`),
    ]);
    return answer(row);
  } catch (error) {
    const isTooMany = isConflict(error) && (error as { detail?: string }).detail === TOO_MANY;
    throw isTooMany ? Conflict(calendarRefusals("many_subscriptions", { max: MAX_SUBSCRIPTIONS })) : error;
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
    failures: 0,
    error: null,
    nextFetchAt: nextFetch(ctx.now()),
  };
  const change = {
    values: sealed(ctx, calendarSubscriptions, values, id),
    emits: { event: SubscriptionUpdated },
    also: (story: Ctx) => [due(story, id, justEmitted(id, SubscriptionUpdated))],
  };
  return answer(await transition(ctx, calendarSubscriptions, id, { versions, answer, change }));
}

/** Told of whether or not the row is other than it was. */
const due = (ctx: Ctx, id: string, cause?: SQL) =>
  emit(ctx, SubscriptionDue, { entityId: id, owner: ctx.actor.userId, payload: {}, cause });

const BRIEFLY_MS = 60_000;

/** Has a calendar fetched now, unless that was just done. */
export const fetchNow = async (ctx: Ctx, id: string) =>
  answer(
    await transition(ctx, calendarSubscriptions, id, {
      answer,
      refuse: ({ lastFetchedAt }) =>
        lastFetchedAt && ctx.now().getTime() - Date.parse(lastFetchedAt) < BRIEFLY_MS ? "done" : undefined,
      change: { values: { nextFetchAt: nextFetch(ctx.now()) }, also: (story) => [due(story, id)] },
    }),
  );

/** The address that a person means: `webcal:` is `https:` by another name. */
function addressOf(given: string): URL {
  const bare = given.trim().replace(/^feed:(?=https?:)/i, "");
  const text = bare.replace(/^(?:webcals?|feed):(?:\/\/)?/i, "https://");
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") {
    throw wrongInput("#/url", calendarFields("must_be_calendar_address"));
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
        where s.next_fetch_at <= ${now}::timestamptz and s.deleted_at is null order by s.next_fetch_at limit ${sql.raw(String(MAX_ROWS))}`),
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

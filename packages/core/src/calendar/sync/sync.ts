/**
 * Synchronises the calendars of a person with those of a provider: first what has changed there comes here, then what has changed here goes
 * there. The steps read where they are from the database, so each may be done again, and beside another one: unlike other steps of workflows
 * they make no claim, because one that is repeated has to go on and not to be answered with what it did the first time.
 */
import { eq, sql } from "drizzle-orm";
import { personOf } from "#cloud/person";
import { type Session, speak } from "#cloud/speak";
import { calendarEvents, calendars } from "#core/calendar/calendar.sql";
import { CalendarEvents, CalendarSynced, CalendarSyncRequested } from "#core/calendar/events";
import { googleCalendars } from "#core/calendar/sync/google";
import { outlookCalendars } from "#core/calendar/sync/outlook";
import { type Calendar, countsOf, type Pulled, pullPage, uncounted } from "#core/calendar/sync/pull";
import { type Pushed, pushSome } from "#core/calendar/sync/push";
import type { CalendarService, Counts, RemoteCalendar } from "#core/calendar/sync/service";
import { renewWatch } from "#core/calendar/sync/watch";
import { connections } from "#core/identity/connections.sql";
import { zoneRead } from "#core/identity/zone";
import { emit, insert, update } from "#kit/change";
import { updateWhere } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { rowRead } from "#kit/row";
import { runtime } from "#kit/runtime";
import { codedOf, type Saying } from "#kit/saying";
import { rowReader, selection } from "#kit/selection";
import { columnsOf } from "#kit/table";

/** Whose calendar it is, and the story that its events continue. */
export interface Story {
  userId: string;
  /** The calendar, or the connection whose calendars are read. */
  entityId: string;
  correlationId: string;
  causationId: string;
}

export type SyncProvider = "google" | "outlook";
const SERVICES: Partial<Record<SyncProvider, (ctx: Ctx, connectionId: string, zone: string) => CalendarService>> = {
  google: googleCalendars,
  outlook: outlookCalendars,
};
/** The calendars of a connection belong to this provider. */
export const providerOf: Readonly<Record<string, SyncProvider>> = {
  google_calendar: "google",
  outlook_calendar: "outlook",
};

/** The time at which a synchronisation begins, ISO 8601. */
export const begin = (): string => runtime().now().toISOString();

/** Reads which calendars there are. Yields those that are to be synchronised, for which it asks. Two flights. */
export const readCalendars = (story: Story): Promise<number> =>
  inVoice(story, async (ctx) => {
    const [connection, zone, known] = await ctx.db.batch([
      rowRead(connections, story.entityId),
      zoneRead(),
      calendarsRead(sql`connection_id = ${story.entityId}::uuid and deleted_at is null`),
    ]);
    const provider = connection && providerOf[connection.provider];
    const open = provider && SERVICES[provider];
    if (!open || connection.status !== "active" || connection.userId !== story.userId) return 0;
    const there = await open(ctx, connection.id, zone).calendars();
    const byId = new Map(known.map((calendar) => [calendar.externalId, calendar]));
    const gone = known.filter(({ externalId }) => !there.some((one) => one.externalId === externalId));
    const written = await ctx.db.batch(
      there.map((remote) => keep(ctx, provider, connection.id, remote, byId.get(remote.externalId))),
    );
    await ctx.db.batch([
      ...gone.map(({ id }) =>
        update(
          ctx,
          calendars,
          eq(calendars.id, id),
          { deletedAt: ctx.now().toISOString() },
          { emits: { event: CalendarEvents.deleted } },
        ),
      ),
      ...gone.map(({ id }) =>
        updateWhere(ctx, calendarEvents, sql`calendar_id = ${id}::uuid and deleted_at is null`, {
          deletedAt: ctx.now().toISOString(),
        }),
      ),
      ...written.flatMap((row) => (row?.isSelected ? [request(ctx, row.id, row.userId, provider)] : [])),
      update(ctx, connections, eq(connections.id, connection.id), { lastSyncedAt: ctx.now().toISOString() }),
    ]);
    return written.filter((row) => row?.isSelected).length;
  });

/** A calendar that is new here is synchronised at once if it is the person's own first one; the others they pick. */
function keep(
  ctx: Ctx,
  provider: SyncProvider,
  connectionId: string,
  remote: RemoteCalendar,
  row: Calendar | undefined,
) {
  const { isPrimary, ...facts } = remote;
  if (!row)
    return insert(
      ctx,
      calendars,
      { ...facts, provider, connectionId, isSelected: isPrimary },
      { emits: { event: CalendarEvents.created } },
    );
  // Name and colour are the person's own here, and so is the zone where the provider has none.
  const { isReadOnly, timezone } = facts;
  return update(
    ctx,
    calendars,
    eq(calendars.id, row.id),
    { isReadOnly, ...(timezone !== null && { timezone }) },
    { emits: { event: CalendarEvents.updated } },
  );
}

/** Asks for the synchronisation of a calendar. */
export const request = (ctx: Ctx, calendarId: string, owner: string, provider: SyncProvider) =>
  emit(ctx, CalendarSyncRequested, { entityId: calendarId, owner, payload: { provider } });

/** Brings a page of what has changed there; undefined when the calendar is no longer synchronised. */
export const pull = (story: Story): Promise<Pulled | undefined> => withCalendar(story, pullPage);

/** Writes some of what has changed here; undefined when the calendar is no longer synchronised, or may not be written. */
export const push = (story: Story): Promise<Pushed | undefined> =>
  withCalendar(story, async (ctx, service, calendar) =>
    calendar.isReadOnly ? undefined : pushSome(ctx, service, calendar),
  );

/** Has the provider tell of what changes from here on, where it does not or is about to stop. */
export const watch = (story: Story): Promise<boolean | undefined> => withCalendar(story, renewWatch);

/** Notes that both sides are equal. Yields what came, also in runs that were given up before; undefined as for `pull`. */
export const finish = (story: Story, startedAt: string): Promise<Counts | undefined> =>
  withCalendar(story, async (ctx, _, calendar) => {
    const totals = countsOf(calendar);
    const now = ctx.now();
    const durationMs = Math.max(0, now.getTime() - Date.parse(startedAt));
    await ctx.db.batch([
      update(ctx, calendars, eq(calendars.id, calendar.id), {
        lastSyncedAt: now.toISOString(),
        syncToken: uncounted(calendar),
        syncError: null,
        syncErrorCoded: null,
      }),
      emit(ctx, CalendarSynced, {
        entityId: calendar.id,
        owner: calendar.userId,
        payload: {
          provider: calendar.provider as SyncProvider,
          eventsAdded: totals.added,
          eventsUpdated: totals.updated,
          eventsDeleted: totals.deleted,
          durationMs,
        },
      }),
    ]);
    ctx.log("info", "synchronised a calendar", { provider: calendar.provider, durationMs, ...totals });
    return totals;
  });

/** Notes why a calendar could not be synchronised. */
export const fail = (story: Story, reason: Saying): Promise<void> =>
  inVoice(story, async (ctx) => {
    const values = { syncError: reason.text, syncErrorCoded: codedOf(reason) as Calendar["syncErrorCoded"] };
    // It is tried each quarter of an hour, and told of once.
    const isNews = sql`${calendars.id} = ${story.entityId}::uuid and ${calendars.syncError} is distinct from ${reason.text}`;
    await ctx.db.batch([update(ctx, calendars, isNews, values, { emits: { event: CalendarEvents.updated } })]);
  });

async function withCalendar<T>(
  story: Story,
  work: (ctx: Ctx, service: CalendarService, calendar: Calendar) => Promise<T | undefined>,
): Promise<T | undefined> {
  return inVoice(story, async (ctx) => {
    const [[calendar], zone] = await ctx.db.batch([
      calendarsRead(sql`id = ${story.entityId}::uuid and user_id = ${story.userId}::uuid and deleted_at is null
        and is_selected and connection_id is not null`),
      zoneRead(),
    ]);
    const open = calendar && SERVICES[calendar.provider as SyncProvider];
    if (!open) return undefined;
    return work(ctx, open(ctx, calendar.connectionId!, calendar.timezone ?? zone), calendar);
  });
}

/** Whole rows of calendars, with where their synchronisation is. */
function calendarsRead(where: ReturnType<typeof sql>): Read<Calendar[]> {
  const columns = columnsOf(calendars);
  const query = sql`select ${selection(calendars, Object.keys(columns))} from ${calendars} where ${where}`;
  return {
    ...read(query),
    decode: ({ columns: names, rows }) => rows.map((row) => rowReader(columns, names)(row) as Calendar),
  };
}

async function inVoice<T>({ userId, entityId, ...story }: Story, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const actor = await personOf(userId);
  const session: Session = speak({ actor, origin: "workflow", requestId: entityId, ...story });
  try {
    return await work(session.ctx);
  } finally {
    await session.published();
  }
}

/**
 * Fetches a subscribed calendar and makes the events here those that it has. An answer that is broken, cut off or without any event changes
 * nothing: what was here stays, and the reason is shown.
 */
import { sql } from "drizzle-orm";
import { eachApart } from "#cloud/each-apart";
import { fetchGiven } from "#cloud/fetch-given";
import { personOf } from "#cloud/person";
import { speak } from "#cloud/speak";
import { calendarEvents, calendarSubscriptions, calendars } from "#core/calendar/calendar.sql";
import { CalendarSynced, SubscriptionEvents, SubscriptionStopped } from "#core/calendar/events";
import { bytesSource } from "#core/calendar/ics/bytes-source";
import { type IcsRow, read } from "#core/calendar/ics/read";
import { type Reconciled, reconciled } from "#core/calendar/ics/reconcile";
import { calendarRead } from "#core/calendar/ics/rows";
import { MAX_FILE_BYTES, surveyOf } from "#core/calendar/ics/survey";
import { subscriptionErrors } from "#core/calendar/sayings";
import { MAX_FAILURES, nextFetch } from "#core/calendar/subscriptions";
import { UnreadableSource } from "#core/ingest/importer";
import { emit, remove, update } from "#kit/change";
import { insertMany, MAX_ROWS, updateMany } from "#kit/change-many";
import type { ChangeOptions } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import { uuidv7 } from "#kit/ids";
import { reveal, rowRead } from "#kit/row";
import { codedOf, type Saying } from "#kit/saying";
import { type GivenFailure, NotFetched } from "#kit/third-party";
import type { Row } from "#kit/wire";

type Subscription = Row<typeof calendarSubscriptions>;

/** The most events of a subscribed calendar. */
const MAX_EVENTS = 10_000;
const TIMEOUT_MS = 20_000;
/** Ten megabytes are read in a few seconds. */
const READING_MS = 60_000;

/** Whose subscription is fetched, and the story that its event continues. */
export interface Story {
  userId: string;
  subscriptionId: string;
  correlationId: string;
  causationId: string;
  /** Whether its person waits for it: an event tells when it is done, even when nothing is other than it was. */
  isAwaited?: boolean;
}

/** Why a fetch brought nothing. */
class NothingFetched extends Error {
  readonly saying: Saying;

  constructor(saying: Saying) {
    super(saying.text);
    this.saying = saying;
  }
}

/**
 * Speaks for the person without the claim that other steps of workflows make: a step that is repeated compares anew, and does what is left.
 */
export async function sync({ userId, subscriptionId, correlationId, causationId, isAwaited }: Story): Promise<void> {
  const actor = await personOf(userId);
  const session = speak({ actor, origin: "workflow", requestId: subscriptionId, correlationId, causationId });
  try {
    await fetched(session.ctx, subscriptionId, isAwaited ?? false);
  } finally {
    await session.published();
  }
}

async function fetched(ctx: Ctx, id: string, isAwaited: boolean): Promise<void> {
  const [row] = await ctx.db.batch([rowRead(calendarSubscriptions, id, true)]);
  if (!row) return;
  // An hourly fetch that finds all as it was is nobody's news.
  const tells = (isNews: boolean): ChangeOptions =>
    isNews || isAwaited ? { emits: { event: SubscriptionEvents.updated } } : {};
  const { url } = reveal(calendarSubscriptions, { ...row }) as { url: string };
  try {
    const answer = await asked(ctx, row, url);
    if (answer === undefined) return await finish(ctx, row, {}, tells(row.error !== null));
    const { name, rows, isWhole, unkept } = await eventsIn(ctx, answer.bytes);
    const [here, calendar] = await ctx.db.batch([
      calendarRead(row.calendarId, MAX_EVENTS * 2),
      rowRead(calendars, row.calendarId),
    ]);
    if (!calendar) return;
    if (rows.length === 0 && here.length > 0) throw new NothingFetched(subscriptionErrors("subscription_empty"));
    const changes = reconciled(here, rows, () => uuidv7(ctx.now()), unkept);
    // Of a calendar of which a part cannot be read, what is missing may be in that part.
    if (!isWhole) changes.remove = [];
    await write(ctx, row.calendarId, changes);
    const { etag, "last-modified": lastModified } = answer.headers;
    const values = { etag: short(etag, 500), lastModified: short(lastModified, 100) };
    const made = { changes, ...(calendar.name === row.host && name && { name }) };
    await finish(ctx, row, values, tells(row.error !== null), made);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    await fail(ctx, row, reason, tells(row.error !== reason.text));
  }
}

const short = (header: string | undefined, most: number) => (header && header.length <= most ? header : null);

/** Why it brought nothing, where asking again at once would not help; undefined for a fault of ours. */
function reasonOf(error: unknown): Saying | undefined {
  if (error instanceof NothingFetched || error instanceof UnreadableSource) return error.saying;
  return error instanceof NotFetched ? REASONS[error.reason] : undefined;
}

const REASONS: Readonly<Record<GivenFailure, Saying>> = {
  not_http: subscriptionErrors("subscription_no_http"),
  not_public: subscriptionErrors("subscription_no_host"),
  unreachable: subscriptionErrors("subscription_unreachable"),
  timeout: subscriptionErrors("subscription_timeout"),
  too_large: subscriptionErrors("subscription_too_large", { maxMb: MAX_FILE_BYTES / 1024 / 1024 }),
  too_many_redirects: subscriptionErrors("subscription_redirects"),
  unreadable: subscriptionErrors("subscription_compressed"),
};

/** The answer of the address; undefined when nothing has changed there. */
async function asked(ctx: Ctx, { etag, lastModified }: Subscription, url: string) {
  const headers = {
    accept: "text/calendar, */*;q=0.5",
    ...(etag && { "if-none-match": etag }),
    ...(lastModified && { "if-modified-since": lastModified }),
  };
  const call = { what: "a subscribed calendar", headers, maxBytes: MAX_FILE_BYTES, timeoutMs: TIMEOUT_MS };
  const answer = await fetchGiven(ctx, url, call);
  if (answer.status === 304) return undefined;
  if (answer.status < 200 || answer.status >= 300) throw new NothingFetched(refusalOf(answer.status));
  return answer;
}

function refusalOf(status: number): Saying {
  if (status === 404 || status === 410) return subscriptionErrors("subscription_gone", { status });
  if (status === 401 || status === 403) return subscriptionErrors("subscription_sign_in", { status });
  return subscriptionErrors("subscription_status", { status });
}

/** The events in a calendar. Throws for one that is none, or not whole, and for one that was made to keep its reader busy. */
async function eventsIn(ctx: Ctx, bytes: Buffer) {
  const begun = ctx.now().getTime();
  const source = bytesSource(bytes, () => {
    if (ctx.now().getTime() - begun > READING_MS) throw new NothingFetched(subscriptionErrors("subscription_too_slow"));
  });
  const { name } = await surveyOf(source);
  const end = bytes.subarray(-200).toString("latin1").replaceAll("\0", "");
  if (!/END\s*:\s*VCALENDAR\s*$/i.test(end)) throw new NothingFetched(subscriptionErrors("subscription_cut"));
  const rows: IcsRow[] = [];
  const unkept = new Set<string>();
  let isWhole = true;
  for await (const { row, mayBeAny, unkeptUid } of read(source, undefined)) {
    if (row) rows.push(row);
    if (mayBeAny) isWhole = false;
    if (unkeptUid !== undefined) unkept.add(unkeptUid);
    if (rows.length > MAX_EVENTS)
      throw new NothingFetched(subscriptionErrors("subscription_too_many", { max: MAX_EVENTS }));
  }
  return { name, rows, isWhole, unkept };
}

/** One that the database refuses is left out, and the others are written. */
async function write(
  ctx: Ctx,
  calendarId: string,
  { create, update: changed, remove: gone }: Reconciled,
): Promise<void> {
  const syncedAt = ctx.now().toISOString();
  const common = { syncedAt };
  const about = ({ id }: { id: string }) => ({ calendarId, eventId: id });
  for (const some of portions(create)) {
    const made = (rows: readonly (typeof create)[number][]) =>
      ctx.db.batch([
        insertMany(
          ctx,
          calendarEvents,
          rows.map((values) => ({ ...values, ...common, calendarId, provider: "ics" as const })),
        ),
      ]);
    await eachApart(ctx, some, made, about);
  }
  for (const some of portions(changed)) {
    const made = (rows: readonly (typeof changed)[number][]) =>
      ctx.db.batch([
        updateMany(
          ctx,
          calendarEvents,
          rows.map((values) => ({ ...values, ...common })),
        ),
      ]);
    await eachApart(ctx, some, made, about);
  }
  for (const some of portions(gone)) {
    const ids = sql`(select one::uuid from jsonb_array_elements_text(${JSON.stringify(some.map(({ id }) => id))}::jsonb) one)`;
    await ctx.db.batch([
      remove(
        ctx,
        calendarEvents,
        sql`${calendarEvents.id} in ${ids} and ${calendarEvents.calendarId} = ${calendarId}::uuid`,
      ),
    ]);
  }
}

function portions<T>(rows: readonly T[]): T[][] {
  const parts = Math.ceil(rows.length / MAX_ROWS);
  return Array.from({ length: parts }, (_, n) => rows.slice(n * MAX_ROWS, (n + 1) * MAX_ROWS));
}

interface Done {
  changes?: Reconciled;
  name?: string;
}

async function finish(
  ctx: Ctx,
  row: Subscription,
  values: object,
  telling: ChangeOptions,
  { changes, name }: Done = {},
): Promise<void> {
  const now = ctx.now().toISOString();
  const counts = {
    eventsAdded: changes?.create.length ?? 0,
    eventsUpdated: changes?.update.length ?? 0,
    eventsDeleted: changes?.remove.length ?? 0,
  };
  const isChanged = Object.values(counts).some((count) => count > 0);
  const told = { entityId: row.calendarId, owner: ctx.actor.userId, payload: { provider: "ics" as const, ...counts } };
  await ctx.db.batch([
    update(
      ctx,
      calendarSubscriptions,
      unchanged(row),
      {
        ...values,
        lastFetchedAt: now,
        nextFetchAt: nextFetch(ctx.now()),
        status: "active",
        failures: 0,
        error: null,
        errorCoded: null,
      },
      telling,
    ),
    update(ctx, calendars, sql`${calendars.id} = ${row.calendarId}::uuid and ${calendars.deletedAt} is null`, {
      lastSyncedAt: now,
      syncError: null,
      syncErrorCoded: null,
      ...(name && { name }),
    }),
    ...(isChanged ? [emit(ctx, CalendarSynced, told)] : []),
  ]);
}

async function fail(ctx: Ctx, row: Subscription, reason: Saying, telling: ChangeOptions): Promise<void> {
  const failures = row.failures + 1;
  const isStopped = failures >= MAX_FAILURES && row.status === "active";
  await ctx.db.batch([
    update(
      ctx,
      calendarSubscriptions,
      // Of two that fail at the same moment one stops it, so that its person is told once.
      sql`${unchanged(row)} and ${calendarSubscriptions.status} = ${row.status}`,
      {
        lastFetchedAt: ctx.now().toISOString(),
        nextFetchAt: nextFetch(ctx.now(), failures),
        failures,
        error: reason.text,
        errorCoded: codedOf(reason) as Subscription["errorCoded"],
        ...(isStopped && { status: "stopped" as const }),
      },
      isStopped ? { emits: { event: SubscriptionStopped } } : telling,
    ),
    update(ctx, calendars, sql`${calendars.id} = ${row.calendarId}::uuid and ${calendars.deletedAt} is null`, {
      syncError: reason.text,
      syncErrorCoded: codedOf(reason) as Row<typeof calendars>["syncErrorCoded"],
    }),
  ]);
}

/** Another address that was given meanwhile is fetched by itself. Addresses are compared as they are sealed. */
const unchanged = ({ id, url }: Subscription) =>
  sql`${calendarSubscriptions.id} = ${id}::uuid and ${calendarSubscriptions.url} = decode(${url}, 'base64') and ${calendarSubscriptions.deletedAt} is null`;

/**
 * What happens, as it happens: the events that a person may see, for clients that show it. A client that comes back goes on where
 * it was, and may be told an event of the minute before once more; it tells events apart by their ids.
 *
 * Ids of events are drawn before they commit, so that a smaller one may come to light after a greater one. Every look therefore
 * begins a minute before the last one, which no request outlives, and leaves out what has been told already.
 */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { events } from "#core/platform/events.sql";
import { openStreams } from "#core/platform/operations.sql";
import { Event, shown } from "#core/platform/timeline";
import type { Ctx } from "#kit/ctx";
import { type Read, read, uncounted } from "#kit/db";
import type { EventRow } from "#kit/event";
import { leastId, timeOf } from "#kit/ids";
import { type ListSpec, listRead } from "#kit/list";
import { Limited } from "#kit/problem";
import { runtime } from "#kit/runtime";
import type { StreamEvent } from "#kit/stream";
import { me } from "#kit/table";
import { Instant } from "#kit/wire";

/** Why a client has to read again whatever it shows. */
export const resetReasons = ["too_old", "too_many", "access_changed"] as const;

export const Told = {
  /** The first event: from here on nothing is missed. */
  ready: z.strictObject({ at: Instant }),
  /** Something happened. */
  event: z.omit(Event, { previous: true, title: true }),
  /** Not everything that happened can be told. */
  reset: z.strictObject({ reason: z.enum(resetReasons) }),
};

export interface LiveTimes {
  /** Between two looks at the database, at least. */
  betweenMs: number;
  /** Where nothing tells of changes: after a look that found something, and the most after ever more that found nothing. */
  pollMs: number;
  idlePollMs: number;
  /** Where this process tells of changes: other processes on the same database may make some, too. */
  othersMs: number;
}

const TIMES: LiveTimes = { betweenMs: 250, pollMs: 2_000, idlePollMs: 10_000, othersMs: 15_000 };

/** The streams that a person may have open: a console holds one for all its tabs. The next one ends the oldest. */
export const MAX_OPEN = 10;
/** How long ago a client may have been here and still be told what it missed. */
const MAX_AWAY_MS = 3_600_000;
/** The most events of a minute, or after a pause, that are told one by one. */
const MAX_EVENTS = 1_000;
/** How long to wait after `too_many`: whoever reads everything again is not to do so more often. */
const RESET_PAUSE_MS = 10_000;
const SETTLING_MS = 60_000;

/** Yields until nobody listens (`signal`) or a newer stream of the person takes the place of this one. */
export async function* live(
  ctx: Ctx,
  { lastEventId, signal }: { lastEventId: string | undefined; signal: AbortSignal },
  times: LiveTimes = TIMES,
): AsyncGenerator<StreamEvent<typeof Told>> {
  const [[opened]] = await ctx.db.batch(opening);
  const streamId = opened!.id;
  const waiting = waitFor(ctx.actor.userId, signal, times);
  try {
    const [begin] = await ctx.db.batch([stateRead(streamId)]);
    const was = lastEventId === undefined ? undefined : placeOf(lastEventId, begin.now);
    const isTooOld = lastEventId !== undefined && was === undefined;
    let { revision, id: place } = was ?? { revision: begin.revision, id: leastId(begin.now) };
    // The events of the minute before the place that were told.
    let told = new Set<string>();
    yield { event: "ready", id: placeText(revision, place), data: { at: begin.now.toISOString() } };
    if (isTooOld) yield { event: "reset", id: placeText(revision, place), data: { reason: "too_old" } };

    for (;;) {
      const from = leastId(new Date(timeOf(place) - SETTLING_MS));
      const [state, page] = await ctx.db.batch([stateRead(streamId), eventsRead(from, told)]);
      if (!state.isOpen) throw Limited(`You have opened more than ${MAX_OPEN} streams; this was the oldest.`);
      waiting.heed({ others: state.hasCompanions });
      const isTooMuch = page.nextCursor !== null || told.size + page.data.length > MAX_EVENTS;
      if (revision !== state.revision) {
        revision = state.revision;
        yield { event: "reset", id: placeText(revision, place), data: { reason: "access_changed" } };
      }
      const now = leastId(state.now);
      if (isTooMuch) {
        place = now;
        told = new Set();
        yield { event: "reset", id: placeText(revision, place), data: { reason: "too_many" } };
      } else {
        for (const row of page.data) {
          if (row.id > place) place = row.id;
          yield { event: "event", id: placeText(revision, place), data: shown(row) };
        }
        if (now > place) place = now;
        const settled = leastId(new Date(timeOf(place) - SETTLING_MS));
        told = new Set([...told, ...page.data.map(({ id }) => id)].filter((id) => id >= settled));
      }
      await waiting.next(isTooMuch ? RESET_PAUSE_MS : times.betweenMs, page.data.length > 0);
      if (signal.aborted) return;
    }
  } finally {
    waiting.end();
    await ctx.db.batch([closing(streamId)]).catch(() => {});
  }
}

/** The person's newest streams stay, this one among them. */
const opening = [
  uncounted<{ id: string }>(sql`insert into ${openStreams} default values returning id`),
  uncounted(sql`delete from ${openStreams} where user_id = ${me} and id in
      (select id from ${openStreams} where user_id = ${me} order by id desc offset ${MAX_OPEN})`),
] as const;

const closing = (id: string) => uncounted(sql`delete from ${openStreams} where id = ${id}::uuid`);

interface State {
  /** Whether no newer stream took its place. */
  isOpen: boolean;
  /** The count of changes to what the person may see (see access_revisions). */
  revision: number;
  /** Whether anybody else's changes may concern them. */
  hasCompanions: boolean;
  now: Date;
}

function stateRead(streamId: string): Read<State> {
  const query = read<Omit<State, "now"> & { now: string }>(sql`
    select exists (select from ${openStreams} where id = ${streamId}::uuid) as "isOpen",
      coalesce((select revision from access_revisions where user_id = ${me}), 0) as revision,
      cardinality(my_companions()) > 1 or exists (select from access_grants where grantee_id = ${me}) as "hasCompanions",
      (extract(epoch from clock_timestamp()) * 1000)::bigint::text as now`);
  return {
    ...query,
    decode(result) {
      const [state] = query.decode(result);
      return { ...state!, now: new Date(Number(state!.now)) };
    },
  };
}

const listing: ListSpec<typeof events> = { filter: [], sort: [], omit: ["ip", "requestId", "previous"] };

/** What the speaker may see and was not told, oldest first. Each part goes by an index; the policy sees to the rest. */
const eventsRead = (from: string, told: ReadonlySet<string>) =>
  listRead(
    events,
    listing,
    { scope: "visible", sort: "createdAt", limit: MAX_EVENTS },
    sql`${events.id} in (
      select id from events where user_id = ${me} and id >= ${from}::uuid
      union select id from events where actor_id = ${me} and id >= ${from}::uuid
      union select id from events where household_id = any(((select my_households()))::uuid[]) and id >= ${from}::uuid
      union select id from events where user_id = any(array(select grantor_id from access_grants where grantee_id = ${me})) and id >= ${from}::uuid
    ) and ${events.id} <> all(string_to_array(${[...told].join()}, ',')::uuid[])`,
  );

/** The id of a sent event: the count of what the person may see, and where the stream is. */
const placeText = (revision: number, id: string) => `${revision}.${id}`;

const Place = z.string().check(z.regex(/^\d{1,9}\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/));

/** Undefined for what no stream has sent within the last hour. */
function placeOf(text: string, now: Date): { revision: number; id: string } | undefined {
  if (!Place.safeParse(text).success) return undefined;
  const [revision, id] = text.split(".") as [string, string];
  const awayMs = now.getTime() - timeOf(id);
  return awayMs >= 0 && awayMs <= MAX_AWAY_MS ? { revision: Number(revision), id } : undefined;
}

/** Waits for the next look: until something is said to have happened, or for a while. */
function waitFor(userId: string, signal: AbortSignal, times: LiveTimes) {
  const { onCommitted } = runtime();
  let hasHeard = false;
  let heedsOthers = true;
  let wake = () => {};
  let idleMs = times.pollMs;
  const isOwn = (event: EventRow) => event.user_id === userId || event.actor_id === userId;
  const unlisten = onCommitted?.((committed) => {
    if (!heedsOthers && !committed.some(isOwn)) return;
    hasHeard = true;
    wake();
  });

  return {
    /** Whether what others do may concern this person. */
    heed({ others }: { others: boolean }) {
      heedsOthers = others;
    },
    /** After `leastMs` at the earliest. */
    async next(leastMs: number, foundSomething: boolean): Promise<void> {
      idleMs = foundSomething ? times.pollMs : Math.min(idleMs * 2, times.idlePollMs);
      await pause(leastMs, () => false);
      await pause(onCommitted ? times.othersMs : idleMs, () => hasHeard);
      hasHeard = false;
    },
    end: () => unlisten?.(),
  };

  function pause(ms: number, isOver: () => boolean): Promise<void> {
    if (signal.aborted || isOver()) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(settle, ms);
      signal.addEventListener("abort", settle, { once: true });
      wake = () => isOver() && settle();
      function settle() {
        clearTimeout(timer);
        signal.removeEventListener("abort", settle);
        wake = () => {};
        resolve();
      }
    });
  }
}

/**
 * Focus sessions: periods of undisturbed work. A person has one at a time, which the database holds. What counts is the time from
 * start to end without pauses, and never more than was planned and the stated overtime, however long somebody forgets to end it.
 */

import { sql } from "drizzle-orm";
import type { Overdue } from "#core/platform/delivery/overdue";
import {
  FocusAbandoned,
  FocusCompleted,
  FocusInterrupted,
  FocusPaused,
  FocusResumed,
  FocusStarted,
} from "#core/rhythm/events";
import { focusSessions } from "#core/rhythm/focus.sql";
import { rhythmRefusals } from "#core/rhythm/sayings";
import { insert } from "#kit/change";
import { type Ctx, causedBy } from "#kit/ctx";
import { Conflict, Problem, type Refusals } from "#kit/problem";
import { rowRead } from "#kit/row";
import { me } from "#kit/table";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

export type FocusSession = Row<typeof focusSessions>;

const MINUTE_MS = 60_000;
const MAX_PAUSES = 200;
/** A session that has stood still for so long is forgotten. */
const FORGOTTEN_AFTER_MS = 4 * 60 * MINUTE_MS;

export const refusals: Refusals = { focus_sessions_one_running: () => Conflict(rhythmRefusals("focus_runs")) };

export interface Start {
  taskId?: string | null;
  plannedMinutes?: number;
  overtimeMinutes?: number;
  notes?: string | null;
}

/** Starts a session, as long as the settings say unless given. The database refuses a second one. */
export async function start(ctx: Ctx, given: Start): Promise<FocusSession> {
  const usual = sql`coalesce((select s.pomodoro_minutes from user_settings s where s.user_id = ${me}), 25)`;
  const values = { ...given, plannedMinutes: given.plannedMinutes ?? usual, startedAt: ctx.now().toISOString() };
  const [session] = await ctx.db.batch([insert(ctx, focusSessions, values, { emits: { event: FocusStarted } })]);
  return session;
}

export const pause = (ctx: Ctx, id: string): Promise<FocusSession> =>
  transition(ctx, focusSessions, id, {
    follows: "any event",
    refuse(session) {
      if (session.status !== "running") return Conflict(rhythmRefusals("focus_not_running"));
      if (overAt(session) <= ctx.now().getTime()) return Conflict(rhythmRefusals("focus_over"));
      return session.pauses.length < MAX_PAUSES ? undefined : Conflict(rhythmRefusals("focus_pauses"));
    },
    change: ({ pauses }) => ({
      values: { status: "paused", pauses: [...pauses, { from: ctx.now().toISOString() }] },
      emits: { event: FocusPaused },
    }),
  });

export const resume = (ctx: Ctx, id: string): Promise<FocusSession> =>
  transition(ctx, focusSessions, id, {
    follows: "any event",
    refuse: ({ status }) => (status === "paused" ? undefined : Conflict(rhythmRefusals("focus_not_paused"))),
    change: ({ pauses }) => ({
      values: {
        status: "running",
        pauses: pauses.map((one) => (one.to === undefined ? { ...one, to: ctx.now().toISOString() } : one)),
      },
      emits: { event: FocusResumed },
    }),
  });

/** Counts an interruption of a session that is not over. */
export const interrupt = (ctx: Ctx, id: string): Promise<FocusSession> =>
  transition(ctx, focusSessions, id, {
    follows: "any event",
    refuse: refuseEnded,
    change: ({ interruptions }) => ({
      values: { interruptions: interruptions + 1 },
      emits: { event: FocusInterrupted },
    }),
  });

/** Ends a session as completed. */
export const end = (ctx: Ctx, id: string): Promise<FocusSession> =>
  transition(ctx, focusSessions, id, {
    follows: "any event",
    refuse: refuseEnded,
    change: (session) => ending(session, "completed", ctx.now().getTime()),
  });

/** Gives a session up. */
export const abandon = (ctx: Ctx, id: string): Promise<FocusSession> =>
  transition(ctx, focusSessions, id, {
    follows: "any event",
    refuse: refuseEnded,
    change: (session) => ending(session, "abandoned", ctx.now().getTime()),
  });

/** When an open session is over, or forgotten if it stands still (ISO 8601); undefined for one that has ended or is gone. */
export async function settlesAt(ctx: Ctx, id: string): Promise<string | undefined> {
  const [session] = await ctx.db.batch([rowRead(focusSessions, id)]);
  return session && isOpen(session) ? new Date(settlingAt(session)).toISOString() : undefined;
}

/**
 * Ends a session that is over at a time (ISO 8601), and abandons one that is forgotten by then; any other stays as it is. The time
 * is given, because the clock of who waited for it may be ahead of this one.
 */
export async function settle(ctx: Ctx, id: string, at: string): Promise<void> {
  const time = Date.parse(at);
  try {
    await transition(ctx, focusSessions, id, {
      refuse: (session) => (isOpen(session) && settlingAt(session) <= time ? undefined : "done"),
      change: (session) => ending(session, session.status === "paused" ? "abandoned" : "completed", time),
    });
  } catch (error) {
    // It has been deleted meanwhile.
    if (!(error instanceof Problem && error.kind === "not_found")) throw error;
  }
}

/** A run ends a session within moments of its time; after so long it was lost. */
const LATE_MINUTES = 10;

/** Sessions that should have ended by themselves: the run that waited for that was lost. */
export const unsettled: Overdue = {
  workflow: "rhythm.settleFocus",
  on: FocusStarted,
  afterMinutes: LATE_MINUTES,
  waiting: (ctx) => sql`
    select s.id as entity_id, null as key from focus_sessions s
    where s.status in ('running', 'paused') and s.deleted_at is null and ${ctx.now().toISOString()}::timestamptz > make_interval(mins => ${LATE_MINUTES}::int) + case s.status
      when 'paused' then (s.pauses -> -1 ->> 'from')::timestamptz + make_interval(mins => ${FORGOTTEN_AFTER_MS / MINUTE_MS}::int)
      else s.started_at + make_interval(mins => s.planned_minutes + s.overtime_minutes)
        + coalesce((select sum((one ->> 'to')::timestamptz - (one ->> 'from')::timestamptz) from jsonb_array_elements(s.pauses) one), interval '0') end
    order by s.id limit 10000`,
  // Nobody stays in a session for ever because a workflow cannot be run.
  giveUp: async (ctx, { id, correlation_id, entity_id }) =>
    settle(causedBy(ctx, { id, correlationId: correlation_id }), entity_id!, ctx.now().toISOString()),
};

const isOpen = ({ status }: FocusSession) => status === "running" || status === "paused";

function refuseEnded(session: FocusSession): Problem | undefined {
  return isOpen(session) ? undefined : Conflict(rhythmRefusals("focus_ended"));
}

/** The columns and the event of a session that ends at a time, or has ended before without anybody saying so. */
function ending(session: FocusSession, status: "completed" | "abandoned", time: number) {
  const stands = session.pauses.at(-1);
  // A paused session ended when it came to stand still.
  const stopped = session.status === "paused" && stands ? Date.parse(stands.from) : Math.min(time, overAt(session));
  const endedAt = Math.max(Date.parse(session.startedAt), stopped);
  return {
    values: {
      status,
      pauses: session.pauses.filter(({ to }) => to !== undefined),
      endedAt: new Date(endedAt).toISOString(),
      durationSeconds: Math.floor(workedMs(session, endedAt) / 1_000),
    },
    emits: { event: status === "completed" ? FocusCompleted : FocusAbandoned },
  };
}

const limitMs = ({ plannedMinutes, overtimeMinutes }: FocusSession) => (plannedMinutes + overtimeMinutes) * MINUTE_MS;

/** The time without pauses until an instant. */
function workedMs(session: FocusSession, until: number): number {
  return Math.min(limitMs(session), Math.max(0, until - Date.parse(session.startedAt) - pausedMs(session)));
}

/** The instant at which a running session has lasted as long as it may. */
function overAt(session: FocusSession): number {
  return Date.parse(session.startedAt) + pausedMs(session) + limitMs(session);
}

/** The instant at which a session ends by itself. */
function settlingAt(session: FocusSession): number {
  const stands = session.pauses.at(-1);
  return session.status === "paused" && stands ? Date.parse(stands.from) + FORGOTTEN_AFTER_MS : overAt(session);
}

/** The length of all pauses that are over. */
const pausedMs = ({ pauses }: FocusSession) =>
  pauses.reduce((sum, { from, to }) => sum + (to ? Date.parse(to) - Date.parse(from) : 0), 0);

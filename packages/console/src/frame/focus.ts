/** What more than one pillar does with focus sessions: shows the one that runs, and what can be done with it. */
import { useEffect, useReducer } from "react";
import { change } from "#console/data/change.ts";
import type { OperationId } from "#console/data/client.ts";
import type { RowOf } from "#console/data/list.ts";
import { now } from "#console/words/format.ts";

export type FocusSession = RowOf<"rhythm.focus-sessions.list">;

/** What is needed to say how much of a session is left. */
type Timed = Pick<FocusSession, "startedAt" | "plannedMinutes" | "overtimeMinutes" | "pauses" | "status">;

/** One runs at a time, or stands still. */
export const openSession = { query: { status: ["running" as const, "paused" as const], limit: 1 } };

export const isOpen = ({ status }: Pick<FocusSession, "status">): boolean =>
  status === "running" || status === "paused";

/**
 * How many seconds of what was planned are left at an instant, in milliseconds since 1970; below zero it is overtime, of which there is as much as was
 * said when it began. The time of pauses does not count.
 */
export function secondsLeft({ startedAt, plannedMinutes, overtimeMinutes, pauses }: Timed, at: number): number {
  const worked = pauses.reduce(
    (sum, { from, to }) => sum - ((to === undefined ? at : Date.parse(to)) - Date.parse(from)),
    at - Date.parse(startedAt),
  );
  return Math.max(-overtimeMinutes * 60, Math.ceil(plannedMinutes * 60 - worked / 1_000));
}

/** The seconds that are left by the server's clock, told anew every `everyMs` while it runs. */
export function useSecondsLeft(session: Timed, everyMs = 1_000): number {
  const [, tick] = useReducer((n: number) => n + 1, 0);
  const isRunning = session.status === "running";
  useEffect(() => {
    if (!isRunning) return;
    const clock = setInterval(tick, everyMs);
    return () => clearInterval(clock);
  }, [isRunning, everyMs]);
  return secondsLeft(session, now().getTime());
}

export const pauseFocus = (session: FocusSession) =>
  told("rhythm.focus-sessions.pause", session, {
    status: "paused",
    pauses: [...session.pauses, { from: now().toISOString() }],
  });

export const resumeFocus = (session: FocusSession) =>
  told("rhythm.focus-sessions.resume", session, {
    status: "running",
    pauses: session.pauses.map((one) => ({ to: now().toISOString(), ...one })),
  });

export const interruptFocus = (session: FocusSession) =>
  told("rhythm.focus-sessions.interrupt", session, { interruptions: session.interruptions + 1 });

export const endFocus = (session: FocusSession) =>
  told("rhythm.focus-sessions.end", session, { status: "completed", endedAt: now().toISOString() });

export const abandonFocus = (session: FocusSession) =>
  told("rhythm.focus-sessions.abandon", session, { status: "abandoned", endedAt: now().toISOString() });

type Verb = Extract<OperationId, `rhythm.focus-sessions.${"pause" | "resume" | "interrupt" | "end" | "abandon"}`>;

const told = (verb: Verb, session: FocusSession, patch: Partial<FocusSession>) =>
  change(verb, { path: { focusSessionId: session.id }, row: session, patch });

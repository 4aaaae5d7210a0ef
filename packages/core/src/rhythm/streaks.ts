/**
 * Streaks of days that are no habits: days on which a task was completed (`productivity`) or a focus session (`focus`), and
 * days with a journal entry (`journaling`), which may be written later. A day counts once, and one without anything ends the streak after it has ended.
 */

import { type Column, eq, type SQL, sql } from "drizzle-orm";
import { journalEntries } from "#core/knowledge/journal.sql";
import { StreakBroken, StreakExtended } from "#core/rhythm/events";
import { focusSessions } from "#core/rhythm/focus.sql";
import { mineRead } from "#core/rhythm/habit-history";
import { streaks } from "#core/rhythm/habits.sql";
import { dayAt, dayBefore, spanOf } from "#core/rhythm/local-days";
import { tasks } from "#core/work/tasks.sql";
import { insert, update } from "#kit/change";
import { updateWhere } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { isConflict, Unavailable } from "#kit/problem";
import { me } from "#kit/table";

export type StreakKind = "productivity" | "journaling" | "focus";

const MAX_ATTEMPTS = 5;

/** Counts what happened at an instant (ISO 8601) for the speaker's streak of a kind. */
export const count = (ctx: Ctx, kind: StreakKind, at: string): Promise<void> =>
  countDay(ctx, kind, ({ timezone, dayStart }) => dayAt(timezone, dayStart, Date.parse(at)));

/** Counts an entry of the journal for its day (ISO 8601), or not, if that is still to come. */
export const countEntry = (ctx: Ctx, day: string): Promise<void> =>
  countDay(ctx, "journaling", ({ timezone, dayStart }) =>
    day > dayAt(timezone, dayStart, ctx.now().getTime()) ? undefined : day,
  );

async function countDay(
  ctx: Ctx,
  kind: StreakKind,
  dayOf: (calendar: { timezone: string; dayStart: string }) => string | undefined,
): Promise<void> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const [{ calendar }, [streak]] = await ctx.db.batch([mineRead(sql`false`), streakRead(kind)]);
    const day = dayOf(calendar);
    if (day === undefined || (streak?.lastDate && streak.lastDate >= day)) return;
    const goesOn = streak?.lastDate && streak.lastDate >= dayBefore(calendar.timezone, day);
    const current = goesOn ? streak.current + 1 : 1;
    const values = { current, best: Math.max(current, streak?.best ?? 0), lastDate: day };
    const options = { emits: { event: StreakExtended }, orConflict: "counted by another" };
    const isStill = sql`${streaks.userId} = ${me} and ${eq(streaks.kind, kind)} and ${streaks.lastDate} is not distinct from ${streak?.lastDate ?? null}::date`;
    const writing = streak
      ? update(ctx, streaks, isStill, values, options)
      : insert(ctx, streaks, { kind, ...values }, { ...options, onConflict: "nothing" });
    try {
      await ctx.db.batch([writing]);
      return;
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
  throw Unavailable();
}

const streakRead = (kind: StreakKind) =>
  read<{ current: number; best: number; lastDate: string | null }>(
    sql`select current, best, last_date::text as "lastDate" from ${streaks} where user_id = ${me} and kind = ${kind}`,
  );

/**
 * Ends the speaker's streaks to which nothing was added on a day (ISO 8601) that has ended. What was done on it may be counted only after
 * this, because events come in no order, so that it is looked for where it is kept. Two flights.
 */
export async function judge(ctx: Ctx, day: string): Promise<void> {
  const [{ calendar }] = await ctx.db.batch([mineRead(sql`false`)]);
  const [from, to] = spanOf(calendar.timezone, calendar.dayStart, day).map((at) => new Date(at).toISOString());
  const within = (at: Column) => sql`${at} >= ${from}::timestamptz and ${at} < ${to}::timestamptz`;
  const done: Record<StreakKind, SQL> = {
    productivity: sql`select from ${tasks} where ${tasks.userId} = ${me} and ${within(tasks.completedAt)}`,
    journaling: sql`select from ${journalEntries} where ${journalEntries.userId} = ${me} and ${journalEntries.deletedAt} is null
      and ${journalEntries.entryDate} = ${day}::date`,
    focus: sql`select from ${focusSessions} where ${focusSessions.userId} = ${me} and ${focusSessions.status} = 'completed'
      and ${within(focusSessions.endedAt)}`,
  };
  const isDone = Object.entries(done).map(([kind, some]) => sql`${streaks.kind} = ${kind} and exists (${some})`);
  const missed = sql`${streaks.userId} = ${me} and ${streaks.current} > 0 and ${streaks.lastDate} < ${day}::date
    and not (${sql.join(isDone, sql` or `)})`;
  await ctx.db.batch([
    updateWhere(
      ctx,
      streaks,
      missed,
      { current: 0 },
      {
        emits: { event: StreakBroken, payload: { was: sql`"~previous" -> 'current'` } },
      },
    ),
  ]);
}

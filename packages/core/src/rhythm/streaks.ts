/**
 * Streaks of days that are no habits: days on which a task was completed (`productivity`) or a focus session (`focus`), and
 * days with a journal entry (`journaling`), which may be written later. A day counts once, and one without anything ends the streak after it has ended.
 */

import { type Column, eq, type SQL, sql } from "drizzle-orm";
import { journalEntries } from "#core/knowledge/journal.sql";
import { StreakBroken, StreakExtended } from "#core/rhythm/events";
import { focusSessions } from "#core/rhythm/focus.sql";
import { type Calendar, calendarRead } from "#core/rhythm/habit-history";
import { streaks } from "#core/rhythm/habits.sql";
import { dayAt, dayBefore, spanOf } from "#core/rhythm/local-days";
import { tasks } from "#core/work/tasks.sql";
import { insert, update } from "#kit/change";
import { updateWhere } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { isConflict, Unavailable } from "#kit/problem";
import { me } from "#kit/table";

export type StreakKind = "productivity" | "journaling" | "focus";

const MAX_ATTEMPTS = 5;

/** Counts what happened at an instant (ISO 8601) for the speaker's streak of a kind. */
export const count = (ctx: Ctx, kind: StreakKind, at: string): Promise<void> =>
  written(ctx, kind, nothing, ({ timezone, dayStart }, streak) => {
    const day = dayAt(timezone, dayStart, Date.parse(at));
    return streak?.lastDate && streak.lastDate >= day ? undefined : longer(streak, day, timezone);
  });

/**
 * Counts an entry of the journal for its day (ISO 8601), or not, if that is still to come. One for an earlier day mends the streak: days with
 * an entry that it joins count as one streak.
 */
export const countEntry = (ctx: Ctx, day: string): Promise<void> =>
  written(ctx, "journaling", entryDaysRead(day), ({ timezone, dayStart }, streak, days) => {
    const today = dayAt(timezone, dayStart, ctx.now().getTime());
    if (day > today) return undefined;
    const isLater = !streak?.lastDate || streak.lastDate < day;
    if (isLater && streak?.current !== 0) return longer(streak, day, timezone);
    return mended(streak!, day, { today, timezone, days: new Set([...days.filter((one) => one <= today), day]) });
  });

interface Streak {
  current: number;
  best: number;
  lastDate: string | null;
}

/** The streak with a day that comes after all that were counted. */
function longer(streak: Streak | undefined, day: string, timezone: string): Streak {
  const goesOn = streak?.lastDate && streak.lastDate >= dayBefore(timezone, day);
  const current = goesOn ? streak.current + 1 : 1;
  return { current, best: Math.max(current, streak?.best ?? 0), lastDate: day };
}

/** The streak as it would be had the day been counted in its time; undefined when that changes nothing. It never becomes shorter. */
function mended(
  { current, best, lastDate }: Streak,
  day: string,
  { today, timezone, days }: { today: string; timezone: string; days: ReadonlySet<string> },
): Streak | undefined {
  const last = lastDate !== null && lastDate > day ? lastDate : day;
  const isGoingOn = last >= dayBefore(timezone, today);
  const now = isGoingOn ? Math.max(current, lengthUntil(last, days, timezone)) : current;
  const joined = [...days].filter((one) => one >= day).sort();
  const end = joined.reduce((until, one) => (dayBefore(timezone, one) === until ? one : until), day);
  const most = Math.max(best, now, lengthUntil(end, days, timezone));
  return now === current && most === best && last === lastDate
    ? undefined
    : { current: now, best: most, lastDate: last };
}

/** How many days one after the other end with this one. */
function lengthUntil(last: string, days: ReadonlySet<string>, timezone: string): number {
  let length = 0;
  for (let day = last; days.has(day); day = dayBefore(timezone, day)) length++;
  return length;
}

/** `after` says how the streak is after it; it is asked again when somebody else has counted at the same moment. */
async function written(
  ctx: Ctx,
  kind: StreakKind,
  days: Read<string[]>,
  after: (calendar: Calendar, streak: Streak | undefined, days: string[]) => Streak | undefined,
): Promise<void> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const [calendar, [streak], known] = await ctx.db.batch([calendarRead, streakRead(kind), days]);
    const values = after(calendar, streak, known);
    if (values === undefined) return;
    const isLonger = values.current > 0 && (values.current !== streak?.current || values.lastDate !== streak.lastDate);
    const options = { ...(isLonger && { emits: { event: StreakExtended } }), orConflict: "counted by another" };
    const isStill = sql`${streaks.userId} = ${me} and ${eq(streaks.kind, kind)} and ${streaks.lastDate} is not distinct from ${streak?.lastDate ?? null}::date
      and ${streaks.current} = ${streak?.current ?? 0}::int and ${streaks.best} = ${streak?.best ?? 0}::int`;
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
  read<Streak>(
    sql`select current, best, last_date::text as "lastDate" from ${streaks} where user_id = ${me} and kind = ${kind}`,
  );

/** More than a life has. */
const MAX_ENTRY_DAYS = 40_000;

/** The days with an entry, where one for this day does not simply come after them: it is not the latest, or a streak has ended before it. */
function entryDaysRead(day: string): Read<string[]> {
  const isAmong = sql`exists (select from ${streaks} s where s.user_id = ${me} and s.kind = 'journaling' and (s.last_date >= ${day}::date or s.current = 0))`;
  const query = read<{ day: string }>(sql`
    select distinct e.entry_date::text as day from ${journalEntries} e
    where e.user_id = ${me} and e.deleted_at is null and ${isAmong} limit ${MAX_ENTRY_DAYS}::int`);
  return { ...query, decode: (result) => query.decode(result).map((row) => row.day) };
}

const nothing: Read<string[]> = { ...read(sql`select 1`), decode: () => [] };

/**
 * Ends the speaker's streaks to which nothing was added on a day (ISO 8601) that has ended. What was done on it may be counted only after
 * this, because events come in no order, so that it is looked for where it is kept. Two flights.
 */
export async function judge(ctx: Ctx, day: string): Promise<void> {
  const [calendar] = await ctx.db.batch([calendarRead]);
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

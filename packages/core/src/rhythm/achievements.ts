/** Achievements, by level; each is earned once, and keeps the event that earned it. */
import { sql } from "drizzle-orm";
import { AchievementEarned } from "#core/rhythm/events";
import { focusSessions } from "#core/rhythm/focus.sql";
import { achievements } from "#core/rhythm/habits.sql";
import { insertMany } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { me } from "#kit/table";

/** What each level of a kind asks for, in order. */
export const LEVELS = {
  habit_streak: [7, 30, 100, 365, 1_000],
  productivity_streak: [3, 7, 30, 100, 365],
  journaling_streak: [3, 7, 30, 100, 365],
  focus_streak: [3, 7, 30, 100, 365],
  focus_sessions: [1, 10, 50, 100, 500, 1_000],
} as const;

export type AchievementKind = keyof typeof LEVELS;

/** Gives the speaker all levels that a count reaches, of those that they do not have. */
export async function award(ctx: Ctx, kind: AchievementKind, count: number, eventId: string): Promise<void> {
  const earned = LEVELS[kind].flatMap((least, at) => (count >= least ? [at + 1] : []));
  if (earned.length === 0) return;
  const rows = earned.map((level) => ({
    kind,
    level,
    earnedAt: ctx.now().toISOString(),
    sourceEventId: eventId,
  }));
  await ctx.db.batch([
    insertMany(ctx, achievements, rows, { onConflict: "nothing", emits: { event: AchievementEarned } }),
  ]);
}

/** Gives what a streak of days earns; kinds of streaks without levels earn nothing. */
export async function awardStreak(ctx: Ctx, kind: string, current: number, eventId: string): Promise<void> {
  const earning = `${kind}_streak`;
  if (isKind(earning)) await award(ctx, earning, current, eventId);
}

const isKind = (name: string): name is AchievementKind => Object.hasOwn(LEVELS, name);

/** Gives what the number of completed focus sessions earns. */
export async function awardFocus(ctx: Ctx, eventId: string): Promise<void> {
  const most = LEVELS.focus_sessions.at(-1)!;
  const [[completed]] = await ctx.db.batch([
    read<{ n: number }>(sql`select count(*)::int as n from (select from ${focusSessions} where user_id = ${me}
      and status = 'completed' and deleted_at is null limit ${most}::int) counted`),
  ]);
  await award(ctx, "focus_sessions", completed!.n, eventId);
}

/** The log of the mind: learning, games, conversations, and moods. */

import * as z from "zod/mini";
import { brainLogs, brainMetrics } from "#core/health/brain-logs.sql";
import { BrainLogEvents, MoodLogged } from "#core/health/events";
import { healthFields } from "#core/health/sayings";
import * as Notifications from "#core/platform/notifications";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { derivedId } from "#kit/ids";
import { wrongInput } from "#kit/problem";
import type { Row } from "#kit/wire";

export type BrainLog = Row<typeof brainLogs>;
type Entry = typeof brainLogs.$inferInsert;

/** The kind of notification whose answer is a mood: {value: 1 to 5, note?}. */
export const FITNESS_CHECK_IN = "fitness_check_in";

const MoodAnswer = z.object({ value: z.number().check(z.gte(1), z.lte(5)), note: z.optional(z.string()) });

/** The values that `log` accepts by metric, for the contract: a mood has a scale of its own. */
export const valueByMetric = {
  anyOf: [
    { properties: { metricName: { const: "mood_score" }, value: { minimum: 1, maximum: 5 } } },
    { properties: { metricName: { enum: brainMetrics.filter((name) => name !== "mood_score") } } },
  ],
};

/** Stores an entry. A mood is 1 (bad) to 5 (good), from which its sentiment is calculated unless one is given. */
export async function log(ctx: Ctx, entry: Entry): Promise<BrainLog> {
  if (entry.metricName !== "mood_score") {
    const [row] = await ctx.db.batch([insert(ctx, brainLogs, entry, { emits: { event: BrainLogEvents.created } })]);
    return row;
  }
  if (entry.value < 1 || entry.value > 5) throw wrongInput("#/value", healthFields("mood_out_of_range"));
  const mood = { ...entry, sentimentScore: entry.sentimentScore ?? sentimentOf(entry.value) };
  const [row] = await ctx.db.batch([insert(ctx, brainLogs, mood, { emits: { event: MoodLogged } })]);
  return row;
}

/** Stores the answer of a check-in as a mood, once for each notification; undefined when the answer has no mood. */
export async function logAnswer(ctx: Ctx, notificationId: string): Promise<{ id: string } | undefined> {
  const [notification] = await ctx.db.batch([Notifications.byId(notificationId)]);
  const answer = MoodAnswer.safeParse(notification?.answer);
  if (!notification || !answer.success) return undefined;
  const { value, note } = answer.data;
  const [row] = await ctx.db.batch([
    insert(
      ctx,
      brainLogs,
      {
        id: derivedId(notificationId, "mood"),
        category: "social",
        metricName: "mood_score",
        value,
        sentimentScore: sentimentOf(value),
        note,
        sourceType: "notification",
        sourceId: notificationId,
        loggedAt: notification.answeredAt ?? ctx.now().toISOString(),
      },
      { emits: { event: MoodLogged }, onConflict: "nothing" },
    ),
  ]);
  return row && { id: row.id };
}

/** Stores the minutes of a completed focus session, once; none for one that lasted less than half of one. */
export async function logFocus(
  ctx: Ctx,
  sessionId: string,
  { durationSeconds, endedAt }: { durationSeconds: number; endedAt: string },
): Promise<void> {
  const value = Math.round(durationSeconds / 60);
  if (value === 0) return;
  await ctx.db.batch([
    insert(
      ctx,
      brainLogs,
      {
        id: derivedId(sessionId, "focus"),
        category: "learning",
        metricName: "pomodoro_minutes",
        value,
        sourceType: "focus_session",
        sourceId: sessionId,
        loggedAt: endedAt,
      },
      { emits: { event: BrainLogEvents.created }, onConflict: "nothing" },
    ),
  ]);
}

/** The sentiment of a mood, linear: 1 is −1, 3 is 0, 5 is 1. */
export const sentimentOf = (mood: number): number => (mood - 3) / 2;

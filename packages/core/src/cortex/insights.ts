/** Insights: what LifeOS noticed, and people's ratings. */

import { InsightFound, InsightRated } from "#core/cortex/events";
import { type insightFeedback, insights } from "#core/cortex/insights.sql";
import { told } from "#core/cortex/told.en";
import { withCost } from "#core/cortex/told-values";
import { WorkoutCompleted } from "#core/health/events";
import type { MealAfterWorkout } from "#core/health/meals";
import { purchaseQuery } from "#core/health/purchases";
import { columnsOfTelling } from "#core/platform/told";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { lastEventOf } from "#kit/story";
import { cut } from "#kit/text";
import { transition } from "#kit/transition";

export type Insight = typeof insights.$inferSelect;

/** How long after a workout a meal is attributed to it. */
export const POST_WORKOUT_HOURS = 3;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

interface Purchase {
  amountCents: number;
  currency: string;
}

export interface FoundInsight {
  id: string;
  body: string;
  /** The sentences of the body by their codes. */
  bodyCoded: Insight["bodyCoded"];
  event: { id: string; correlationId: string };
}

/** RFC 9562's nil UUID, which no row has: used to look up the purchase of a meal without one. */
const NO_ROW = "00000000-0000-0000-0000-000000000000";

/**
 * Stores the insight about a workout, the meal after it and its cost, once for each workout; undefined when an earlier meal has
 * been used for it.
 */
export async function postWorkoutMeal(
  ctx: Ctx,
  { meal, workout }: MealAfterWorkout,
  mealEventId: string,
): Promise<FoundInsight | undefined> {
  const transactionId = meal.transactionId ?? NO_ROW;
  const [bought, workoutEvent, purchaseEvent] = await ctx.db.batch([
    purchaseQuery(transactionId),
    lastEventOf(workout.id, WorkoutCompleted),
    lastEventOf(transactionId),
  ]);
  // A refund is not the cost of this meal.
  const spend = bought.find((one) => one.amountCents < 0);
  const [insight] = await ctx.db.batch([
    insert(
      ctx,
      insights,
      {
        insightType: "post_workout_meal",
        dedupeKey: `post-workout-meal:${workout.id}`,
        ...inWords(meal, workout, spend),
        evidence: {
          workoutId: workout.id,
          mealId: meal.id,
          transactionId: spend ? transactionId : null,
          amountCents: spend?.amountCents ?? null,
          currency: spend?.currency ?? null,
        },
        confidence: confidenceOf(meal.eatenAt, workout.completedAt),
        sourceEventIds: [workoutEvent?.id, purchaseEvent?.id, mealEventId].filter((id) => id !== undefined),
        generatedBy: "rule",
      },
      { emits: { event: InsightFound }, onConflict: "nothing" },
    ),
  ]);
  if (!insight) return undefined;
  const [event] = await ctx.db.batch([lastEventOf(insight.id, InsightFound)]);
  const { id, body, bodyCoded } = insight;
  return { id, body, bodyCoded, event: event! };
}

function inWords(meal: MealAfterWorkout["meal"], { name, completedAt }: MealAfterWorkout["workout"], spend?: Purchase) {
  const later = minutesInWords((Date.parse(meal.eatenAt) - Date.parse(completedAt)) / MINUTE_MS);
  const had = { meal: meal.name, later };
  const [inTitle, training] = [shortened(meal.name), name && shortened(name)];
  const { body, ...columns } = columnsOfTelling({
    title: training
      ? told("meal_after_training", { meal: inTitle, training })
      : told("meal_after_workout", { meal: inTitle }),
    body: [
      spend
        ? withCost({ ...spend, amountCents: Math.abs(spend.amountCents) }, (cost) =>
            name
              ? told("paid_after_training", { ...had, ...cost, training: name })
              : told("paid_after_workout", { ...had, ...cost }),
          )
        : name
          ? told("had_after_training", { ...had, training: name })
          : told("had_after_workout", had),
    ],
  });
  return { ...columns, body: body! };
}

const shortened = (name: string) => (name.length > 100 ? `${cut(name, 99)}…` : name);

function minutesInWords(minutes: number): string {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  return [hours && `${hours} h`, (whole % 60 || !hours) && `${whole % 60} min`].filter(Boolean).join(" ");
}

/** Decreases linearly with the time since the workout: 1 right after it, 0.7 at the end of the three hours. */
function confidenceOf(eatenAt: string, completedAt: string): number {
  const hours = (Date.parse(eatenAt) - Date.parse(completedAt)) / HOUR_MS;
  return Math.round((1 - (0.3 * hours) / POST_WORKOUT_HOURS) * 100) / 100;
}

/** Stores a person's rating of an insight, in the story that found it. */
export const rate = (ctx: Ctx, id: string, feedback: (typeof insightFeedback)[number]): Promise<Insight> =>
  transition(ctx, insights, id, {
    follows: InsightFound,
    change: { values: { feedback }, emits: { event: InsightRated } },
  });

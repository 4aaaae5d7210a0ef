/** Meals: logging of drafts, the totals of a day, and the workout before a meal. */

import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type * as z from "zod/mini";
import { MealDrafted, MealLogged } from "#core/health/events";
import { type macrosSchema, meals } from "#core/health/meals.sql";
import { mealSayings } from "#core/health/sayings";
import { completedWorkouts, workouts } from "#core/health/workouts.sql";
import { myZone, startOf } from "#core/identity/zone";
import type { Ctx } from "#kit/ctx";
import { db, read } from "#kit/db";
import { Conflict } from "#kit/problem";
import { live } from "#kit/row";
import { me } from "#kit/table";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

export type Meal = Row<typeof meals>;

/** The source of a meal that LifeOS assumes and nobody has confirmed yet. */
export const DRAFT = "draft";
/** The source of a logged meal that began as the draft of a purchase. */
export const PURCHASE = "purchase";

export interface Corrections {
  name?: string;
  calories?: number | null;
  macros?: z.infer<typeof macrosSchema> | null;
  eatenAt?: string;
}

/** Confirms a draft, with corrections. The event continues the story that drafted it. */
export const log = (ctx: Ctx, id: string, corrections: Corrections): Promise<Meal> =>
  transition(ctx, meals, id, {
    follows: MealDrafted,
    refuse: ({ source }) => (source === DRAFT ? undefined : Conflict(mealSayings("no_draft"))),
    change: { values: { ...corrections, source: PURCHASE }, emits: { event: MealLogged } },
  });

export interface Totals {
  date: string;
  timezone: string;
  /** The number of logged meals; drafts are counted separately and add nothing. */
  meals: number;
  drafts: number;
  /** Kilocalories. */
  calories: number;
  macros: { proteinG: number; carbsG: number; fatG: number; fiberG: number };
}

/** The totals of a day's meals (default today) in the speaker's time zone: their own, or a dependent's. */
export async function totals(ctx: Ctx, of: { date?: string; dependentId?: string }): Promise<Totals> {
  const logged = sql`m.source <> ${DRAFT}`;
  const grams = (key: string) =>
    sql`coalesce(sum((m.macros ->> ${key})::numeric) filter (where ${logged}), 0)::float8 as ${sql.identifier(key)}`;
  const [[sums]] = await ctx.db.batch([
    read<Omit<Totals, "macros"> & Totals["macros"]>(sql`
      select d.date::text as date, d.timezone, count(m.id) filter (where ${logged})::int as meals,
        count(m.id) filter (where m.source = ${DRAFT})::int as drafts,
        coalesce(sum(m.calories) filter (where ${logged}), 0)::float8 as calories,
        ${grams("proteinG")}, ${grams("carbsG")}, ${grams("fatG")}, ${grams("fiberG")}
      from (
        select z.timezone, coalesce(${of.date ?? null}::date, (${ctx.now().toISOString()}::timestamptz at time zone z.timezone)::date) as date
        from (select ${myZone} as timezone) z
      ) d
      left join ${meals} m on m.user_id = ${me} and m.deleted_at is null and m.dependent_id is not distinct from ${of.dependentId ?? null}::uuid
        and m.eaten_at >= ${startOf(sql`d.date`, sql`d.timezone`)}
        and m.eaten_at < ${startOf(sql`d.date + 1`, sql`d.timezone`)}
      group by d.date, d.timezone`),
  ]);
  const { proteinG, carbsG, fatG, fiberG, ...rest } = sums!;
  return { ...rest, macros: { proteinG, carbsG, fatG, fiberG } };
}

export interface MealAfterWorkout {
  meal: { id: string; name: string; eatenAt: string; transactionId: string | null };
  /** The name is that of the planned workout, if there was one. */
  workout: { id: string; name: string | null; completedAt: string };
}

/** A meal of the speaker's own and the last workout that they completed within `hours` before it; undefined without one. */
export async function afterWorkout(ctx: Ctx, mealId: string, hours: number): Promise<MealAfterWorkout | undefined> {
  const [[found]] = await ctx.db.batch([
    db
      .select({
        meal: { id: meals.id, name: meals.name, eatenAt: meals.eatenAt, transactionId: meals.transactionId },
        workout: { id: completedWorkouts.id, name: workouts.name, completedAt: completedWorkouts.completedAt },
      })
      .from(meals)
      .innerJoin(
        completedWorkouts,
        and(
          eq(completedWorkouts.userId, meals.userId),
          isNull(completedWorkouts.dependentId),
          isNull(completedWorkouts.deletedAt),
          sql`${completedWorkouts.completedAt} between ${meals.eatenAt} - make_interval(hours => ${hours}) and ${meals.eatenAt}`,
        ),
      )
      .leftJoin(workouts, eq(workouts.id, completedWorkouts.workoutId))
      .where(
        and(live(meals, mealId), eq(meals.userId, me), isNull(meals.dependentId), sql`${meals.source} <> ${DRAFT}`),
      )
      .orderBy(desc(completedWorkouts.completedAt), desc(completedWorkouts.id))
      .limit(1),
  ]);
  return found;
}

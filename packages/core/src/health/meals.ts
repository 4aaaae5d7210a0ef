/** Meals: logging of drafts, the totals of a day, and the workout before a meal. */

import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type * as z from "zod/mini";
import { MealDrafted, MealLogged } from "#core/health/events";
import { isMacro, type Macro, type Nutrient } from "#core/health/foods/nutrients";
import { type macrosSchema, type mealItemsSchema, meals } from "#core/health/meals.sql";
import { nutrientTargets } from "#core/health/nutrient-targets.sql";
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
  items?: z.infer<typeof mealItemsSchema> | null;
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
  macros: Record<Macro, number>;
  micronutrients: Record<string, number>;
  targets: TargetOfDay[];
}

interface TargetOfDay {
  nutrient: Nutrient;
  least: number | null;
  most: number | null;
  amount: number;
  state: "below" | "within" | "above";
}

/** As the drivers give it: JSON is text. */
interface Sums extends Omit<Totals, "macros" | "targets" | "micronutrients">, Record<Macro, number> {
  micronutrients: string;
  targets: string;
}

/** The totals of a day's meals (default today) in the speaker's time zone, beside their targets: their own, or a dependent's. One flight. */
export async function totals(ctx: Ctx, of: { date?: string; dependentId?: string }): Promise<Totals> {
  const isLogged = sql`source <> ${DRAFT}`;
  const dependent = sql`${of.dependentId ?? null}::uuid`;
  const grams = (key: Macro) =>
    sql`coalesce(sum((macros ->> ${key})::numeric) filter (where ${isLogged}), 0)::float8 as ${sql.identifier(key)}`;
  const [[sums]] = await ctx.db.batch([
    read<Sums>(sql`
      with d as (
        select z.timezone, coalesce(${of.date ?? null}::date, (${ctx.now().toISOString()}::timestamptz at time zone z.timezone)::date) as date
        from (select ${myZone} as timezone) z
      ), eaten as (
        select m.source, m.calories, m.macros, m.micronutrients from d join ${meals} m on m.user_id = ${me} and m.deleted_at is null
          and m.dependent_id is not distinct from ${dependent}
          and m.eaten_at >= ${startOf(sql`d.date`, sql`d.timezone`)} and m.eaten_at < ${startOf(sql`d.date + 1`, sql`d.timezone`)}
      )
      select d.date::text as date, d.timezone, s.*, n.*, t.* from d,
        (select count(*) filter (where ${isLogged})::int as meals, count(*) filter (where source = ${DRAFT})::int as drafts,
          coalesce(sum(calories) filter (where ${isLogged}), 0)::float8 as calories,
          ${grams("proteinG")}, ${grams("carbsG")}, ${grams("fatG")}, ${grams("fiberG")} from eaten) s,
        (select coalesce(jsonb_object_agg(key, total), '{}')::text as micronutrients from (
          select key, sum(value::numeric)::float8 as total from eaten, jsonb_each_text(micronutrients)
          where ${isLogged} group by key order by key limit ${MAX_NUTRIENTS}) each) n,
        (select coalesce(jsonb_agg(jsonb_build_object('nutrient', nutrient, 'least', least, 'most', most) order by nutrient), '[]')::text as targets
          from ${nutrientTargets} where user_id = ${me} and deleted_at is null and dependent_id is not distinct from ${dependent}) t`),
  ]);
  const { proteinG, carbsG, fatG, fiberG, ...rest } = sums!;
  const micronutrients = JSON.parse(rest.micronutrients) as Record<string, number>;
  const targets = JSON.parse(rest.targets) as Pick<TargetOfDay, "nutrient" | "least" | "most">[];
  const macros = { proteinG, carbsG, fatG, fiberG };
  const amountOf = (nutrient: Nutrient) =>
    nutrient === "calories" ? rest.calories : isMacro(nutrient) ? macros[nutrient] : (micronutrients[nutrient] ?? 0);
  return {
    ...rest,
    macros,
    micronutrients,
    targets: targets.map((target) => {
      const amount = amountOf(target.nutrient);
      const isAbove = target.most !== null && amount > target.most;
      const isBelow = target.least !== null && amount < target.least;
      return { ...target, amount, state: isAbove ? "above" : isBelow ? "below" : "within" };
    }),
  };
}

/** The most nutrients that the totals of a day tell of. */
const MAX_NUTRIENTS = 300;

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

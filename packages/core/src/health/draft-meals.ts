/** A purchase of food near a meal time is probably a meal: it becomes a draft that a person confirms by logging it. */
import { and, eq, isNull } from "drizzle-orm";
import { MealDrafted } from "#core/health/events";
import { DRAFT } from "#core/health/meals";
import { meals } from "#core/health/meals.sql";
import { purchaseQuery, type ReceiptLine, receiptLines } from "#core/health/purchases";
import { minuteOfDay, zoneRead } from "#core/identity/zone";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { db } from "#kit/db";
import { derivedId } from "#kit/ids";
import { lastEventOf } from "#kit/story";

export interface Purchase {
  transactionId: string;
  /** Minor units, negative when spent. */
  amountCents: number;
  sellsFood?: boolean;
  /** An ISO 8601 instant; without one no meal is drafted, because the meal time is unknown. */
  purchasedAt?: string;
}

const at = (hours: number, minutes = 0) => hours * 60 + minutes;
const MEAL_TIMES = [
  { name: "Breakfast", from: at(6), to: at(10, 30) },
  { name: "Lunch", from: at(11), to: at(15) },
  { name: "Dinner", from: at(17), to: at(22) },
];

/** Drafts the meal of a purchase, if it was one: once per transaction, even when the draft has been deleted since. */
export async function draft(ctx: Ctx, purchase: Purchase): Promise<{ id: string } | undefined> {
  const { transactionId, purchasedAt } = purchase;
  if (!purchase.sellsFood || !purchasedAt || purchase.amountCents >= 0) return undefined;
  const id = derivedId(transactionId, "draft meal");
  const [zone, [bought], before, [linked], lines] = await ctx.db.batch([
    zoneRead(),
    purchaseQuery(transactionId),
    lastEventOf(id),
    db
      .select({ id: meals.id })
      .from(meals)
      .where(and(eq(meals.transactionId, transactionId), isNull(meals.deletedAt)))
      .limit(1),
    receiptLines(transactionId),
  ]);
  if (!bought || before || linked) return undefined;
  const mealTime = mealTimeAt(purchasedAt, zone);
  if (!mealTime) return undefined;

  const [meal] = await ctx.db.batch([
    insert(
      ctx,
      meals,
      {
        id,
        transactionId,
        name: bought.vendorName ?? bought.merchantName ?? mealTime,
        eatenAt: new Date(purchasedAt).toISOString(),
        source: DRAFT,
        ...(await eatenBy(lines)),
      },
      { emits: { event: MealDrafted }, onConflict: "nothing" },
    ),
  ]);
  return meal && { id: meal.id };
}

/** More lines than this are shopping, and so is more energy than this in kilocalories. */
const MAX_DISHES = 8;
const MAX_CALORIES = 3_000;

/** What the lines of a receipt say was eaten, when they say it without a question; whoever logs the draft knows better otherwise. */
async function eatenBy(lines: readonly ReceiptLine[]) {
  if (lines.length === 0 || lines.length > MAX_DISHES) return {};
  // Few purchases have lines, and the table of foods is large.
  const { ofLines } = await import("#core/health/meal-estimates");
  const { meal, isComplete, items } = ofLines("", lines);
  if (!isComplete || items.some(({ question }) => question) || meal.calories > MAX_CALORIES) return {};
  const { calories, macros, micronutrients, items: eaten, estimate } = meal;
  return { calories, macros, micronutrients, items: eaten, estimate };
}

/** The usual meal at this time of day, if any; the last minute of its range is included. */
export function mealTimeAt(instant: string, zone: string): string | undefined {
  const minute = minuteOfDay(instant, zone);
  return MEAL_TIMES.find(({ from, to }) => minute >= from && minute <= to)?.name;
}

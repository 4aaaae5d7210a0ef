/** A purchase of food near a meal time is probably a meal: it becomes a draft that a person confirms by logging it. */
import { and, eq, isNull } from "drizzle-orm";
import { MealDrafted } from "#core/health/events";
import { DRAFT } from "#core/health/meals";
import { meals } from "#core/health/meals.sql";
import { purchaseQuery } from "#core/health/purchases";
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
  const [zone, [bought], before, [linked]] = await ctx.db.batch([
    zoneRead(),
    purchaseQuery(transactionId),
    lastEventOf(id),
    db
      .select({ id: meals.id })
      .from(meals)
      .where(and(eq(meals.transactionId, transactionId), isNull(meals.deletedAt)))
      .limit(1),
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
      },
      { emits: { event: MealDrafted }, onConflict: "nothing" },
    ),
  ]);
  return meal && { id: meal.id };
}

/** The usual meal at this time of day, if any; the last minute of its range is included. */
export function mealTimeAt(instant: string, zone: string): string | undefined {
  const minute = minuteOfDay(instant, zone);
  return MEAL_TIMES.find(({ from, to }) => minute >= from && minute <= to)?.name;
}

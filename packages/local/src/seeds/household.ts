import { pantryBookings, pantryItems, shoppingItems } from "#core/household/pantry.sql";
import { recipes } from "#core/household/recipes.sql";
import { ownHousehold } from "#core/household/vendors";
import { update } from "#kit/change";
import type { Query } from "#kit/db";
import { live } from "#kit/row";
import { added } from "../added.ts";
import type { Given } from "../seeds.ts";

/** Stock changes only by bookings, from which the database calculates lots and totals. */
export default function household({ ctx, plans }: Given): Query[] {
  const householdId = ownHousehold;
  const actorId = ctx.actor.userId;
  return [
    ...added(
      ctx,
      pantryItems,
      plans.pantryItems.map((row) => ({ ...row, householdId })),
    ),
    ...plans.pantryBookings.flatMap((row) => added(ctx, pantryBookings, [{ ...row, householdId, actorId }])),
    ...plans.ranLow.map((id) => update(ctx, pantryItems, live(pantryItems, id), { ranLowAt: ctx.now().toISOString() })),
    ...added(
      ctx,
      recipes,
      plans.recipes.map((row) => ({ ...row, householdId })),
    ),
    ...added(
      ctx,
      shoppingItems,
      plans.shoppingItems.map((row) => ({ ...row, householdId })),
    ),
  ];
}

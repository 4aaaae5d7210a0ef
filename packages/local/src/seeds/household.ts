import { insertInto } from "#cloud/query-changes";
import { pantryBookings, pantryItems, shoppingItems } from "#core/household/pantry.sql";
import { recipes } from "#core/household/recipes.sql";
import { ownHousehold } from "#core/household/vendors";
import { update } from "#kit/change";
import { live } from "#kit/crud";
import type { Query } from "#kit/db";
import type { Given } from "../seeds.ts";

/** Stock comes and goes by bookings, of which the database makes lots and totals. */
export default function household({ ctx, plans }: Given): Query[] {
  const householdId = ownHousehold;
  const actorId = ctx.actor.userId;
  return [
    insertInto(pantryItems).values(plans.pantryItems.map((row) => ({ ...row, householdId }))),
    ...plans.pantryBookings.map((row) => insertInto(pantryBookings).values({ ...row, householdId, actorId })),
    ...plans.ranLow.map((id) => update(ctx, pantryItems, live(pantryItems, id), { ranLowAt: ctx.now().toISOString() })),
    insertInto(recipes).values(plans.recipes.map((row) => ({ ...row, householdId }))),
    insertInto(shoppingItems).values(plans.shoppingItems.map((row) => ({ ...row, householdId }))),
  ];
}

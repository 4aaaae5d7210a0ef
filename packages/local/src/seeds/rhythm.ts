import * as Routines from "#core/rhythm/routines";
import { routines } from "#core/rhythm/routines.sql";
import type { Query } from "#kit/db";
import { added, type Given } from "../seeds.ts";

/** The time at which a routine is due next is calculated from its rule. */
export default async function rhythm({ ctx, plans }: Given): Promise<Query[]> {
  const due = await Promise.all(plans.routines.map((routine) => Routines.created(ctx, routine)));
  return added(ctx, routines, due);
}

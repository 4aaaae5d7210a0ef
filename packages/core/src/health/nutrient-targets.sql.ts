/** How much of a nutrient, or of energy, a person or a dependent wants to have in a day. */
import { sql } from "drizzle-orm";
import { check, index, uniqueIndex } from "drizzle-orm/pg-core";
import { NUTRIENTS } from "#core/health/foods/nutrients";
import { dependents } from "#core/identity/users.sql";
import { numeric, oneOf, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";

const NOBODY = sql`coalesce(dependent_id, '00000000-0000-0000-0000-000000000000'::uuid)`;

export const nutrientTargets = owned(
  "nutrient_targets",
  {
    dependentId: uuid().references(() => dependents.id, { onDelete: "cascade" }),
    nutrient: oneOf(...NUTRIENTS).notNull(),
    /** In the unit that ends the name of the nutrient, and kilocalories. */
    least: numeric({ min: 0, max: 1_000_000 }),
    most: numeric({ min: 0, max: 1_000_000 }),
    ...versioned(),
  },
  (t) => [
    index("nutrient_targets_user").on(t.userId, sql`id`),
    index("nutrient_targets_dependent").on(t.dependentId),
    uniqueIndex("nutrient_targets_unique").on(t.userId, NOBODY, t.nutrient).where(sql`deleted_at is null`),
    check("nutrient_targets_order_check", sql`least <= most`),
    check("nutrient_targets_said_check", sql`least is not null or most is not null`),
  ],
);

/** Body measurements. */
import { sql } from "drizzle-orm";
import { check, index } from "drizzle-orm/pg-core";
import { dependents } from "#core/identity/users.sql";
import { lifeDomains } from "#core/work/life-domains.sql";
import { day, numeric, oneOf, text, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";

export const measurementTypes = ["weight", "bust", "waist", "hips", "height", "body_fat_pct", "custom"] as const;

export const measurements = owned(
  "measurements",
  {
    dependentId: uuid().references(() => dependents.id, { onDelete: "cascade" }),
    lifeDomainId: uuid().references(() => lifeDomains.id, { onDelete: "set null" }),
    date: day().notNull(),
    type: oneOf(...measurementTypes).notNull(),
    label: text(100),
    value: numeric({ min: 0, max: 100_000 }).notNull(),
    unit: text(30).notNull(),
    notes: text(2000),
    ...versioned(),
  },
  (t) => [
    index("measurements_user").on(t.userId, sql`id`),
    index("measurements_series").on(t.userId, t.type, t.date),
    index("measurements_life_domain").on(t.lifeDomainId),
    index("measurements_dependent").on(t.dependentId),
    check("measurements_percent_check", sql`type <> 'body_fat_pct' or value <= 100`),
    check(
      "measurements_unit_check",
      sql`case type when 'custom' then true when 'weight' then unit in ('kg', 'g', 'lb', 'st') when 'body_fat_pct' then unit = '%' else unit in ('cm', 'mm', 'm', 'in', 'ft') end`,
    ),
  ],
);

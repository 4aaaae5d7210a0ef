/** What somebody wants a measurement of the body to become. */
import { sql } from "drizzle-orm";
import { check, index } from "drizzle-orm/pg-core";
import { measurementTypes } from "#core/health/records.sql";
import { dependents } from "#core/identity/users.sql";
import { day, numeric, oneOf, text, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";

export const goalDirections = ["decrease", "increase"] as const;

export const measurementGoals = owned(
  "measurement_goals",
  {
    dependentId: uuid().references(() => dependents.id, { onDelete: "cascade" }),
    type: oneOf(...measurementTypes).notNull(),
    /** Of a custom measurement. */
    label: text(100),
    direction: oneOf(...goalDirections).notNull(),
    targetValue: numeric({ min: 0, max: 100_000 }).notNull(),
    unit: text(30).notNull(),
    /** The first day whose measurements can reach it. */
    startDate: day().notNull(),
    byDate: day(),
    /** The day of the first measurement that reached it. */
    reachedOn: day(),
    ...versioned(),
  },
  (t) => [
    index("measurement_goals_user").on(t.userId, sql`id`),
    index("measurement_goals_dependent").on(t.dependentId),
    check("measurement_goals_label_check", sql`(type = 'custom') = (label is not null)`),
    check(
      "measurement_goals_unit_check",
      sql`case type when 'custom' then true when 'weight' then unit in ('kg', 'g', 'lb', 'st') when 'body_fat_pct' then unit = '%' else unit in ('cm', 'mm', 'm', 'in', 'ft') end`,
    ),
    check("measurement_goals_dates_check", sql`by_date > start_date`),
  ],
);

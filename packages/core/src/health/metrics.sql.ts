/** Measured values from people, phones and watches, and their daily summaries. */
import { sql } from "drizzle-orm";
import { index, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { dependents } from "#core/identity/users.sql";
import { day, instant, integer, numeric, oneOf, text, uuid } from "#kit/columns";
import { owned } from "#kit/table";

export const metricTypes = [
  "sleep_hours",
  "sleep_score",
  "water_ml",
  "steps",
  "active_calories",
  "resting_heart_rate",
  "heart_rate_variability",
  "weight_kg",
  "body_fat_pct",
  "exercise_minutes",
  "distance_m",
  "unique_contacts_interacted",
  "messages_sent",
] as const;

export const healthMetrics = owned(
  "health_metrics",
  {
    dependentId: uuid().references(() => dependents.id, { onDelete: "cascade" }),
    metricType: oneOf(...metricTypes).notNull(),
    value: numeric().notNull(),
    unit: text(30).notNull(),
    measuredAt: instant().notNull(),
    date: day().notNull(),
    source: text(50).notNull().default("manual"),
    externalId: text(255),
  },
  (t) => [
    unique("health_metrics_unique").on(t.userId, t.source, t.metricType, t.externalId),
    uniqueIndex("health_metrics_unnamed")
      .on(
        t.userId,
        t.metricType,
        t.source,
        t.measuredAt,
        sql`coalesce(dependent_id, '00000000-0000-0000-0000-000000000000'::uuid)`,
      )
      .where(sql`external_id is null`),
    index("health_metrics_series").on(t.userId, t.metricType, t.measuredAt),
    index("health_metrics_user").on(t.userId, sql`id`),
    index("health_metrics_dependent").on(t.dependentId),
  ],
  { private: true, deletedForGood: "a device sends its samples again, and one that came back would count twice" },
);

/** Written in the same transaction as the samples that it summarizes. */
export const healthMetricDays = owned(
  "health_metric_days",
  {
    dependentId: uuid().references(() => dependents.id, { onDelete: "cascade" }),
    metricType: oneOf(...metricTypes).notNull(),
    date: day().notNull(),
    sum: numeric().notNull(),
    min: numeric().notNull(),
    max: numeric().notNull(),
    avg: numeric().notNull(),
    count: integer().notNull(),
  },
  (t) => [
    unique("health_metric_days_unique").on(t.userId, t.dependentId, t.metricType, t.date).nullsNotDistinct(),
    index("health_metric_days_series").on(t.userId, t.metricType, t.date),
    index("health_metric_days_dependent").on(t.dependentId),
  ],
  { private: true, deletedForGood: "they are the sums of samples, made with them" },
);

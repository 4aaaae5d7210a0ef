/** Measured values from people, phones and watches, and their daily summaries. */
import { sql } from "drizzle-orm";
import { check, index, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { dependents } from "#core/identity/users.sql";
import { day, instant, integer, numeric, oneOf, strings, text, uuid, versioned } from "#kit/columns";
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
  "heart_rate",
  "blood_pressure_systolic",
  "blood_pressure_diastolic",
  "blood_glucose",
  "oxygen_saturation",
  "respiratory_rate",
  "body_temperature",
  "floors_climbed",
  "basal_calories",
  "cycling_distance_m",
  "vo2_max",
  "height_cm",
  "bmi",
  "mindful_minutes",
  "sleep",
] as const;

/** What an interval of sleep was. Where a device tells no stages, it was `asleep`. */
export const sleepStages = ["in_bed", "awake", "asleep", "light", "deep", "rem"] as const;

export const healthMetrics = owned(
  "health_metrics",
  {
    dependentId: uuid().references(() => dependents.id, { onDelete: "cascade" }),
    metricType: oneOf(...metricTypes).notNull(),
    value: numeric().notNull(),
    unit: text(30).notNull(),
    /** When it began. */
    measuredAt: instant().notNull(),
    /** When it had ended; null for what was measured at one moment. */
    endedAt: instant(),
    date: day().notNull(),
    source: text(120).notNull().default("manual"),
    device: text(200),
    stage: oneOf(...sleepStages),
    externalId: text(255),
    ...versioned(),
  },
  (t) => [
    // The source's own id comes first, because a phone that tells of a deletion knows nothing else.
    unique("health_metrics_named").on(t.userId, t.externalId, t.source, t.metricType),
    uniqueIndex("health_metrics_placed")
      .on(
        t.userId,
        t.metricType,
        t.measuredAt,
        t.source,
        sql`coalesce(ended_at, measured_at)`,
        sql`coalesce(device, '')`,
        sql`coalesce(stage, '')`,
        sql`coalesce(dependent_id, '00000000-0000-0000-0000-000000000000'::uuid)`,
      )
      .where(sql`external_id is null`),
    index("health_metrics_series").on(t.userId, t.metricType, t.measuredAt),
    index("health_metrics_user").on(t.userId, sql`id`),
    index("health_metrics_dependent").on(t.dependentId).where(sql`dependent_id is not null`),
    // The rollup relies on both: how far back it looks for what goes on, and that no part of an interval is divided by nothing.
    check(
      "health_metrics_end_check",
      sql`ended_at is null or (ended_at > measured_at and ended_at - measured_at <= interval '48 hours')`,
    ),
    check("health_metrics_sleep_check", sql`metric_type <> 'sleep' or (stage is not null and ended_at is not null)`),
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

/** In which order the sources of a person count where several have measured the same, one row for a type and one for all others. */
export const metricSources = owned(
  "metric_sources",
  {
    /** Null: of all types that have no order of their own. */
    metricType: oneOf(...metricTypes),
    /** The first counts before the others; what is not among them comes after them. */
    sources: strings(100, 120).notNull(),
    ...versioned(),
  },
  (t) => [
    index("metric_sources_user").on(t.userId, sql`id`),
    unique("metric_sources_unique").on(t.userId, t.metricType).nullsNotDistinct(),
  ],
  { private: true, deletedForGood: "an order is replaced by another, and none is the usual one" },
);

/** How far a phone has sent what it measures: a text that means something to it alone. */
export const metricAnchors = owned(
  "metric_anchors",
  {
    source: text(120).notNull(),
    anchor: text(4000).notNull(),
    ...versioned(),
  },
  (t) => [index("metric_anchors_user").on(t.userId, sql`id`), unique("metric_anchors_unique").on(t.userId, t.source)],
  { private: true, deletedForGood: "a phone without an anchor sends all again, which changes nothing" },
);

/** How many samples each source has of a type, and when its last one was; written in the same transaction as the samples. */
export const metricSourceCounts = owned(
  "metric_source_counts",
  {
    source: text(120).notNull(),
    metricType: oneOf(...metricTypes).notNull(),
    samples: integer().notNull(),
    lastMeasuredAt: instant().notNull(),
  },
  (t) => [
    index("metric_source_counts_user").on(t.userId, sql`id`),
    unique("metric_source_counts_unique").on(t.userId, t.source, t.metricType),
  ],
  { private: true, deletedForGood: "they are the counts of samples, made with them" },
);

CREATE TABLE "metric_anchors" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"source" text NOT NULL,
	"anchor" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "metric_anchors_unique" UNIQUE("user_id","source")
);
--> statement-breakpoint
ALTER TABLE "metric_anchors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "metric_source_counts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"source" text NOT NULL,
	"metric_type" text NOT NULL,
	"samples" integer NOT NULL,
	"last_measured_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "metric_source_counts_unique" UNIQUE("user_id","source","metric_type"),
	CONSTRAINT "metric_source_counts_metric_type_check" CHECK (metric_type in ('sleep_hours', 'sleep_score', 'water_ml', 'steps', 'active_calories', 'resting_heart_rate', 'heart_rate_variability', 'weight_kg', 'body_fat_pct', 'exercise_minutes', 'distance_m', 'unique_contacts_interacted', 'messages_sent', 'heart_rate', 'blood_pressure_systolic', 'blood_pressure_diastolic', 'blood_glucose', 'oxygen_saturation', 'respiratory_rate', 'body_temperature', 'floors_climbed', 'basal_calories', 'cycling_distance_m', 'vo2_max', 'height_cm', 'bmi', 'mindful_minutes', 'sleep'))
);
--> statement-breakpoint
ALTER TABLE "metric_source_counts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "metric_sources" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"metric_type" text,
	"sources" text[] NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "metric_sources_unique" UNIQUE NULLS NOT DISTINCT("user_id","metric_type"),
	CONSTRAINT "metric_sources_metric_type_check" CHECK (metric_type in ('sleep_hours', 'sleep_score', 'water_ml', 'steps', 'active_calories', 'resting_heart_rate', 'heart_rate_variability', 'weight_kg', 'body_fat_pct', 'exercise_minutes', 'distance_m', 'unique_contacts_interacted', 'messages_sent', 'heart_rate', 'blood_pressure_systolic', 'blood_pressure_diastolic', 'blood_glucose', 'oxygen_saturation', 'respiratory_rate', 'body_temperature', 'floors_climbed', 'basal_calories', 'cycling_distance_m', 'vo2_max', 'height_cm', 'bmi', 'mindful_minutes', 'sleep'))
);
--> statement-breakpoint
ALTER TABLE "metric_sources" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "health_metrics" DROP CONSTRAINT "health_metrics_unique";--> statement-breakpoint
ALTER TABLE "health_metric_days" DROP CONSTRAINT "health_metric_days_metric_type_check";--> statement-breakpoint
ALTER TABLE "health_metrics" DROP CONSTRAINT "health_metrics_metric_type_check";--> statement-breakpoint
DROP INDEX "health_metrics_unnamed";--> statement-breakpoint
DROP INDEX "health_metrics_dependent";--> statement-breakpoint
ALTER TABLE "health_metrics" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "health_metrics" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "health_metrics" ADD COLUMN "stage" text;--> statement-breakpoint
ALTER TABLE "health_metrics" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "metric_anchors" ADD CONSTRAINT "metric_anchors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_source_counts" ADD CONSTRAINT "metric_source_counts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_sources" ADD CONSTRAINT "metric_sources_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "metric_anchors_user" ON "metric_anchors" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "metric_source_counts_user" ON "metric_source_counts" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "metric_sources_user" ON "metric_sources" USING btree ("user_id",id);--> statement-breakpoint
CREATE UNIQUE INDEX "health_metrics_placed" ON "health_metrics" USING btree ("user_id","metric_type","measured_at","source",coalesce(ended_at, measured_at),coalesce(device, ''),coalesce(stage, ''),coalesce(dependent_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE external_id is null;--> statement-breakpoint
CREATE INDEX "health_metrics_dependent" ON "health_metrics" USING btree ("dependent_id") WHERE dependent_id is not null;--> statement-breakpoint
ALTER TABLE "health_metrics" ADD CONSTRAINT "health_metrics_named" UNIQUE("user_id","external_id","source","metric_type");--> statement-breakpoint
ALTER TABLE "health_metric_days" ADD CONSTRAINT "health_metric_days_metric_type_check" CHECK (metric_type in ('sleep_hours', 'sleep_score', 'water_ml', 'steps', 'active_calories', 'resting_heart_rate', 'heart_rate_variability', 'weight_kg', 'body_fat_pct', 'exercise_minutes', 'distance_m', 'unique_contacts_interacted', 'messages_sent', 'heart_rate', 'blood_pressure_systolic', 'blood_pressure_diastolic', 'blood_glucose', 'oxygen_saturation', 'respiratory_rate', 'body_temperature', 'floors_climbed', 'basal_calories', 'cycling_distance_m', 'vo2_max', 'height_cm', 'bmi', 'mindful_minutes', 'sleep'));--> statement-breakpoint
ALTER TABLE "health_metrics" ADD CONSTRAINT "health_metrics_stage_check" CHECK (stage in ('in_bed', 'awake', 'asleep', 'light', 'deep', 'rem'));--> statement-breakpoint
ALTER TABLE "health_metrics" ADD CONSTRAINT "health_metrics_end_check" CHECK (ended_at is null or (ended_at > measured_at and ended_at - measured_at <= interval '48 hours'));--> statement-breakpoint
ALTER TABLE "health_metrics" ADD CONSTRAINT "health_metrics_sleep_check" CHECK (metric_type <> 'sleep' or (stage is not null and ended_at is not null));--> statement-breakpoint
ALTER TABLE "health_metrics" ADD CONSTRAINT "health_metrics_metric_type_check" CHECK (metric_type in ('sleep_hours', 'sleep_score', 'water_ml', 'steps', 'active_calories', 'resting_heart_rate', 'heart_rate_variability', 'weight_kg', 'body_fat_pct', 'exercise_minutes', 'distance_m', 'unique_contacts_interacted', 'messages_sent', 'heart_rate', 'blood_pressure_systolic', 'blood_pressure_diastolic', 'blood_glucose', 'oxygen_saturation', 'respiratory_rate', 'body_temperature', 'floors_climbed', 'basal_calories', 'cycling_distance_m', 'vo2_max', 'height_cm', 'bmi', 'mindful_minutes', 'sleep'));--> statement-breakpoint
CREATE POLICY "metric_anchors_read" ON "metric_anchors" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (metric_anchors.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "metric_anchors_insert" ON "metric_anchors" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (metric_anchors.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "metric_anchors_update" ON "metric_anchors" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (metric_anchors.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (metric_anchors.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "metric_anchors_remove" ON "metric_anchors" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (metric_anchors.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "metric_source_counts_read" ON "metric_source_counts" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (metric_source_counts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "metric_source_counts_insert" ON "metric_source_counts" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (metric_source_counts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "metric_source_counts_update" ON "metric_source_counts" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (metric_source_counts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (metric_source_counts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "metric_source_counts_remove" ON "metric_source_counts" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (metric_source_counts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "metric_sources_read" ON "metric_sources" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (metric_sources.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "metric_sources_insert" ON "metric_sources" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (metric_sources.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "metric_sources_update" ON "metric_sources" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (metric_sources.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (metric_sources.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "metric_sources_remove" ON "metric_sources" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (metric_sources.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
INSERT INTO "metric_source_counts" ("user_id", "source", "metric_type", "samples", "last_measured_at")
SELECT "user_id", "source", "metric_type", count(*), max("measured_at") FROM "health_metrics" GROUP BY 1, 2, 3;--> statement-breakpoint
-- What several sources have measured was added until now, so the days of whoever has several are calculated anew.
WITH "recounted" AS (
  INSERT INTO "events" ("id", "user_id", "event_type", "source", "entity_type", "action", "origin", "correlation_id")
  SELECT "id", "user_id", 'health.metric.recount_requested', 'lifeos/health', 'metric', 'recount_requested', 'workflow', "id"
  FROM (SELECT uuidv7() AS "id", "user_id" FROM "metric_source_counts" GROUP BY "user_id" HAVING count(DISTINCT "source") > 1) "person"
  RETURNING "id"
)
INSERT INTO "outbox" ("event_id") SELECT "id" FROM "recounted";

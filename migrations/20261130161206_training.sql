CREATE TABLE "own_exercises" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"name" text NOT NULL,
	"exercise_id" text NOT NULL,
	"equipment" text,
	"primary_muscles" jsonb DEFAULT '[]' NOT NULL,
	"secondary_muscles" jsonb DEFAULT '[]' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "own_exercises_equipment_check" CHECK (equipment in ('bands', 'barbell', 'body_only', 'cable', 'dumbbell', 'e_z_curl_bar', 'exercise_ball', 'foam_roll', 'kettlebells', 'machine', 'medicine_ball', 'other'))
);
--> statement-breakpoint
ALTER TABLE "own_exercises" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "personal_records" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"dependent_id" uuid,
	"completed_workout_id" uuid NOT NULL,
	"exercise_id" text NOT NULL,
	"exercise" text NOT NULL,
	"kind" text NOT NULL,
	"value" numeric NOT NULL,
	"reps" numeric,
	"weight_kg" numeric,
	"is_bodyweight" boolean DEFAULT false NOT NULL,
	"compared_at_kg" numeric DEFAULT 0 NOT NULL,
	"achieved_at" timestamp with time zone NOT NULL,
	"previous_value" numeric,
	"is_live" boolean DEFAULT true NOT NULL,
	"is_record" boolean DEFAULT false NOT NULL,
	"is_current" boolean DEFAULT false NOT NULL,
	"is_told" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "personal_records_kind_check" CHECK (kind in ('weight', 'one_rep_max', 'reps', 'duration', 'distance'))
);
--> statement-breakpoint
ALTER TABLE "personal_records" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "training_plans" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"dependent_id" uuid,
	"workout_id" uuid,
	"weekdays" jsonb NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "training_plans_dates_check" CHECK (ends_on >= starts_on)
);
--> statement-breakpoint
ALTER TABLE "training_plans" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "completed_workouts" ADD COLUMN "body_weight_kg" numeric;--> statement-breakpoint
ALTER TABLE "completed_workouts" ADD COLUMN "unknown_load_sets" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "own_exercises" ADD CONSTRAINT "own_exercises_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personal_records" ADD CONSTRAINT "personal_records_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personal_records" ADD CONSTRAINT "personal_records_dependent_id_dependents_id_fk" FOREIGN KEY ("dependent_id") REFERENCES "public"."dependents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personal_records" ADD CONSTRAINT "personal_records_completed_workout_id_completed_workouts_id_fk" FOREIGN KEY ("completed_workout_id") REFERENCES "public"."completed_workouts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_plans" ADD CONSTRAINT "training_plans_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_plans" ADD CONSTRAINT "training_plans_dependent_id_dependents_id_fk" FOREIGN KEY ("dependent_id") REFERENCES "public"."dependents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_plans" ADD CONSTRAINT "training_plans_workout_id_workouts_id_fk" FOREIGN KEY ("workout_id") REFERENCES "public"."workouts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "own_exercises_changes" ON "own_exercises" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "own_exercises_deleted" ON "own_exercises" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "own_exercises_titles" ON "own_exercises" USING gin (folded("name") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE INDEX "own_exercises_user" ON "own_exercises" USING btree ("user_id",id);--> statement-breakpoint
CREATE UNIQUE INDEX "own_exercises_unique" ON "own_exercises" USING btree ("user_id","exercise_id") WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "personal_records_unique" ON "personal_records" USING btree ("completed_workout_id","exercise_id","kind","is_bodyweight","compared_at_kg");--> statement-breakpoint
CREATE INDEX "personal_records_compared" ON "personal_records" USING btree ("user_id","exercise_id","kind","is_bodyweight","compared_at_kg");--> statement-breakpoint
CREATE INDEX "personal_records_user" ON "personal_records" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "personal_records_told" ON "personal_records" USING btree ("user_id") WHERE is_told and not is_record or not is_told and previous_value is not null;--> statement-breakpoint
CREATE INDEX "personal_records_dependent" ON "personal_records" USING btree ("dependent_id");--> statement-breakpoint
CREATE INDEX "training_plans_changes" ON "training_plans" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "training_plans_deleted" ON "training_plans" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "training_plans_user" ON "training_plans" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "training_plans_dependent" ON "training_plans" USING btree ("dependent_id");--> statement-breakpoint
CREATE INDEX "training_plans_workout" ON "training_plans" USING btree ("workout_id");--> statement-breakpoint
ALTER TABLE "completed_workouts" ADD CONSTRAINT "completed_workouts_body_weight_kg_check" CHECK (body_weight_kg >= 1 and body_weight_kg <= 1000);--> statement-breakpoint
CREATE POLICY "own_exercises_read" ON "own_exercises" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (own_exercises.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = own_exercises.id and g.grantor_id = own_exercises.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "own_exercises_insert" ON "own_exercises" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (own_exercises.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "own_exercises_update" ON "own_exercises" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (own_exercises.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = own_exercises.id and g.grantor_id = own_exercises.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (own_exercises.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = own_exercises.id and g.grantor_id = own_exercises.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "own_exercises_remove" ON "own_exercises" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (own_exercises.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "personal_records_read" ON "personal_records" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (personal_records.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "personal_records_insert" ON "personal_records" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (personal_records.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "personal_records_update" ON "personal_records" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (personal_records.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (personal_records.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "personal_records_remove" ON "personal_records" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (personal_records.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "training_plans_read" ON "training_plans" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (training_plans.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = training_plans.id and g.grantor_id = training_plans.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "training_plans_insert" ON "training_plans" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (training_plans.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "training_plans_update" ON "training_plans" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (training_plans.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = training_plans.id and g.grantor_id = training_plans.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (training_plans.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = training_plans.id and g.grantor_id = training_plans.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "training_plans_remove" ON "training_plans" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (training_plans.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
CREATE TABLE "lab_results" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"medical_entry_id" uuid,
	"date" date NOT NULL,
	"analyte" "bytea" NOT NULL,
	"result" "bytea" NOT NULL,
	"laboratory" "bytea",
	"notes" "bytea",
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "lab_results" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "medication_doses" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"medication_id" uuid NOT NULL,
	"day" date NOT NULL,
	"time" time,
	"planned_at" timestamp with time zone,
	"status" text NOT NULL,
	"taken_at" timestamp with time zone,
	"units" numeric DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "medication_doses_status_check" CHECK (status in ('taken', 'skipped', 'undone')),
	CONSTRAINT "medication_doses_units_check" CHECK (units >= 0 and units <= 1000)
);
--> statement-breakpoint
ALTER TABLE "medication_doses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "medication_schedules" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"medication_id" uuid NOT NULL,
	"effective_at" timestamp with time zone NOT NULL,
	"starts_on" date NOT NULL,
	"schedule" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "medication_schedules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "medications" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"name" "bytea" NOT NULL,
	"dose" "bytea",
	"prescriber" "bytea",
	"notes" "bytea",
	"schedule" jsonb NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"window_minutes" smallint DEFAULT 240 NOT NULL,
	"stock_units" numeric,
	"units_per_dose" numeric DEFAULT 1 NOT NULL,
	"warn_days_before" smallint DEFAULT 7 NOT NULL,
	"is_running_out" boolean DEFAULT false NOT NULL,
	"lapses" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "medications_window_minutes_check" CHECK (window_minutes between 15 and 1440),
	CONSTRAINT "medications_stock_units_check" CHECK (stock_units >= 0 and stock_units <= 1000000),
	CONSTRAINT "medications_units_per_dose_check" CHECK (units_per_dose >= 0.001 and units_per_dose <= 1000),
	CONSTRAINT "medications_warn_days_before_check" CHECK (warn_days_before between 0 and 90),
	CONSTRAINT "medications_lapses_check" CHECK (lapses between 0 and 2147483647),
	CONSTRAINT "medications_days_check" CHECK (ends_on >= starts_on)
);
--> statement-breakpoint
ALTER TABLE "medications" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "unsealed_medical_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text,
	"provider" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "unsealed_medical_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "medical_entries_titles";--> statement-breakpoint
-- Only the application has the keys: it encrypts what is put aside here (health.sealMedical). The owner of the table is subject to its policies, of
-- which none is for them: for this statement there are none.
ALTER TABLE "medical_entries" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "unsealed_medical_entries" ("id", "title", "provider") SELECT "id", "title", "provider" FROM "medical_entries";--> statement-breakpoint
ALTER TABLE "medical_entries" DROP COLUMN "title";--> statement-breakpoint
ALTER TABLE "medical_entries" DROP COLUMN "provider";--> statement-breakpoint
ALTER TABLE "medical_entries" ADD COLUMN "title" "bytea";--> statement-breakpoint
ALTER TABLE "medical_entries" ADD COLUMN "provider" "bytea";--> statement-breakpoint
-- What events kept of former titles and providers goes, which is all that events ever lose. Where there are none, there is no trigger yet either.
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'events'::regclass AND tgname = 'refuse_change') THEN
    ALTER TABLE "events" NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE "events" DISABLE TRIGGER "refuse_change";
    UPDATE "events" SET "previous" = "previous" - 'title' - 'provider' WHERE "entity_type" = 'medical_entry' AND "previous" ?| ARRAY['title', 'provider'];
    ALTER TABLE "events" ENABLE TRIGGER "refuse_change";
    ALTER TABLE "events" FORCE ROW LEVEL SECURITY;
  END IF;
END $$;--> statement-breakpoint
ALTER TABLE "medical_entries" ADD COLUMN "dependent_id" uuid;--> statement-breakpoint
ALTER TABLE "medical_entries" ADD COLUMN "medication_id" uuid;--> statement-breakpoint
ALTER TABLE "medical_entries" ADD COLUMN "remind_days_before" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "medical_entries" ADD COLUMN "reminded_for" date;--> statement-breakpoint
ALTER TABLE "lab_results" ADD CONSTRAINT "lab_results_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lab_results" ADD CONSTRAINT "lab_results_medical_entry_id_medical_entries_id_fk" FOREIGN KEY ("medical_entry_id") REFERENCES "public"."medical_entries"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "medication_doses" ADD CONSTRAINT "medication_doses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "medication_doses" ADD CONSTRAINT "medication_doses_medication_id_medications_id_fk" FOREIGN KEY ("medication_id") REFERENCES "public"."medications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "medication_schedules" ADD CONSTRAINT "medication_schedules_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "medication_schedules" ADD CONSTRAINT "medication_schedules_medication_id_medications_id_fk" FOREIGN KEY ("medication_id") REFERENCES "public"."medications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "medications" ADD CONSTRAINT "medications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unsealed_medical_entries" ADD CONSTRAINT "unsealed_medical_entries_id_medical_entries_id_fk" FOREIGN KEY ("id") REFERENCES "public"."medical_entries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "lab_results_changes" ON "lab_results" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "lab_results_deleted" ON "lab_results" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "lab_results_user" ON "lab_results" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "lab_results_user_date" ON "lab_results" USING btree ("user_id","date");--> statement-breakpoint
CREATE INDEX "lab_results_entry" ON "lab_results" USING btree ("medical_entry_id");--> statement-breakpoint
CREATE INDEX "medication_doses_changes" ON "medication_doses" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "medication_doses_deleted" ON "medication_doses" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "medication_doses_user" ON "medication_doses" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "medication_doses_day" ON "medication_doses" USING btree ("user_id","day");--> statement-breakpoint
CREATE INDEX "medication_doses_medication" ON "medication_doses" USING btree ("medication_id","day");--> statement-breakpoint
CREATE INDEX "medication_schedules_user" ON "medication_schedules" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "medication_schedules_medication" ON "medication_schedules" USING btree ("medication_id","effective_at");--> statement-breakpoint
CREATE INDEX "medications_changes" ON "medications" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "medications_deleted" ON "medications" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "medications_user" ON "medications" USING btree ("user_id",id);--> statement-breakpoint
ALTER TABLE "medical_entries" ADD CONSTRAINT "medical_entries_dependent_id_dependents_id_fk" FOREIGN KEY ("dependent_id") REFERENCES "public"."dependents"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "medical_entries" ADD CONSTRAINT "medical_entries_medication_id_medications_id_fk" FOREIGN KEY ("medication_id") REFERENCES "public"."medications"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "medical_entries_next" ON "medical_entries" USING btree ("user_id","next_date") WHERE next_date is not null;--> statement-breakpoint
CREATE INDEX "medical_entries_dependent" ON "medical_entries" USING btree ("dependent_id");--> statement-breakpoint
CREATE INDEX "medical_entries_medication" ON "medical_entries" USING btree ("medication_id");--> statement-breakpoint
ALTER TABLE "medical_entries" ADD CONSTRAINT "medical_entries_remind_days_before_check" CHECK (remind_days_before between 0 and 60);--> statement-breakpoint
CREATE POLICY "lab_results_read" ON "lab_results" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (lab_results.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "lab_results_insert" ON "lab_results" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (lab_results.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "lab_results_update" ON "lab_results" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (lab_results.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (lab_results.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "lab_results_remove" ON "lab_results" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (lab_results.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "medication_doses_read" ON "medication_doses" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (medication_doses.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "medication_doses_insert" ON "medication_doses" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (medication_doses.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "medication_doses_update" ON "medication_doses" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (medication_doses.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (medication_doses.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "medication_doses_remove" ON "medication_doses" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (medication_doses.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "medication_schedules_read" ON "medication_schedules" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (medication_schedules.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "medication_schedules_insert" ON "medication_schedules" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (medication_schedules.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "medication_schedules_update" ON "medication_schedules" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (medication_schedules.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (medication_schedules.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "medication_schedules_remove" ON "medication_schedules" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (medication_schedules.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "medications_read" ON "medications" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (medications.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "medications_insert" ON "medications" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (medications.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "medications_update" ON "medications" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (medications.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (medications.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "medications_remove" ON "medications" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (medications.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "medical_entries" FORCE ROW LEVEL SECURITY;
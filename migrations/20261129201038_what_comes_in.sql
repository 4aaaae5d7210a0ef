CREATE TABLE "connection_authorizations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"provider" text NOT NULL,
	"state_hash" text NOT NULL,
	"verifier" "bytea",
	"return_to" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "connection_authorizations_stateHash_unique" UNIQUE("state_hash"),
	CONSTRAINT "connection_authorizations_provider_check" CHECK (provider in ('google_calendar', 'outlook_calendar', 'apple_calendar', 'plaid', 'slack', 'dropbox', 'google_drive', 'facebook', 'apple_health', 'google_fit', 'matrix'))
);
--> statement-breakpoint
ALTER TABLE "connection_authorizations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_rows" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"import_job_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"part" smallint DEFAULT 0 NOT NULL,
	"line" integer NOT NULL,
	"title" text,
	"action" text NOT NULL,
	"reason" text,
	"entity_type" text,
	"entity_id" uuid,
	"identity" text,
	"occurrence" integer DEFAULT 0 NOT NULL,
	"content" text,
	"version" integer,
	"previous" jsonb,
	"is_dry_run" boolean DEFAULT false NOT NULL,
	"undo" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_rows_action_check" CHECK (action in ('created', 'updated', 'linked', 'skipped', 'failed')),
	CONSTRAINT "import_rows_undo_check" CHECK (undo in ('removed', 'restored', 'kept'))
);
--> statement-breakpoint
ALTER TABLE "import_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_texts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"import_job_id" uuid NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "import_texts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import_jobs" DROP CONSTRAINT "import_jobs_kind_check";--> statement-breakpoint
ALTER TABLE "import_jobs" DROP CONSTRAINT "import_jobs_status_check";--> statement-breakpoint
DROP INDEX "contacts_user_email";--> statement-breakpoint
ALTER TABLE "contacts" ALTER COLUMN "birthday" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "account_name" text;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "refreshing_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "dependents" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "import_jobs" ADD COLUMN "source_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "import_jobs" ADD COLUMN "source_bytes" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "import_jobs" ADD COLUMN "source_sha256" text NOT NULL;--> statement-breakpoint
ALTER TABLE "import_jobs" ADD COLUMN "same_as_id" uuid;--> statement-breakpoint
ALTER TABLE "import_jobs" ADD COLUMN "is_dry_run" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "import_jobs" ADD COLUMN "percentage" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_jobs" ADD COLUMN "rows_per_second" numeric;--> statement-breakpoint
ALTER TABLE "import_jobs" ADD COLUMN "undone" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_jobs" ADD COLUMN "kept" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_jobs" ADD COLUMN "error" text;--> statement-breakpoint
ALTER TABLE "import_jobs" ADD COLUMN "started_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "import_jobs" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "emails" "bytea";--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "phones" "bytea";--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "email_keys" text[];--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "phone_keys" text[];--> statement-breakpoint
ALTER TABLE "connection_authorizations" ADD CONSTRAINT "connection_authorizations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_job_id_import_jobs_id_fk" FOREIGN KEY ("import_job_id") REFERENCES "public"."import_jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_texts" ADD CONSTRAINT "import_texts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_texts" ADD CONSTRAINT "import_texts_import_job_id_import_jobs_id_fk" FOREIGN KEY ("import_job_id") REFERENCES "public"."import_jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "connection_authorizations_user" ON "connection_authorizations" USING btree ("user_id","expires_at");--> statement-breakpoint
CREATE INDEX "import_rows_user" ON "import_rows" USING btree ("user_id",id);--> statement-breakpoint
CREATE UNIQUE INDEX "import_rows_place" ON "import_rows" USING btree ("import_job_id","is_dry_run","position","part");--> statement-breakpoint
CREATE INDEX "import_rows_identity" ON "import_rows" USING btree ("user_id","identity","occurrence") WHERE identity is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "import_rows_once" ON "import_rows" USING btree ("user_id","identity","occurrence") WHERE identity is not null and action = 'created' and part = 0 and undo is distinct from 'removed' and not is_dry_run;--> statement-breakpoint
CREATE INDEX "import_texts_user" ON "import_texts" USING btree ("user_id",id);--> statement-breakpoint
CREATE UNIQUE INDEX "import_texts_job" ON "import_texts" USING btree ("import_job_id");--> statement-breakpoint
ALTER TABLE "import_jobs" ADD CONSTRAINT "import_jobs_same_as_id_import_jobs_id_fk" FOREIGN KEY ("same_as_id") REFERENCES "public"."import_jobs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dependents_changes" ON "dependents" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "dependents_deleted" ON "dependents" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "import_jobs_same_as" ON "import_jobs" USING btree ("same_as_id") WHERE same_as_id is not null;--> statement-breakpoint
CREATE INDEX "import_jobs_user_sha256" ON "import_jobs" USING btree ("user_id","source_sha256");--> statement-breakpoint
CREATE INDEX "import_jobs_unfinished" ON "import_jobs" USING btree ("id") WHERE status in ('queued', 'running', 'undoing');--> statement-breakpoint
CREATE INDEX "contacts_email_keys" ON "contacts" USING gin ("email_keys");--> statement-breakpoint
CREATE INDEX "contacts_phone_keys" ON "contacts" USING gin ("phone_keys");--> statement-breakpoint
ALTER TABLE "import_jobs" DROP COLUMN "errors";--> statement-breakpoint
ALTER TABLE "contacts" DROP COLUMN "email";--> statement-breakpoint
ALTER TABLE "contacts" DROP COLUMN "phone";--> statement-breakpoint
ALTER TABLE "import_jobs" ADD CONSTRAINT "import_jobs_status_check" CHECK (status in ('queued', 'running', 'completed', 'partial', 'failed', 'cancelled', 'undoing', 'undone'));--> statement-breakpoint
CREATE POLICY "connection_authorizations_read" ON "connection_authorizations" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (connection_authorizations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "connection_authorizations_insert" ON "connection_authorizations" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (connection_authorizations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "connection_authorizations_update" ON "connection_authorizations" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (connection_authorizations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (connection_authorizations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "connection_authorizations_remove" ON "connection_authorizations" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (connection_authorizations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "import_rows_read" ON "import_rows" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (import_rows.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "import_rows_insert" ON "import_rows" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (import_rows.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "import_rows_update" ON "import_rows" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (import_rows.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (import_rows.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "import_rows_remove" ON "import_rows" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (import_rows.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "import_texts_read" ON "import_texts" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (import_texts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "import_texts_insert" ON "import_texts" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (import_texts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "import_texts_update" ON "import_texts" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (import_texts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (import_texts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "import_texts_remove" ON "import_texts" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (import_texts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
CREATE TABLE "calendar_subscriptions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"calendar_id" uuid NOT NULL,
	"url" "bytea" NOT NULL,
	"host" text NOT NULL,
	"etag" text,
	"last_modified" text,
	"last_fetched_at" timestamp with time zone,
	"next_fetch_at" timestamp with time zone DEFAULT now() NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"error" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "calendar_subscriptions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "habit_schedules" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"habit_id" uuid NOT NULL,
	"effective_from" date NOT NULL,
	"frequency" text NOT NULL,
	"frequency_config" jsonb NOT NULL,
	"target_per_day" numeric NOT NULL,
	"is_paused" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "habit_schedules_frequency_check" CHECK (frequency in ('daily', 'weekly', 'custom')),
	CONSTRAINT "habit_schedules_target_per_day_check" CHECK (target_per_day >= 0)
);
--> statement-breakpoint
ALTER TABLE "habit_schedules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "calendar_events" DROP CONSTRAINT "calendar_events_override_check";--> statement-breakpoint
ALTER TABLE "focus_sessions" DROP CONSTRAINT "focus_sessions_duration_minutes_check";--> statement-breakpoint
ALTER TABLE "focus_sessions" DROP CONSTRAINT "focus_sessions_status_check";--> statement-breakpoint
ALTER TABLE "focus_sessions" DROP CONSTRAINT "focus_sessions_ended_check";--> statement-breakpoint
DROP INDEX "calendar_events_external";--> statement-breakpoint
DROP INDEX "calendar_events_calendar";--> statement-breakpoint
DROP INDEX "calendars_external";--> statement-breakpoint
DROP INDEX "focus_sessions_one_running";--> statement-breakpoint
ALTER TABLE "calendar_events" ALTER COLUMN "timezone" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "calendar_events" ALTER COLUMN "timezone" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_events" ADD COLUMN "url" text;--> statement-breakpoint
ALTER TABLE "calendar_events" ADD COLUMN "start_date" date GENERATED ALWAYS AS (case when is_all_day then (start_at at time zone 'UTC')::date end) STORED;--> statement-breakpoint
ALTER TABLE "calendar_events" ADD COLUMN "end_date" date GENERATED ALWAYS AS (case when is_all_day then (end_at at time zone 'UTC')::date end) STORED;--> statement-breakpoint
ALTER TABLE "calendar_events" ADD COLUMN "lasts" text DEFAULT 'until_end' NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_events" ADD COLUMN "transparency" text DEFAULT 'opaque' NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_events" ADD COLUMN "recurrence_rdates" timestamp with time zone[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_events" ADD COLUMN "reminders" jsonb DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_events" ADD COLUMN "next_reminder_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "calendar_events" ADD COLUMN "sequence" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_events" ADD COLUMN "synced_version" integer;--> statement-breakpoint
ALTER TABLE "calendar_events" ADD COLUMN "synced_fields" jsonb;--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "provider" text DEFAULT 'manual' NOT NULL;--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "description" text;--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "timezone" time_zone;--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "is_default" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "is_read_only" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "last_synced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "sync_error" text;--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "previous_watch_channel_id" text;--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "previous_watch_resource_id" text;--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "time_blocks" ADD COLUMN "allow_overlap" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "user_settings" ADD COLUMN "week_start" text DEFAULT 'monday' NOT NULL;--> statement-breakpoint
ALTER TABLE "user_settings" ADD COLUMN "day_start" time DEFAULT '00:00' NOT NULL;--> statement-breakpoint
ALTER TABLE "ended_days" ADD COLUMN "day_start" time DEFAULT '00:00' NOT NULL;--> statement-breakpoint
ALTER TABLE "focus_sessions" ADD COLUMN "overtime_minutes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "focus_sessions" ADD COLUMN "pauses" jsonb DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "focus_sessions" ADD COLUMN "notes" text;--> statement-breakpoint
ALTER TABLE "focus_sessions" ADD COLUMN "duration_seconds" integer;--> statement-breakpoint
ALTER TABLE "habits" ADD COLUMN "color" text;--> statement-breakpoint
ALTER TABLE "habits" ADD COLUMN "sort_order" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "habits" ADD COLUMN "starts_on" date DEFAULT current_date NOT NULL;--> statement-breakpoint
ALTER TABLE "habits" ADD COLUMN "remind_at" time;--> statement-breakpoint
ALTER TABLE "habits" ADD COLUMN "is_reminded" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "habits" ADD COLUMN "next_reminder_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "habits" ADD COLUMN "judged_through" date;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "billable" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_subscriptions" ADD CONSTRAINT "calendar_subscriptions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_subscriptions" ADD CONSTRAINT "calendar_subscriptions_calendar_id_calendars_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."calendars"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "habit_schedules" ADD CONSTRAINT "habit_schedules_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "habit_schedules" ADD CONSTRAINT "habit_schedules_habit_id_habits_id_fk" FOREIGN KEY ("habit_id") REFERENCES "public"."habits"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_subscriptions_changes" ON "calendar_subscriptions" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "calendar_subscriptions_deleted" ON "calendar_subscriptions" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_subscriptions_calendar" ON "calendar_subscriptions" USING btree ("calendar_id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "calendar_subscriptions_user" ON "calendar_subscriptions" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "calendar_subscriptions_due" ON "calendar_subscriptions" USING btree ("next_fetch_at") WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "habit_schedules_day" ON "habit_schedules" USING btree ("habit_id","effective_from");--> statement-breakpoint
CREATE INDEX "habit_schedules_user" ON "habit_schedules" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "calendar_events_titles" ON "calendar_events" USING gin (folded("title") gin_trgm_ops,"user_id","household_id");--> statement-breakpoint
CREATE INDEX "calendar_events_reminder" ON "calendar_events" USING btree ("next_reminder_at") WHERE next_reminder_at is not null;--> statement-breakpoint
CREATE INDEX "calendars_changes" ON "calendars" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "calendars_deleted" ON "calendars" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "calendars_titles" ON "calendars" USING gin (folded("name") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "calendars_default" ON "calendars" USING btree ("user_id") WHERE is_default and deleted_at is null;--> statement-breakpoint
CREATE INDEX "habits_titles" ON "habits" USING gin (folded("name") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE INDEX "habits_reminder" ON "habits" USING btree ("next_reminder_at") WHERE next_reminder_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_events_external" ON "calendar_events" USING btree ("calendar_id","external_id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "calendar_events_calendar" ON "calendar_events" USING btree ("calendar_id","start_at");--> statement-breakpoint
CREATE UNIQUE INDEX "calendars_external" ON "calendars" USING btree ("connection_id","external_id") WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "focus_sessions_one_running" ON "focus_sessions" USING btree ("user_id") WHERE status in ('running', 'paused') and deleted_at is null;--> statement-breakpoint
ALTER TABLE "calendar_events" DROP COLUMN "is_blocking";--> statement-breakpoint
ALTER TABLE "focus_sessions" DROP COLUMN "duration_minutes";--> statement-breakpoint
ALTER TABLE "calendar_events" ADD CONSTRAINT "calendar_events_lasts_check" CHECK (lasts in ('until_end', 'duration'));--> statement-breakpoint
ALTER TABLE "calendar_events" ADD CONSTRAINT "calendar_events_transparency_check" CHECK (transparency in ('opaque', 'transparent'));--> statement-breakpoint
ALTER TABLE "calendar_events" ADD CONSTRAINT "calendar_events_sequence_check" CHECK (sequence between 0 and 2147483647);--> statement-breakpoint
ALTER TABLE "calendar_events" ADD CONSTRAINT "calendar_events_all_day_check" CHECK (not is_all_day or (timezone is null and date_trunc('day', start_at, 'UTC') = start_at and date_trunc('day', end_at, 'UTC') = end_at and end_at > start_at));--> statement-breakpoint
ALTER TABLE "calendar_events" ADD CONSTRAINT "calendar_events_external_check" CHECK (external_id is null or calendar_id is not null);--> statement-breakpoint
ALTER TABLE "calendar_events" ADD CONSTRAINT "calendar_events_override_check" CHECK (recurrence_parent_id is null or (recurrence_original_start is not null and recurrence_rule is null));--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_provider_check" CHECK (provider in ('manual', 'google', 'outlook', 'apple', 'ics'));--> statement-breakpoint
ALTER TABLE "user_settings" ADD CONSTRAINT "user_settings_week_start_check" CHECK (week_start in ('monday', 'saturday', 'sunday'));--> statement-breakpoint
ALTER TABLE "user_settings" ADD CONSTRAINT "user_settings_day_start_check" CHECK (day_start between '00:00' and '06:00');--> statement-breakpoint
ALTER TABLE "focus_sessions" ADD CONSTRAINT "focus_sessions_overtime_minutes_check" CHECK (overtime_minutes between 0 and 1440);--> statement-breakpoint
ALTER TABLE "focus_sessions" ADD CONSTRAINT "focus_sessions_duration_check" CHECK (duration_seconds between 0 and (planned_minutes + overtime_minutes) * 60);--> statement-breakpoint
ALTER TABLE "focus_sessions" ADD CONSTRAINT "focus_sessions_status_check" CHECK (status in ('running', 'paused', 'completed', 'abandoned'));--> statement-breakpoint
ALTER TABLE "focus_sessions" ADD CONSTRAINT "focus_sessions_ended_check" CHECK ((status in ('running', 'paused')) = (ended_at is null));--> statement-breakpoint
CREATE POLICY "calendar_subscriptions_read" ON "calendar_subscriptions" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (calendar_subscriptions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "calendar_subscriptions_insert" ON "calendar_subscriptions" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (calendar_subscriptions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "calendar_subscriptions_update" ON "calendar_subscriptions" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (calendar_subscriptions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (calendar_subscriptions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "calendar_subscriptions_remove" ON "calendar_subscriptions" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (calendar_subscriptions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "habit_schedules_read" ON "habit_schedules" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (habit_schedules.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = habit_schedules.id and g.grantor_id = habit_schedules.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "habit_schedules_insert" ON "habit_schedules" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (habit_schedules.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "habit_schedules_update" ON "habit_schedules" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (habit_schedules.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = habit_schedules.id and g.grantor_id = habit_schedules.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (habit_schedules.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = habit_schedules.id and g.grantor_id = habit_schedules.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "habit_schedules_remove" ON "habit_schedules" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (habit_schedules.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
-- drizzle-kit knows no exclusion constraints.
alter table time_blocks add constraint time_blocks_overlap exclude using gist (user_id with =, tstzrange(start_at, end_at) with &&)
  where (not allow_overlap and deleted_at is null);

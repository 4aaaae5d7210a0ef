CREATE TABLE "schedule_runs" (
	"schedule_id" text PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "schedule_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system_config_history" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"key" text NOT NULL,
	"action" text NOT NULL,
	"value" jsonb,
	"is_secret" boolean DEFAULT false NOT NULL,
	"actor_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "system_config_history_action_check" CHECK (action in ('set', 'removed'))
);
--> statement-breakpoint
ALTER TABLE "system_config_history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "tokens_valid_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "changes_per_minute" integer;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "claimed_by" text;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "claimed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "error_pattern" text GENERATED ALWAYS AS (regexp_replace(regexp_replace(regexp_replace(regexp_replace(left(coalesce(error, ''), 300), '"[^"]*"|''[^'']*''|“[^”]*”|`[^`]*`', '<text>', 'g'), '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}', '<id>', 'g'), '\y([0-9a-f]{16,}|[0-9A-HJKMNP-TV-Z]{26})\y', '<id>', 'g'), '[0-9]+', '<n>', 'g')) STORED;--> statement-breakpoint
ALTER TABLE "dead_letters" ADD COLUMN "error_group" text GENERATED ALWAYS AS (md5(regexp_replace(regexp_replace(regexp_replace(regexp_replace(left(coalesce(error, ''), 300), '"[^"]*"|''[^'']*''|“[^”]*”|`[^`]*`', '<text>', 'g'), '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}', '<id>', 'g'), '\y([0-9a-f]{16,}|[0-9A-HJKMNP-TV-Z]{26})\y', '<id>', 'g'), '[0-9]+', '<n>', 'g'))) STORED;--> statement-breakpoint
ALTER TABLE "system_config" ADD COLUMN "updated_by" uuid;--> statement-breakpoint
ALTER TABLE "system_config" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX "system_config_history_key" ON "system_config_history" USING btree ("key","id");--> statement-breakpoint
CREATE INDEX "dead_letters_group" ON "dead_letters" USING btree ("error_group","id");--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_changes_per_minute_check" CHECK (changes_per_minute between 1 and 1000000);
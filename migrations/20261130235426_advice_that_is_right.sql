CREATE TABLE "tool_approvals" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"arguments" jsonb NOT NULL,
	"arguments_hash" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"result_type" text,
	"result_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tool_approvals_status_check" CHECK (status in ('open', 'approved', 'declined')),
	CONSTRAINT "tool_approvals_decided_check" CHECK ((status = 'open') = (decided_at is null))
);
--> statement-breakpoint
ALTER TABLE "tool_approvals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "correlation_pairs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"behaviour" text NOT NULL,
	"outcome" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "correlation_pairs_unique" UNIQUE("user_id","behaviour","outcome")
);
--> statement-breakpoint
ALTER TABLE "correlation_pairs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ai_prompts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"prompt" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ai_prompts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ai_reservations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"capability" text NOT NULL,
	"tokens" integer NOT NULL,
	"is_unlimited" boolean DEFAULT false NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"released_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"used_tokens" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ai_reservations_tokens_check" CHECK (tokens between 1 and 2147483647),
	CONSTRAINT "ai_reservations_used_tokens_check" CHECK (used_tokens between 0 and 2147483647)
);
--> statement-breakpoint
ALTER TABLE "ai_reservations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "food_choices" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"food_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "food_choices_unique" UNIQUE("user_id","name_key")
);
--> statement-breakpoint
ALTER TABLE "food_choices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "unrecorded_workouts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "unrecorded_workouts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "workout_routes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"completed_workout_id" uuid NOT NULL,
	"lines" jsonb NOT NULL,
	"points" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workout_routes_points_check" CHECK (points between 0 and 100000000)
);
--> statement-breakpoint
ALTER TABLE "workout_routes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "patterns" DROP CONSTRAINT "patterns_support_check";--> statement-breakpoint
ALTER TABLE "proposals" DROP CONSTRAINT "proposals_status_check";--> statement-breakpoint
ALTER TABLE "billing_checkouts" ADD COLUMN "tokens" bigint;--> statement-breakpoint
ALTER TABLE "billing_checkouts" ADD COLUMN "credited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "persona_id" uuid;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "active_leaf_id" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "lines" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "citations" jsonb DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "made_by" text DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "status" text DEFAULT 'complete' NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "is_voice" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "email_drafts" ADD COLUMN "mail_status" text;--> statement-breakpoint
ALTER TABLE "email_drafts" ADD COLUMN "mail_problem" text;--> statement-breakpoint
ALTER TABLE "email_drafts" ADD COLUMN "mail_attempt" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "email_drafts" ADD COLUMN "made_by" text DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE "patterns" ADD COLUMN "pattern_key" text NOT NULL;--> statement-breakpoint
ALTER TABLE "patterns" ADD COLUMN "description_coded" jsonb;--> statement-breakpoint
ALTER TABLE "patterns" ADD COLUMN "occasions" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "title" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "title_coded" jsonb;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "body" text;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "body_coded" jsonb;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "made_by" text DEFAULT 'rules' NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "maker" text;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "dedupe_key" text;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "target_id" uuid;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "target_version" integer;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "expires_at" timestamp with time zone DEFAULT now() + interval '14 days' NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "applied" jsonb;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "undone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "outcome_better" text;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "outcome_step" numeric;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "outcome_low" numeric;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "outcome_high" numeric;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "outcome_p" numeric;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "outcome_days" integer;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "verdict" text;--> statement-breakpoint
ALTER TABLE "ai_requests" ADD COLUMN "prompt_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "ai_requests" ADD COLUMN "charged_tokens" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ai_requests" ADD COLUMN "estimated" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "personas" ADD COLUMN "instructions" text;--> statement-breakpoint
ALTER TABLE "personas" ADD COLUMN "pillars" text[];--> statement-breakpoint
ALTER TABLE "user_settings" ADD COLUMN "ai_pillars" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "user_settings" ADD COLUMN "ai_sealed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "user_settings" ADD COLUMN "tokens_exhausted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tool_approvals" ADD CONSTRAINT "tool_approvals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_approvals" ADD CONSTRAINT "tool_approvals_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_approvals" ADD CONSTRAINT "tool_approvals_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correlation_pairs" ADD CONSTRAINT "correlation_pairs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ai_prompts" ADD CONSTRAINT "ai_prompts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ai_reservations" ADD CONSTRAINT "ai_reservations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "food_choices" ADD CONSTRAINT "food_choices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unrecorded_workouts" ADD CONSTRAINT "unrecorded_workouts_id_completed_workouts_id_fk" FOREIGN KEY ("id") REFERENCES "public"."completed_workouts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workout_routes" ADD CONSTRAINT "workout_routes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workout_routes" ADD CONSTRAINT "workout_routes_completed_workout_id_completed_workouts_id_fk" FOREIGN KEY ("completed_workout_id") REFERENCES "public"."completed_workouts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tool_approvals_user" ON "tool_approvals" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "tool_approvals_conversation" ON "tool_approvals" USING btree ("conversation_id",id desc);--> statement-breakpoint
CREATE INDEX "tool_approvals_message" ON "tool_approvals" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "correlation_pairs_user" ON "correlation_pairs" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "ai_prompts_user" ON "ai_prompts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "ai_prompts_created" ON "ai_prompts" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "ai_reservations_user" ON "ai_reservations" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "ai_reservations_held" ON "ai_reservations" USING btree ("expires_at") WHERE released_at is null;--> statement-breakpoint
CREATE INDEX "food_choices_user" ON "food_choices" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "workout_routes_user" ON "workout_routes" USING btree ("user_id",id);--> statement-breakpoint
CREATE UNIQUE INDEX "workout_routes_unique" ON "workout_routes" USING btree ("completed_workout_id");--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_persona_id_personas_id_fk" FOREIGN KEY ("persona_id") REFERENCES "public"."personas"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "billing_checkouts_paying" ON "billing_checkouts" USING btree ("expires_at") WHERE status = 'completed' and tokens is not null and credited_at is null;--> statement-breakpoint
CREATE INDEX "conversations_persona" ON "conversations" USING btree ("persona_id") WHERE persona_id is not null;--> statement-breakpoint
CREATE INDEX "email_drafts_titles" ON "email_drafts" USING gin (folded("subject") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE INDEX "email_drafts_unmailed" ON "email_drafts" USING btree ("user_id") WHERE mail_status = 'requested';--> statement-breakpoint
CREATE INDEX "proposals_titles" ON "proposals" USING gin (folded("title") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "proposals_open" ON "proposals" USING btree ("user_id","dedupe_key") WHERE status = 'open' and dedupe_key is not null;--> statement-breakpoint
CREATE INDEX "ai_requests_of_month" ON "ai_requests" USING btree ("created_at");--> statement-breakpoint
ALTER TABLE "patterns" ADD CONSTRAINT "patterns_unique" UNIQUE("user_id","pattern_key");--> statement-breakpoint
ALTER TABLE "billing_checkouts" ADD CONSTRAINT "billing_checkouts_tokens_check" CHECK (tokens > 0);--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_made_by_check" CHECK (made_by in ('person', 'rules', 'model'));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_status_check" CHECK (status in ('complete', 'aborted'));--> statement-breakpoint
ALTER TABLE "email_drafts" ADD CONSTRAINT "email_drafts_mail_status_check" CHECK (mail_status in ('requested', 'mailed', 'failed'));--> statement-breakpoint
ALTER TABLE "email_drafts" ADD CONSTRAINT "email_drafts_mail_problem_check" CHECK (mail_problem in ('refused', 'unanswered'));--> statement-breakpoint
ALTER TABLE "email_drafts" ADD CONSTRAINT "email_drafts_made_by_check" CHECK (made_by in ('person', 'rules', 'model'));--> statement-breakpoint
ALTER TABLE "patterns" ADD CONSTRAINT "patterns_support_check" CHECK (support >= 0 and occasions >= support);--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_made_by_check" CHECK (made_by in ('rules', 'model'));--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_outcome_better_check" CHECK (outcome_better in ('higher', 'lower'));--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_outcome_p_check" CHECK (outcome_p >= 0 and outcome_p <= 1);--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_outcome_days_check" CHECK (outcome_days between 0 and 2147483647);--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_verdict_check" CHECK (verdict in ('better', 'worse', 'cannot_tell'));--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_status_check" CHECK (status in ('open', 'accepted', 'rejected', 'expired', 'applied', 'undone'));--> statement-breakpoint
ALTER TABLE "ai_requests" ADD CONSTRAINT "ai_requests_prompt_version_check" CHECK (prompt_version between 0 and 2147483647);--> statement-breakpoint
ALTER TABLE "ai_requests" ADD CONSTRAINT "ai_requests_charged_tokens_check" CHECK (charged_tokens between 0 and 2147483647);--> statement-breakpoint
DROP POLICY "ai_requests_insert" ON "ai_requests" CASCADE;--> statement-breakpoint
CREATE POLICY "tool_approvals_read" ON "tool_approvals" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (tool_approvals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tool_approvals_insert" ON "tool_approvals" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (tool_approvals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tool_approvals_update" ON "tool_approvals" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (tool_approvals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (tool_approvals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tool_approvals_remove" ON "tool_approvals" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (tool_approvals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "correlation_pairs_read" ON "correlation_pairs" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (correlation_pairs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "correlation_pairs_insert" ON "correlation_pairs" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (correlation_pairs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "correlation_pairs_update" ON "correlation_pairs" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (correlation_pairs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (correlation_pairs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "correlation_pairs_remove" ON "correlation_pairs" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (correlation_pairs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "ai_prompts_read" ON "ai_prompts" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (ai_prompts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "ai_reservations_read" ON "ai_reservations" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (ai_reservations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "food_choices_read" ON "food_choices" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (food_choices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "food_choices_insert" ON "food_choices" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (food_choices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "food_choices_update" ON "food_choices" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (food_choices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (food_choices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "food_choices_remove" ON "food_choices" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (food_choices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "workout_routes_read" ON "workout_routes" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (workout_routes.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "workout_routes_insert" ON "workout_routes" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (workout_routes.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "workout_routes_update" ON "workout_routes" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (workout_routes.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (workout_routes.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "workout_routes_remove" ON "workout_routes" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (workout_routes.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "conversations_read" ON "conversations" TO lifeos_app USING (conversations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "conversations_update" ON "conversations" TO lifeos_app USING (conversations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (conversations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "messages_read" ON "messages" TO lifeos_app USING (messages.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "messages_update" ON "messages" TO lifeos_app USING (messages.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (messages.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "personas_read" ON "personas" TO lifeos_app USING (personas.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "personas_update" ON "personas" TO lifeos_app USING (personas.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (personas.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "completed_workouts" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "personal_records" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "unrecorded_workouts" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- What was trained before records were kept gets them in the background.
INSERT INTO "unrecorded_workouts" ("id") SELECT c."id" FROM "completed_workouts" c WHERE c."deleted_at" IS NULL AND jsonb_array_length(c."sets") > 0 AND NOT EXISTS (SELECT FROM "personal_records" r WHERE r."completed_workout_id" = c."id");--> statement-breakpoint
ALTER TABLE "completed_workouts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "personal_records" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "unrecorded_workouts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "search_texts" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "files" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- A shared file that its owner's household does not get is found by nobody but its owner (see searched_withheld).
update search_texts t set household_id = null
from files f
where t.entity_type = 'file' and t.entity_id = f.id and t.household_id is not null and coalesce(f.for_others, 'nothing') = 'nothing';--> statement-breakpoint
ALTER TABLE "search_texts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "files" FORCE ROW LEVEL SECURITY;

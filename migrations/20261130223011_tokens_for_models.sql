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
ALTER TABLE "billing_checkouts" ADD COLUMN "tokens" bigint;--> statement-breakpoint
ALTER TABLE "billing_checkouts" ADD COLUMN "credited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ai_requests" ADD COLUMN "prompt_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "ai_requests" ADD COLUMN "charged_tokens" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ai_requests" ADD COLUMN "estimated" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "user_settings" ADD COLUMN "ai_pillars" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "user_settings" ADD COLUMN "ai_sealed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "user_settings" ADD COLUMN "tokens_exhausted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ai_prompts" ADD CONSTRAINT "ai_prompts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ai_reservations" ADD CONSTRAINT "ai_reservations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ai_prompts_user" ON "ai_prompts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "ai_prompts_created" ON "ai_prompts" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "ai_reservations_user" ON "ai_reservations" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "ai_reservations_held" ON "ai_reservations" USING btree ("expires_at") WHERE released_at is null;--> statement-breakpoint
CREATE INDEX "billing_checkouts_paying" ON "billing_checkouts" USING btree ("expires_at") WHERE status = 'completed' and tokens is not null and credited_at is null;--> statement-breakpoint
CREATE INDEX "ai_requests_of_month" ON "ai_requests" USING btree ("created_at");--> statement-breakpoint
ALTER TABLE "billing_checkouts" ADD CONSTRAINT "billing_checkouts_tokens_check" CHECK (tokens > 0);--> statement-breakpoint
ALTER TABLE "ai_requests" ADD CONSTRAINT "ai_requests_prompt_version_check" CHECK (prompt_version between 0 and 2147483647);--> statement-breakpoint
ALTER TABLE "ai_requests" ADD CONSTRAINT "ai_requests_charged_tokens_check" CHECK (charged_tokens between 0 and 2147483647);--> statement-breakpoint
DROP POLICY "ai_requests_insert" ON "ai_requests" CASCADE;--> statement-breakpoint
CREATE POLICY "ai_prompts_read" ON "ai_prompts" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (ai_prompts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "ai_reservations_read" ON "ai_reservations" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (ai_reservations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
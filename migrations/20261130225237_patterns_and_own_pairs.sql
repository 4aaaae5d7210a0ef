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
ALTER TABLE "patterns" DROP CONSTRAINT "patterns_support_check";--> statement-breakpoint
ALTER TABLE "patterns" ADD COLUMN "pattern_key" text NOT NULL;--> statement-breakpoint
ALTER TABLE "patterns" ADD COLUMN "description_coded" jsonb;--> statement-breakpoint
ALTER TABLE "patterns" ADD COLUMN "occasions" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "correlation_pairs" ADD CONSTRAINT "correlation_pairs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "correlation_pairs_user" ON "correlation_pairs" USING btree ("user_id",id desc);--> statement-breakpoint
ALTER TABLE "patterns" ADD CONSTRAINT "patterns_unique" UNIQUE("user_id","pattern_key");--> statement-breakpoint
ALTER TABLE "patterns" ADD CONSTRAINT "patterns_support_check" CHECK (support >= 0 and occasions >= support);--> statement-breakpoint
CREATE POLICY "correlation_pairs_read" ON "correlation_pairs" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (correlation_pairs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "correlation_pairs_insert" ON "correlation_pairs" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (correlation_pairs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "correlation_pairs_update" ON "correlation_pairs" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (correlation_pairs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (correlation_pairs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "correlation_pairs_remove" ON "correlation_pairs" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (correlation_pairs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
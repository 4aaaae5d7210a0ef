CREATE TABLE "rule_applications" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"rule_id" uuid,
	"scanned" integer NOT NULL,
	"changed" integer NOT NULL,
	"changes" jsonb NOT NULL,
	"next" text,
	"undone_at" timestamp with time zone,
	"kept" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "rule_applications" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "rule_applications" ADD CONSTRAINT "rule_applications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_applications" ADD CONSTRAINT "rule_applications_rule_id_transaction_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."transaction_rules"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rule_applications_user" ON "rule_applications" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "rule_applications_rule" ON "rule_applications" USING btree ("rule_id");--> statement-breakpoint
CREATE POLICY "rule_applications_read" ON "rule_applications" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (rule_applications.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "rule_applications_insert" ON "rule_applications" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (rule_applications.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "rule_applications_update" ON "rule_applications" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (rule_applications.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (rule_applications.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "rule_applications_remove" ON "rule_applications" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (rule_applications.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
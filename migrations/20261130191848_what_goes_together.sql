CREATE TABLE "correlations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"behaviour" text NOT NULL,
	"outcome" text NOT NULL,
	"through" date NOT NULL,
	"days" integer NOT NULL,
	"untested" text,
	"lag" smallint,
	"r" numeric,
	"low" numeric,
	"high" numeric,
	"pairs" integer,
	"details" jsonb,
	"look_days" integer DEFAULT 0 NOT NULL,
	"q" numeric,
	"claimed_at" timestamp with time zone,
	"insight_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "correlations_unique" UNIQUE("user_id","behaviour","outcome"),
	CONSTRAINT "correlations_untested_check" CHECK (untested in ('too_few_days', 'too_many_gaps', 'one_value'))
);
--> statement-breakpoint
ALTER TABLE "correlations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "user_settings" ADD COLUMN "correlation_pillars" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "correlations" ADD CONSTRAINT "correlations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "correlations_user" ON "correlations" USING btree ("user_id",id desc);--> statement-breakpoint
ALTER TABLE "user_settings" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "user_settings" SET "correlation_pillars" = '{finance,health,knowledge,people,rhythm,work}' WHERE "correlation_enabled";--> statement-breakpoint
ALTER TABLE "user_settings" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "user_settings" DROP COLUMN "correlation_enabled";--> statement-breakpoint
CREATE POLICY "correlations_read" ON "correlations" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (correlations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "correlations_insert" ON "correlations" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (correlations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "correlations_update" ON "correlations" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (correlations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (correlations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "correlations_remove" ON "correlations" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (correlations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
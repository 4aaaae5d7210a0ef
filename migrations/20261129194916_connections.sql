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
ALTER TABLE "connections" ADD COLUMN "account_name" text;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "refreshing_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connection_authorizations" ADD CONSTRAINT "connection_authorizations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "connection_authorizations_user" ON "connection_authorizations" USING btree ("user_id","expires_at");--> statement-breakpoint
CREATE POLICY "connection_authorizations_read" ON "connection_authorizations" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (connection_authorizations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "connection_authorizations_insert" ON "connection_authorizations" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (connection_authorizations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "connection_authorizations_update" ON "connection_authorizations" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (connection_authorizations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (connection_authorizations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "connection_authorizations_remove" ON "connection_authorizations" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (connection_authorizations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
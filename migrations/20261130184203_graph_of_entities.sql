CREATE TABLE "ignored_names" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"name" text NOT NULL,
	"normalized_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ignored_names" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "entity_links_to";--> statement-breakpoint
ALTER TABLE "entities" ADD COLUMN "aliases" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "entity_links" ADD COLUMN "written_as" text;--> statement-breakpoint
ALTER TABLE "ignored_names" ADD CONSTRAINT "ignored_names_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ignored_names_name" ON "ignored_names" USING btree ("user_id","normalized_name");--> statement-breakpoint
CREATE INDEX "ignored_names_user" ON "ignored_names" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "entities_titles" ON "entities" USING gin (folded("name") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE INDEX "entity_links_from_newest" ON "entity_links" USING btree ("user_id","from_type","from_id",id desc);--> statement-breakpoint
CREATE INDEX "entity_links_to_newest" ON "entity_links" USING btree ("user_id","to_type","to_id",id desc);--> statement-breakpoint
CREATE INDEX "entity_links_from_heaviest" ON "entity_links" USING btree ("user_id","from_type","from_id",weight desc,id desc);--> statement-breakpoint
CREATE INDEX "entity_links_to_heaviest" ON "entity_links" USING btree ("user_id","to_type","to_id",weight desc,id desc);--> statement-breakpoint
CREATE POLICY "ignored_names_read" ON "ignored_names" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (ignored_names.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "ignored_names_insert" ON "ignored_names" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (ignored_names.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "ignored_names_update" ON "ignored_names" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (ignored_names.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (ignored_names.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "ignored_names_remove" ON "ignored_names" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (ignored_names.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "entity_links_read" ON "entity_links" TO lifeos_app USING (entity_links.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "entity_links_update" ON "entity_links" TO lifeos_app USING (entity_links.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (entity_links.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
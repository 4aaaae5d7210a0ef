CREATE TABLE "contact_duplicates" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"score" numeric NOT NULL,
	"reasons" jsonb NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"dismissed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_duplicates_score_check" CHECK (score >= 0 and score <= 1),
	CONSTRAINT "contact_duplicates_status_check" CHECK (status in ('open', 'dismissed')),
	CONSTRAINT "contact_duplicates_two" CHECK (contact_id <> other_id)
);
--> statement-breakpoint
ALTER TABLE "contact_duplicates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "merge_memories" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"merge_id" uuid NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb,
	"other" jsonb NOT NULL,
	"moved" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "merge_memories" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "merges" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"noun" text NOT NULL,
	"into_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"other_name" text NOT NULL,
	"moved_count" integer DEFAULT 0 NOT NULL,
	"collapsed_count" integer DEFAULT 0 NOT NULL,
	"kept_fields" text[] DEFAULT '{}' NOT NULL,
	"undone_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "merges_two" CHECK (into_id <> other_id)
);
--> statement-breakpoint
ALTER TABLE "merges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "entities" ADD COLUMN "aliases" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "contact_duplicates" ADD CONSTRAINT "contact_duplicates_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_duplicates" ADD CONSTRAINT "contact_duplicates_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_duplicates" ADD CONSTRAINT "contact_duplicates_other_id_contacts_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merge_memories" ADD CONSTRAINT "merge_memories_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merge_memories" ADD CONSTRAINT "merge_memories_merge_id_merges_id_fk" FOREIGN KEY ("merge_id") REFERENCES "public"."merges"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merges" ADD CONSTRAINT "merges_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_duplicates_user" ON "contact_duplicates" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "contact_duplicates_score" ON "contact_duplicates" USING btree ("user_id","score") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "contact_duplicates_contact" ON "contact_duplicates" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "contact_duplicates_other" ON "contact_duplicates" USING btree ("other_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contact_duplicates_pair" ON "contact_duplicates" USING btree ("user_id",least(contact_id, other_id),greatest(contact_id, other_id));--> statement-breakpoint
CREATE INDEX "merge_memories_user" ON "merge_memories" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE UNIQUE INDEX "merge_memories_merge" ON "merge_memories" USING btree ("merge_id");--> statement-breakpoint
CREATE INDEX "merges_user" ON "merges" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "merges_into" ON "merges" USING btree ("user_id","into_id");--> statement-breakpoint
CREATE UNIQUE INDEX "merges_other" ON "merges" USING btree ("user_id","other_id") WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX "merges_created" ON "merges" USING btree ("created_at");--> statement-breakpoint
CREATE POLICY "contact_duplicates_read" ON "contact_duplicates" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (contact_duplicates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_duplicates_insert" ON "contact_duplicates" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (contact_duplicates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_duplicates_update" ON "contact_duplicates" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (contact_duplicates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (contact_duplicates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_duplicates_remove" ON "contact_duplicates" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (contact_duplicates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "merge_memories_read" ON "merge_memories" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (merge_memories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "merge_memories_insert" ON "merge_memories" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (merge_memories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "merge_memories_update" ON "merge_memories" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (merge_memories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (merge_memories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "merge_memories_remove" ON "merge_memories" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (merge_memories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "merges_read" ON "merges" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (merges.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "merges_insert" ON "merges" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (merges.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "merges_update" ON "merges" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (merges.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (merges.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "merges_remove" ON "merges" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (merges.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
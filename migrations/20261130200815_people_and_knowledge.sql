-- The vectors of texts have the length of their model now (see add_optional_tables); these had a length of their own and nothing in them.
drop table if exists embeddings;--> statement-breakpoint
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
CREATE TABLE "capture_documents" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"key" text NOT NULL,
	"content_hash" text NOT NULL,
	"highlight_hashes" text[] DEFAULT '{}' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "capture_documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "file_texts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"file_id" uuid NOT NULL,
	"content" text NOT NULL,
	"language" text,
	"pages" integer,
	"is_cut" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_texts_pages_check" CHECK (pages >= 0)
);
--> statement-breakpoint
ALTER TABLE "file_texts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE TABLE "search_stale" (
	"entity_type" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"owner" uuid NOT NULL,
	"number" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "search_stale_entity_type_entity_id_pk" PRIMARY KEY("entity_type","entity_id")
);
--> statement-breakpoint
ALTER TABLE "search_stale" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "search_texts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid,
	"household_id" uuid,
	"entity_type" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"pillar" text NOT NULL,
	"title" text NOT NULL,
	"content" text NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"language" text,
	"lexemes" "tsvector" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "search_texts_position_check" CHECK (position >= 0)
);
--> statement-breakpoint
ALTER TABLE "search_texts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "search_walks" (
	"entity_type" text PRIMARY KEY NOT NULL,
	"declared" text NOT NULL,
	"reached" uuid,
	"marked" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "search_walks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "search_words" (
	"user_id" uuid,
	"household_id" uuid,
	"word" text NOT NULL,
	"n" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "search_words_whose_check" CHECK ((user_id is null) <> (household_id is null))
);
--> statement-breakpoint
ALTER TABLE "search_words" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contact_dates" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"label" text NOT NULL,
	"date" text NOT NULL,
	"repeats" text DEFAULT 'yearly' NOT NULL,
	"remind_days" smallint DEFAULT 0,
	"reminded_for" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "contact_dates_repeats_check" CHECK (repeats in ('yearly', 'once')),
	CONSTRAINT "contact_dates_remind_days_check" CHECK (remind_days between 0 and 365),
	CONSTRAINT "contact_dates_year_check" CHECK (repeats = 'yearly' or date not like '--%')
);
--> statement-breakpoint
ALTER TABLE "contact_dates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE TABLE "contact_relations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"related_id" uuid,
	"kind" text NOT NULL,
	"label" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "contact_relations_kind_check" CHECK (kind in ('parent', 'grandparent', 'manager', 'mentor', 'spouse', 'partner', 'former_partner', 'sibling', 'relative', 'friend', 'neighbour', 'colleague', 'acquaintance', 'other')),
	CONSTRAINT "contact_relations_self_check" CHECK (contact_id <> related_id)
);
--> statement-breakpoint
ALTER TABLE "contact_relations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
ALTER TABLE "document_chunks" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP POLICY "document_chunks_read" ON "document_chunks" CASCADE;--> statement-breakpoint
DROP POLICY "document_chunks_insert" ON "document_chunks" CASCADE;--> statement-breakpoint
DROP POLICY "document_chunks_update" ON "document_chunks" CASCADE;--> statement-breakpoint
DROP POLICY "document_chunks_remove" ON "document_chunks" CASCADE;--> statement-breakpoint
DROP TABLE "document_chunks" CASCADE;--> statement-breakpoint
ALTER TABLE "data_streams" DROP CONSTRAINT "data_streams_unique";--> statement-breakpoint
ALTER TABLE "meals" DROP CONSTRAINT "meals_dependent_id_dependents_id_fk";
--> statement-breakpoint
ALTER TABLE "medical_entries" DROP CONSTRAINT "medical_entries_dependent_id_dependents_id_fk";
--> statement-breakpoint
ALTER TABLE "completed_workouts" DROP CONSTRAINT "completed_workouts_dependent_id_dependents_id_fk";
--> statement-breakpoint
DROP INDEX "calendar_events_user_long";--> statement-breakpoint
DROP INDEX "documents_search";--> statement-breakpoint
DROP INDEX "entity_links_to";--> statement-breakpoint
ALTER TABLE "data_streams" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "data_streams" SET "external_id" = "id"::text WHERE "external_id" IS NULL;--> statement-breakpoint
ALTER TABLE "data_streams" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "data_streams" ALTER COLUMN "external_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "user_settings" ADD COLUMN "correlation_pillars" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "data_streams" ADD COLUMN "title" text;--> statement-breakpoint
ALTER TABLE "data_streams" ADD COLUMN "url" text;--> statement-breakpoint
ALTER TABLE "data_streams" ADD COLUMN "status" text DEFAULT 'waiting' NOT NULL;--> statement-breakpoint
ALTER TABLE "data_streams" ADD COLUMN "status_reason" text;--> statement-breakpoint
ALTER TABLE "data_streams" ADD COLUMN "status_reason_coded" jsonb;--> statement-breakpoint
ALTER TABLE "data_streams" ADD COLUMN "outcome" jsonb;--> statement-breakpoint
ALTER TABLE "data_streams" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "data_streams" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "status" text DEFAULT 'ready' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "status_reason" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "status_reason_coded" jsonb;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "source_email_id" uuid;--> statement-breakpoint
ALTER TABLE "entities" ADD COLUMN "aliases" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "entity_links" ADD COLUMN "written_as" text;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "birthday_remind_days" smallint DEFAULT 0;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "birthday_reminded_for" date;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "neglected_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "interactions" ADD COLUMN "duration_minutes" integer;--> statement-breakpoint
ALTER TABLE "interactions" ADD COLUMN "exchange" text;--> statement-breakpoint
ALTER TABLE "interactions" ADD COLUMN "amount_cents" bigint;--> statement-breakpoint
ALTER TABLE "interactions" ADD COLUMN "currency" text;--> statement-breakpoint
ALTER TABLE "interactions" ADD COLUMN "is_source_gone" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "interactions" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "correlations" ADD CONSTRAINT "correlations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capture_documents" ADD CONSTRAINT "capture_documents_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capture_documents" ADD CONSTRAINT "capture_documents_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_texts" ADD CONSTRAINT "file_texts_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ignored_names" ADD CONSTRAINT "ignored_names_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_texts" ADD CONSTRAINT "search_texts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_words" ADD CONSTRAINT "search_words_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_dates" ADD CONSTRAINT "contact_dates_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_dates" ADD CONSTRAINT "contact_dates_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_duplicates" ADD CONSTRAINT "contact_duplicates_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_duplicates" ADD CONSTRAINT "contact_duplicates_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_duplicates" ADD CONSTRAINT "contact_duplicates_other_id_contacts_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_relations" ADD CONSTRAINT "contact_relations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_relations" ADD CONSTRAINT "contact_relations_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_relations" ADD CONSTRAINT "contact_relations_related_id_contacts_id_fk" FOREIGN KEY ("related_id") REFERENCES "public"."contacts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merge_memories" ADD CONSTRAINT "merge_memories_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merge_memories" ADD CONSTRAINT "merge_memories_merge_id_merges_id_fk" FOREIGN KEY ("merge_id") REFERENCES "public"."merges"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merges" ADD CONSTRAINT "merges_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "correlations_user" ON "correlations" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE UNIQUE INDEX "capture_documents_key" ON "capture_documents" USING btree ("user_id","key");--> statement-breakpoint
CREATE INDEX "capture_documents_document" ON "capture_documents" USING btree ("document_id");--> statement-breakpoint
CREATE UNIQUE INDEX "file_texts_file" ON "file_texts" USING btree ("file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ignored_names_name" ON "ignored_names" USING btree ("user_id","normalized_name");--> statement-breakpoint
CREATE INDEX "ignored_names_user" ON "ignored_names" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "search_stale_owner" ON "search_stale" USING btree ("owner");--> statement-breakpoint
CREATE UNIQUE INDEX "search_texts_once" ON "search_texts" USING btree ("entity_type","entity_id","position");--> statement-breakpoint
CREATE INDEX "search_texts_user_lexemes" ON "search_texts" USING gin ("user_id","lexemes");--> statement-breakpoint
CREATE INDEX "search_texts_household_lexemes" ON "search_texts" USING gin ("household_id","lexemes") WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX "search_texts_user" ON "search_texts" USING btree ("user_id",occurred_at desc,id desc);--> statement-breakpoint
CREATE INDEX "search_texts_household" ON "search_texts" USING btree ("household_id",occurred_at desc,id desc) WHERE household_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "search_words_user" ON "search_words" USING btree ("user_id",word text_pattern_ops) WHERE user_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "search_words_household" ON "search_words" USING btree ("household_id",word text_pattern_ops) WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX "search_words_user_alike" ON "search_words" USING gin ("user_id",word gin_trgm_ops) WHERE user_id is not null;--> statement-breakpoint
CREATE INDEX "search_words_household_alike" ON "search_words" USING gin ("household_id",word gin_trgm_ops) WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX "contact_dates_changes" ON "contact_dates" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "contact_dates_deleted" ON "contact_dates" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "contact_dates_user" ON "contact_dates" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "contact_dates_contact" ON "contact_dates" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "contact_duplicates_user" ON "contact_duplicates" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "contact_duplicates_score" ON "contact_duplicates" USING btree ("user_id","score") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "contact_duplicates_contact" ON "contact_duplicates" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "contact_duplicates_other" ON "contact_duplicates" USING btree ("other_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contact_duplicates_pair" ON "contact_duplicates" USING btree ("user_id",least(contact_id, other_id),greatest(contact_id, other_id));--> statement-breakpoint
CREATE INDEX "contact_relations_changes" ON "contact_relations" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "contact_relations_deleted" ON "contact_relations" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "contact_relations_user" ON "contact_relations" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "contact_relations_contact" ON "contact_relations" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "contact_relations_related" ON "contact_relations" USING btree ("related_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contact_relations_pair" ON "contact_relations" USING btree ("user_id",least(contact_id, related_id),greatest(contact_id, related_id),"kind") WHERE deleted_at is null and related_id is not null;--> statement-breakpoint
CREATE INDEX "merge_memories_user" ON "merge_memories" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE UNIQUE INDEX "merge_memories_merge" ON "merge_memories" USING btree ("merge_id");--> statement-breakpoint
CREATE INDEX "merges_user" ON "merges" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "merges_into" ON "merges" USING btree ("user_id","into_id");--> statement-breakpoint
CREATE UNIQUE INDEX "merges_other" ON "merges" USING btree ("user_id","other_id") WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX "merges_created" ON "merges" USING btree ("created_at");--> statement-breakpoint
ALTER TABLE "meals" ADD CONSTRAINT "meals_dependent_id_dependents_id_fk" FOREIGN KEY ("dependent_id") REFERENCES "public"."dependents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "medical_entries" ADD CONSTRAINT "medical_entries_dependent_id_dependents_id_fk" FOREIGN KEY ("dependent_id") REFERENCES "public"."dependents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "completed_workouts" ADD CONSTRAINT "completed_workouts_dependent_id_dependents_id_fk" FOREIGN KEY ("dependent_id") REFERENCES "public"."dependents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_source_email_id_inbound_emails_id_fk" FOREIGN KEY ("source_email_id") REFERENCES "public"."inbound_emails"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_events_user_longer" ON "calendar_events" USING btree ("user_id") WHERE end_at - start_at > interval '1 day';--> statement-breakpoint
CREATE INDEX "data_streams_changes" ON "data_streams" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "data_streams_deleted" ON "data_streams" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "data_streams_titles" ON "data_streams" USING gin (folded("title") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "data_streams_unique" ON "data_streams" USING btree ("user_id","source","external_id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "data_streams_waiting" ON "data_streams" USING btree ("created_at") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "documents_titles" ON "documents" USING gin (folded("title") gin_trgm_ops,"user_id","household_id");--> statement-breakpoint
CREATE UNIQUE INDEX "documents_source_email" ON "documents" USING btree ("source_email_id") WHERE source_email_id is not null;--> statement-breakpoint
CREATE INDEX "documents_reading" ON "documents" USING btree ("id") WHERE status = 'reading';--> statement-breakpoint
CREATE INDEX "entities_titles" ON "entities" USING gin (folded("name") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE INDEX "entity_links_from_newest" ON "entity_links" USING btree ("user_id","from_type","from_id",id desc);--> statement-breakpoint
CREATE INDEX "entity_links_to_newest" ON "entity_links" USING btree ("user_id","to_type","to_id",id desc);--> statement-breakpoint
CREATE INDEX "entity_links_from_heaviest" ON "entity_links" USING btree ("user_id","from_type","from_id",weight desc,id desc);--> statement-breakpoint
CREATE INDEX "entity_links_to_heaviest" ON "entity_links" USING btree ("user_id","to_type","to_id",weight desc,id desc);--> statement-breakpoint
CREATE INDEX "contacts_birthday" ON "contacts" USING btree ("user_id") WHERE birthday is not null;--> statement-breakpoint
CREATE INDEX "contacts_matrix" ON "contacts" USING btree ("user_id","matrix_id") WHERE matrix_id is not null;--> statement-breakpoint
CREATE INDEX "interactions_days" ON "interactions" USING btree ("user_id","occurred_at");--> statement-breakpoint
CREATE INDEX "interactions_source" ON "interactions" USING btree ("user_id","source_type","source_id") WHERE source_id is not null;--> statement-breakpoint
ALTER TABLE "user_settings" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "user_settings" SET "correlation_pillars" = '{finance,health,knowledge,people,rhythm,work}' WHERE "correlation_enabled";--> statement-breakpoint
ALTER TABLE "user_settings" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "user_settings" DROP COLUMN "correlation_enabled";--> statement-breakpoint
ALTER TABLE "documents" DROP COLUMN "search_vector";--> statement-breakpoint
ALTER TABLE "data_streams" ADD CONSTRAINT "data_streams_status_check" CHECK (status in ('waiting', 'analysed', 'failed'));--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_status_check" CHECK (status in ('reading', 'ready', 'failed'));--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_birthday_remind_days_check" CHECK (birthday_remind_days between 0 and 365);--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_channel_check" CHECK (channel in ('call', 'video', 'message', 'mail', 'letter', 'meeting', 'visit', 'gift', 'other'));--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_duration_minutes_check" CHECK (duration_minutes between 1 and 100000);--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_exchange_check" CHECK (exchange in ('gift', 'loan', 'repayment'));--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_amount_check" CHECK ((amount_cents is null) = (currency is null));--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_positive_check" CHECK (amount_cents between 1 and 10000000000000);--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_what_check" CHECK (amount_cents is null or exchange is not null);--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_side_check" CHECK (exchange is null or direction is not null);--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_debt_check" CHECK (exchange is null or exchange = 'gift' or amount_cents is not null);--> statement-breakpoint
CREATE POLICY "correlations_read" ON "correlations" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (correlations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "correlations_insert" ON "correlations" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (correlations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "correlations_update" ON "correlations" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (correlations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (correlations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "correlations_remove" ON "correlations" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (correlations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "capture_documents_read" ON "capture_documents" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (capture_documents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "capture_documents_insert" ON "capture_documents" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (capture_documents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "capture_documents_update" ON "capture_documents" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (capture_documents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (capture_documents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "capture_documents_remove" ON "capture_documents" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (capture_documents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "file_texts_read" ON "file_texts" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (EXISTS (select 1 from files p where p.id = file_texts.file_id));--> statement-breakpoint
CREATE POLICY "file_texts_insert" ON "file_texts" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (EXISTS (select 1 from files p where p.id = file_texts.file_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "file_texts_update" ON "file_texts" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (EXISTS (select 1 from files p where p.id = file_texts.file_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))))) WITH CHECK (EXISTS (select 1 from files p where p.id = file_texts.file_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "file_texts_remove" ON "file_texts" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (EXISTS (select 1 from files p where p.id = file_texts.file_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "ignored_names_read" ON "ignored_names" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (ignored_names.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "ignored_names_insert" ON "ignored_names" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (ignored_names.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "ignored_names_update" ON "ignored_names" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (ignored_names.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (ignored_names.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "ignored_names_remove" ON "ignored_names" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (ignored_names.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_dates_read" ON "contact_dates" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (contact_dates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_dates_insert" ON "contact_dates" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (contact_dates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_dates_update" ON "contact_dates" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (contact_dates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (contact_dates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_dates_remove" ON "contact_dates" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (contact_dates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_duplicates_read" ON "contact_duplicates" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (contact_duplicates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_duplicates_insert" ON "contact_duplicates" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (contact_duplicates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_duplicates_update" ON "contact_duplicates" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (contact_duplicates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (contact_duplicates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_duplicates_remove" ON "contact_duplicates" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (contact_duplicates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_relations_read" ON "contact_relations" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (contact_relations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_relations_insert" ON "contact_relations" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (contact_relations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_relations_update" ON "contact_relations" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (contact_relations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (contact_relations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_relations_remove" ON "contact_relations" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (contact_relations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "merge_memories_read" ON "merge_memories" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (merge_memories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "merge_memories_insert" ON "merge_memories" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (merge_memories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "merge_memories_update" ON "merge_memories" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (merge_memories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (merge_memories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "merge_memories_remove" ON "merge_memories" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (merge_memories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "merges_read" ON "merges" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (merges.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "merges_insert" ON "merges" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (merges.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "merges_update" ON "merges" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (merges.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (merges.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "merges_remove" ON "merges" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (merges.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "entity_links_read" ON "entity_links" TO lifeos_app USING (entity_links.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "entity_links_update" ON "entity_links" TO lifeos_app USING (entity_links.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (entity_links.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "interactions_read" ON "interactions" TO lifeos_app USING (interactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "interactions_update" ON "interactions" TO lifeos_app USING (interactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (interactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
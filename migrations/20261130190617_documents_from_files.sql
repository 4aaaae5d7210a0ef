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
ALTER TABLE "document_chunks" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP POLICY "document_chunks_read" ON "document_chunks" CASCADE;--> statement-breakpoint
DROP POLICY "document_chunks_insert" ON "document_chunks" CASCADE;--> statement-breakpoint
DROP POLICY "document_chunks_update" ON "document_chunks" CASCADE;--> statement-breakpoint
DROP POLICY "document_chunks_remove" ON "document_chunks" CASCADE;--> statement-breakpoint
DROP TABLE "document_chunks" CASCADE;--> statement-breakpoint
DROP INDEX "documents_search";--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "status" text DEFAULT 'ready' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "status_reason" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "status_reason_coded" jsonb;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "source_email_id" uuid;--> statement-breakpoint
ALTER TABLE "file_texts" ADD CONSTRAINT "file_texts_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "file_texts_file" ON "file_texts" USING btree ("file_id");--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_source_email_id_inbound_emails_id_fk" FOREIGN KEY ("source_email_id") REFERENCES "public"."inbound_emails"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "documents_titles" ON "documents" USING gin (folded("title") gin_trgm_ops,"user_id","household_id");--> statement-breakpoint
CREATE UNIQUE INDEX "documents_source_email" ON "documents" USING btree ("source_email_id") WHERE source_email_id is not null;--> statement-breakpoint
CREATE INDEX "documents_reading" ON "documents" USING btree ("id") WHERE status = 'reading';--> statement-breakpoint
ALTER TABLE "documents" DROP COLUMN "search_vector";--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_status_check" CHECK (status in ('reading', 'ready', 'failed'));--> statement-breakpoint
CREATE POLICY "file_texts_read" ON "file_texts" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (EXISTS (select 1 from files p where p.id = file_texts.file_id));--> statement-breakpoint
CREATE POLICY "file_texts_insert" ON "file_texts" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (EXISTS (select 1 from files p where p.id = file_texts.file_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "file_texts_update" ON "file_texts" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (EXISTS (select 1 from files p where p.id = file_texts.file_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))))) WITH CHECK (EXISTS (select 1 from files p where p.id = file_texts.file_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "file_texts_remove" ON "file_texts" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (EXISTS (select 1 from files p where p.id = file_texts.file_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));
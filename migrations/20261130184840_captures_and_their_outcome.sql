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
ALTER TABLE "data_streams" DROP CONSTRAINT "data_streams_unique";--> statement-breakpoint
UPDATE "data_streams" SET "external_id" = "id"::text WHERE "external_id" IS NULL;--> statement-breakpoint
ALTER TABLE "data_streams" ALTER COLUMN "external_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "data_streams" ADD COLUMN "title" text;--> statement-breakpoint
ALTER TABLE "data_streams" ADD COLUMN "url" text;--> statement-breakpoint
ALTER TABLE "data_streams" ADD COLUMN "status" text DEFAULT 'waiting' NOT NULL;--> statement-breakpoint
ALTER TABLE "data_streams" ADD COLUMN "status_reason" text;--> statement-breakpoint
ALTER TABLE "data_streams" ADD COLUMN "status_reason_coded" jsonb;--> statement-breakpoint
ALTER TABLE "data_streams" ADD COLUMN "outcome" jsonb;--> statement-breakpoint
ALTER TABLE "data_streams" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "data_streams" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "capture_documents" ADD CONSTRAINT "capture_documents_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capture_documents" ADD CONSTRAINT "capture_documents_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "capture_documents_key" ON "capture_documents" USING btree ("user_id","key");--> statement-breakpoint
CREATE INDEX "capture_documents_document" ON "capture_documents" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "data_streams_changes" ON "data_streams" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "data_streams_deleted" ON "data_streams" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "data_streams_titles" ON "data_streams" USING gin (folded("title") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "data_streams_unique" ON "data_streams" USING btree ("user_id","source","external_id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "data_streams_waiting" ON "data_streams" USING btree ("created_at") WHERE status = 'waiting';--> statement-breakpoint
ALTER TABLE "data_streams" ADD CONSTRAINT "data_streams_status_check" CHECK (status in ('waiting', 'analysed', 'failed'));--> statement-breakpoint
CREATE POLICY "capture_documents_read" ON "capture_documents" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (capture_documents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "capture_documents_insert" ON "capture_documents" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (capture_documents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "capture_documents_update" ON "capture_documents" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (capture_documents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (capture_documents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "capture_documents_remove" ON "capture_documents" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (capture_documents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
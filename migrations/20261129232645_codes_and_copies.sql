ALTER TABLE "files" DROP CONSTRAINT "files_status_check";--> statement-breakpoint
ALTER TABLE "import_jobs" ADD COLUMN "error_coded" jsonb;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "reason_coded" jsonb;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "status_reason_coded" jsonb;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "for_others" text;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "for_others_reason" text;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "copy_bytes" bigint;--> statement-breakpoint
CREATE INDEX "files_undecided" ON "files" USING btree ("created_at") WHERE status = 'ready' and for_others is null;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_for_others_check" CHECK (for_others in ('same', 'copy', 'nothing'));--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_purged_check" CHECK (status <> 'purged' or deleted_at is not null);--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_status_check" CHECK (status in ('pending', 'checking', 'ready', 'quarantined', 'missing', 'purged'));
--> statement-breakpoint
-- Texts and documents hold nothing that is cleaned; all other files are looked at by the workflow that reads them. The foreign key of
-- dependent_id, which the tables declare from here on, has been there since the migration files_with_bytes.
UPDATE "files" SET "for_others" = 'same' WHERE "status" = 'ready' AND ("mime_type" LIKE 'text/%' OR "mime_type" = 'application/pdf');

ALTER TABLE "import_jobs" ADD COLUMN "error_coded" jsonb;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "reason_coded" jsonb;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "status_reason_coded" jsonb;
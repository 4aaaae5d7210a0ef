ALTER TABLE "inbound_emails" ADD COLUMN "error_coded" jsonb;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "for_others_reason_coded" jsonb;
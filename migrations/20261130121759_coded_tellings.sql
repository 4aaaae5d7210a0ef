ALTER TABLE "insights" ADD COLUMN "title_coded" jsonb;--> statement-breakpoint
ALTER TABLE "insights" ADD COLUMN "body_coded" jsonb;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD COLUMN "error_coded" jsonb;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "title_coded" jsonb;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "body_coded" jsonb;--> statement-breakpoint
ALTER TABLE "routine_runs" ADD COLUMN "error_coded" jsonb;
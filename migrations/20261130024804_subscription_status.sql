DROP INDEX "calendar_subscriptions_due";--> statement-breakpoint
ALTER TABLE "calendar_subscriptions" ADD COLUMN "status" text DEFAULT 'active' NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_subscriptions" ADD COLUMN "error_coded" jsonb;--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "sync_error_coded" jsonb;--> statement-breakpoint
CREATE INDEX "calendar_subscriptions_due" ON "calendar_subscriptions" USING btree ("next_fetch_at") WHERE deleted_at is null and status = 'active';--> statement-breakpoint
ALTER TABLE "calendar_subscriptions" ADD CONSTRAINT "calendar_subscriptions_status_check" CHECK (status in ('active', 'stopped'));
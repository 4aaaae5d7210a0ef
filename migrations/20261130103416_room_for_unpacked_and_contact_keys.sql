DROP INDEX "contacts_email_keys";--> statement-breakpoint
DROP INDEX "contacts_phone_keys";--> statement-breakpoint
ALTER TABLE "import_jobs" ADD COLUMN "unpacked" jsonb DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "import_jobs_unpacked" ON "import_jobs" USING btree ("user_id") WHERE unpacked <> '{}';--> statement-breakpoint
CREATE INDEX "contacts_email_keys" ON "contacts" USING gin ("email_keys") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "contacts_phone_keys" ON "contacts" USING gin ("phone_keys") WITH (fastupdate=false);
ALTER TABLE "transactions" DROP CONSTRAINT "transactions_import";--> statement-breakpoint
ALTER TABLE "import_jobs" ADD COLUMN "found" jsonb;--> statement-breakpoint
CREATE UNIQUE INDEX "transactions_import" ON "transactions" USING btree ("account_id","import_hash") WHERE deleted_at is null;
ALTER TABLE "transactions" DROP CONSTRAINT "transactions_external";--> statement-breakpoint
DROP INDEX "transactions_import";--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "source_account_id" uuid;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "bank_category" text;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "reauth_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_source_account_id_accounts_id_fk" FOREIGN KEY ("source_account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
-- The owner of the table is subject to its policies, of which none is for them: for this statement there are none.
ALTER TABLE "transactions" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "transactions" SET "source_account_id" = "account_id" WHERE "account_id" IS NOT NULL AND ("external_id" IS NOT NULL OR "import_hash" IS NOT NULL);--> statement-breakpoint
ALTER TABLE "transactions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "transactions_moved" ON "transactions" USING btree ("source_account_id","date") WHERE account_id is distinct from source_account_id;--> statement-breakpoint
CREATE INDEX "import_rows_entity" ON "import_rows" USING btree ("entity_id") WHERE part = 0 and entity_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "transactions_import" ON "transactions" USING btree ("source_account_id","import_hash") WHERE deleted_at is null;--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_external" UNIQUE("source_account_id","external_id");
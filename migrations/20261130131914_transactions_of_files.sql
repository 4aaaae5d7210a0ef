DROP INDEX "transactions_vendor";--> statement-breakpoint
DROP INDEX "transactions_receipt_file";--> statement-breakpoint
DROP INDEX "transactions_source_email";--> statement-breakpoint
CREATE INDEX "transactions_from_bank" ON "transactions" USING btree ("account_id","date") WHERE is_from_bank;--> statement-breakpoint
CREATE INDEX "transactions_vendor" ON "transactions" USING btree ("vendor_id") WHERE vendor_id is not null;--> statement-breakpoint
CREATE INDEX "transactions_receipt_file" ON "transactions" USING btree ("receipt_file_id") WHERE receipt_file_id is not null;--> statement-breakpoint
CREATE INDEX "transactions_source_email" ON "transactions" USING btree ("source_email_id") WHERE source_email_id is not null;
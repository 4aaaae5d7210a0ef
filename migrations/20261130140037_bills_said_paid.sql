ALTER TABLE "bills" ADD COLUMN "is_said_paid" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- The owner of the table is subject to its policies, of which none is for them: for this statement there are none.
ALTER TABLE "bills" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "bills" SET "is_said_paid" = true WHERE "status" = 'paid' AND "transaction_id" IS NULL;--> statement-breakpoint
ALTER TABLE "bills" FORCE ROW LEVEL SECURITY;

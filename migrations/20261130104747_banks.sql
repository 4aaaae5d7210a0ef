ALTER TABLE "accounts" ADD COLUMN "mask" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "external_key" text;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "is_from_bank" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "bank_removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "public_token_hash" text;
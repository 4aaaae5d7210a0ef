-- These depend on the type of the columns, and are made again from their own files.
DROP TRIGGER IF EXISTS "find_grantee" ON "access_grants";--> statement-breakpoint
DROP TRIGGER IF EXISTS "claim_grants" ON "users";--> statement-breakpoint
DROP FUNCTION IF EXISTS "my_address"();--> statement-breakpoint
ALTER TABLE "access_grants" ALTER COLUMN "email" SET DATA TYPE text USING lower("email"::text COLLATE "C");--> statement-breakpoint
ALTER TABLE "household_invites" ALTER COLUMN "email" SET DATA TYPE text USING lower("email"::text COLLATE "C");--> statement-breakpoint
ALTER TABLE "users" ALTER COLUMN "email" SET DATA TYPE text USING lower("email"::text COLLATE "C");--> statement-breakpoint
ALTER TABLE "email_addresses" ALTER COLUMN "local_part" SET DATA TYPE text USING lower("local_part"::text COLLATE "C");--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "email_verified_at" timestamp with time zone;
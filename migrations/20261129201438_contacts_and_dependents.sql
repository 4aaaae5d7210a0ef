DROP INDEX "contacts_user_email";--> statement-breakpoint
ALTER TABLE "contacts" ALTER COLUMN "birthday" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "dependents" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "emails" "bytea";--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "phones" "bytea";--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "email_keys" text[];--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "phone_keys" text[];--> statement-breakpoint
CREATE INDEX "dependents_changes" ON "dependents" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "dependents_deleted" ON "dependents" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "contacts_email_keys" ON "contacts" USING gin ("email_keys");--> statement-breakpoint
CREATE INDEX "contacts_phone_keys" ON "contacts" USING gin ("phone_keys");--> statement-breakpoint
ALTER TABLE "contacts" DROP COLUMN "email";--> statement-breakpoint
ALTER TABLE "contacts" DROP COLUMN "phone";
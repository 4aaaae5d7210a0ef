ALTER TABLE "access_grants" DROP CONSTRAINT "access_grants_unique";--> statement-breakpoint
ALTER TABLE "access_grants" ALTER COLUMN "grantee_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "access_grants" ADD COLUMN "email" "citext";--> statement-breakpoint
CREATE UNIQUE INDEX "access_grants_person" ON "access_grants" USING btree ("grantor_id","entity_type","entity_id","grantee_id") WHERE email is null;--> statement-breakpoint
CREATE UNIQUE INDEX "access_grants_address" ON "access_grants" USING btree ("grantor_id","entity_type","entity_id","email") WHERE email is not null;--> statement-breakpoint
CREATE INDEX "access_grants_waiting" ON "access_grants" USING btree ("email") WHERE grantee_id is null;--> statement-breakpoint
ALTER TABLE "access_grants" ADD CONSTRAINT "access_grants_to_somebody" CHECK (grantee_id is not null or email is not null);--> statement-breakpoint
ALTER POLICY "households_read" ON "households" TO lifeos_app USING (households.id = ANY(((select my_households()))::uuid[]) OR (households.created_by = (select nullif(current_setting('app.user_id', true), '')::uuid) AND households.created_at = now()));
CREATE TABLE "verified_addresses" (
	"email" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"verified_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "verified_addresses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "verified_addresses" ADD CONSTRAINT "verified_addresses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "verified_addresses_user" ON "verified_addresses" USING btree ("user_id","verified_at");--> statement-breakpoint
-- An owner who is no superuser sees no rows either; securing the tables forces this again.
ALTER TABLE "users" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "access_grants" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO verified_addresses (email, user_id, verified_at)
SELECT email, id, email_verified_at FROM users WHERE email_verified_at IS NOT NULL AND email NOT LIKE '%@no-email.invalid';--> statement-breakpoint
-- A grant to an address is for whoever has it now.
UPDATE access_grants g SET grantee_id = (SELECT u.id FROM users u WHERE u.email = g.email AND u.email NOT LIKE '%@no-email.invalid' AND u.id <> g.grantor_id)
WHERE g.email IS NOT NULL AND g.grantee_id IS DISTINCT FROM (
  SELECT u.id FROM users u WHERE u.email = g.email AND u.email NOT LIKE '%@no-email.invalid' AND u.id <> g.grantor_id);--> statement-breakpoint
-- Nothing is of the type citext any more. Where it belongs to a superuser, or somebody's own tables use it, it stays.
DO $$ BEGIN
  DROP EXTENSION IF EXISTS citext;
EXCEPTION WHEN insufficient_privilege OR dependent_objects_still_exist THEN
  RAISE NOTICE 'the extension citext is not in use by LifeOS any more and could not be dropped: %', SQLERRM;
END $$;

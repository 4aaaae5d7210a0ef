CREATE TABLE "moved_rows" (
	"entity_id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"moved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "moved_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "moved_rows" ADD CONSTRAINT "moved_rows_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "moved_rows_user" ON "moved_rows" USING btree ("user_id");--> statement-breakpoint
ALTER POLICY "access_grants_insert" ON "access_grants" TO lifeos_app WITH CHECK (access_grants.grantor_id = (select nullif(current_setting('app.user_id', true), '')::uuid) AND may_grant(access_grants.entity_type, access_grants.entity_id));--> statement-breakpoint
ALTER POLICY "events_read" ON "events" TO lifeos_app USING (events.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR events.actor_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR (events.household_id = ANY(((select my_households()))::uuid[]) AND EXISTS (select 1 from household_members m where m.household_id = events.household_id and m.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and m.created_at <= events.created_at) AND NOT EXISTS (select 1 from unshared_rows u where u.entity_id = events.entity_id and u.household_id = events.household_id and u.unshared_at >= events.created_at)) OR EXISTS (select 1 from access_grants g where g.entity_id = events.entity_id and g.grantor_id = events.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.updated_at <= events.created_at) OR (((select my_granted_since()) ->> (events.user_id || ':' || events.entity_id))::timestamptz <= events.created_at));
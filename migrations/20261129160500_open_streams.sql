CREATE TABLE "open_streams" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "open_streams" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "open_streams" ADD CONSTRAINT "open_streams_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "open_streams_user" ON "open_streams" USING btree ("user_id","id");--> statement-breakpoint
CREATE POLICY "open_streams_read" ON "open_streams" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (open_streams.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "open_streams_insert" ON "open_streams" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (open_streams.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "open_streams_remove" ON "open_streams" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (open_streams.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
CREATE TABLE "ended_days" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"timezone" time_zone NOT NULL,
	"day" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ended_days" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ended_days" ADD CONSTRAINT "ended_days_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ended_days_due" ON "ended_days" USING btree ("timezone","day");
--> statement-breakpoint
-- Everybody who is there: yesterday has been worked on, by the schedules that this takes the place of. Under FORCE the owner of the
-- tables would see nobody; the runner forces it again.
ALTER TABLE "users" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "ended_days" ("user_id", "timezone", "day")
SELECT "id", "timezone", (now() AT TIME ZONE "timezone")::date - 1 FROM "users" WHERE "deleted_at" IS NULL;

CREATE TABLE "food_choices" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"food_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "food_choices_unique" UNIQUE("user_id","name_key")
);
--> statement-breakpoint
ALTER TABLE "food_choices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "unrecorded_workouts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "unrecorded_workouts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
-- What was trained before records were kept gets them in the background.
INSERT INTO "unrecorded_workouts" ("id") SELECT c."id" FROM "completed_workouts" c WHERE c."deleted_at" IS NULL AND jsonb_array_length(c."sets") > 0 AND NOT EXISTS (SELECT FROM "personal_records" r WHERE r."completed_workout_id" = c."id");--> statement-breakpoint
CREATE TABLE "workout_routes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"completed_workout_id" uuid NOT NULL,
	"lines" jsonb NOT NULL,
	"points" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workout_routes_points_check" CHECK (points between 0 and 100000000)
);
--> statement-breakpoint
ALTER TABLE "workout_routes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "food_choices" ADD CONSTRAINT "food_choices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unrecorded_workouts" ADD CONSTRAINT "unrecorded_workouts_id_completed_workouts_id_fk" FOREIGN KEY ("id") REFERENCES "public"."completed_workouts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workout_routes" ADD CONSTRAINT "workout_routes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workout_routes" ADD CONSTRAINT "workout_routes_completed_workout_id_completed_workouts_id_fk" FOREIGN KEY ("completed_workout_id") REFERENCES "public"."completed_workouts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "food_choices_user" ON "food_choices" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "workout_routes_user" ON "workout_routes" USING btree ("user_id",id);--> statement-breakpoint
CREATE UNIQUE INDEX "workout_routes_unique" ON "workout_routes" USING btree ("completed_workout_id");--> statement-breakpoint
CREATE POLICY "food_choices_read" ON "food_choices" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (food_choices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "food_choices_insert" ON "food_choices" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (food_choices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "food_choices_update" ON "food_choices" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (food_choices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (food_choices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "food_choices_remove" ON "food_choices" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (food_choices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "workout_routes_read" ON "workout_routes" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (workout_routes.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "workout_routes_insert" ON "workout_routes" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (workout_routes.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "workout_routes_update" ON "workout_routes" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (workout_routes.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (workout_routes.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "workout_routes_remove" ON "workout_routes" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (workout_routes.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
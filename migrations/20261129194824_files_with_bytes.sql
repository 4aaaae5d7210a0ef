CREATE TABLE "photo_details" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"taken_at" text,
	"latitude" numeric,
	"longitude" numeric,
	"altitude_meters" numeric,
	"camera_make" text,
	"camera_model" text,
	"width_pixels" integer,
	"height_pixels" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "photo_details_latitude_check" CHECK (latitude >= -90 and latitude <= 90),
	CONSTRAINT "photo_details_longitude_check" CHECK (longitude >= -180 and longitude <= 180),
	CONSTRAINT "photo_details_altitude_meters_check" CHECK (altitude_meters >= -20000 and altitude_meters <= 100000),
	CONSTRAINT "photo_details_width_pixels_check" CHECK (width_pixels between 1 and 2147483647),
	CONSTRAINT "photo_details_height_pixels_check" CHECK (height_pixels between 1 and 2147483647),
	CONSTRAINT "photo_details_place_check" CHECK ((latitude is null) = (longitude is null))
);
--> statement-breakpoint
ALTER TABLE "photo_details" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "files" DROP CONSTRAINT "files_status_check";--> statement-breakpoint
ALTER TABLE "files" ALTER COLUMN "size_bytes" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ALTER COLUMN "sha256" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "status_reason" text;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "etag" text;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "upload_id" text;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "description" text;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "dependent_id" uuid;--> statement-breakpoint
ALTER TABLE "photo_details" ADD CONSTRAINT "photo_details_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_details" ADD CONSTRAINT "photo_details_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "photo_details_file" ON "photo_details" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "photo_details_user" ON "photo_details" USING btree ("user_id",id);--> statement-breakpoint
CREATE UNIQUE INDEX "files_bytes" ON "files" USING btree ("user_id","sha256") WHERE deleted_at is null and status <> 'quarantined';--> statement-breakpoint
CREATE INDEX "files_object_key" ON "files" USING btree (object_key collate "C");--> statement-breakpoint
CREATE INDEX "files_dependent" ON "files" USING btree ("dependent_id");--> statement-breakpoint
CREATE INDEX "files_unfinished" ON "files" USING btree ("created_at") WHERE status in ('pending', 'checking');--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_size_bytes_check" CHECK (size_bytes >= 0);--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_status_check" CHECK (status in ('pending', 'checking', 'ready', 'quarantined', 'missing'));--> statement-breakpoint
CREATE POLICY "photo_details_read" ON "photo_details" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (photo_details.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "photo_details_insert" ON "photo_details" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (photo_details.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "photo_details_update" ON "photo_details" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (photo_details.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (photo_details.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "photo_details_remove" ON "photo_details" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (photo_details.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_dependent_id_dependents_id_fk" FOREIGN KEY ("dependent_id") REFERENCES "public"."dependents"("id") ON DELETE set null ON UPDATE no action;
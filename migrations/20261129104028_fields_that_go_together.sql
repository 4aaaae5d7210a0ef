-- An owner who is no superuser sees no rows either; securing the tables forces this again.
ALTER TABLE "measurements" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "medical_entries" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "user_settings" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tasks" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "todo_items" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "todo_lists" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- Halves that say nothing without their other half go, and what nobody can mean becomes the nearest that somebody can.
UPDATE "measurements" SET value = 100 WHERE type = 'body_fat_pct' AND value > 100;--> statement-breakpoint
UPDATE "medical_entries" SET next_date = NULL WHERE next_date < date;--> statement-breakpoint
UPDATE "user_settings" SET pomodoro_minutes = least(greatest(pomodoro_minutes, 1), 1440),
  meeting_buffer_minutes = least(greatest(meeting_buffer_minutes, 0), 1440)
  WHERE pomodoro_minutes NOT BETWEEN 1 AND 1440 OR meeting_buffer_minutes NOT BETWEEN 0 AND 1440;--> statement-breakpoint
UPDATE "user_settings" SET default_latitude = NULL, default_longitude = NULL
  WHERE (default_latitude IS NULL) <> (default_longitude IS NULL);--> statement-breakpoint
UPDATE "tasks" SET scheduled_end = NULL WHERE scheduled_start IS NULL AND scheduled_end IS NOT NULL;--> statement-breakpoint
UPDATE "tasks" SET latitude = NULL, longitude = NULL WHERE (latitude IS NULL) <> (longitude IS NULL);--> statement-breakpoint
UPDATE "todo_items" SET latitude = NULL, longitude = NULL WHERE (latitude IS NULL) <> (longitude IS NULL);--> statement-breakpoint
UPDATE "todo_lists" SET latitude = NULL, longitude = NULL WHERE (latitude IS NULL) <> (longitude IS NULL);--> statement-breakpoint
ALTER TABLE "measurements" ADD CONSTRAINT "measurements_percent_check" CHECK (type <> 'body_fat_pct' or value <= 100);--> statement-breakpoint
ALTER TABLE "medical_entries" ADD CONSTRAINT "medical_entries_dates_check" CHECK (next_date >= date);--> statement-breakpoint
ALTER TABLE "user_settings" ADD CONSTRAINT "user_settings_pomodoro_minutes_check" CHECK (pomodoro_minutes between 1 and 1440);--> statement-breakpoint
ALTER TABLE "user_settings" ADD CONSTRAINT "user_settings_meeting_buffer_minutes_check" CHECK (meeting_buffer_minutes between 0 and 1440);--> statement-breakpoint
ALTER TABLE "user_settings" ADD CONSTRAINT "user_settings_place_check" CHECK ((default_latitude is null) = (default_longitude is null));--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_scheduled_end_check" CHECK (scheduled_end is null or scheduled_start is not null);--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_place_check" CHECK ((latitude is null) = (longitude is null));--> statement-breakpoint
ALTER TABLE "todo_items" ADD CONSTRAINT "todo_items_place_check" CHECK ((latitude is null) = (longitude is null));--> statement-breakpoint
ALTER TABLE "todo_lists" ADD CONSTRAINT "todo_lists_place_check" CHECK ((latitude is null) = (longitude is null));
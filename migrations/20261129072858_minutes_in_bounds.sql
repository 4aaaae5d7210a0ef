ALTER TABLE "tasks" DROP CONSTRAINT "tasks_estimated_minutes_check";--> statement-breakpoint
ALTER TABLE "tasks" DROP CONSTRAINT "tasks_actual_minutes_check";--> statement-breakpoint
ALTER TABLE "recipes" ADD CONSTRAINT "recipes_prep_time_minutes_check" CHECK (prep_time_minutes between 0 and 1000000);--> statement-breakpoint
ALTER TABLE "recipes" ADD CONSTRAINT "recipes_cook_time_minutes_check" CHECK (cook_time_minutes between 0 and 1000000);--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_estimated_minutes_check" CHECK (estimated_minutes between 0 and 1000000);--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_actual_minutes_check" CHECK (actual_minutes between 0 and 1000000);
ALTER TABLE "meals" DROP CONSTRAINT "meals_dependent_id_dependents_id_fk";
--> statement-breakpoint
ALTER TABLE "medical_entries" DROP CONSTRAINT "medical_entries_dependent_id_dependents_id_fk";
--> statement-breakpoint
ALTER TABLE "completed_workouts" DROP CONSTRAINT "completed_workouts_dependent_id_dependents_id_fk";
--> statement-breakpoint
ALTER TABLE "meals" ADD CONSTRAINT "meals_dependent_id_dependents_id_fk" FOREIGN KEY ("dependent_id") REFERENCES "public"."dependents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "medical_entries" ADD CONSTRAINT "medical_entries_dependent_id_dependents_id_fk" FOREIGN KEY ("dependent_id") REFERENCES "public"."dependents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "completed_workouts" ADD CONSTRAINT "completed_workouts_dependent_id_dependents_id_fk" FOREIGN KEY ("dependent_id") REFERENCES "public"."dependents"("id") ON DELETE cascade ON UPDATE no action;
DROP INDEX "tasks_title_trgm";--> statement-breakpoint
CREATE INDEX "insights_titles" ON "insights" USING gin (folded("title") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE INDEX "accounts_titles" ON "accounts" USING gin (folded("name") gin_trgm_ops,"user_id","household_id");--> statement-breakpoint
CREATE INDEX "budget_categories_titles" ON "budget_categories" USING gin (folded("name") gin_trgm_ops,"user_id","household_id");--> statement-breakpoint
CREATE INDEX "transactions_titles" ON "transactions" USING gin (folded("merchant_name") gin_trgm_ops,"user_id","household_id");--> statement-breakpoint
CREATE INDEX "meals_titles" ON "meals" USING gin (folded("name") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE INDEX "medical_entries_titles" ON "medical_entries" USING gin (folded("title") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE INDEX "workouts_titles" ON "workouts" USING gin (folded("name") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE INDEX "pantry_items_titles" ON "pantry_items" USING gin (folded("name") gin_trgm_ops,"household_id");--> statement-breakpoint
CREATE INDEX "shopping_items_titles" ON "shopping_items" USING gin (folded("name") gin_trgm_ops,"household_id");--> statement-breakpoint
CREATE INDEX "recipes_titles" ON "recipes" USING gin (folded("name") gin_trgm_ops,"user_id","household_id");--> statement-breakpoint
CREATE INDEX "vendors_titles" ON "vendors" USING gin (folded("name") gin_trgm_ops,"household_id");--> statement-breakpoint
CREATE INDEX "inbound_emails_titles" ON "inbound_emails" USING gin (folded("subject") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE INDEX "routines_titles" ON "routines" USING gin (folded("name") gin_trgm_ops,"user_id","household_id");--> statement-breakpoint
CREATE INDEX "content_items_titles" ON "content_items" USING gin (folded("title") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE INDEX "goals_titles" ON "goals" USING gin (folded("title") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE INDEX "life_domains_titles" ON "life_domains" USING gin (folded("name") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE INDEX "projects_titles" ON "projects" USING gin (folded("name") gin_trgm_ops,"user_id","household_id");--> statement-breakpoint
CREATE INDEX "sprints_titles" ON "sprints" USING gin (folded("name") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE INDEX "tasks_titles" ON "tasks" USING gin (folded("title") gin_trgm_ops,"user_id","household_id");--> statement-breakpoint
CREATE INDEX "todo_categories_titles" ON "todo_categories" USING gin (folded("name") gin_trgm_ops,"user_id","household_id");--> statement-breakpoint
CREATE INDEX "todo_items_titles" ON "todo_items" USING gin (folded("name") gin_trgm_ops,"user_id","household_id");--> statement-breakpoint
CREATE INDEX "todo_lists_titles" ON "todo_lists" USING gin (folded("name") gin_trgm_ops,"user_id","household_id");
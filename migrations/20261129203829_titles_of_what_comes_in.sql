CREATE INDEX "dependents_titles" ON "dependents" USING gin (folded("name") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE INDEX "files_titles" ON "files" USING gin (folded("file_name") gin_trgm_ops,"user_id","household_id");--> statement-breakpoint
CREATE INDEX "contacts_titles" ON "contacts" USING gin (folded("name") gin_trgm_ops,"user_id");
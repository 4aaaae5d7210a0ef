ALTER TABLE "budgets" DROP CONSTRAINT "budgets_unique";--> statement-breakpoint
ALTER TABLE "billable_entries" DROP CONSTRAINT "billable_entries_focus_session";--> statement-breakpoint
ALTER TABLE "invoices" DROP CONSTRAINT "invoices_unique";--> statement-breakpoint
ALTER TABLE "completed_workouts" DROP CONSTRAINT "completed_workouts_unique";--> statement-breakpoint
DROP INDEX "daily_plans_date";--> statement-breakpoint
DROP INDEX "transactions_transfer_pair";--> statement-breakpoint
DROP INDEX "personas_default";--> statement-breakpoint
DROP INDEX "focus_sessions_one_running";--> statement-breakpoint
DROP INDEX "habit_check_ins_day";--> statement-breakpoint
DROP INDEX "life_domains_slug";--> statement-breakpoint
DROP INDEX "sprints_one_active";--> statement-breakpoint
ALTER TABLE "daily_plans" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "time_blocks" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "email_drafts" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "budget_categories" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "budgets" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "billable_entries" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "income_entries" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "transaction_rules" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "brain_logs" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "meals" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "measurements" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "medical_entries" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "completed_workouts" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "personas" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "interactions" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "focus_sessions" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "habit_check_ins" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "life_domains" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sprints" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "daily_plans_changes" ON "daily_plans" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "daily_plans_deleted" ON "daily_plans" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "time_blocks_changes" ON "time_blocks" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "time_blocks_deleted" ON "time_blocks" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "email_drafts_changes" ON "email_drafts" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "email_drafts_deleted" ON "email_drafts" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "budget_categories_changes" ON "budget_categories" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "budget_categories_deleted" ON "budget_categories" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "budgets_changes" ON "budgets" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "budgets_deleted" ON "budgets" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "budgets_unique" ON "budgets" USING btree ("budget_category_id","month") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "billable_entries_changes" ON "billable_entries" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "billable_entries_deleted" ON "billable_entries" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "billable_entries_focus_session" ON "billable_entries" USING btree ("focus_session_id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "income_entries_changes" ON "income_entries" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "income_entries_deleted" ON "income_entries" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "invoices_changes" ON "invoices" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "invoices_deleted" ON "invoices" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_unique" ON "invoices" USING btree ("user_id","number") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "transaction_rules_changes" ON "transaction_rules" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "transaction_rules_deleted" ON "transaction_rules" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "brain_logs_changes" ON "brain_logs" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "brain_logs_deleted" ON "brain_logs" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "meals_changes" ON "meals" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "meals_deleted" ON "meals" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "measurements_changes" ON "measurements" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "measurements_deleted" ON "measurements" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "medical_entries_changes" ON "medical_entries" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "medical_entries_deleted" ON "medical_entries" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "completed_workouts_changes" ON "completed_workouts" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "completed_workouts_deleted" ON "completed_workouts" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "completed_workouts_unique" ON "completed_workouts" USING btree ("user_id","source","external_id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "personas_changes" ON "personas" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "personas_deleted" ON "personas" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "interactions_changes" ON "interactions" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "interactions_deleted" ON "interactions" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "focus_sessions_changes" ON "focus_sessions" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "focus_sessions_deleted" ON "focus_sessions" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "habit_check_ins_changes" ON "habit_check_ins" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "habit_check_ins_deleted" ON "habit_check_ins" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "life_domains_changes" ON "life_domains" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "life_domains_deleted" ON "life_domains" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "sprints_changes" ON "sprints" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "sprints_deleted" ON "sprints" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "daily_plans_date" ON "daily_plans" USING btree ("user_id","date") WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "transactions_transfer_pair" ON "transactions" USING btree ("transfer_pair_id") WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "personas_default" ON "personas" USING btree ("user_id") WHERE is_default and deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "focus_sessions_one_running" ON "focus_sessions" USING btree ("user_id") WHERE status = 'running' and deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "habit_check_ins_day" ON "habit_check_ins" USING btree ("habit_id","date") WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "life_domains_slug" ON "life_domains" USING btree ("user_id","slug") WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "sprints_one_active" ON "sprints" USING btree ("user_id",coalesce(life_domain_id, user_id)) WHERE status = 'active' and deleted_at is null;
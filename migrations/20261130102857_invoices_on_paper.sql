ALTER TABLE "invoices" ADD COLUMN "sender" text;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "recipient" text;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "locale" text;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "paid_by_transaction_id" uuid;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "mail_to" "bytea";--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "mail_status" text;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "mail_problem" text;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "mail_attempt" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "mailed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "hourly_rate_cents" bigint;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "rate_currency" text;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "rounding_minutes" integer;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "rounding" text;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "contact_id" uuid;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "hourly_rate_cents" bigint;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "rate_currency" text;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "rounding_minutes" integer;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "rounding" text;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_paid_by_transaction_id_transactions_id_fk" FOREIGN KEY ("paid_by_transaction_id") REFERENCES "public"."transactions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_paid_by" ON "invoices" USING btree ("paid_by_transaction_id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "invoices_unmailed" ON "invoices" USING btree ("user_id") WHERE mail_status = 'requested';--> statement-breakpoint
CREATE INDEX "invoices_open" ON "invoices" USING btree ("user_id","total_cents") WHERE status = 'sent';--> statement-breakpoint
CREATE INDEX "projects_contact" ON "projects" USING btree ("contact_id");--> statement-breakpoint
-- What was no length of time, or longer than one can be, is brought within the bounds that are checked from here on. An UPDATE would see no
-- row where the owner of the tables does not bypass row-level security.
ALTER TABLE "income_entries" ALTER COLUMN "duration_minutes" TYPE integer USING CASE WHEN "duration_minutes" IS NOT NULL THEN least(greatest("duration_minutes", 0), 1000000) END;--> statement-breakpoint
ALTER TABLE "income_entries" ADD CONSTRAINT "income_entries_duration_minutes_check" CHECK (duration_minutes between 0 and 1000000);--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_mail_status_check" CHECK (mail_status in ('requested', 'mailed', 'failed'));--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_mail_problem_check" CHECK (mail_problem in ('refused', 'unanswered', 'voided'));--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_mail_attempt_check" CHECK (mail_attempt between 0 and 20);--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_rounding_minutes_check" CHECK (rounding_minutes between 1 and 1440);--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_rounding_check" CHECK (rounding in ('up', 'nearest'));--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_rounding_minutes_check" CHECK (rounding_minutes between 1 and 1440);--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_rounding_check" CHECK (rounding in ('up', 'nearest'));
ALTER TABLE "proposals" DROP CONSTRAINT "proposals_status_check";--> statement-breakpoint
ALTER TABLE "email_drafts" ADD COLUMN "mail_status" text;--> statement-breakpoint
ALTER TABLE "email_drafts" ADD COLUMN "mail_problem" text;--> statement-breakpoint
ALTER TABLE "email_drafts" ADD COLUMN "mail_attempt" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "email_drafts" ADD COLUMN "made_by" text DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "title" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "title_coded" jsonb;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "body" text;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "body_coded" jsonb;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "made_by" text DEFAULT 'rules' NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "maker" text;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "dedupe_key" text;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "target_id" uuid;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "target_version" integer;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "expires_at" timestamp with time zone DEFAULT now() + interval '14 days' NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "applied" jsonb;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "undone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "outcome_better" text;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "outcome_step" numeric;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "outcome_low" numeric;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "outcome_high" numeric;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "outcome_p" numeric;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "outcome_days" integer;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "verdict" text;--> statement-breakpoint
CREATE INDEX "email_drafts_titles" ON "email_drafts" USING gin (folded("subject") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE INDEX "email_drafts_unmailed" ON "email_drafts" USING btree ("user_id") WHERE mail_status = 'requested';--> statement-breakpoint
CREATE INDEX "proposals_titles" ON "proposals" USING gin (folded("title") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "proposals_open" ON "proposals" USING btree ("user_id","dedupe_key") WHERE status = 'open' and dedupe_key is not null;--> statement-breakpoint
ALTER TABLE "email_drafts" ADD CONSTRAINT "email_drafts_mail_status_check" CHECK (mail_status in ('requested', 'mailed', 'failed'));--> statement-breakpoint
ALTER TABLE "email_drafts" ADD CONSTRAINT "email_drafts_mail_problem_check" CHECK (mail_problem in ('refused', 'unanswered'));--> statement-breakpoint
ALTER TABLE "email_drafts" ADD CONSTRAINT "email_drafts_made_by_check" CHECK (made_by in ('person', 'rules', 'model'));--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_made_by_check" CHECK (made_by in ('rules', 'model'));--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_outcome_better_check" CHECK (outcome_better in ('higher', 'lower'));--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_outcome_p_check" CHECK (outcome_p >= 0 and outcome_p <= 1);--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_outcome_days_check" CHECK (outcome_days between 0 and 2147483647);--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_verdict_check" CHECK (verdict in ('better', 'worse', 'cannot_tell'));--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_status_check" CHECK (status in ('open', 'accepted', 'rejected', 'expired', 'applied', 'undone'));
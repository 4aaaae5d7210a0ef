ALTER TABLE "habits" DROP CONSTRAINT "habits_estimated_minutes_check";--> statement-breakpoint
DROP INDEX "ended_days_due";--> statement-breakpoint
CREATE INDEX "ended_days_due" ON "ended_days" USING btree ("timezone","day","day_start");--> statement-breakpoint
ALTER TABLE "habits" ADD CONSTRAINT "habits_estimated_minutes_check" CHECK (estimated_minutes between 0 and 1440);
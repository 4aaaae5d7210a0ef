DROP INDEX "ended_days_due";--> statement-breakpoint
CREATE INDEX "ended_days_due" ON "ended_days" USING btree ("timezone","day","day_start");
DROP INDEX "calendar_events_user_long";--> statement-breakpoint
CREATE INDEX "calendar_events_user_longer" ON "calendar_events" USING btree ("user_id") WHERE end_at - start_at > interval '1 day';
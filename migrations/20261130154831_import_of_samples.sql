ALTER TABLE "health_metrics" ADD COLUMN "import_id" uuid;--> statement-breakpoint
CREATE INDEX "health_metrics_import" ON "health_metrics" USING btree ("import_id",id) WHERE import_id is not null;
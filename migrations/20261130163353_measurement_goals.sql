CREATE TABLE "measurement_goals" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"dependent_id" uuid,
	"type" text NOT NULL,
	"label" text,
	"direction" text NOT NULL,
	"target_value" numeric NOT NULL,
	"unit" text NOT NULL,
	"start_date" date NOT NULL,
	"by_date" date,
	"reached_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "measurement_goals_type_check" CHECK (type in ('weight', 'bust', 'waist', 'hips', 'height', 'body_fat_pct', 'custom')),
	CONSTRAINT "measurement_goals_direction_check" CHECK (direction in ('decrease', 'increase')),
	CONSTRAINT "measurement_goals_target_value_check" CHECK (target_value >= 0 and target_value <= 100000),
	CONSTRAINT "measurement_goals_label_check" CHECK ((type = 'custom') = (label is not null)),
	CONSTRAINT "measurement_goals_unit_check" CHECK (case type when 'custom' then true when 'weight' then unit in ('kg', 'g', 'lb', 'st') when 'body_fat_pct' then unit = '%' else unit in ('cm', 'mm', 'm', 'in', 'ft') end),
	CONSTRAINT "measurement_goals_dates_check" CHECK (by_date > start_date)
);
--> statement-breakpoint
ALTER TABLE "measurement_goals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "measurements" ADD COLUMN "dependent_id" uuid;--> statement-breakpoint
ALTER TABLE "measurement_goals" ADD CONSTRAINT "measurement_goals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measurement_goals" ADD CONSTRAINT "measurement_goals_dependent_id_dependents_id_fk" FOREIGN KEY ("dependent_id") REFERENCES "public"."dependents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "measurement_goals_changes" ON "measurement_goals" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "measurement_goals_deleted" ON "measurement_goals" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "measurement_goals_user" ON "measurement_goals" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "measurement_goals_dependent" ON "measurement_goals" USING btree ("dependent_id");--> statement-breakpoint
ALTER TABLE "measurements" ADD CONSTRAINT "measurements_dependent_id_dependents_id_fk" FOREIGN KEY ("dependent_id") REFERENCES "public"."dependents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "measurements_dependent" ON "measurements" USING btree ("dependent_id");--> statement-breakpoint
ALTER TABLE "measurements" ADD CONSTRAINT "measurements_unit_check" CHECK (case type when 'custom' then true when 'weight' then unit in ('kg', 'g', 'lb', 'st') when 'body_fat_pct' then unit = '%' else unit in ('cm', 'mm', 'm', 'in', 'ft') end) NOT VALID;--> statement-breakpoint
CREATE POLICY "measurement_goals_read" ON "measurement_goals" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (measurement_goals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = measurement_goals.id and g.grantor_id = measurement_goals.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "measurement_goals_insert" ON "measurement_goals" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (measurement_goals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "measurement_goals_update" ON "measurement_goals" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (measurement_goals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = measurement_goals.id and g.grantor_id = measurement_goals.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (measurement_goals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = measurement_goals.id and g.grantor_id = measurement_goals.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "measurement_goals_remove" ON "measurement_goals" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (measurement_goals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
CREATE TABLE "nutrient_targets" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"dependent_id" uuid,
	"nutrient" text NOT NULL,
	"least" numeric,
	"most" numeric,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "nutrient_targets_nutrient_check" CHECK (nutrient in ('calories', 'proteinG', 'carbsG', 'fatG', 'fiberG', 'sugarG', 'saturatedFatG', 'sodiumMg', 'potassiumMg', 'calciumMg', 'ironMg', 'magnesiumMg', 'zincMg', 'vitaminCMg', 'vitaminAUg', 'vitaminDUg', 'vitaminEMg', 'vitaminKUg', 'vitaminB12Ug', 'folateUg', 'vitaminB6Mg', 'cholesterolMg')),
	CONSTRAINT "nutrient_targets_least_check" CHECK (least >= 0 and least <= 1000000),
	CONSTRAINT "nutrient_targets_most_check" CHECK (most >= 0 and most <= 1000000),
	CONSTRAINT "nutrient_targets_order_check" CHECK (least <= most),
	CONSTRAINT "nutrient_targets_said_check" CHECK (least is not null or most is not null)
);
--> statement-breakpoint
ALTER TABLE "nutrient_targets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "meals" ADD COLUMN "items" jsonb;--> statement-breakpoint
ALTER TABLE "meals" ADD COLUMN "estimate" jsonb;--> statement-breakpoint
ALTER TABLE "nutrient_targets" ADD CONSTRAINT "nutrient_targets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nutrient_targets" ADD CONSTRAINT "nutrient_targets_dependent_id_dependents_id_fk" FOREIGN KEY ("dependent_id") REFERENCES "public"."dependents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "nutrient_targets_changes" ON "nutrient_targets" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "nutrient_targets_deleted" ON "nutrient_targets" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "nutrient_targets_user" ON "nutrient_targets" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "nutrient_targets_dependent" ON "nutrient_targets" USING btree ("dependent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "nutrient_targets_unique" ON "nutrient_targets" USING btree ("user_id",coalesce(dependent_id, '00000000-0000-0000-0000-000000000000'::uuid),"nutrient") WHERE deleted_at is null;--> statement-breakpoint
CREATE POLICY "nutrient_targets_read" ON "nutrient_targets" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (nutrient_targets.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = nutrient_targets.id and g.grantor_id = nutrient_targets.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "nutrient_targets_insert" ON "nutrient_targets" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (nutrient_targets.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "nutrient_targets_update" ON "nutrient_targets" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (nutrient_targets.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = nutrient_targets.id and g.grantor_id = nutrient_targets.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (nutrient_targets.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = nutrient_targets.id and g.grantor_id = nutrient_targets.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "nutrient_targets_remove" ON "nutrient_targets" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (nutrient_targets.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
CREATE TABLE "pantry_bookings" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"household_id" uuid NOT NULL,
	"pantry_item_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"quantity" numeric NOT NULL,
	"unit" text NOT NULL,
	"counted" numeric,
	"lot_id" uuid,
	"expiry_date" date,
	"purchased_at" timestamp with time zone,
	"price_cents" bigint,
	"currency" text,
	"undoes_id" uuid,
	"shopping_item_id" uuid,
	"recipe_cooking_id" uuid,
	"actor_id" uuid,
	"source_event_id" uuid,
	"booked_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pantry_bookings_reason_check" CHECK (reason in ('restock', 'consume', 'cook', 'waste', 'correction', 'undo')),
	CONSTRAINT "pantry_bookings_counted_check" CHECK (counted >= 0)
);
--> statement-breakpoint
ALTER TABLE "pantry_bookings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "pantry_items" ADD COLUMN "ran_low_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "pantry_lots" ADD COLUMN "household_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "pantry_lots" ADD COLUMN "expiring_noted_on" date;--> statement-breakpoint
ALTER TABLE "pantry_movements" ADD COLUMN "booking_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "recipe_cookings" ADD COLUMN "household_id" uuid;--> statement-breakpoint
ALTER TABLE "recipe_cookings" ADD COLUMN "missing" jsonb DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "pantry_bookings" ADD CONSTRAINT "pantry_bookings_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_bookings" ADD CONSTRAINT "pantry_bookings_pantry_item_id_pantry_items_id_fk" FOREIGN KEY ("pantry_item_id") REFERENCES "public"."pantry_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_bookings" ADD CONSTRAINT "pantry_bookings_lot_id_pantry_lots_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."pantry_lots"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_bookings" ADD CONSTRAINT "pantry_bookings_undoes_id_pantry_bookings_id_fk" FOREIGN KEY ("undoes_id") REFERENCES "public"."pantry_bookings"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_bookings" ADD CONSTRAINT "pantry_bookings_shopping_item_id_shopping_items_id_fk" FOREIGN KEY ("shopping_item_id") REFERENCES "public"."shopping_items"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_bookings" ADD CONSTRAINT "pantry_bookings_recipe_cooking_id_recipe_cookings_id_fk" FOREIGN KEY ("recipe_cooking_id") REFERENCES "public"."recipe_cookings"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_bookings" ADD CONSTRAINT "pantry_bookings_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pantry_bookings_household" ON "pantry_bookings" USING btree ("household_id",id);--> statement-breakpoint
CREATE INDEX "pantry_bookings_item" ON "pantry_bookings" USING btree ("pantry_item_id",id);--> statement-breakpoint
CREATE INDEX "pantry_bookings_lot" ON "pantry_bookings" USING btree ("lot_id");--> statement-breakpoint
CREATE INDEX "pantry_bookings_shopping_item" ON "pantry_bookings" USING btree ("shopping_item_id");--> statement-breakpoint
CREATE INDEX "pantry_bookings_recipe_cooking" ON "pantry_bookings" USING btree ("recipe_cooking_id");--> statement-breakpoint
CREATE INDEX "pantry_bookings_actor" ON "pantry_bookings" USING btree ("actor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "pantry_bookings_undoes" ON "pantry_bookings" USING btree ("undoes_id");--> statement-breakpoint
ALTER TABLE "pantry_lots" ADD CONSTRAINT "pantry_lots_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_movements" ADD CONSTRAINT "pantry_movements_booking_id_pantry_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."pantry_bookings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recipe_cookings" ADD CONSTRAINT "recipe_cookings_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pantry_lots_household" ON "pantry_lots" USING btree ("household_id");--> statement-breakpoint
CREATE INDEX "pantry_lots_expiring" ON "pantry_lots" USING btree ("expiry_date") WHERE quantity > 0;--> statement-breakpoint
CREATE INDEX "pantry_movements_booking" ON "pantry_movements" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "recipe_cookings_household" ON "recipe_cookings" USING btree ("household_id");--> statement-breakpoint
CREATE POLICY "pantry_bookings_read" ON "pantry_bookings" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (pantry_bookings.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "pantry_bookings_insert" ON "pantry_bookings" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (pantry_bookings.household_id = ANY(((select my_households()))::uuid[]));
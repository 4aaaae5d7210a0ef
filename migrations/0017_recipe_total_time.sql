ALTER TABLE "recipe_cookings" DROP CONSTRAINT "recipe_cookings_servings_check";--> statement-breakpoint
ALTER TABLE "recipes" DROP CONSTRAINT "recipes_servings_check";--> statement-breakpoint
ALTER TABLE "recipes" ADD COLUMN "total_time_minutes" integer;--> statement-breakpoint
-- Numbers of servings that nobody can mean, by which amounts overflowed. It is no change of anybody's, so no trigger sees it.
ALTER TABLE "recipes" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "recipes" DISABLE TRIGGER USER;--> statement-breakpoint
UPDATE "recipes" SET servings = least(greatest(servings, 0.01), 1000) WHERE servings < 0.01 OR servings > 1000;--> statement-breakpoint
ALTER TABLE "recipes" ENABLE TRIGGER USER;--> statement-breakpoint
ALTER TABLE "recipes" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "recipe_cookings" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "recipe_cookings" DISABLE TRIGGER USER;--> statement-breakpoint
UPDATE "recipe_cookings" SET servings = least(greatest(servings, 0.01), 1000) WHERE servings < 0.01 OR servings > 1000;--> statement-breakpoint
ALTER TABLE "recipe_cookings" ENABLE TRIGGER USER;--> statement-breakpoint
ALTER TABLE "recipe_cookings" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "recipe_cookings" ADD CONSTRAINT "recipe_cookings_servings_check" CHECK (servings >= 0.01 and servings <= 1000);--> statement-breakpoint
ALTER TABLE "recipes" ADD CONSTRAINT "recipes_servings_check" CHECK (servings >= 0.01 and servings <= 1000);
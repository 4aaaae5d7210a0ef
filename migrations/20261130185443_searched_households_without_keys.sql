ALTER TABLE "search_texts" DROP CONSTRAINT "search_texts_household_id_households_id_fk";
--> statement-breakpoint
ALTER TABLE "search_words" DROP CONSTRAINT "search_words_household_id_households_id_fk";

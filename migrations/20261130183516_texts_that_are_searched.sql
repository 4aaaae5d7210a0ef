CREATE TABLE "search_stale" (
	"entity_type" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"owner" uuid NOT NULL,
	"number" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "search_stale_entity_type_entity_id_pk" PRIMARY KEY("entity_type","entity_id")
);
--> statement-breakpoint
ALTER TABLE "search_stale" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "search_texts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid,
	"household_id" uuid,
	"entity_type" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"pillar" text NOT NULL,
	"title" text NOT NULL,
	"content" text NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"language" text,
	"lexemes" "tsvector" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "search_texts_position_check" CHECK (position >= 0)
);
--> statement-breakpoint
ALTER TABLE "search_texts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "search_walks" (
	"entity_type" text PRIMARY KEY NOT NULL,
	"declared" text NOT NULL,
	"reached" uuid,
	"marked" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "search_walks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "search_words" (
	"user_id" uuid,
	"household_id" uuid,
	"word" text NOT NULL,
	"n" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "search_words_whose_check" CHECK ((user_id is null) <> (household_id is null))
);
--> statement-breakpoint
ALTER TABLE "search_words" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "search_texts" ADD CONSTRAINT "search_texts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_texts" ADD CONSTRAINT "search_texts_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_words" ADD CONSTRAINT "search_words_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_words" ADD CONSTRAINT "search_words_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "search_stale_owner" ON "search_stale" USING btree ("owner");--> statement-breakpoint
CREATE UNIQUE INDEX "search_texts_once" ON "search_texts" USING btree ("entity_type","entity_id","position");--> statement-breakpoint
CREATE INDEX "search_texts_user_lexemes" ON "search_texts" USING gin ("user_id","lexemes");--> statement-breakpoint
CREATE INDEX "search_texts_household_lexemes" ON "search_texts" USING gin ("household_id","lexemes") WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX "search_texts_user" ON "search_texts" USING btree ("user_id",occurred_at desc,id desc);--> statement-breakpoint
CREATE INDEX "search_texts_household" ON "search_texts" USING btree ("household_id",occurred_at desc,id desc) WHERE household_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "search_words_user" ON "search_words" USING btree ("user_id",word text_pattern_ops) WHERE user_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "search_words_household" ON "search_words" USING btree ("household_id",word text_pattern_ops) WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX "search_words_user_alike" ON "search_words" USING gin ("user_id",word gin_trgm_ops) WHERE user_id is not null;--> statement-breakpoint
CREATE INDEX "search_words_household_alike" ON "search_words" USING gin ("household_id",word gin_trgm_ops) WHERE household_id is not null;
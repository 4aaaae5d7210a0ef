CREATE TABLE "contact_dates" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"label" text NOT NULL,
	"date" text NOT NULL,
	"repeats" text DEFAULT 'yearly' NOT NULL,
	"remind_days" smallint DEFAULT 0,
	"reminded_for" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "contact_dates_repeats_check" CHECK (repeats in ('yearly', 'once')),
	CONSTRAINT "contact_dates_remind_days_check" CHECK (remind_days between 0 and 365),
	CONSTRAINT "contact_dates_year_check" CHECK (repeats = 'yearly' or date not like '--%')
);
--> statement-breakpoint
ALTER TABLE "contact_dates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contact_relations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"related_id" uuid,
	"kind" text NOT NULL,
	"label" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "contact_relations_kind_check" CHECK (kind in ('parent', 'grandparent', 'manager', 'mentor', 'spouse', 'partner', 'former_partner', 'sibling', 'relative', 'friend', 'neighbour', 'colleague', 'acquaintance', 'other')),
	CONSTRAINT "contact_relations_self_check" CHECK (contact_id <> related_id)
);
--> statement-breakpoint
ALTER TABLE "contact_relations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "birthday_remind_days" smallint DEFAULT 0;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "birthday_reminded_for" date;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "neglected_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "interactions" ADD COLUMN "duration_minutes" integer;--> statement-breakpoint
ALTER TABLE "interactions" ADD COLUMN "exchange" text;--> statement-breakpoint
ALTER TABLE "interactions" ADD COLUMN "amount_cents" bigint;--> statement-breakpoint
ALTER TABLE "interactions" ADD COLUMN "currency" text;--> statement-breakpoint
ALTER TABLE "interactions" ADD COLUMN "is_source_gone" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "interactions" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "contact_dates" ADD CONSTRAINT "contact_dates_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_dates" ADD CONSTRAINT "contact_dates_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_relations" ADD CONSTRAINT "contact_relations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_relations" ADD CONSTRAINT "contact_relations_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_relations" ADD CONSTRAINT "contact_relations_related_id_contacts_id_fk" FOREIGN KEY ("related_id") REFERENCES "public"."contacts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_dates_changes" ON "contact_dates" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "contact_dates_deleted" ON "contact_dates" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "contact_dates_user" ON "contact_dates" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "contact_dates_contact" ON "contact_dates" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "contact_relations_changes" ON "contact_relations" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "contact_relations_deleted" ON "contact_relations" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "contact_relations_user" ON "contact_relations" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "contact_relations_contact" ON "contact_relations" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "contact_relations_related" ON "contact_relations" USING btree ("related_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contact_relations_pair" ON "contact_relations" USING btree ("user_id",least(contact_id, related_id),greatest(contact_id, related_id),"kind") WHERE deleted_at is null and related_id is not null;--> statement-breakpoint
CREATE INDEX "contacts_birthday" ON "contacts" USING btree ("user_id") WHERE birthday is not null;--> statement-breakpoint
CREATE INDEX "contacts_matrix" ON "contacts" USING btree ("user_id","matrix_id") WHERE matrix_id is not null;--> statement-breakpoint
CREATE INDEX "interactions_days" ON "interactions" USING btree ("user_id","occurred_at");--> statement-breakpoint
CREATE INDEX "interactions_source" ON "interactions" USING btree ("user_id","source_type","source_id") WHERE source_id is not null;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_birthday_remind_days_check" CHECK (birthday_remind_days between 0 and 365);--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_channel_check" CHECK (channel in ('call', 'video', 'message', 'mail', 'letter', 'meeting', 'visit', 'gift', 'other'));--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_duration_minutes_check" CHECK (duration_minutes between 1 and 100000);--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_exchange_check" CHECK (exchange in ('gift', 'loan', 'repayment'));--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_amount_check" CHECK ((amount_cents is null) = (currency is null));--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_positive_check" CHECK (amount_cents between 1 and 10000000000000);--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_what_check" CHECK (amount_cents is null or exchange is not null);--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_side_check" CHECK (exchange is null or direction is not null);--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_debt_check" CHECK (exchange is null or exchange = 'gift' or amount_cents is not null);--> statement-breakpoint
CREATE POLICY "contact_dates_read" ON "contact_dates" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (contact_dates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_dates_insert" ON "contact_dates" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (contact_dates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_dates_update" ON "contact_dates" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (contact_dates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (contact_dates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_dates_remove" ON "contact_dates" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (contact_dates.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_relations_read" ON "contact_relations" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (contact_relations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_relations_insert" ON "contact_relations" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (contact_relations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_relations_update" ON "contact_relations" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (contact_relations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (contact_relations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_relations_remove" ON "contact_relations" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (contact_relations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "interactions_read" ON "interactions" TO lifeos_app USING (interactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "interactions_update" ON "interactions" TO lifeos_app USING (interactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (interactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
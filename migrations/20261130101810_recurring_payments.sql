CREATE TABLE "bills" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"recurring_transaction_id" uuid,
	"source_email_id" uuid,
	"vendor_id" uuid,
	"merchant_name" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"currency" text NOT NULL,
	"due_on" date NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"transaction_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bills_source_email" UNIQUE("user_id","source_email_id"),
	CONSTRAINT "bills_status_check" CHECK (status in ('open', 'paid', 'cancelled'))
);
--> statement-breakpoint
ALTER TABLE "bills" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rule_proposals" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"merchant_key" text NOT NULL,
	"merchant_name" text NOT NULL,
	"conditions" jsonb NOT NULL,
	"budget_category_id" uuid,
	"vendor_id" uuid,
	"status" text DEFAULT 'open' NOT NULL,
	"rule_id" uuid,
	"decided_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rule_proposals_unique" UNIQUE NULLS NOT DISTINCT("user_id","merchant_key","budget_category_id","vendor_id"),
	CONSTRAINT "rule_proposals_status_check" CHECK (status in ('open', 'accepted', 'dismissed')),
	CONSTRAINT "rule_proposals_one_check" CHECK (num_nonnulls(budget_category_id, vendor_id) = 1)
);
--> statement-breakpoint
ALTER TABLE "rule_proposals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "recurring_transactions_merchant";--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD COLUMN "account_id" uuid;--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD COLUMN "vendor_id" uuid;--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD COLUMN "merchant_key" text;--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD COLUMN "amount_spread" numeric DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD COLUMN "anchor_day" integer;--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD COLUMN "occurrences" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD COLUMN "last_date" date;--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD COLUMN "last_transaction_id" uuid;--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD COLUMN "previous_amount_cents" bigint;--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD COLUMN "price_changed_on" date;--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD COLUMN "missed_on" date;--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD COLUMN "missed_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD COLUMN "ended_on" date;--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD COLUMN "confirmed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "merchant_key" text GENERATED ALWAYS AS (coalesce(nullif(trim(left(regexp_replace(regexp_replace(lower(merchant_name), '[^[:space:]]*[0-9][^[:space:]]*', ' ', 'g'), '[[:punct:][:space:]]+', ' ', 'g'), 200)), ''), left(lower(merchant_name), 200))) STORED;--> statement-breakpoint
ALTER TABLE "bills" ADD CONSTRAINT "bills_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bills" ADD CONSTRAINT "bills_recurring_transaction_id_recurring_transactions_id_fk" FOREIGN KEY ("recurring_transaction_id") REFERENCES "public"."recurring_transactions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bills" ADD CONSTRAINT "bills_source_email_id_inbound_emails_id_fk" FOREIGN KEY ("source_email_id") REFERENCES "public"."inbound_emails"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bills" ADD CONSTRAINT "bills_vendor_id_vendors_id_fk" FOREIGN KEY ("vendor_id") REFERENCES "public"."vendors"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bills" ADD CONSTRAINT "bills_transaction_id_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "public"."transactions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_proposals" ADD CONSTRAINT "rule_proposals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_proposals" ADD CONSTRAINT "rule_proposals_budget_category_id_budget_categories_id_fk" FOREIGN KEY ("budget_category_id") REFERENCES "public"."budget_categories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_proposals" ADD CONSTRAINT "rule_proposals_vendor_id_vendors_id_fk" FOREIGN KEY ("vendor_id") REFERENCES "public"."vendors"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_proposals" ADD CONSTRAINT "rule_proposals_rule_id_transaction_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."transaction_rules"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bills_titles" ON "bills" USING gin (folded("merchant_name") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE INDEX "bills_user" ON "bills" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "bills_due" ON "bills" USING btree ("user_id","status","due_on");--> statement-breakpoint
CREATE INDEX "bills_recurring" ON "bills" USING btree ("recurring_transaction_id","due_on");--> statement-breakpoint
CREATE INDEX "bills_email" ON "bills" USING btree ("source_email_id");--> statement-breakpoint
CREATE INDEX "bills_vendor" ON "bills" USING btree ("vendor_id");--> statement-breakpoint
CREATE INDEX "bills_transaction" ON "bills" USING btree ("transaction_id");--> statement-breakpoint
CREATE INDEX "rule_proposals_user" ON "rule_proposals" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "rule_proposals_category" ON "rule_proposals" USING btree ("budget_category_id");--> statement-breakpoint
CREATE INDEX "rule_proposals_vendor" ON "rule_proposals" USING btree ("vendor_id");--> statement-breakpoint
CREATE INDEX "rule_proposals_rule" ON "rule_proposals" USING btree ("rule_id");--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD CONSTRAINT "recurring_transactions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD CONSTRAINT "recurring_transactions_vendor_id_vendors_id_fk" FOREIGN KEY ("vendor_id") REFERENCES "public"."vendors"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD CONSTRAINT "recurring_transactions_last_transaction_id_transactions_id_fk" FOREIGN KEY ("last_transaction_id") REFERENCES "public"."transactions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recurring_transactions_titles" ON "recurring_transactions" USING gin (folded("merchant_name") gin_trgm_ops,"user_id");--> statement-breakpoint
CREATE INDEX "recurring_transactions_vendor" ON "recurring_transactions" USING btree ("vendor_id");--> statement-breakpoint
CREATE INDEX "recurring_transactions_account" ON "recurring_transactions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "recurring_transactions_last" ON "recurring_transactions" USING btree ("last_transaction_id");--> statement-breakpoint
CREATE INDEX "recurring_transactions_next" ON "recurring_transactions" USING btree ("user_id","next_expected_date") WHERE dismissed_at is null and ended_on is null;--> statement-breakpoint
CREATE INDEX "transactions_user_vendor" ON "transactions" USING btree ("user_id","vendor_id","date") WHERE vendor_id is not null;--> statement-breakpoint
CREATE INDEX "transactions_merchant" ON "transactions" USING btree ("user_id","merchant_key","date");--> statement-breakpoint
CREATE INDEX "recurring_transactions_merchant" ON "recurring_transactions" USING btree ("user_id","merchant_key");--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD CONSTRAINT "recurring_transactions_amount_spread_check" CHECK (amount_spread >= 0 and amount_spread <= 1);--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD CONSTRAINT "recurring_transactions_anchor_day_check" CHECK (anchor_day between 1 and 31);--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD CONSTRAINT "recurring_transactions_occurrences_check" CHECK (occurrences between 0 and 2147483647);--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD CONSTRAINT "recurring_transactions_missed_count_check" CHECK (missed_count between 0 and 2147483647);--> statement-breakpoint
CREATE POLICY "bills_read" ON "bills" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (bills.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = bills.id and g.grantor_id = bills.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "bills_insert" ON "bills" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (bills.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "bills_update" ON "bills" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (bills.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = bills.id and g.grantor_id = bills.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (bills.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = bills.id and g.grantor_id = bills.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "bills_remove" ON "bills" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (bills.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "rule_proposals_read" ON "rule_proposals" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (rule_proposals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = rule_proposals.id and g.grantor_id = rule_proposals.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "rule_proposals_insert" ON "rule_proposals" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (rule_proposals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "rule_proposals_update" ON "rule_proposals" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (rule_proposals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = rule_proposals.id and g.grantor_id = rule_proposals.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (rule_proposals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = rule_proposals.id and g.grantor_id = rule_proposals.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "rule_proposals_remove" ON "rule_proposals" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (rule_proposals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
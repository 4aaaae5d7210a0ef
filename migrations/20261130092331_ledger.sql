CREATE TABLE "transfer_proposals" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"outflow_id" uuid NOT NULL,
	"inflow_id" uuid NOT NULL,
	"status" text DEFAULT 'proposed' NOT NULL,
	"decided_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "transfer_proposals_pair" UNIQUE("outflow_id","inflow_id"),
	CONSTRAINT "transfer_proposals_status_check" CHECK (status in ('proposed', 'accepted', 'dismissed'))
);
--> statement-breakpoint
ALTER TABLE "transfer_proposals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "opening_balance_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "posted_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "unexplained_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "kind" text DEFAULT 'ordinary' NOT NULL;--> statement-breakpoint
ALTER TABLE "transfer_proposals" ADD CONSTRAINT "transfer_proposals_outflow_id_transactions_id_fk" FOREIGN KEY ("outflow_id") REFERENCES "public"."transactions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_proposals" ADD CONSTRAINT "transfer_proposals_inflow_id_transactions_id_fk" FOREIGN KEY ("inflow_id") REFERENCES "public"."transactions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "transfer_proposals_inflow" ON "transfer_proposals" USING btree ("inflow_id");--> statement-breakpoint
CREATE INDEX "transfer_proposals_open" ON "transfer_proposals" USING btree ("outflow_id") WHERE status = 'proposed';--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_kind_check" CHECK (kind in ('ordinary', 'adjustment'));--> statement-breakpoint
CREATE POLICY "transfer_proposals_read" ON "transfer_proposals" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (EXISTS (select 1 from transactions p where p.id = transfer_proposals.outflow_id));--> statement-breakpoint
CREATE POLICY "transfer_proposals_insert" ON "transfer_proposals" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (EXISTS (select 1 from transactions p where p.id = transfer_proposals.outflow_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "transfer_proposals_update" ON "transfer_proposals" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (EXISTS (select 1 from transactions p where p.id = transfer_proposals.outflow_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))))) WITH CHECK (EXISTS (select 1 from transactions p where p.id = transfer_proposals.outflow_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "transfer_proposals_remove" ON "transfer_proposals" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (EXISTS (select 1 from transactions p where p.id = transfer_proposals.outflow_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
-- The owner of the tables is subject to their policies, of which none is for them: for these statements there are none.
ALTER TABLE "accounts" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "transactions" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- What is posted on each account so far. The balance of an account that no bank tells of stays as it is: what its transactions do not add up
-- to, it was opened with. Transactions in another currency than their account's stay where they are, and count in no sum.
UPDATE "accounts" a SET "posted_cents" = least(greatest(coalesce(s.cents, 0), -9007199254740991), 9007199254740991) FROM (
  SELECT t."account_id", sum(t."amount_cents") AS cents FROM "transactions" t JOIN "accounts" h ON h."id" = t."account_id" AND h."currency" = t."currency"
  WHERE t."status" = 'posted' AND t."deleted_at" IS NULL GROUP BY 1) s WHERE s."account_id" = a."id";--> statement-breakpoint
UPDATE "accounts" SET "opening_balance_cents" = CASE WHEN "connection_id" IS NULL THEN "balance_cents" - "posted_cents" ELSE 0 END,
  "unexplained_cents" = CASE WHEN "connection_id" IS NULL THEN 0 ELSE "balance_cents" - "posted_cents" END;--> statement-breakpoint
-- Both sides of a transfer name each other, or neither does.
UPDATE "transactions" t SET "transfer_pair_id" = NULL WHERE t."transfer_pair_id" IS NOT NULL AND (t."deleted_at" IS NOT NULL OR t."transfer_pair_id" = t."id" OR EXISTS (
  SELECT FROM "transactions" o WHERE o."id" = t."transfer_pair_id" AND (o."deleted_at" IS NOT NULL OR o."transfer_pair_id" <> t."id")));--> statement-breakpoint
UPDATE "transactions" t SET "transfer_pair_id" = o."id" FROM "transactions" o
WHERE o."transfer_pair_id" = t."id" AND t."transfer_pair_id" IS NULL AND t."deleted_at" IS NULL;--> statement-breakpoint
ALTER TABLE "accounts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "transactions" FORCE ROW LEVEL SECURITY;

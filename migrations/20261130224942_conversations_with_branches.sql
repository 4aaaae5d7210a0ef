CREATE TABLE "tool_approvals" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"arguments" jsonb NOT NULL,
	"arguments_hash" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"result_type" text,
	"result_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tool_approvals_status_check" CHECK (status in ('open', 'approved', 'declined')),
	CONSTRAINT "tool_approvals_decided_check" CHECK ((status = 'open') = (decided_at is null))
);
--> statement-breakpoint
ALTER TABLE "tool_approvals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "persona_id" uuid;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "active_leaf_id" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "lines" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "citations" jsonb DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "made_by" text DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "status" text DEFAULT 'complete' NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "is_voice" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "personas" ADD COLUMN "instructions" text;--> statement-breakpoint
ALTER TABLE "personas" ADD COLUMN "pillars" text[];--> statement-breakpoint
ALTER TABLE "tool_approvals" ADD CONSTRAINT "tool_approvals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_approvals" ADD CONSTRAINT "tool_approvals_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_approvals" ADD CONSTRAINT "tool_approvals_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tool_approvals_user" ON "tool_approvals" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "tool_approvals_conversation" ON "tool_approvals" USING btree ("conversation_id",id desc);--> statement-breakpoint
CREATE INDEX "tool_approvals_message" ON "tool_approvals" USING btree ("message_id");--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_persona_id_personas_id_fk" FOREIGN KEY ("persona_id") REFERENCES "public"."personas"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conversations_persona" ON "conversations" USING btree ("persona_id") WHERE persona_id is not null;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_made_by_check" CHECK (made_by in ('person', 'rules', 'model'));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_status_check" CHECK (status in ('complete', 'aborted'));--> statement-breakpoint
CREATE POLICY "tool_approvals_read" ON "tool_approvals" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (tool_approvals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tool_approvals_insert" ON "tool_approvals" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (tool_approvals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tool_approvals_update" ON "tool_approvals" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (tool_approvals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (tool_approvals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tool_approvals_remove" ON "tool_approvals" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (tool_approvals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "conversations_read" ON "conversations" TO lifeos_app USING (conversations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "conversations_update" ON "conversations" TO lifeos_app USING (conversations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (conversations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "messages_read" ON "messages" TO lifeos_app USING (messages.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "messages_update" ON "messages" TO lifeos_app USING (messages.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (messages.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "personas_read" ON "personas" TO lifeos_app USING (personas.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "personas_update" ON "personas" TO lifeos_app USING (personas.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (personas.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
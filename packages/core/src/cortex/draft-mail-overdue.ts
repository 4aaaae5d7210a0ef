/** Drafts that were sent and of whose mail nothing came. Apart from what mails, which a schedule need not load. */
import { sql } from "drizzle-orm";
import { EmailDraftFailed, EmailDraftSendRequested } from "#core/cortex/events";
import { emailDrafts } from "#core/cortex/proposals.sql";
import type { Overdue } from "#core/platform/delivery/overdue";
import { update } from "#kit/change";
import { causedBy } from "#kit/ctx";

export const unmailed: Overdue = {
  workflow: "cortex.mailDraft",
  on: EmailDraftSendRequested,
  afterMinutes: 30,
  waiting: () =>
    sql`select id as entity_id, null::text as key from email_drafts where mail_status = 'requested' and deleted_at is null`,
  giveUp: (ctx, event) =>
    ctx.db.batch([
      update(
        causedBy(ctx, { id: event.id, correlationId: event.correlation_id }),
        emailDrafts,
        sql`${emailDrafts.id} = ${event.entity_id}::uuid and ${emailDrafts.mailStatus} = 'requested'`,
        { mailStatus: "failed", mailProblem: "unanswered" },
        { emits: { event: EmailDraftFailed } },
      ),
    ]),
};

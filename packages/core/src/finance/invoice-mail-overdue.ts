/** Mails with invoices that were asked for and of which nothing came. Apart from what prints and mails, which a schedule need not load. */
import { sql } from "drizzle-orm";
import { InvoiceMailFailed, InvoiceMailRequested } from "#core/finance/events";
import { invoices } from "#core/finance/income.sql";
import type { Overdue } from "#core/platform/delivery/overdue";
import { update } from "#kit/change";
import { causedBy } from "#kit/ctx";

export const unmailed: Overdue = {
  workflow: "finance.mailInvoice",
  on: InvoiceMailRequested,
  afterMinutes: 30,
  waiting: () => sql`select id as entity_id, null::text as key from invoices where mail_status = 'requested'`,
  giveUp: (ctx, event) =>
    ctx.db.batch([
      update(
        causedBy(ctx, { id: event.id, correlationId: event.correlation_id }),
        invoices,
        sql`${invoices.id} = ${event.entity_id}::uuid and ${invoices.mailStatus} = 'requested'`,
        { mailStatus: "failed", mailProblem: "unanswered" },
        { emits: { event: InvoiceMailFailed } },
      ),
    ]),
};

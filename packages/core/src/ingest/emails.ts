/** The state of stored messages: finishing, failing, and reading again. */

import { isNotNull, sql } from "drizzle-orm";
import { EmailFailed, EmailProcessed, EmailReceived } from "#core/ingest/events";
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import type { EmailReading } from "#core/ingest/read-email";
import { mailReasons } from "#core/ingest/sayings";
import type { Overdue } from "#core/platform/delivery/overdue";
import { emit, update } from "#kit/change";
import { type Ctx, causedBy } from "#kit/ctx";
import { problem } from "#kit/problem";
import { live } from "#kit/row";
import { codedOf, type Saying } from "#kit/saying";
import { cut } from "#kit/text";
import { transition } from "#kit/transition";

export const RawMailGone = /* @__PURE__ */ problem("conflict", "raw_mail_gone", "The message itself is no longer kept");

type Email = typeof inboundEmails.$inferSelect;

const MOST_REASONS = 10;

/** The columns that say what is wrong with a message: the sentences in English, and each with its code. */
export function errorOf(reasons: readonly Saying[]) {
  if (reasons.length === 0) return { error: null, errorCoded: null };
  const told = reasons.slice(0, MOST_REASONS);
  const error = cut(told.map(({ text }) => text).join(" "), 2_000)
    .replaceAll("\0", "")
    .toWellFormed();
  return { error, errorCoded: told.map(codedOf) };
}

/** Marks a message as processed, after everything was done with it. */
export async function finishEmail(ctx: Ctx, reading: EmailReading): Promise<void> {
  const { emailId, classification, receipt, doubts } = reading;
  await ctx.db.batch([
    update(
      ctx,
      inboundEmails,
      live(inboundEmails, emailId),
      { isProcessed: true, processedAt: ctx.now().toISOString(), classification, ...errorOf(doubts) },
      {
        emits: {
          event: EmailProcessed,
          payload: receipt
            ? { merchant: receipt.merchant, totalCents: receipt.totalCents, currency: receipt.currency }
            : {},
        },
      },
    ),
  ]);
}

/**
 * Marks a message as failed, with a reason for a person. One that was read meanwhile stays as it is: a run that was taken for
 * lost may fail after a later one has succeeded. The first reason stays, too.
 */
export async function failEmail(ctx: Ctx, emailId: string, reason: Saying): Promise<void> {
  await ctx.db.batch([
    update(
      ctx,
      inboundEmails,
      sql`${live(inboundEmails, emailId)} and not is_processed and error is null`,
      errorOf([reason]),
      { emits: { event: EmailFailed } },
    ),
  ]);
}

/** Messages whose workflow has neither read them nor failed. When retries did not help, the reason is shown to their owners. */
export const unread: Overdue = {
  workflow: "ingest.processEmail",
  on: EmailReceived,
  afterMinutes: 30,
  waiting: () =>
    sql`select id as entity_id, null as key from inbound_emails where not is_processed and error is null order by id limit 10000`,
  giveUp: (ctx, event) =>
    failEmail(
      causedBy(ctx, { id: event.id, correlationId: event.correlation_id }),
      event.entity_id!,
      mailReasons("mail_gave_up"),
    ),
};

/** Has a message read again, as if it had just arrived; transactions that were booked from it are not booked again. */
export const reprocess = (ctx: Ctx, emailId: string): Promise<Email> =>
  transition(ctx, inboundEmails, emailId, {
    follows: "any event",
    change({ rawObjectKey }) {
      if (rawObjectKey === null) throw RawMailGone();
      return {
        where: isNotNull(inboundEmails.rawObjectKey),
        values: { isProcessed: false, processedAt: null, error: null, errorCoded: null },
        also: (story) => [
          emit(story, EmailReceived, { entityId: emailId, owner: ctx.actor.userId, payload: { rawObjectKey } }),
        ],
      };
    },
  });

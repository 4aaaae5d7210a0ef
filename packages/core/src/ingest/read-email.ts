/**
 * Reads a stored message: the first step of the workflow that processes it. It is a module of its own because it imports the
 * readers of MIME, HTML and PDF. The contents of a message are data: they fill fields and decide nothing else.
 */

import * as z from "zod/mini";
import { mainCurrency, openAccounts } from "#core/finance/accounts";
import { zoneRead } from "#core/identity/zone";
import { bookingsSchema } from "#core/ingest/bookings";
import type { EmailKind } from "#core/ingest/classify";
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import { CostlyMailError, type MailContents, readMailContents } from "#core/ingest/mail-contents";
import { NotAnEmailError } from "#core/ingest/mime";
import { rawOf, UnreadableMail } from "#core/ingest/raw-mail";
import { Bill } from "#core/ingest/receipts/bill";
import type { Receipt } from "#core/ingest/receipts/receipt";
import { mailReasons } from "#core/ingest/sayings";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { findRow, live } from "#kit/row";
import { about, type Saying } from "#kit/saying";

type Email = typeof inboundEmails.$inferSelect;

/** The data of a message, small enough for the result of a step. */
export interface EmailReading {
  emailId: string;
  messageId: string;
  /** When it was sent, or when it arrived if the sender's time is implausible: an ISO 8601 instant. */
  sentAt: string;
  classification: EmailKind;
  /** Only a receipt that is certain enough to be booked without asking. */
  receipt: Receipt | null;
  /** Only a bill that is certain enough to remind somebody of. */
  bill: Bill | null;
  /** Why a message that looks like a receipt cannot be used, and which parts could not be read: for a person. */
  doubts: Saying[];
}

/** Below this, the kind or the receipt is a guess that a person should check: a letter with a total reaches 0.6. */
export const MIN_CONFIDENCE = 0.65;
/** A million dollars or euros, in minor units: beyond it, a misread comma is likelier than such a purchase. */
const MAX_TOTAL_CENTS = 100_000_000;

/**
 * Reads a stored message of the speaker: its kind and, for a receipt, its data. Stores its text, its bookings and the list of its
 * attachments in the row. Throws UnreadableMail when it cannot be read, NotFound when the row is gone.
 */
export async function readEmail(ctx: Ctx, emailId: string): Promise<EmailReading> {
  const [row, accounts, zone] = await findRow(ctx, inboundEmails, emailId, openAccounts(), zoneRead());
  const context = { now: noonOfToday(ctx.now(), zone), defaultCurrency: mainCurrency(accounts) };
  const contents = await readMailContents(await rawOf(row), context).catch((error: unknown) => {
    const isItsFault = error instanceof NotAnEmailError || error instanceof CostlyMailError;
    throw isItsFault ? UnreadableMail(error.why) : error;
  });
  const { kind, confidence, receipt: found, text, attachments } = contents;
  const doubt = kind === "receipt" ? doubtOf(found, confidence) : null;
  const unread = contents.unreadable.map(({ fileName, reason }) => about(fileName, reason));

  // Parsed again, because it comes from the process that read the message, which the message may have taken over.
  const bookings = z.parse(bookingsSchema, contents.bookings);
  await ctx.db.batch([
    update(ctx, inboundEmails, live(inboundEmails, emailId), { bodyText: text, attachments, bookings }),
  ]);
  const receipt = doubt === null ? found : null;
  return {
    emailId,
    messageId: row.messageId,
    sentAt: sentAt(contents, row),
    classification: kind,
    receipt,
    bill: kind === "bill" ? certain(contents.bill, confidence) : null,
    doubts: doubt ? [doubt, ...unread] : unread,
  };
}

/** Parsed again, as the bookings are. */
function certain(found: unknown, confidence: number): Bill | null {
  const { data: bill } = z.safeParse(Bill, found);
  if (!bill || Math.min(confidence, bill.confidence) < MIN_CONFIDENCE) return null;
  return bill.totalCents <= MAX_TOTAL_CENTS ? bill : null;
}

/** An instant whose day in UTC is the reader's current day. */
const noonOfToday = (now: Date, zone: string) =>
  new Date(`${new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(now)}T12:00:00Z`);

function doubtOf(receipt: Receipt | null, confidence: number): Saying | null {
  if (!receipt) return mailReasons("receipt_incomplete");
  if (confidence < MIN_CONFIDENCE) return mailReasons("receipt_hardly");
  if (receipt.confidence < MIN_CONFIDENCE) return mailReasons("receipt_unsure");
  if (Math.abs(receipt.totalCents) > MAX_TOTAL_CENTS) return mailReasons("receipt_large");
  if (receipt.totalCents === 0) return mailReasons("receipt_nothing_paid");
  return null;
}

/** The sender's time is used when it is at most two days before the arrival, the longest that mail usually takes. */
function sentAt({ date }: MailContents, row: Pick<Email, "createdAt">): string {
  const delayMs = Date.parse(row.createdAt) - Date.parse(date ?? "");
  return delayMs >= 0 && delayMs <= 48 * 3_600_000 ? new Date(date!).toISOString() : row.createdAt;
}

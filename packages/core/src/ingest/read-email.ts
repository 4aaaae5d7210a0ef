/**
 * Takes a stored message apart: the first step of the workflow that makes use of it, apart from everything else because it
 * brings the readers of MIME, HTML and PDF along. What a message says is data: it fills fields and decides nothing else.
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
import type { Receipt } from "#core/ingest/receipts/receipt";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { NotFound } from "#kit/problem";
import { live, rowRead } from "#kit/row";
import { cut } from "#kit/text";

type Email = typeof inboundEmails.$inferSelect;

/** What a message says, small enough to be a step's result. */
export interface EmailReading {
  emailId: string;
  messageId: string;
  /** When it was sent, or when it arrived where it tells no plausible time: an ISO 8601 instant. */
  sentAt: string;
  classification: EmailKind;
  /** Only a receipt that is sure enough to be booked without asking. */
  receipt: Receipt | null;
  /** Why nothing can be made of it although it looks as if, and what of it was not read: for a person. */
  note: string | null;
}

/** Below it, what a mail is or says is a guess that a person should look at: a letter that names a total reaches 0.6. */
export const MIN_CONFIDENCE = 0.65;
/** A million dollars or euros: beyond, a misread comma is likelier than the purchase. Minor units. */
const MAX_TOTAL_CENTS = 100_000_000;

/**
 * Reads a stored message of the speaker: what kind it is and, for a receipt, what it says. Keeps its text, its bookings and
 * the list of its attachments with the row. Throws UnreadableMail for what nobody can read, NotFound when the row is gone.
 */
export async function readEmail(ctx: Ctx, emailId: string): Promise<EmailReading> {
  const [row, accounts, zone] = await ctx.db.batch([rowRead(inboundEmails, emailId), openAccounts(), zoneRead()]);
  if (!row) throw NotFound();
  const context = { now: noonOfToday(ctx.now(), zone), defaultCurrency: mainCurrency(accounts) };
  const contents = await readMailContents(await rawOf(row), context).catch((error: unknown) => {
    const isItsFault = error instanceof NotAnEmailError || error instanceof CostlyMailError;
    throw isItsFault ? UnreadableMail(error.message) : error;
  });
  const { kind, confidence, receipt: found, text, attachments } = contents;
  const doubt = kind === "receipt" ? doubtOf(found, confidence) : null;
  const unread = contents.unreadable.map(({ fileName, reason }) => `${fileName}: ${reason}`).join(" ");

  // It comes from the process that read the message; whatever broke out of its readers ends here.
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
    note: cut([doubt, unread].filter((part) => part).join(" "), 2_000) || null,
  };
}

/** An instant that UTC tells the day of which it is where the reader lives. */
const noonOfToday = (now: Date, zone: string) =>
  new Date(`${new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(now)}T12:00:00Z`);

function doubtOf(receipt: Receipt | null, confidence: number): string | null {
  if (!receipt) return "It looks like a receipt, but what was paid, to whom or when could not be found in it.";
  if (confidence < MIN_CONFIDENCE) return "It may be a receipt, but hardly says so.";
  if (receipt.confidence < MIN_CONFIDENCE)
    return "It looks like a receipt, but what it says could not be read for sure.";
  if (Math.abs(receipt.totalCents) > MAX_TOTAL_CENTS) return "Its total is so large that a person should book it.";
  if (receipt.totalCents === 0) return "Nothing was paid.";
  return null;
}

/** The sender's clock counts when it is within two days before the arrival, which is what mail takes at most. */
function sentAt({ date }: MailContents, row: Pick<Email, "createdAt">): string {
  const delayMs = Date.parse(row.createdAt) - Date.parse(date ?? "");
  return delayMs >= 0 && delayMs <= 48 * 3_600_000 ? new Date(date!).toISOString() : row.createdAt;
}

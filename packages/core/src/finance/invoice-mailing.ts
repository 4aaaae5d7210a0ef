/** The mail with an invoice: it is asked for with the invoice's row, and goes out from a workflow. */

import { sql } from "drizzle-orm";
import { InvoiceMailed, InvoiceMailFailed } from "#core/finance/events";
import { invoices, type mailProblems } from "#core/finance/income.sql";
import { financeFields } from "#core/finance/sayings";
import { told } from "#core/finance/told.en";
import { users } from "#core/identity/users.sql";
import { contacts } from "#core/people/contacts.sql";
import * as Notifications from "#core/platform/notifications";
import * as Resend from "#core/platform/resend";
import { refreshSettings } from "#core/platform/system-settings";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import type { CloudEvent, PayloadOf } from "#kit/event";
import { type Problem, wrongInput } from "#kit/problem";
import { live, reveal, rowRead } from "#kit/row";
import { sealed } from "#kit/sealed";
import { rowReader, selection } from "#kit/selection";
import { columnsOf, me } from "#kit/table";
import type { Row } from "#kit/wire";

type Invoice = Row<typeof invoices>;

/** The contact of an invoice, whose addresses are still sealed. */
interface Recipient {
  id: string;
  emails: unknown;
}

/** Who an invoice is for. */
export function recipientRead(invoiceId: string): Read<Recipient | undefined> {
  const columns = columnsOf(contacts);
  const itsContact = sql`${contacts.id} = (select i.contact_id from invoices i where i.id = ${invoiceId}::uuid)`;
  return {
    ...read(
      sql`select ${selection(contacts, ["id", "emails"])} from ${contacts} where ${itsContact} and ${contacts.deletedAt} is null`,
    ),
    // The reader makes a value of each of these columns, which its type does not say.
    decode: ({ columns: names, rows: [row] }) => row && (rowReader(columns, names)(row) as unknown as Recipient),
  };
}

/** Their first mail address, if they have one. */
export function addressOf(recipient: Recipient | undefined): string | undefined {
  if (!recipient) return undefined;
  const { emails } = reveal(contacts, { ...recipient });
  // What is sealed there is a list of addresses, by the column's own schema.
  return Array.isArray(emails) ? (emails as { value: string }[])[0]?.value : undefined;
}

/** Why no mail can be asked for to this address, if so. What settings say is to be fresh. */
export function refusal(address: string | undefined): Problem | undefined {
  return (
    Resend.refusal() ?? (address === undefined ? wrongInput("#/address", financeFields("no_mail_address")) : undefined)
  );
}

/** The columns by which a mail is asked for. */
export const requested = (ctx: Ctx, { id, mailAttempt }: Invoice, address: string | undefined) =>
  sealed<typeof invoices>(
    ctx,
    invoices,
    { mailTo: address, mailStatus: "requested", mailProblem: null, mailAttempt: mailAttempt + 1, mailedAt: null },
    id,
  );

/**
 * Hands the mail that was asked for at an attempt to the service, and yields whether it did: not when it went out, was given up, or was asked
 * for anew since. The key is the same each time, and so is the paper, so that the service sends one mail however often it is asked. Throws
 * ThirdPartyError and NotConfigured.
 */
export async function deliver(ctx: Ctx, invoiceId: string, mailAttempt: number): Promise<boolean> {
  await refreshSettings();
  const [sent, person] = await ctx.db.batch([rowRead(invoices, invoiceId, true), rowRead(users, ctx.actor.userId)]);
  if (!sent || !isAwaited(sent, mailAttempt)) return false;
  const { mailTo } = reveal(invoices, { ...sent });
  if (typeof mailTo !== "string") throw new Unmailable("The address cannot be opened.");
  // Fonts and what writes PDFs are loaded where an invoice goes out.
  const { fileName, letter, print } = await import("#core/finance/print/invoice-pdf");
  const { subject, text } = letter(sent);
  await Resend.send(ctx, {
    from: person?.name ?? undefined,
    to: mailTo,
    replyTo: person?.email,
    subject,
    text,
    attachments: [{ fileName: fileName(sent), mediaType: "application/pdf", bytes: await print(sent) }],
    idempotencyKey: `lifeos/invoice/${invoiceId}/${mailAttempt}`,
  });
  return true;
}

/** A mail that will not go however often it is tried. */
export class Unmailable extends Error {
  override readonly name = "Unmailable";
}

const isAwaited = (invoice: Invoice, mailAttempt: number) =>
  invoice.mailStatus === "requested" && invoice.mailAttempt === mailAttempt;

/** Notes that the mail of an attempt is on its way to who pays. */
export const noteMailed = (ctx: Ctx, invoiceId: string, mailAttempt: number) =>
  note(ctx, invoiceId, mailAttempt, { mailStatus: "mailed", mailedAt: ctx.now().toISOString() }, InvoiceMailed);

/** Notes that the mail of an attempt will not go. */
export const noteFailed = (
  ctx: Ctx,
  invoiceId: string,
  mailAttempt: number,
  mailProblem: (typeof mailProblems)[number],
) => note(ctx, invoiceId, mailAttempt, { mailStatus: "failed", mailProblem }, InvoiceMailFailed);

async function note(
  ctx: Ctx,
  invoiceId: string,
  mailAttempt: number,
  values: Partial<Pick<Invoice, "mailStatus" | "mailProblem" | "mailedAt">>,
  event: typeof InvoiceMailed | typeof InvoiceMailFailed,
): Promise<void> {
  const isStill = sql`${live(invoices, invoiceId)} and ${invoices.userId} = ${me} and ${invoices.mailStatus} = 'requested' and ${invoices.mailAttempt} = ${mailAttempt}::int`;
  await ctx.db.batch([update(ctx, invoices, isStill, values, { emits: { event } })]);
}

/** Tells a person once that a mail did not go, and what can be done. */
export function tellFailed(ctx: Ctx, { id, data }: CloudEvent<PayloadOf<typeof InvoiceMailFailed>>) {
  const { number, mailProblem } = data.payload;
  return Notifications.send(ctx, {
    kind: "invoice_mail_failed",
    title: number ? told("invoice_not_mailed", { number }) : told("invoice_not_mailed_nameless"),
    body: [mailProblem === "refused" ? told("invoice_mail_refused") : told("invoice_mail_silent")],
    action: { invoiceId: data.entityId },
    sourceEventId: id,
  });
}

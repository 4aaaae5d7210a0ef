/** What becomes of invoices by themselves: a payment comes in, or the day passes by which it was to come. */
import { and, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { InvoiceOverdue, InvoicePaid } from "#core/finance/events";
import { invoices } from "#core/finance/income.sql";
import { transactions } from "#core/finance/transactions.sql";
import { contacts } from "#core/people/contacts.sql";
import { dayAfter } from "#core/rhythm/days";
import { update } from "#kit/change";
import { MAX_ROWS, updateWhere } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { live, rowRead } from "#kit/row";
import { me } from "#kit/table";

/** More open invoices of one amount than a person has. */
const MAX_ALIKE = 50;
/** A shorter name of a contact occurs in texts by chance. */
const MIN_NAME_LENGTH = 3;

/**
 * Marks the invoice as paid that a booked payment of the speaker's is for: exactly its total in its currency, with its number as a word of
 * the payment's text, or the name of its contact. Where several fit, none is marked.
 */
export async function match(ctx: Ctx, transactionId: string): Promise<void> {
  const [payment] = await ctx.db.batch([rowRead(transactions, transactionId)]);
  if (payment?.status !== "posted" || payment.kind !== "ordinary" || payment.amountCents <= 0) return;
  const isOpen = sql`${invoices.userId} = ${me} and ${invoices.status} = 'sent' and ${invoices.currency} = ${payment.currency} and ${invoices.totalCents} = ${payment.amountCents}::bigint`;
  const ofOpen = sql`${contacts.id} in (select contact_id from invoices where ${isOpen})`;
  const [open, payers] = await ctx.db.batch([
    rowsRead(invoices, isOpen, { limit: MAX_ALIKE }),
    rowsRead(contacts, ofOpen, { limit: MAX_ALIKE }),
  ]);
  const text = wordsOf([payment.merchantName, payment.description, payment.notes].join(" "));
  const byNumber = open.filter(({ number }) => number !== null && text.includes(` ${number} `));
  const byName = open.filter(({ contactId }) => {
    const name = wordsOf(payers.find(({ id }) => id === contactId)?.name ?? "");
    return name.trim().length >= MIN_NAME_LENGTH && text.includes(name);
  });
  const [invoice, another] = byNumber.length > 0 ? byNumber : byName;
  if (!invoice || another) return;
  // What the payment was compared with does not change any more; that it is overdue may have been noted meanwhile.
  const isStill = and(live(invoices, invoice.id), sql`${invoices.status} = 'sent'`);
  await ctx.db.batch([update(ctx, invoices, isStill, { status: "paid" }, { emits: { event: InvoicePaid } })]);
}

/** The words of a text in small letters and their order, with a space before and after each. */
const wordsOf = (text: string) => ` ${(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(" ")} `;

/** When a day of the speaker's has ended (`YYYY-MM-DD`), tells once of each invoice that was to be paid by then and is not. */
export async function noteOverdue(ctx: Ctx, day: string): Promise<void> {
  const isDue = sql`${invoices.userId} = ${me} and ${invoices.status} = 'sent' and ${invoices.dueOn} <= ${day}::date and ${invoices.overdueSince} is null and ${invoices.deletedAt} is null`;
  // Said of the row itself, too, which may have been paid while this statement waited for it.
  const some = sql`${isDue} and ${invoices.id} in (select id from invoices where ${isDue} order by id limit ${MAX_ROWS}::int)`;
  await ctx.db.batch([
    updateWhere(ctx, invoices, some, { overdueSince: dayAfter(ctx, day) }, { emits: { event: InvoiceOverdue } }),
  ]);
}

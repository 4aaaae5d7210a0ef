/** What becomes of invoices by themselves: a payment comes in, or the day passes by which it was to come. */
import { and, asc, type SQL, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { InvoiceOverdue, InvoicePaid, InvoiceReopened } from "#core/finance/events";
import { invoices } from "#core/finance/income.sql";
import { type Booked, bookedRead } from "#core/finance/statements/booked";
import { transactions } from "#core/finance/transactions.sql";
import { contacts } from "#core/people/contacts.sql";
import { dayAfter } from "#core/rhythm/days";
import { update } from "#kit/change";
import { MAX_ROWS, updateWhere } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { effect, type Query } from "#kit/db";
import { live, rowRead } from "#kit/row";
import { me } from "#kit/table";
import type { Row } from "#kit/wire";

/** More open invoices of one amount, or payments of it that are for no invoice yet, than a person has. */
const MAX_ALIKE = 50;
/** A shorter name of a contact occurs in texts by chance. */
const MIN_NAME_LENGTH = 3;
/** How long before an invoice was sent its payment may have come. */
const LOOK_BACK_DAYS = 90;

type Invoice = Row<typeof invoices>;
type Payment = Row<typeof transactions>;

/**
 * Marks the invoice as paid that a booked payment of the speaker's is for: exactly its total in its currency, not before the last day
 * of the work, with its number as a word of the payment's text, or the name of its contact. Where several fit, none is marked, and a payment
 * marks one invoice only. What moves money between own accounts is no payment.
 */
export async function match(ctx: Ctx, transactionId: string): Promise<void> {
  const [payment] = await ctx.db.batch([rowRead(transactions, transactionId)]);
  if (payment?.status !== "posted" || payment.kind !== "ordinary" || payment.amountCents <= 0 || payment.transferPairId)
    return;
  const [open, payers, [settled]] = await ctx.db.batch([
    ...openReads(payment.currency, payment.amountCents),
    rowsRead(invoices, sql`${invoices.paidByTransactionId} = ${payment.id}::uuid`, { limit: 1 }),
  ]);
  const invoice = settled ? undefined : paidBy(payment, open, payers);
  if (invoice) await settle(ctx, invoice, payment);
}

/** The same for all transactions that came in together, of which few are of the total of an invoice that waits. Two flights. */
export async function matchAmong(ctx: Ctx, booked: Booked): Promise<void> {
  const isOpen = sql`${invoices.userId} = ${me} and ${invoices.status} = 'sent'`;
  const [payments, open, payers] = await ctx.db.batch([
    bookedRead(
      booked,
      sql`${transactions.amountCents} > 0 and exists (select from invoices i where i.user_id = ${me} and i.status = 'sent' and i.deleted_at is null
        and i.currency = ${transactions.currency} and i.total_cents = ${transactions.amountCents})
        and not exists (select from invoices i where i.paid_by_transaction_id = ${transactions.id} and i.deleted_at is null)`,
    ),
    rowsRead(invoices, isOpen, { order: asc(invoices.id), limit: MAX_ROWS }),
    rowsRead(contacts, sql`${contacts.id} in (select contact_id from invoices where ${isOpen})`, { limit: MAX_ROWS }),
  ]);
  const left = new Set(open);
  const writes = payments.flatMap((payment) => {
    const alike = [...left].filter(
      ({ currency, totalCents }) => currency === payment.currency && totalCents === payment.amountCents,
    );
    const invoice = paidBy(payment, alike, payers);
    if (!invoice) return [];
    left.delete(invoice);
    return settling(ctx, invoice, payment);
  });
  if (writes.length > 0) await ctx.db.batch(writes);
}

/** The same from the other side: marks an invoice as paid whose payment came before it was sent, or before anybody looked for it. */
export async function lookBack(ctx: Ctx, invoiceId: string): Promise<void> {
  const [sent] = await ctx.db.batch([rowRead(invoices, invoiceId)]);
  if (sent?.status !== "sent" || sent.issuedOn === null || sent.totalCents <= 0) return;
  const isFree = sql`${transactions.userId} = ${me} and ${transactions.status} = 'posted' and ${transactions.kind} = 'ordinary' and ${transactions.transferPairId} is null and ${transactions.currency} = ${sent.currency}
    and ${transactions.amountCents} = ${sent.totalCents}::bigint and ${transactions.date} >= ${sent.issuedOn}::date - ${LOOK_BACK_DAYS}::int
    and not exists (select from invoices i where i.paid_by_transaction_id = ${transactions.id} and i.deleted_at is null)`;
  const [open, payers, payments] = await ctx.db.batch([
    ...openReads(sent.currency, sent.totalCents),
    rowsRead(transactions, isFree, { order: asc(transactions.date), limit: MAX_ALIKE }),
  ]);
  const payment = payments.find((one) => paidBy(one, open, payers)?.id === invoiceId);
  if (payment) await settle(ctx, sent, payment);
}

/** The speaker's open invoices of a currency and total, and their contacts. */
const openReads = (currency: string, totalCents: number) => {
  const isOpen = sql`${invoices.userId} = ${me} and ${invoices.status} = 'sent' and ${invoices.currency} = ${currency} and ${invoices.totalCents} = ${totalCents}::bigint`;
  const ofOpen = sql`${contacts.id} in (select contact_id from invoices where ${isOpen})`;
  return [rowsRead(invoices, isOpen, { limit: MAX_ALIKE }), rowsRead(contacts, ofOpen, { limit: MAX_ALIKE })] as const;
};

/** The one of these invoices, all of the payment's amount, that it is for; undefined where that is none or not certain. */
function paidBy(payment: Payment, open: readonly Invoice[], payers: readonly Row<typeof contacts>[]) {
  const since = open.filter(({ lines }) => lines.every(({ date }) => date <= payment.date));
  const text = wordsOf([payment.merchantName, payment.description, payment.notes].join(" "));
  const byNumber = since.filter(({ number }) => number !== null && text.includes(` ${number} `));
  const byName = since.filter(({ contactId }) => {
    const name = wordsOf(payers.find(({ id }) => id === contactId)?.name ?? "");
    return name.trim().length >= MIN_NAME_LENGTH && text.includes(name);
  });
  const [invoice, another] = byNumber.length > 0 ? byNumber : byName;
  return another ? undefined : invoice;
}

async function settle(ctx: Ctx, invoice: Invoice, payment: Payment): Promise<void> {
  await ctx.db.batch(settling(ctx, invoice, payment));
}

/**
 * What the payment was compared with does not change any more; that it is overdue may have been noted meanwhile. The payment itself may be
 * changed or deleted at this moment: the lock waits for that, and the condition then sees it.
 */
function settling(ctx: Ctx, invoice: Invoice, payment: Payment): Query[] {
  const isStill = and(
    live(invoices, invoice.id),
    sql`${invoices.status} = 'sent' and ${pays(sql`${payment.id}::uuid`)}`,
  );
  const values = { status: "paid", paidByTransactionId: payment.id } as const;
  return [
    effect(sql`select from transactions t where t.id = ${payment.id}::uuid for share`),
    update(ctx, invoices, isStill, values, { emits: { event: InvoicePaid } }),
  ];
}

/** Whether a transaction of the speaker's is a payment of an invoice's total, whatever its texts say. */
const pays = (transactionId: SQL): SQL => sql`exists (
  select from transactions t where t.id = ${transactionId} and t.user_id = ${me} and t.deleted_at is null and t.status = 'posted' and t.kind = 'ordinary'
    and t.transfer_pair_id is null and t.currency = ${invoices.currency} and t.amount_cents = ${invoices.totalCents}
    and not exists (select from jsonb_array_elements(${invoices.lines}) line where (line ->> 'date')::date > t.date))`;

/**
 * Makes the invoice unpaid again that a transaction was the payment of and is no more: it is deleted, a transfer, not booked, or of another
 * amount. Texts may change. What its person marked as paid by hand names no payment and stays. One flight.
 */
export async function unsettle(ctx: Ctx, transactionId: string): Promise<void> {
  const isUnpaid = sql`${invoices.userId} = ${me} and ${invoices.paidByTransactionId} = ${transactionId}::uuid and ${invoices.status} = 'paid'
    and ${invoices.deletedAt} is null and not ${pays(sql`${invoices.paidByTransactionId}`)}`;
  const values = { status: "sent", paidByTransactionId: null } as const;
  await ctx.db.batch([update(ctx, invoices, isUnpaid, values, { emits: { event: InvoiceReopened } })]);
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

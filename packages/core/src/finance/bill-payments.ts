/** Payments of bills: which one pays which, and what becomes of a bill when its payment is gone. */
import { type SQL, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { BillCancelled, BillDetected, BillPaid, BillReopened } from "#core/finance/events";
import { bills, recurringTransactions } from "#core/finance/recurring.sql";
import { daysBetween, rhythms } from "#core/finance/recurring-cadence";
import { isPriceOf, type Payment } from "#core/finance/recurring-detection";
import type { Recurring } from "#core/finance/recurring-plan";
import { financeRefusals } from "#core/finance/sayings";
import { type Booked, bookedIds, bookedRead } from "#core/finance/statements/booked";
import { transactions } from "#core/finance/transactions.sql";
import { similarNames } from "#core/household/vendor-names";
import { inTurn } from "#core/platform/in-turn";
import { update } from "#kit/change";
import { MAX_ROWS } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { effect, type Query } from "#kit/db";
import { Conflict, ReadOnlyAccess } from "#kit/problem";
import { me } from "#kit/table";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

export type Bill = Row<typeof bills>;
type Transaction = Row<typeof transactions>;

/** A bill is paid so many days before or after it is due. */
export const PAID_WITHIN_DAYS = 45;
/** More bills or payments of one amount than a person has at a time. */
export const MAX_ALIKE = 50;

/** Whoever marks or makes bills of the speaker's does so one at a time. */
export const billsInTurn = (ctx: Ctx) => inTurn(`bills ${ctx.actor.userId}`);

interface Payee {
  vendorId: string | null;
  merchantName: string | null;
  description?: string | null;
}

const isOfVendor = (bill: Pick<Bill, "vendorId">, { vendorId }: Pick<Payee, "vendorId">) =>
  vendorId !== null && vendorId === bill.vendorId;

export const isOfPayee = (
  bill: Pick<Bill, "vendorId" | "merchantName">,
  { vendorId, merchantName, description }: Payee,
) =>
  isOfVendor(bill, { vendorId }) ||
  [merchantName, description].some((name) => name && similarNames(name, bill.merchantName));

/** Whether a transaction pays, now: booked, of no balance that was stated, out of the speaker's money, and not into another account of theirs. */
const pays = (t: "t" | "transactions"): SQL =>
  sql`${sql.raw(t)}.user_id = ${me} and ${sql.raw(`${t}.deleted_at is null and ${t}.status = 'posted' and ${t}.kind = 'ordinary' and ${t}.amount_cents < 0 and ${t}.transfer_pair_id is null`)}`;

/** Whether a transaction is one that pays, and pays no bill yet. */
const maySettle = (transactionId: string): SQL => sql`exists (
    select from transactions t where t.id = ${transactionId}::uuid and ${pays("t")})
  and not exists (select from bills p where p.user_id = ${me} and p.transaction_id = ${transactionId}::uuid)`;

/** The transaction of this id, if it pays. */
const paymentRead = (transactionId: string) =>
  rowsRead(transactions, sql`${transactions.id} = ${transactionId}::uuid and ${pays("transactions")}`, { limit: 1 });

/** A bill that no payment was seen of, whether its person said that it is paid or not. */
const isUnmatched = sql`b.status <> 'cancelled' and b.transaction_id is null`;

/**
 * The writes by which a bill has its payment: it is paid with it, or was said to be before, which is told no second time. The transaction may be
 * changed or deleted at this moment: the lock waits for that.
 */
const settling = (ctx: Ctx, isBill: SQL, transactionId: string): Query[] => [
  effect(sql`select from transactions t where t.id = ${transactionId}::uuid for share`),
  update(
    ctx,
    bills,
    sql`${isBill} and ${bills.status} = 'open' and ${maySettle(transactionId)}`,
    { status: "paid", transactionId },
    { emits: { event: BillPaid } },
  ),
  update(
    ctx,
    bills,
    sql`${isBill} and ${bills.status} = 'paid' and ${bills.transactionId} is null and ${maySettle(transactionId)}`,
    { transactionId },
  ),
];

/** Says that a bill was paid, of which no payment is seen here; one that comes afterwards is taken for it. Only its person does. */
export const pay = (ctx: Ctx, id: string): Promise<Bill> =>
  transition(ctx, bills, id, {
    follows: BillDetected,
    refuse: ({ userId, status }) => {
      if (userId !== ctx.actor.userId) return ReadOnlyAccess();
      if (status === "paid") return "done";
      return status === "cancelled" ? Conflict(financeRefusals("bill_cancelled")) : undefined;
    },
    change: { values: { status: "paid", isSaidPaid: true }, emits: { event: BillPaid } },
  });

/**
 * Takes back what its person has said, that a bill was paid: it is open again, and so is its task. One whose payment is here stays paid as long
 * as that is. Only its person does.
 */
export const reopen = (ctx: Ctx, id: string): Promise<Bill> =>
  transition(ctx, bills, id, {
    follows: BillPaid,
    refuse: ({ userId, status, transactionId }) => {
      if (userId !== ctx.actor.userId) return ReadOnlyAccess();
      if (status === "open") return "done";
      if (status === "cancelled") return Conflict(financeRefusals("bill_called_off"));
      return transactionId === null ? undefined : Conflict(financeRefusals("bill_payment_here"));
    },
    change: { values: { status: "open", isSaidPaid: false }, emits: { event: BillReopened } },
  });

/**
 * The writes that mark the bill of a recurring payment as paid whose day is nearest to a payment of its, and within so many days of it. One that
 * its person said to be paid only gets its payment, which so pays none of the next period.
 */
export function paying(ctx: Ctx, { id }: Pick<Recurring, "id">, payment: Payment, withinDays: number): Query[] {
  const nearest = sql`select b.id from bills b where b.recurring_transaction_id = ${id}::uuid and b.user_id = ${me} and ${isUnmatched}
    and b.due_on between ${payment.date}::date - ${withinDays}::int and ${payment.date}::date + ${withinDays}::int
    order by abs(b.due_on - ${payment.date}::date), b.id limit 1`;
  return settling(ctx, sql`${bills.id} = (${nearest})`, payment.id);
}

/** Of several periods, that of a payment is the one whose day is less than half of one away. */
const isNear = (bill: Bill, date: string, series: Recurring | undefined): boolean => {
  const away = Math.abs(daysBetween(bill.dueOn, date));
  return series ? away * 2 <= rhythms[series.cadence].days : away <= PAID_WITHIN_DAYS;
};

const seriesOf = (where: SQL, limit = MAX_ALIKE) =>
  rowsRead(
    recurringTransactions,
    sql`${recurringTransactions.id} in (select b.recurring_transaction_id from bills b where b.user_id = ${me} and ${where})`,
    { limit },
  );

/** With so many names a payment's is compared, those of the bills whose days are nearest. */
const MOST_NAMES = 12;

/** Of bills without a payment the one that a payment is for: exactly its amount in its currency, to its payee, and the one whose day is nearest. */
function billOf(payment: Transaction, unmatched: readonly Bill[], series: readonly Recurring[]): Bill | undefined {
  const away = ({ dueOn }: Bill) => Math.abs(daysBetween(dueOn, payment.date));
  const alike = unmatched
    .filter(({ currency, amountCents }) => currency === payment.currency && amountCents === -payment.amountCents)
    .filter((one) =>
      isNear(
        one,
        payment.date,
        series.find(({ id }) => id === one.recurringTransactionId),
      ),
    )
    .toSorted((a, b) => away(a) - away(b));
  const answers = new Map<string, boolean>();
  return alike.find((one) => {
    const name = `${one.merchantName}\n${one.vendorId}`;
    if (!answers.has(name) && answers.size >= MOST_NAMES && !isOfVendor(one, payment)) return false;
    if (!answers.has(name)) answers.set(name, isOfPayee(one, payment));
    return answers.get(name);
  });
}

/**
 * Marks the bill as paid that a payment of the speaker's is for: exactly its amount in its currency, to its merchant, and of several the one
 * whose day is nearest. Two flights.
 */
export async function match(ctx: Ctx, transactionId: string): Promise<void> {
  const [[payment]] = await ctx.db.batch([paymentRead(transactionId)]);
  if (!payment) return;
  const isAlike = sql`${isUnmatched} and b.currency = ${payment.currency} and b.amount_cents = ${-payment.amountCents}::bigint
    and b.due_on between ${payment.date}::date - ${PAID_WITHIN_DAYS}::int and ${payment.date}::date + ${PAID_WITHIN_DAYS}::int`;
  const [unmatched, series] = await ctx.db.batch([
    rowsRead(bills, sql`${bills.id} in (select b.id from bills b where b.user_id = ${me} and ${isAlike})`, {
      order: sql`${bills.id}`,
      limit: MAX_ALIKE,
    }),
    seriesOf(isAlike),
  ]);
  const bill = billOf(payment, unmatched, series);
  if (bill)
    await ctx.db.batch([billsInTurn(ctx), ...settling(ctx, sql`${bills.id} = ${bill.id}::uuid`, transactionId)]);
}

/** The same for all transactions that came in together, of which few are of the amount of a bill that waits. Two flights. */
export async function matchAmong(ctx: Ctx, booked: Booked): Promise<void> {
  // Those that their person said to be paid become many with the years: only what the payments may be for is read.
  const isAlike = sql`${isUnmatched} and exists (
    select from transactions t where t.id = any(${bookedIds(booked)}) and t.user_id = ${me} and t.currency = b.currency
      and t.amount_cents = -b.amount_cents and t.date between b.due_on - ${PAID_WITHIN_DAYS}::int and b.due_on + ${PAID_WITHIN_DAYS}::int)`;
  const isOfUnmatched = sql`${pays("transactions")} and exists (
    select from bills b where b.user_id = ${me} and ${isUnmatched} and b.currency = ${transactions.currency} and b.amount_cents = -${transactions.amountCents})`;
  const [payments, unmatched, series] = await ctx.db.batch([
    bookedRead(booked, isOfUnmatched),
    rowsRead(bills, sql`${bills.id} in (select b.id from bills b where b.user_id = ${me} and ${isAlike})`, {
      order: sql`${bills.dueOn}, ${bills.id}`,
      limit: MAX_ROWS,
    }),
    seriesOf(isAlike, MAX_ROWS),
  ]);
  const left = new Set(unmatched);
  const writes = payments.flatMap((payment) => {
    const bill = billOf(payment, [...left], series);
    if (!bill) return [];
    left.delete(bill);
    return settling(ctx, sql`${bills.id} = ${bill.id}::uuid`, payment.id);
  });
  if (writes.length > 0) await ctx.db.batch([billsInTurn(ctx), ...writes]);
}

/** The same from the other side: finds the payment of a bill that is open again, such as the one that the bank told of beside another that was entered by hand. */
export async function lookBack(ctx: Ctx, billId: string): Promise<void> {
  const isIt = sql`b.id = ${billId}::uuid and b.status = 'open'`;
  const isAlike = sql`${pays("transactions")} and exists (select from bills b where b.user_id = ${me} and ${isIt}
      and ${transactions.currency} = b.currency and ${transactions.amountCents} = -b.amount_cents
      and ${transactions.date} between b.due_on - ${PAID_WITHIN_DAYS}::int and b.due_on + ${PAID_WITHIN_DAYS}::int)
    and not exists (select from bills p where p.user_id = ${me} and p.transaction_id = ${transactions.id})`;
  const [[bill], [series], payments] = await ctx.db.batch([
    rowsRead(bills, sql`${bills.id} = ${billId}::uuid and ${bills.userId} = ${me} and ${bills.status} = 'open'`, {
      limit: 1,
    }),
    seriesOf(isIt),
    rowsRead(transactions, isAlike, { order: sql`${transactions.id}`, limit: MAX_ALIKE }),
  ]);
  if (!bill) return;
  const away = ({ date }: Transaction) => Math.abs(daysBetween(bill.dueOn, date));
  const [payment] = payments
    .filter((one) => isOfPayee(bill, one) && isNear(bill, one.date, series))
    .toSorted((a, b) => away(a) - away(b));
  if (!payment) return;
  await ctx.db.batch([billsInTurn(ctx), ...settling(ctx, sql`${bills.id} = ${billId}::uuid`, payment.id)]);
}

/**
 * Makes the bill unpaid again that a transaction was the payment of and is no more: it is deleted, not booked, a transfer, of another amount or
 * merchant, or at another price through another account than its recurring payment. A bill that was made for a recurring payment which is none any more, or is
 * charged by itself, is cancelled instead. One that its person said to be paid stays paid, without a payment. Two flights.
 */
export async function unmatch(ctx: Ctx, transactionId: string): Promise<void> {
  const isIts = sql`b.transaction_id = ${transactionId}::uuid and b.status = 'paid'`;
  const [[bill], [series], [payment]] = await ctx.db.batch([
    rowsRead(
      bills,
      sql`${bills.userId} = ${me} and ${bills.transactionId} = ${transactionId}::uuid and ${bills.status} = 'paid'`,
      { limit: 1 },
    ),
    seriesOf(isIts),
    paymentRead(transactionId),
  ]);
  if (!bill || (payment && paysStill(bill, payment, series))) return;
  const isStill = sql`${bills.id} = ${bill.id}::uuid and ${bills.transactionId} = ${transactionId}::uuid and ${bills.status} = 'paid'`;
  const isExpected = sql`(${bills.sourceEmailId} is not null or exists (
    select from recurring_transactions r where r.id = ${bills.recurringTransactionId} and r.dismissed_at is null and r.is_bill is not false))`;
  await ctx.db.batch([
    billsInTurn(ctx),
    update(ctx, bills, sql`${isStill} and ${bills.isSaidPaid}`, { transactionId: null }),
    update(
      ctx,
      bills,
      sql`${isStill} and ${isExpected}`,
      { status: "open", transactionId: null },
      { emits: { event: BillReopened } },
    ),
    update(
      ctx,
      bills,
      sql`${isStill} and not ${isExpected}`,
      { status: "cancelled", transactionId: null },
      { emits: { event: BillCancelled } },
    ),
  ]);
}

/** What would be matched now is; and a recurring payment is paid at another price, too, and under another name, through its own account. */
function paysStill(bill: Bill, payment: Transaction, series: Recurring | undefined): boolean {
  if (payment.currency !== bill.currency || Math.abs(daysBetween(bill.dueOn, payment.date)) > PAID_WITHIN_DAYS)
    return false;
  if (isOfPayee(bill, payment) && payment.amountCents === -bill.amountCents) return true;
  const isOfSeries =
    payment.merchantKey === series?.merchantKey ||
    (payment.vendorId !== null && payment.vendorId === series?.vendorId) ||
    isOfPayee(bill, payment);
  return isOfSeries && payment.accountId === series?.accountId && isPriceOf(-bill.amountCents, payment.amountCents);
}

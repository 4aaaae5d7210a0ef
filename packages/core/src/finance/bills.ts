/** Bills: one for each period of a recurring payment, and one for each mail that asks to be paid, until the payment is seen. */
import { type SQL, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { BillDetected, BillPaid } from "#core/finance/events";
import { bills, recurringTransactions } from "#core/finance/recurring.sql";
import { daysBetween, rhythms, shifted } from "#core/finance/recurring-cadence";
import type { Payment } from "#core/finance/recurring-detection";
import type { Recurring } from "#core/finance/recurring-plan";
import { financeRefusals } from "#core/finance/sayings";
import { type Booked, bookedRead } from "#core/finance/statements/booked";
import { transactions } from "#core/finance/transactions.sql";
import { similarNames } from "#core/household/vendor-names";
import { vendorNamed } from "#core/household/vendors";
import { inTurn } from "#core/platform/in-turn";
import { dayAfter } from "#core/rhythm/days";
import { taskOfBill } from "#core/work/task-of-bill";
import { insert, update } from "#kit/change";
import { MAX_ROWS } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { effect, type Read, read } from "#kit/db";
import { derivedId } from "#kit/ids";
import { Conflict, NotFound, ReadOnlyAccess } from "#kit/problem";
import { rowRead } from "#kit/row";
import { raised } from "#kit/saying";
import { me } from "#kit/table";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

export type Bill = Row<typeof bills>;

/** What a mail asks to be paid. It was written by a stranger and is used as text and numbers only. */
export interface MailedBill {
  merchant: string;
  currency: string;
  totalCents: number;
  /** `YYYY-MM-DD`. */
  dueOn: string;
}

/** A bill is paid so many days before or after it is due. */
const PAID_WITHIN_DAYS = 45;
/** Two bills of one merchant that are due within so many days are one. */
const SAME_BILL_DAYS = 10;
/** A payment is on its way to the bank, or a mail on its way here. */
const PAID_BEFORE_MAIL_DAYS = 5;
/** More bills or payments of one amount than a person has at a time. */
const MAX_ALIKE = 50;
/** Bills of half a year are those of any period that is due now. */
const HALF_YEAR_DAYS = 190;
const MAX_BILLS = 1_000;
/** A bill is made late, when a night has been left out, but not of what was due longer ago. */
const LATE_DAYS = 7;
/** Most days before a payment is due that it becomes a bill. */
const MAX_LEAD_DAYS = Math.max(...Object.values(rhythms).map(({ leadDays }) => leadDays));

/** A recurring payment of the speaker's that was not dismissed and has not ended. */
export const isExpected = sql`${recurringTransactions.userId} = ${me} and ${recurringTransactions.dismissedAt} is null and ${recurringTransactions.endedOn} is null`;

/**
 * The writes that mark the bill of a recurring payment as paid whose day is nearest to a payment of its. One that its person said to be paid
 * only gets its payment, which so pays none of the next period.
 */
export function paying(ctx: Ctx, { id, cadence }: Pick<Recurring, "id" | "cadence">, payment: Payment) {
  const within = rhythms[cadence].days;
  const nearest = sql`select b.id from bills b where b.recurring_transaction_id = ${id}::uuid and b.user_id = ${me} and b.status <> 'cancelled' and b.transaction_id is null
    and b.due_on between ${payment.date}::date - ${within}::int and ${payment.date}::date + ${within}::int
    order by abs(b.due_on - ${payment.date}::date), b.id limit 1`;
  return paidBy(ctx, sql`${bills.id} = (${nearest})`, payment.id);
}

/** The writes by which a bill has its payment: it is paid with it, or was said to be before, which is told no second time. */
const paidBy = (ctx: Ctx, which: SQL, transactionId: string) => [
  update(
    ctx,
    bills,
    sql`${which} and ${bills.status} = 'open' and ${paysNone(transactionId)}`,
    { status: "paid", transactionId },
    { emits: { event: BillPaid } },
  ),
  update(
    ctx,
    bills,
    sql`${which} and ${bills.status} = 'paid' and ${bills.transactionId} is null and ${paysNone(transactionId)}`,
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
    change: { values: { status: "paid" }, emits: { event: BillPaid } },
  });

/** A bill with the task that it is, unless that is not made yet or was deleted. */
export async function withTask(ctx: Ctx, id: string): Promise<Bill & { taskId: string | null }> {
  const [bill, tasks] = await ctx.db.batch([
    rowRead(bills, id, true),
    read<{ id: string }>(sql`select id from tasks where id = ${taskOfBill(id)}::uuid and deleted_at is null`),
  ]);
  if (!bill) throw NotFound();
  return { ...bill, taskId: tasks[0]?.id ?? null };
}

/** A payment pays one bill. */
const paysNone = (transactionId: string): SQL =>
  sql`not exists (select from bills p where p.user_id = ${me} and p.transaction_id = ${transactionId}::uuid)`;

/** Whoever marks or makes bills of the speaker's does so one at a time. */
export const billsInTurn = (ctx: Ctx) => inTurn(`bills ${ctx.actor.userId}`);

/**
 * Makes bills of what the speaker is to pay in the next days, when a day of theirs has ended (`YYYY-MM-DD`): one for each period. A bill
 * that came by mail is taken for that of its period.
 */
export async function makeDue(ctx: Ctx, day: string): Promise<void> {
  const soon = sql`(${dayAfter(ctx, day)} + ${MAX_LEAD_DAYS}::int)`;
  const isSoon = sql`${isExpected} and ${recurringTransactions.expectedAmountCents} < 0 and ${recurringTransactions.nextExpectedDate} between ${day}::date - ${LATE_DAYS}::int and ${soon}`;
  const [expected, there, today] = await ctx.db.batch([
    rowsRead(recurringTransactions, isSoon, { order: sql`${recurringTransactions.id}`, limit: MAX_ROWS }),
    rowsRead(bills, sql`${bills.userId} = ${me} and ${bills.dueOn} >= ${day}::date - ${HALF_YEAR_DAYS}::int`, {
      order: sql`${bills.dueOn} desc, ${bills.id}`,
      limit: MAX_BILLS,
    }),
    dayRead(ctx, day),
  ]);
  const writes = expected.flatMap((row) => {
    const { id, cadence, nextExpectedDate: dueOn, expectedAmountCents, merchantName, vendorId, currency } = row;
    const { leadDays, days } = rhythms[cadence];
    if (dueOn === null || shifted(today, leadDays) < dueOn) return [];
    const isOfPeriod = (bill: Bill) => Math.abs(daysBetween(bill.dueOn, dueOn)) * 2 < days;
    if (there.some((bill) => bill.recurringTransactionId === id && isOfPeriod(bill))) return [];
    const mailed = there.find(
      (bill) =>
        bill.recurringTransactionId === null &&
        bill.currency === currency &&
        Math.abs(daysBetween(bill.dueOn, dueOn)) <= SAME_BILL_DAYS &&
        isOfPeriod(bill) &&
        isOfPayee(bill, row),
    );
    if (mailed)
      return [
        update(ctx, bills, sql`${bills.id} = ${mailed.id}::uuid and ${bills.recurringTransactionId} is null`, {
          recurringTransactionId: id,
        }),
      ];
    const values = {
      id: derivedId(id, `bill ${dueOn}`),
      recurringTransactionId: id,
      vendorId,
      merchantName,
      amountCents: -expectedAmountCents,
      currency,
      dueOn,
    };
    return [insert(ctx, bills, values, { emits: { event: BillDetected }, onConflict: "nothing" })];
  });
  if (writes.length > 0) await ctx.db.batch([billsInTurn(ctx), ...writes]);
}

function dayRead(ctx: Ctx, day: string): Read<string> {
  const query = read<{ day: string }>(sql`select ${dayAfter(ctx, day)}::text as day`);
  return { ...query, decode: (result) => query.decode(result)[0]!.day };
}

interface Payee {
  vendorId: string | null;
  merchantName: string | null;
  description?: string | null;
}

const isOfPayee = (bill: Pick<Bill, "vendorId" | "merchantName">, { vendorId, merchantName, description }: Payee) =>
  (vendorId !== null && vendorId === bill.vendorId) ||
  [merchantName, description].some((name) => name && similarNames(name, bill.merchantName));

/**
 * Takes a bill that came by mail, once for a mail. None that is paid already, and none beside one of the same merchant for that time.
 * Two flights.
 */
export async function take(
  ctx: Ctx,
  emailId: string,
  { merchant, currency, totalCents, dueOn }: MailedBill,
  sentOn: string,
) {
  const [vendor, alike, payments] = await ctx.db.batch([
    vendorNamed(merchant),
    rowsRead(
      bills,
      sql`${bills.userId} = ${me} and ${bills.currency} = ${currency} and ${bills.status} <> 'cancelled'
        and ${bills.dueOn} between ${shifted(dueOn, -SAME_BILL_DAYS)}::date and ${shifted(dueOn, SAME_BILL_DAYS)}::date`,
      { order: sql`${bills.id}`, limit: 4 * MAX_ALIKE },
    ),
    rowsRead(
      transactions,
      sql`${transactions.userId} = ${me} and ${transactions.currency} = ${currency} and ${transactions.amountCents} = ${-totalCents}::bigint
        and ${transactions.date} between ${shifted(sentOn, -PAID_BEFORE_MAIL_DAYS)}::date and ${shifted(dueOn, PAID_WITHIN_DAYS)}::date`,
      { order: sql`${transactions.id}`, limit: MAX_ALIKE },
    ),
  ]);
  const bill = { vendorId: vendor?.id ?? null, merchantName: merchant };
  const isSameAmount = (one: Bill) => one.recurringTransactionId !== null || one.amountCents === totalCents;
  if (alike.some((one) => one.sourceEmailId !== emailId && isSameAmount(one) && isOfPayee(one, bill))) return;
  if (payments.some((payment) => isOfPayee(bill, payment))) return;
  await ctx.db.batch([
    billsInTurn(ctx),
    insert(
      ctx,
      bills,
      {
        id: derivedId(emailId, "bill"),
        sourceEmailId: emailId,
        ...bill,
        amountCents: totalCents,
        currency,
        dueOn,
      },
      { emits: { event: BillDetected }, onConflict: "nothing" },
    ),
    // Another mail about it may have been read at the same moment; read again, this one finds its bill.
    effect(
      sql`select raise_problem('LF005', ${raised(financeRefusals("bill_meanwhile"))}) where (select count(*) from bills where user_id = ${me} and currency = ${currency} and amount_cents = ${totalCents}::bigint and due_on = ${dueOn}::date and lower(merchant_name) = lower(${merchant}::text) and source_email_id is not null) > 1`,
    ),
  ]);
}

/**
 * Marks the bill as paid that a payment of the speaker's is for: exactly its amount in its currency, to its merchant, and of several the one
 * whose day is nearest. Two flights.
 */
export async function match(ctx: Ctx, transactionId: string): Promise<void> {
  const [payment] = await ctx.db.batch([rowRead(transactions, transactionId)]);
  if (payment?.status !== "posted" || payment.kind !== "ordinary" || payment.userId !== ctx.actor.userId) return;
  if (payment.amountCents >= 0 || payment.transferPairId) return;
  const isUnmatched = sql`${bills.userId} = ${me} and ${bills.status} <> 'cancelled' and ${bills.transactionId} is null and ${bills.currency} = ${payment.currency} and ${bills.amountCents} = ${-payment.amountCents}::bigint
    and ${bills.dueOn} between ${payment.date}::date - ${PAID_WITHIN_DAYS}::int and ${payment.date}::date + ${PAID_WITHIN_DAYS}::int`;
  const [unmatched] = await ctx.db.batch([rowsRead(bills, isUnmatched, { order: sql`${bills.id}`, limit: MAX_ALIKE })]);
  const bill = billOf(payment, unmatched);
  if (bill) await ctx.db.batch([billsInTurn(ctx), ...payingFor(ctx, bill, payment)]);
}

/** The same for all transactions that came in together, of which few are of the amount of a bill that waits. Two flights. */
export async function matchAmong(ctx: Ctx, booked: Booked): Promise<void> {
  const isOfUnmatched = sql`${transactions.amountCents} < 0 and ${transactions.transferPairId} is null and exists (
    select from bills b where b.user_id = ${me} and b.status <> 'cancelled' and b.transaction_id is null and b.currency = ${transactions.currency} and b.amount_cents = -${transactions.amountCents})`;
  const [payments, unmatched] = await ctx.db.batch([
    bookedRead(booked, isOfUnmatched),
    rowsRead(
      bills,
      sql`${bills.userId} = ${me} and ${bills.status} <> 'cancelled' and ${bills.transactionId} is null`,
      {
        order: sql`${bills.dueOn}, ${bills.id}`,
        limit: MAX_BILLS,
      },
    ),
  ]);
  const left = new Set(unmatched);
  const writes = payments.flatMap((payment) => {
    const bill = billOf(payment, [...left]);
    if (!bill) return [];
    left.delete(bill);
    return payingFor(ctx, bill, payment);
  });
  if (writes.length > 0) await ctx.db.batch([billsInTurn(ctx), ...writes]);
}

type Paying = Row<typeof transactions>;

/** Of bills without a payment the one that a payment is for. */
function billOf(payment: Paying, unmatched: readonly Bill[]): Bill | undefined {
  const away = ({ dueOn }: Bill) => Math.abs(daysBetween(dueOn, payment.date));
  const [bill] = unmatched
    .filter(
      (one) =>
        one.currency === payment.currency &&
        one.amountCents === -payment.amountCents &&
        away(one) <= PAID_WITHIN_DAYS &&
        isOfPayee(one, payment),
    )
    .toSorted((a, b) => away(a) - away(b));
  return bill;
}

const payingFor = (ctx: Ctx, bill: Bill, { id }: Paying) => paidBy(ctx, sql`${bills.id} = ${bill.id}::uuid`, id);

/** Bills: one for each period of a recurring payment, and one for each mail that asks to be paid, until the payment is seen. */
import { sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { type Bill, billsInTurn, isOfPayee, MAX_ALIKE, PAID_WITHIN_DAYS } from "#core/finance/bill-payments";
import { BillDetected } from "#core/finance/events";
import { bills, recurringTransactions } from "#core/finance/recurring.sql";
import { daysBetween, rhythms, shifted } from "#core/finance/recurring-cadence";
import { financeRefusals } from "#core/finance/sayings";
import { transactions } from "#core/finance/transactions.sql";
import { vendorNamed } from "#core/household/vendors";
import { dayAfter } from "#core/rhythm/days";
import { taskOfBill } from "#core/work/task-of-bill";
import { insert, update } from "#kit/change";
import { MAX_ROWS } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { effect, type Read, read } from "#kit/db";
import { derivedId } from "#kit/ids";
import { NotFound } from "#kit/problem";
import { rowRead } from "#kit/row";
import { raised } from "#kit/saying";
import { me } from "#kit/table";

/** What a mail asks to be paid. It was written by a stranger and is used as text and numbers only. */
export interface MailedBill {
  merchant: string;
  currency: string;
  totalCents: number;
  /** `YYYY-MM-DD`. */
  dueOn: string;
}

/** Two bills of one merchant that are due within so many days are one. */
const SAME_BILL_DAYS = 10;
/** A payment is on its way to the bank, or a mail on its way here. */
const PAID_BEFORE_MAIL_DAYS = 5;
/** Bills of half a year are those of any period that is due now. */
const HALF_YEAR_DAYS = 190;
const MAX_BILLS = 1_000;
/** A bill is made late, when a night has been left out, but not of what was due longer ago. */
const LATE_DAYS = 7;
/** Most days before a payment is due that it becomes a bill. */
const MAX_LEAD_DAYS = Math.max(...Object.values(rhythms).map(({ leadDays }) => leadDays));

/** A recurring payment of the speaker's that was not dismissed and has not ended. */
export const isExpected = sql`${recurringTransactions.userId} = ${me} and ${recurringTransactions.dismissedAt} is null and ${recurringTransactions.endedOn} is null`;

/** A bill with the task that it is, unless that is not made yet or was deleted. */
export async function withTask(ctx: Ctx, id: string): Promise<Bill & { taskId: string | null }> {
  const [bill, tasks] = await ctx.db.batch([
    rowRead(bills, id, true),
    read<{ id: string }>(sql`select id from tasks where id = ${taskOfBill(id)}::uuid and deleted_at is null`),
  ]);
  if (!bill) throw NotFound();
  return { ...bill, taskId: tasks[0]?.id ?? null };
}

/**
 * Makes bills of what the speaker is to pay by hand in the next days, when a day of theirs has ended (`YYYY-MM-DD`): one for each period. That is
 * what they have said to be a bill, and what a mail has asked them to pay before. What is charged by itself, such as a subscription, is no bill: it
 * is only expected. A bill that came by mail is taken for that of its period.
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
    const isBill =
      row.isBill ?? there.some((bill) => bill.recurringTransactionId === id && bill.sourceEmailId !== null);
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
    if (!isBill) return [];
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

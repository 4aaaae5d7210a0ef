/** Recurring payments: found and followed as transactions come and go, missed when one does not come, confirmed or dismissed by their person. */
import { desc, type SQL, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { billsInTurn, paying } from "#core/finance/bill-payments";
import { isExpected } from "#core/finance/bills";
import { BillCancelled, RecurringEvents } from "#core/finance/events";
import { bills, recurringTransactions } from "#core/finance/recurring.sql";
import { nextDay, rhythms, shifted } from "#core/finance/recurring-cadence";
import { type Plan, planOf, type Recurring } from "#core/finance/recurring-plan";
import type { TransactionRow } from "#core/finance/rule-applications";
import { transactions } from "#core/finance/transactions.sql";
import { inTurn } from "#core/platform/in-turn";
import { insert, remove, update } from "#kit/change";
import { MAX_ROWS, updateMany, updateWhere } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { effect, type Query, read } from "#kit/db";
import { leastId } from "#kit/ids";
import { isConflict, ReadOnlyAccess } from "#kit/problem";
import { justEmitted } from "#kit/story";
import { me } from "#kit/table";
import { transition } from "#kit/transition";

/** So many payments are looked at, the last ones of a name, and as many of a vendor. */
const MAX_PAYMENTS = 120;
const MAX_KNOWN = 100;
/** A later day is a slip of a hand, or a payment that was only planned. */
const AHEAD_DAYS = 7;
/** After so many that did not come, none is expected any more. */
const MISSED_TO_END = 2;
const ATTEMPTS = 3;
const MOVED = "recurring_moved";

/** Looks again at what recurs of the merchant of a transaction of the speaker's that came, changed or went. Two flights. */
export async function follow(ctx: Ctx, transactionId: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const plan = await planned(ctx, [transactionId]);
    const writes = writesOf(ctx, plan);
    if (writes.length === 0) return;
    try {
      await ctx.db.batch(writes);
      return;
    } catch (error) {
      if (!isConflict(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** As many payments make one that recurs. */
const LEAST_PAYMENTS = 3;
/** Nobody pays more merchants three times. */
const MAX_MERCHANTS = 2_000;
/** So many are read in a flight. */
const MERCHANTS_A_FLIGHT = 20;

/**
 * Looks at the merchants of all transactions that were added in the last two days, since an import tells of many rows by one event: at those that
 * may recur, by their name or their vendor, or that are known to. In one write, so that a repeated delivery finds all of it done or nothing.
 */
export async function followAdded(ctx: Ctx): Promise<void> {
  const since = leastId(new Date(ctx.now().getTime() - 2 * 86_400_000));
  const several = (where: SQL) =>
    sql`(select count(*) from (select from transactions t where t.user_id = ${me} and t.deleted_at is null and ${where} limit ${LEAST_PAYMENTS}::int) s) = ${LEAST_PAYMENTS}::int`;
  const [added] = await ctx.db.batch([
    read<{ id: string }>(sql`
      with added as materialized (
        select merchant_key, max(id::text) as id, array_agg(distinct vendor_id) filter (where vendor_id is not null) as vendors from transactions
        where user_id = ${me} and id >= ${since}::uuid and deleted_at is null and merchant_key is not null
        group by merchant_key)
      select a.id from added a where ${several(sql`t.merchant_key = a.merchant_key`)}
        or exists (select from unnest(a.vendors) v(id) where ${several(sql`t.vendor_id = v.id`)})
        or exists (select from recurring_transactions r where r.user_id = ${me} and (r.merchant_key = a.merchant_key or r.vendor_id = any(a.vendors)))
      order by a.id desc limit ${MAX_MERCHANTS}::int`),
  ]);
  const ids = added.map(({ id }) => id);
  const writes: Query[] = [];
  for (let at = 0; at < ids.length; at += MERCHANTS_A_FLIGHT)
    writes.push(...writesOf(ctx, await planned(ctx, ids.slice(at, at + MERCHANTS_A_FLIGHT))));
  if (writes.length > 0) await ctx.db.batch(writes);
}

interface Found extends Plan {
  /** Those of the same merchant that were there. */
  known: Recurring[];
}

async function planned(ctx: Ctx, ids: readonly string[]): Promise<Found[]> {
  const today = ctx.now().toISOString().slice(0, 10);
  const results = await ctx.db.batch(
    ids.flatMap((id) => {
      const those = ofMerchant(id, shifted(today, AHEAD_DAYS));
      return [
        rowsRead(
          transactions,
          sql`${transactions.id} = any(array(${those})) and ${transactions.transferPairId} is null`,
          {
            order: desc(transactions.id),
            limit: 2 * MAX_PAYMENTS,
          },
        ),
        rowsRead(
          recurringTransactions,
          sql`${recurringTransactions.userId} = ${me} and (${recurringTransactions.merchantKey} in (select merchant_key from transactions where id = any(array(select ${id}::uuid union (${those}))))
            or ${recurringTransactions.vendorId} in (select vendor_id from transactions where id = any(array(select ${id}::uuid union (${those})))))`,
          { order: sql`${recurringTransactions.id}`, limit: MAX_KNOWN },
        ),
      ] as const;
    }),
  );
  return ids.map((id, at) => {
    // Each id has two results, whose types a list of them does not tell apart.
    const [payments, known] = [results[2 * at], results[2 * at + 1]] as [TransactionRow[], Recurring[]];
    return { ...planOf(payments, known, today, id), known };
  });
}

/** The ids of the last payments of the speaker's to the merchant of one: of its name, and of its vendor. */
const ofMerchant = (id: string, until: string): SQL => sql`
  with one as materialized (select merchant_key, vendor_id from transactions where id = ${id}::uuid and user_id = ${me}),
  named as materialized (
    select t.id, t.vendor_id from transactions t
    where t.user_id = ${me} and t.merchant_key = (select merchant_key from one) and t.date <= ${until}::date and t.deleted_at is null
    order by t.date desc, t.id desc limit ${MAX_PAYMENTS}::int),
  sold as materialized (
    select t.id from transactions t
    where t.user_id = ${me} and t.vendor_id = coalesce((select vendor_id from one), (select vendor_id from named where vendor_id is not null limit 1))
      and t.date <= ${until}::date and t.deleted_at is null
    order by t.date desc, t.id desc limit ${MAX_PAYMENTS}::int)
  select id from named union select id from sold`;

function writesOf(ctx: Ctx, plans: readonly Found[]): Query[] {
  // Two names may lead to the same vendor.
  const changed = new Map(plans.flatMap((plan) => plan.changed).map((one) => [one.row.id, one]));
  const added = new Map(plans.flatMap((plan) => plan.added).map((one) => [one.id!, one]));
  const gone = plans.flatMap((plan) => plan.gone).filter(({ id }) => !changed.has(id));
  if (changed.size === 0 && added.size === 0 && gone.length === 0) return [];
  const keys = [...added.values()].flatMap(({ merchantKey }) => merchantKey ?? []);
  const known = plans.flatMap((plan) => plan.known.map(({ id }) => id));
  return [
    inTurn(`recurring ${ctx.actor.userId}`),
    billsInTurn(ctx),
    ...(added.size === 0 ? [] : [unlessAdded(keys, known)]),
    ...[...added.values()].map((values) =>
      insert(ctx, recurringTransactions, values, { emits: { event: RecurringEvents.detected }, onConflict: "nothing" }),
    ),
    ...gone.flatMap((row) => removing(ctx, row)),
    ...[...changed.values()].flatMap(({ row, values, isNewPrice, newer, looked }) => [
      ...(Object.keys(values).length === 0
        ? []
        : [
            update(
              ctx,
              recurringTransactions,
              sql`${recurringTransactions.id} = ${row.id}::uuid and ${recurringTransactions.version} = ${row.version}::int`,
              values,
              {
                emits: [
                  { event: RecurringEvents.updated },
                  ...(isNewPrice ? [{ event: RecurringEvents.priceChanged } as const] : []),
                ],
                orConflict: MOVED,
              },
            ),
          ]),
      ...newer.flatMap((payment) => paying(ctx, row, payment, rhythms[row.cadence].days)),
      ...(looked ? paying(ctx, row, looked, Math.floor(rhythms[row.cadence].days / 2)) : []),
    ]),
  ];
}

/**
 * Removes one that was found in payments which are gone, as when their import was undone: its open bills are cancelled. Whether its last payment
 * is really gone, the database says, since only so many of a merchant were read.
 */
function removing(ctx: Ctx, { id, version }: Recurring): Query[] {
  const isGone = sql`${recurringTransactions.id} = ${id}::uuid and ${recurringTransactions.version} = ${version}::int and not exists (
    select from transactions t where t.id = ${recurringTransactions.lastTransactionId} and t.deleted_at is null and t.transfer_pair_id is null
      and t.account_id is not distinct from ${recurringTransactions.accountId} and t.currency = ${recurringTransactions.currency}
      and (t.amount_cents < 0) = (${recurringTransactions.expectedAmountCents} < 0))`;
  return [
    cancellingBills(ctx, id, sql`exists (select from recurring_transactions where ${isGone})`),
    remove(ctx, recurringTransactions, isGone, { emits: { event: RecurringEvents.deleted } }),
  ];
}

/** Cancels the open bills that were made of a recurring payment, up to 500. Those that came by mail stay. */
const cancellingBills = (ctx: Ctx, id: string, where: SQL, cause?: SQL) =>
  updateWhere(
    ctx,
    bills,
    sql`${bills.id} in (select id from bills where recurring_transaction_id = ${id}::uuid and user_id = ${me} and status = 'open' and source_email_id is null order by id limit ${MAX_ROWS}::int) and ${where}`,
    { status: "cancelled" },
    { emits: { event: BillCancelled, cause } },
  );

/** Refuses what was decided without one that was found meanwhile. */
function unlessAdded(keys: readonly string[], known: readonly string[]) {
  return effect(sql`
    select raise_problem('LF005', ${MOVED}) where exists (
      select from recurring_transactions r where r.user_id = ${me}
        and r.merchant_key in (select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))
        and r.id::text not in (select jsonb_array_elements_text(${JSON.stringify(known)}::jsonb)))`);
}

/** Tells once of each payment that did not come, when a day of the speaker's has ended (`YYYY-MM-DD`) by which it was to come at the latest. */
export async function noteMissed(ctx: Ctx, day: string): Promise<void> {
  const [waiting] = await ctx.db.batch([
    rowsRead(recurringTransactions, sql`${isExpected} and ${recurringTransactions.nextExpectedDate} < ${day}::date`, {
      order: sql`${recurringTransactions.nextExpectedDate}, ${recurringTransactions.id}`,
      limit: MAX_ROWS,
    }),
  ]);
  const missed = waiting.flatMap(({ id, cadence, anchorDay, nextExpectedDate: missedOn, missedCount: before }) => {
    if (missedOn === null || shifted(missedOn, rhythms[cadence].graceDays) > day) return [];
    const missedCount = before + 1;
    const nextExpectedDate = nextDay(missedOn, cadence, anchorDay);
    return [{ id, missedOn, missedCount, nextExpectedDate, endedOn: missedCount < MISSED_TO_END ? null : day }];
  });
  if (missed.length === 0) return;
  await ctx.db.batch([
    updateMany(ctx, recurringTransactions, missed, {
      where: sql`${isExpected} and ${recurringTransactions.nextExpectedDate} = given.missed_on`,
      emits: { event: RecurringEvents.missed },
    }),
  ]);
}

/** Says that it is one. What was dismissed is followed again. */
export const confirm = (ctx: Ctx, id: string): Promise<Recurring> =>
  transition(ctx, recurringTransactions, id, {
    follows: "any event",
    refuse: (row) => onlyOwn(ctx, row) ?? (row.confirmedAt ? "done" : undefined),
    change: {
      values: { confirmedAt: ctx.now().toISOString(), dismissedAt: null },
      emits: { event: RecurringEvents.confirmed },
    },
  });

/** Says that it is none: it makes no bills any more, tells of nothing, and is not found again. Its open bills are cancelled. */
export const dismiss = (ctx: Ctx, id: string): Promise<Recurring> =>
  transition(ctx, recurringTransactions, id, {
    follows: "any event",
    refuse: (row) => onlyOwn(ctx, row) ?? (row.dismissedAt ? "done" : undefined),
    change: {
      values: { dismissedAt: ctx.now().toISOString(), confirmedAt: null },
      emits: { event: RecurringEvents.dismissed },
      also: (story) => [cancellingBills(story, id, sql`true`, justEmitted(id, RecurringEvents.dismissed))],
    },
  });

/**
 * Says whether its person pays it by hand, so that each of its periods is a bill, or null for what is known by itself. Of what is charged by itself,
 * open bills are cancelled. One flight.
 */
export const say = (ctx: Ctx, id: string, { isBill }: { isBill?: boolean | null }, versions?: number[]) =>
  transition(ctx, recurringTransactions, id, {
    versions,
    answer: ({ merchantKey: _, ...row }) => row,
    refuse: (row) => onlyOwn(ctx, row),
    change: {
      where: sql`${recurringTransactions.userId} = ${me}`,
      values: { isBill },
      emits: { event: RecurringEvents.updated },
      also: (story) =>
        isBill === false ? [cancellingBills(story, id, sql`true`, justEmitted(id, RecurringEvents.updated))] : [],
    },
  });

/** Whoever was only shown it has bills of their own. */
const onlyOwn = (ctx: Ctx, { userId }: Recurring) => (userId === ctx.actor.userId ? undefined : ReadOnlyAccess());

/** What becomes of the recurring payments that are known, and which are new, when the payments of a merchant are looked at again. */
import type { recurringTransactions } from "#core/finance/recurring.sql";
import { daysBetween, nextDay, rhythms } from "#core/finance/recurring-cadence";
import {
  goesOn,
  isOtherPrice,
  isPriceOf,
  type Payment,
  type Series,
  seriesIn,
} from "#core/finance/recurring-detection";
import type { TransactionRow } from "#core/finance/rule-applications";
import { derivedId } from "#kit/ids";
import type { Row } from "#kit/wire";

export type Recurring = Row<typeof recurringTransactions>;
type Columns = Partial<typeof recurringTransactions.$inferInsert>;

export interface Planned {
  row: Recurring;
  values: Columns;
  isNewPrice: boolean;
  /** Those that have come since it was looked at last, in the order of their days. */
  newer: Payment[];
  /** The one that is looked at, if it is one of the others of it: what came before may be booked, corrected or restored only now. */
  looked?: Payment;
}

export interface Plan {
  added: (typeof recurringTransactions.$inferInsert)[];
  changed: Planned[];
  /** Those whose last payment is gone, of which the others are too few, and of which their person has said nothing. */
  gone: Recurring[];
}

/** So many payments that have come since may have paid bills. */
const MAX_NEWER = 12;
/** A price that has changed longer ago, in a history that was imported, is no news. */
const NEWS_DAYS = 60;
/** How much the amounts of one series may differ from those of another to be taken for it, where no payment is common to both. */
const ALIKE = 0.25;

/**
 * `payments`: those of one merchant; of each account, currency and direction apart. `known`: those of that merchant. `today`: what would have
 * ended by then is not found anew. `lookedAt`: the id of the payment that is looked at.
 */
export function planOf(
  payments: readonly TransactionRow[],
  known: readonly Recurring[],
  today: string,
  lookedAt?: string,
): Plan {
  const plan: Plan = { added: [], changed: [], gone: [] };
  const used = new Set<string>();
  const going = new Set<string>();
  for (const rows of Map.groupBy(payments, partOf).values()) {
    const byId = new Map(rows.map((row) => [row.id, row]));
    const found = new Set(seriesIn(rows));
    const ours = known.filter((one) => rows.some((row) => isSamePart(one, row)) && !used.has(one.id));
    // The one that a payment was taken for goes before those that only look like it.
    const certain = new Map(ours.map((row) => [row.id, [...found].find((one) => has(one, row.lastTransactionId))]));
    for (const one of certain.values()) if (one) found.delete(one);
    for (const row of ours) {
      used.add(row.id);
      const series = certain.get(row.id) ?? [...found].find((one) => isAlike(one, row));
      if (series) found.delete(series);
      const newer = (series?.payments ?? [following(row, rows, found)]).filter((one) => one !== undefined);
      if (newer.length > 0) going.add(row.id);
      const looked = newer.find(({ id }) => id === lookedAt);
      const change = series ? bySeries(row, series, byId) : newer[0] ? byPayment(row, newer[0], byId) : undefined;
      if (change) plan.changed.push(...changeOf(row, change, newer, { today, looked }));
    }
    for (const series of found) if (isGoingOn(series, today)) plan.added.push(rowOf(series, byId));
  }
  plan.gone.push(...known.filter((row) => !going.has(row.id) && isUnsaid(row) && !payments.some(isLastOf(row))));
  return plan;
}

const isUnsaid = ({ confirmedAt, dismissedAt, isBill, lastTransactionId }: Recurring) =>
  confirmedAt === null && dismissedAt === null && isBill === null && lastTransactionId !== null;
const isLastOf = (row: Recurring) => (payment: TransactionRow) =>
  payment.id === row.lastTransactionId && isSamePart(row, payment);

const partOf = ({ accountId, currency, amountCents }: Pick<TransactionRow, "accountId" | "currency" | "amountCents">) =>
  `${accountId} ${currency} ${amountCents < 0}`;
const isSamePart = ({ accountId, currency, expectedAmountCents }: Recurring, row: TransactionRow) =>
  partOf({ accountId, currency, amountCents: expectedAmountCents }) === partOf(row);
const has = ({ payments }: Series, id: string | null) => id !== null && payments.some((one) => one.id === id);
const isAlike = ({ cadence, amountCents }: Series, row: Recurring) =>
  cadence === row.cadence && !isOtherPrice(row.expectedAmountCents, amountCents, ALIKE);

/** The payment that goes on with a series that is no longer found, since one was late or another was deleted. */
function following(row: Recurring, rows: readonly TransactionRow[], found: ReadonlySet<Series>): Payment | undefined {
  const { lastDate, cadence, expectedAmountCents: amountCents, nextExpectedDate } = row;
  if (lastDate === null || nextExpectedDate === null) return undefined;
  const { days } = rhythms[cadence];
  const away = ({ date }: Payment) => Math.abs(daysBetween(nextExpectedDate, date));
  const last = { cadence, amountCents, payments: [{ id: "", date: lastDate, amountCents }] };
  return rows
    .filter((one) => one.date > lastDate && ![...found].some((series) => has(series, one.id)))
    .filter((one) => goesOn(last, one) || (isPriceOf(amountCents, one.amountCents) && away(one) * 3 <= days))
    .toSorted((a, b) => away(a) - away(b) || (a.id < b.id ? -1 : 1))[0];
}

const bySeries = (row: Recurring, series: Series, byId: ReadonlyMap<string, TransactionRow>): Columns => ({
  ...ofLast(series.payments.at(-1)!, byId),
  cadence: series.cadence,
  expectedAmountCents: series.amountCents,
  amountSpread: series.spread,
  anchorDay: series.anchorDay,
  nextExpectedDate: series.nextDate,
  confidence: series.confidence,
  // No more than so many payments are read again, and those before them were counted.
  occurrences: Math.max(series.payments.length, row.occurrences),
});

const byPayment = (row: Recurring, payment: Payment, byId: ReadonlyMap<string, TransactionRow>): Columns => ({
  ...ofLast(payment, byId),
  expectedAmountCents: isOtherPrice(row.expectedAmountCents, payment.amountCents, row.amountSpread)
    ? payment.amountCents
    : row.expectedAmountCents,
  nextExpectedDate: nextDay(payment.date, row.cadence, row.anchorDay),
  occurrences: row.occurrences + 1,
});

function ofLast(payment: Payment, byId: ReadonlyMap<string, TransactionRow>) {
  const { merchantName, merchantKey, vendorId } = byId.get(payment.id)!;
  const named = merchantName === null ? {} : { merchantName, merchantKey };
  return { ...named, vendorId, lastDate: payment.date, lastTransactionId: payment.id };
}

function changeOf(
  row: Recurring,
  change: Columns,
  payments: readonly Payment[],
  { today, looked }: { today: string; looked: Payment | undefined },
): Planned[] {
  const newer = payments.filter(({ id, date }) => id !== row.lastTransactionId && date >= (row.lastDate ?? ""));
  const last = newer.at(-1);
  const isNewPrice =
    last !== undefined &&
    row.dismissedAt === null &&
    daysBetween(last.date, today) <= NEWS_DAYS &&
    isOtherPrice(row.expectedAmountCents, last.amountCents, row.amountSpread);
  const price = isNewPrice && { previousAmountCents: row.expectedAmountCents, priceChangedOn: last.date };
  // Without another payment, what was missed or has ended stays so.
  const missed = last
    ? { missedCount: 0, endedOn: null }
    : row.missedCount > 0 && { nextExpectedDate: row.nextExpectedDate };
  const values = { ...change, ...price, ...missed };
  const before = newer.some(({ id }) => id === looked?.id) ? undefined : looked;
  const entries = Object.entries(values).filter(([key, value]) => value !== row[key as keyof Recurring]);
  return entries.length === 0 && !before
    ? []
    : [{ row, values: Object.fromEntries(entries), isNewPrice, newer: newer.slice(-MAX_NEWER), looked: before }];
}

/** Whether its next payment may still come. */
function isGoingOn({ nextDate, cadence }: Series, today: string): boolean {
  const { days, graceDays } = rhythms[cadence];
  return daysBetween(nextDate, today) <= days + graceDays;
}

function rowOf(series: Series, byId: ReadonlyMap<string, TransactionRow>): typeof recurringTransactions.$inferInsert {
  const first = byId.get(series.payments[0]!.id)!;
  const last = ofLast(series.payments.at(-1)!, byId);
  return {
    ...last,
    // The same for two who find it at once.
    id: derivedId(first.id, "recurring"),
    merchantName: last.merchantName ?? first.merchantName ?? "?",
    accountId: first.accountId,
    currency: first.currency,
    cadence: series.cadence,
    expectedAmountCents: series.amountCents,
    amountSpread: series.spread,
    anchorDay: series.anchorDay,
    nextExpectedDate: series.nextDate,
    confidence: series.confidence,
    occurrences: series.payments.length,
  };
}

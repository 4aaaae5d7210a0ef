/**
 * Finds what recurs in the payments of one merchant through one account, of one currency and direction: at least three in one rhythm and of
 * one amount. All payments of an amount count, so that of daily coffees no monthly ones are chosen. Where a merchant is paid irregularly as
 * well, more is asked for; so a supermarket is no subscription. Decided by the payments alone, in whatever order they are given.
 */
import { anchorOf, type Cadence, cadenceOf, daysBetween, nextDay, rhythms } from "#core/finance/recurring-cadence";

export interface Payment {
  id: string;
  date: string;
  /** Minor units, negative when spent; all of the same sign. */
  amountCents: number;
}

export interface Series {
  cadence: Cadence;
  /** In the order of their days. */
  payments: Payment[];
  /** What is expected next. */
  amountCents: number;
  /** By what fraction amounts differ from it without being another price. */
  spread: number;
  /** The day of the month that it keeps to, if it does. */
  anchorDay: number | null;
  nextDate: string;
  /** 0 to 1. */
  confidence: number;
}

interface Cluster {
  spread: number;
  /** Fewest payments, and the least part of what was paid to the merchant meanwhile. */
  atLeast: number;
  ofAll: number;
  /** An amount that varies with use, like that of electricity, is only believed by the month or longer, on its day. */
  needsDay: boolean;
}

/** The same amount, one in a foreign currency, and one that depends on use. */
const CLUSTERS: readonly Cluster[] = [
  { spread: 0, atLeast: 3, ofAll: 0.5, needsDay: false },
  { spread: 0.05, atLeast: 3, ofAll: 0.75, needsDay: false },
  { spread: 0.25, atLeast: 4, ofAll: 0.9, needsDay: true },
];
/** So many of exactly one amount are believed whatever else is bought there. */
const SURE = 4;
/** Fewer payments that are only alike, in weeks, happen by chance. */
const LEAST_OF_WEEKS = 4;
/** A price changes to no more than its double and no less than its half. */
const MAX_PRICE_FACTOR = 2;
/** Expected is what was usual of the last ones. */
const USUAL_OF = 6;

export function seriesIn(given: readonly Payment[]): Series[] {
  const all = given.toSorted(inOrder);
  let rest = all;
  const found: Series[] = [];
  for (const cluster of CLUSTERS)
    for (const alike of alikeIn(rest, cluster.spread)) {
      const series = believed(alike, rest, cluster);
      if (!series) continue;
      found.push(series);
      rest = rest.filter((one) => !alike.includes(one));
    }
  return joined(
    found.toSorted((a, b) => inOrder(a.payments[0]!, b.payments[0]!)),
    rest,
    all,
  );
}

const inOrder = (a: Payment, b: Payment) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1);
const sizeOf = ({ amountCents }: Payment) => Math.abs(amountCents);

/** Payments of like amounts, each of at most so much more than the least. */
function alikeIn(payments: readonly Payment[], spread: number): Payment[][] {
  const groups: Payment[][] = [];
  for (const one of payments.toSorted((a, b) => sizeOf(a) - sizeOf(b) || inOrder(a, b))) {
    const group = groups.at(-1);
    if (group && sizeOf(one) <= sizeOf(group[0]!) * (1 + spread)) group.push(one);
    else groups.push([one]);
  }
  return groups.map((group) => group.toSorted(inOrder));
}

function believed(alike: Payment[], others: readonly Payment[], { spread, atLeast, ofAll, needsDay }: Cluster) {
  if (alike.length < atLeast || sizeOf(alike[0]!) === 0) return undefined;
  const cadence = cadenceOf(alike.map(({ date }) => date));
  if (!cadence) return undefined;
  const inWeeks = rhythms[cadence].months === undefined;
  if (spread > 0 && inWeeks && (needsDay || alike.length < LEAST_OF_WEEKS)) return undefined;
  const [first, last] = [alike[0]!.date, alike.at(-1)!.date];
  const meanwhile = others.filter(({ date }) => date >= first && date <= last).length;
  const isSure = spread === 0 && alike.length >= SURE;
  if (!isSure && alike.length < ofAll * meanwhile) return undefined;
  const series = seriesOf(cadence, alike, alike, spread);
  return needsDay && series.anchorDay === null ? undefined : series;
}

/** `ofPrice`: those that were paid at the last price. */
function seriesOf(cadence: Cadence, payments: Payment[], ofPrice: readonly Payment[], spread: number): Series {
  const days = payments.map(({ date }) => date);
  const anchorDay = rhythms[cadence].months === undefined ? null : anchorOf(days);
  const usual = ofPrice.slice(-USUAL_OF).map(({ amountCents }) => amountCents);
  const confidence = Math.min(0.99, 0.6 + 0.05 * (payments.length - 3)) - (spread > 0.05 ? 0.1 : 0);
  return {
    cadence,
    payments,
    amountCents: spread === 0 ? usual.at(-1)! : usual.toSorted((a, b) => a - b)[Math.floor(usual.length / 2)]!,
    spread,
    anchorDay,
    nextDate: nextDay(days.at(-1)!, cadence, anchorDay),
    confidence: Math.round(confidence * 100) / 100,
  };
}

/** One series for what goes on at another price, whether the new one was paid often enough to be found by itself or not yet. */
function joined(found: readonly Series[], rest: readonly Payment[], all: readonly Payment[]): Series[] {
  const series: Series[] = [];
  const taken = new Set<string>();
  const later = new Set(found);
  for (const one of found) {
    if (!later.delete(one)) continue;
    let whole = one;
    for (;;) {
      const next = [...later].find((other) => goesOn(whole, other.payments[0]!) && other.cadence === whole.cadence);
      const single = next ? undefined : nextOf(whole, rest, taken, all);
      if (!next && !single) break;
      if (next) later.delete(next);
      if (single) taken.add(single.id);
      const more = next?.payments ?? [single!];
      whole = seriesOf(whole.cadence, [...whole.payments, ...more], more, next?.spread ?? whole.spread);
    }
    series.push(whole);
  }
  return series;
}

/** The only payment that may go on with a series; none where most of what the merchant is paid is no part of it. */
function nextOf(series: Series, rest: readonly Payment[], taken: ReadonlySet<string>, all: readonly Payment[]) {
  const since = series.payments[0]!.date;
  if (series.payments.length * 2 <= all.filter(({ date }) => date >= since).length) return undefined;
  const [one, another] = rest.filter((payment) => !taken.has(payment.id) && goesOn(series, payment));
  return another ? undefined : one;
}

/** Whether a payment is one period after the last of a series, at a price that may have become of its own. */
export function goesOn(
  { cadence, payments, amountCents }: Pick<Series, "cadence" | "payments" | "amountCents">,
  next: Payment,
) {
  const gap = daysBetween(payments.at(-1)!.date, next.date);
  return gap >= rhythms[cadence].from && gap <= rhythms[cadence].to && isPriceOf(amountCents, next.amountCents);
}

/** Whether one amount may be the price that another has become. */
export const isPriceOf = (before: number, after: number) => {
  const [one, other] = [Math.abs(before), Math.abs(after)];
  return before < 0 === after < 0 && other <= one * MAX_PRICE_FACTOR && one <= other * MAX_PRICE_FACTOR;
};

/** Whether an amount is another price than the expected one. */
export const isOtherPrice = (expected: number, amount: number, spread: number) =>
  Math.abs(amount - expected) > Math.abs(expected) * spread;

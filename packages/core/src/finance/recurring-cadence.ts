/** The rhythms in which payments recur, and the day on which the next one is to come. Days are `YYYY-MM-DD`. */
import type { cadences } from "#core/finance/recurring.sql";

export type Cadence = (typeof cadences)[number];

const DAY_MS = 86_400_000;
export const dayNumber = (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
export const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);
export const daysBetween = (one: string, other: string): number => dayNumber(other) - dayNumber(one);
export const shifted = (day: string, days: number): string => dayOf(dayNumber(day) + days);

interface Rhythm {
  /** Fewest and most days between two payments: months differ, and banks move what falls on a weekend or a holiday. */
  from: number;
  to: number;
  /** Days of a period, and its months for what keeps to a day of the month. */
  days: number;
  months?: number;
  /** So many days after the expected one a payment counts as missed. */
  graceDays: number;
  /** So many days before it is due a payment becomes a bill. */
  leadDays: number;
}

export const rhythms: Record<Cadence, Rhythm> = {
  weekly: { from: 5, to: 9, days: 7, graceDays: 3, leadDays: 2 },
  biweekly: { from: 12, to: 16, days: 14, graceDays: 4, leadDays: 3 },
  // Payments each four weeks are monthly ones without a day of the month.
  monthly: { from: 25, to: 36, days: 28, months: 1, graceDays: 7, leadDays: 7 },
  quarterly: { from: 84, to: 98, days: 91, months: 3, graceDays: 10, leadDays: 7 },
  yearly: { from: 350, to: 380, days: 365, months: 12, graceDays: 15, leadDays: 7 },
};

/** Payments keep to a day of the month when no more than one in four is further from it. */
const MAX_FROM_ANCHOR = 4;

/**
 * The day of the month that payments keep to, 1 to 31; the last day of a shorter month stands for the days that it lacks. Null when they keep to none.
 */
export function anchorOf(days: readonly string[]): number | null {
  let best: { anchor: number; sum: number; exact: number; far: number } | undefined;
  for (let anchor = 1; anchor <= 31; anchor++) {
    const away = days.map((day) => Math.abs(fromAnchor(day, anchor)));
    const one = {
      anchor,
      sum: away.reduce((sum, one) => sum + one, 0),
      exact: away.filter((one) => one === 0).length,
      far: away.filter((one) => one > MAX_FROM_ANCHOR).length,
    };
    // Of equally near ones, that on which most were paid, since the others are those that a bank has moved; and it moves them to later days,
    // but for the last of a month.
    const isBetter = !best || one.sum < best.sum || (one.sum === best.sum && one.exact > best.exact);
    const isLater = best && one.sum === best.sum && one.exact === best.exact && best.anchor >= 28;
    if (isBetter || isLater) best = one;
  }
  return best && best.far * 4 <= days.length ? best.anchor : null;
}

/** By how many days a day is after the nearest one of an anchor. */
function fromAnchor(day: string, anchor: number): number {
  return dayNumber(day) - dayNumber(nearest(day, anchor));
}

function nearest(day: string, anchor: number): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const around = [-1, 0, 1].map((more) => inMonth(year, month + more, anchor));
  return around.reduce((a, b) => (Math.abs(daysBetween(a, day)) <= Math.abs(daysBetween(b, day)) ? a : b));
}

/** The day of a month, 1 to 12 or beyond it, or the last one where the month is shorter. */
function inMonth(year: number, month: number, anchor: number): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1, Math.min(anchor, last))).toISOString().slice(0, 10);
}

/** The day on which a payment is expected after one of this day. */
export function nextDay(day: string, cadence: Cadence, anchor: number | null): string {
  const { days, months } = rhythms[cadence];
  if (months === undefined || anchor === null) return shifted(day, days);
  const at = nearest(day, anchor);
  return inMonth(Number(at.slice(0, 4)), Number(at.slice(5, 7)) + months, anchor);
}

/** The rhythm of these days, of which each is after the one before; one in four periods may lack its payment. Null for none. */
export function cadenceOf(days: readonly string[]): Cadence | null {
  const gaps = days.slice(1).map((day, at) => daysBetween(days[at]!, day));
  for (const [cadence, { from, to }] of Object.entries(rhythms) as [Cadence, Rhythm][]) {
    const single = gaps.filter((gap) => gap >= from && gap <= to).length;
    const double = gaps.filter((gap) => gap > to && gap >= 2 * from && gap <= 2 * to).length;
    if (single + double === gaps.length && single >= 2 && double * 4 <= gaps.length) return cadence;
  }
  return null;
}

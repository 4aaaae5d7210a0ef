/**
 * Finds which transactions of a bank are here already, entered by hand, imported from a file or a receipt, or read before the bank was linked
 * anew. Each takes one: of three equal coffees at the bank and two here, one is new.
 */
import { similarNames } from "#core/household/vendor-names";

/** The bank's day and that of the purchase differ by so much. */
export const MATCH_DAYS = 5;
/** With another text, so much, and only where nothing else fits. */
const NEAR_DAYS = 1;

export interface Matchable {
  id: string;
  accountId: string | null;
  date: string;
  amountCents: number;
  currency: string;
  merchantName: string | null;
  description: string | null;
}

/** By the id of each of `theirs` that is here, which of `here` it is. */
export function matched<H extends Matchable>(theirs: readonly Matchable[], here: readonly H[]): Map<string, H> {
  const byDay = new Map<string, H[]>();
  for (const one of here) byDay.set(keyOf(one, 0), [...(byDay.get(keyOf(one, 0)) ?? []), one]);
  const near = (one: Matchable, days: number) =>
    Array.from({ length: 2 * days + 1 }, (_, n) => n - days).flatMap((offset) =>
      (byDay.get(keyOf(one, offset)) ?? []).map((row) => ({ theirs: one, row, days: Math.abs(offset) })),
    );
  const found = new Map<string, H>();
  const taken = new Set<string>();
  const alike = theirs
    .flatMap((one) => near(one, MATCH_DAYS))
    .filter(({ theirs: one, row }) => isAlike(one, row))
    .map((pair) => ({ ...pair, isElsewhere: pair.row.accountId !== pair.theirs.accountId ? 1 : 0 }))
    .toSorted(
      (a, b) =>
        a.isElsewhere - b.isElsewhere ||
        a.days - b.days ||
        compare(a.theirs.date, b.theirs.date) ||
        compare(a.theirs.id, b.theirs.id) ||
        compare(a.row.id, b.row.id),
    );
  for (const { theirs: one, row } of alike) {
    if (found.has(one.id) || taken.has(row.id)) continue;
    found.set(one.id, row);
    taken.add(row.id);
  }
  const pairs = theirs
    .filter(({ id }) => !found.has(id))
    .flatMap((one) => near(one, NEAR_DAYS))
    .filter(({ theirs: one, row }) => !taken.has(row.id) && row.accountId === one.accountId);
  const [ofTheirs, ofRows] = [counted(pairs.map((pair) => pair.theirs.id)), counted(pairs.map(({ row }) => row.id))];
  for (const { theirs: one, row } of pairs)
    if (ofTheirs.get(one.id) === 1 && ofRows.get(row.id) === 1) found.set(one.id, row);
  return found;
}

const DAY_MS = 86_400_000;
const keyOf = ({ amountCents, currency, date }: Matchable, offset: number) =>
  `${amountCents} ${currency} ${Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS) + offset}`;

function isAlike(one: Matchable, other: Matchable): boolean {
  const [mine, theirs] = [textsOf(one), textsOf(other)];
  return mine.some((text) => theirs.some((their) => similarNames(text, their)));
}

const textsOf = ({ merchantName, description }: Matchable) =>
  [merchantName, description].filter((text) => text !== null && text !== "") as string[];

function counted(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Finds which transactions of a bank or of its file are here already, entered by hand, imported from another file or a receipt, or read before
 * the bank was linked anew. Each takes one: of three equal coffees at the bank and two here, one is new.
 *
 * The work grows with their number and not with its square, also where all have one amount on one day: they are kept by account, amount and
 * day, those of one text together, and a transaction is compared with a few texts only.
 */
import { similarNames } from "#core/household/vendor-names";

/** The bank's day and that of the purchase differ by so much. */
export const MATCH_DAYS = 5;
/** With another text, so much, and only where nothing else fits. */
const NEAR_DAYS = 1;
/** So many other texts one is compared with, those of the nearest days; the very same text is found among any number. */
const MOST_TEXTS = 24;

export interface Matchable {
  id: string;
  accountId: string | null;
  date: string;
  amountCents: number;
  currency: string;
  merchantName: string | null;
  description: string | null;
}

/** One that is here: it may be of the account that it is on, and of the one that its bank or file has it on. */
export interface Kept extends Matchable {
  sourceAccountId: string | null;
}

/** Those of one text, by their ids; all before `next` are taken. */
interface Group<H> {
  texts: readonly string[];
  rows: H[];
  next: number;
}
/** Those of one account, amount and day, by their texts. */
type Day<H> = Map<string, Group<H>>;

interface How {
  /** Whether only what is on the account on the very day may be meant, as where two files tell of one booking. */
  isExact?: boolean;
  isSimilar?: (one: string, other: string) => boolean;
}

/** By the id of each of `theirs` that is here, which of `here` it is. */
export function matched<H extends Kept>(
  theirs: readonly Matchable[],
  here: readonly H[],
  { isExact = false, isSimilar = similarNames }: How = {},
): Map<string, H> {
  const found = new Map<string, H>();
  const taken = new Set<string>();
  const take = (one: Matchable, row: H | undefined) => {
    if (!row) return;
    found.set(one.id, row);
    taken.add(row.id);
  };
  const days = byPlace(here);
  const open = () => inOrder.filter(({ id }) => !found.has(id));
  const inOrder = theirs.toSorted((a, b) => compare(a.date, b.date) || compare(a.id, b.id));
  const seen = new Map(inOrder.map(({ id }) => [id, new Map<string, boolean>()]));

  // On its account first, and there what is nearest in days.
  for (const where of isExact ? (["account"] as const) : (["account", "anywhere"] as const))
    for (let apart = 0; apart <= (isExact ? 0 : MATCH_DAYS); apart++)
      for (const one of open()) take(one, alike(one, where === "account" ? one.accountId : ANYWHERE, apart));
  // Then what has its day and amount on the account, however it is called there: as many as there are of both.
  for (const one of open()) take(one, nextOf(days.get(placeOf(one, one.accountId, 0))));
  if (isExact) return found;
  // And what has them a day apart, where only one can be meant.
  const wanted = counted(open().map((one) => placeOf(one, one.accountId, 0)));
  const free = counted(
    here.flatMap((row) => (taken.has(row.id) ? [] : accountsOf(row).map((id) => placeOf(row, id, 0)))),
  );
  for (const one of open()) {
    const near = NEAR.filter((offset) => free.has(placeOf(one, one.accountId, offset)));
    if (near.length !== 1 || free.get(placeOf(one, one.accountId, near[0]!)) !== 1) continue;
    const row = nextOf(days.get(placeOf(one, one.accountId, near[0]!)));
    const rivals = row && NEAR.reduce((sum, offset) => sum + (wanted.get(placeOf(row, one.accountId, offset)) ?? 0), 0);
    if (rivals === 1) take(one, row);
  }
  return found;

  /** One that is called like it, so many days before or after. */
  function alike(one: Matchable, accountId: string | null, apart: number): H | undefined {
    const texts = textsOf(one);
    const own = texts.join("\n");
    const answers = seen.get(one.id)!;
    const nearest = (apart === 0 ? [0] : [-apart, apart]).flatMap((offset) => {
      const day = days.get(placeOf(one, accountId, offset));
      const same = day && own !== "" ? headOf(day.get(own)) : undefined;
      if (same) return [same];
      for (const [key, group] of day ?? []) {
        const row = headOf(group);
        if (!row) day!.delete(key);
        else {
          if (!answers.has(key) && answers.size >= MOST_TEXTS) break;
          if (!answers.has(key))
            answers.set(
              key,
              texts.some((text) => group.texts.some((other) => isSimilar(text, other))),
            );
          if (answers.get(key)) return [row];
        }
      }
      return [];
    });
    return nearest.toSorted((a, b) => compare(a.id, b.id))[0];
  }
  function nextOf(day: Day<H> | undefined): H | undefined {
    for (const [key, group] of day ?? []) {
      const row = headOf(group);
      if (row) return row;
      day!.delete(key);
    }
    return undefined;
  }
  function headOf(group: Group<H> | undefined): H | undefined {
    while (group && group.next < group.rows.length && taken.has(group.rows[group.next]!.id)) group.next++;
    return group?.rows[group.next];
  }
}

function byPlace<H extends Kept>(here: readonly H[]): Map<string, Day<H>> {
  const days = new Map<string, Day<H>>();
  for (const row of here.toSorted((a, b) => compare(a.id, b.id))) {
    const texts = textsOf(row);
    const key = texts.join("\n");
    for (const accountId of [...accountsOf(row), ANYWHERE]) {
      const place = placeOf(row, accountId, 0);
      const day = days.get(place) ?? new Map<string, Group<H>>();
      days.set(place, day);
      const group = day.get(key);
      if (group) group.rows.push(row);
      else day.set(key, { texts, rows: [row], next: 0 });
    }
  }
  return days;
}

/** Stands for whichever account. */
const ANYWHERE = "*";
const NEAR = Array.from({ length: 2 * NEAR_DAYS + 1 }, (_, n) => n - NEAR_DAYS);

const accountsOf = ({ accountId, sourceAccountId }: Kept): (string | null)[] => [
  ...new Set(sourceAccountId === null ? [accountId] : [accountId, sourceAccountId]),
];

const DAY_MS = 86_400_000;
const placeOf = ({ amountCents, currency, date }: Matchable, accountId: string | null, offset: number) =>
  `${accountId ?? ""} ${amountCents} ${currency} ${Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS) + offset}`;

const textsOf = ({ merchantName, description }: Matchable) =>
  [merchantName, description].filter((text) => text !== null && text !== "") as string[];

function counted(places: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  return counts;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

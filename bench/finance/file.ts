/** A file of a bank as people download it, the same at each run, and what its person has said of their payments before. */

/** A generator of numbers from 0 to below 1, the same for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Payment {
  /** `YYYY-MM-DD`. */
  date: string;
  payee: string;
  description: string;
  amountCents: number;
}

const KINDS = ["Bakery", "Market", "Pharmacy", "Cafe", "Books", "Garage", "Cinema", "Florist", "Hardware", "Bistro"];
const NAMES = "Alder Birch Cedar Dahlia Elm Fern Gorse Hazel Iris Juniper Kale Linden Maple Nettle Oak Poppy".split(
  " ",
);

/** So many shops, each with another name. */
export const SHOPS = NAMES.flatMap((name) => KINDS.map((kind) => `${name} ${kind}`));
/** Those that are vendors here, with a category of their own. */
export const SOLD = SHOPS.slice(40, 140);
export const CATEGORIES = Array.from({ length: 25 }, (_, n) => `Category ${n + 1}`);

export interface Rule {
  shop: string;
  operator: "contains" | "matches";
  value: string;
  category?: string;
  /** What it calls its shop. */
  payee?: string;
}

/** Fifty rules, each for a shop: it says a category, a name, or both. A tenth of them are regular expressions. */
export const RULES: readonly Rule[] = SHOPS.slice(0, 50).map((shop, n) => ({
  shop,
  ...(n % 10 === 0 ? { operator: "matches", value: `^${shop}\\s+#[0-9]+$` } : { operator: "contains", value: shop }),
  ...(n % 3 !== 0 && { category: CATEGORIES[n % CATEGORIES.length]! }),
  ...(n % 3 !== 1 && { payee: shop }),
}));

const FIRST_DAY = Date.parse("2016-01-01T00:00:00Z");
const DAYS = 3_650;
const DAY_MS = 86_400_000;

/** Payments in the order of their days. A few are alike in everything, as two coffees of a day are. */
export function payments(count: number, seed = 1): Payment[] {
  const next = numbers(seed);
  return Array.from({ length: count }, (_, n) => {
    const shop = SHOPS[Math.floor(next() * SHOPS.length)]!;
    const isIncome = next() < 0.04;
    return {
      date: new Date(FIRST_DAY + Math.floor((n * DAYS) / count) * DAY_MS).toISOString().slice(0, 10),
      payee: `${shop} #${Math.floor(next() * 40) + 1}`,
      description: `Card payment ${Math.floor(next() * 9_000) + 1_000} ${shop.toUpperCase()}`,
      amountCents: (isIncome ? 1 : -1) * (Math.floor(next() * 20_000) + 100),
    };
  });
}

export function csvOf(rows: readonly Payment[]): string {
  const lines = rows.map(
    ({ date, payee, description, amountCents }) => `${date},${payee},${description},${(amountCents / 100).toFixed(2)}`,
  );
  return `Date,Payee,Description,Amount\n${lines.join("\n")}\n`;
}

import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { month as monthReport, year as yearReport } from "#functions/finance/reports";
import { putSplits } from "#functions/finance/transactions";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { isWhole } from "#testing/sampled";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

/** Two years from 2024 on, by the number of the month. */
const MONTHS = 24;
const CURRENCIES = ["EUR", "JPY", "BHD"] as const;
const monthAt = (n: number) => `${2024 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, "0")}-01`;

/** Categories by their number: three of expenses, one of income, one of transfers; none is null. */
const KINDS = ["expense", "expense", "expense", "income", "transfer"] as const;
const category = fc.option(fc.nat(KINDS.length - 1), { freq: 5 });
const cents = fc.integer({ min: -5_000, max: 2_000 });

interface Spending {
  month: number;
  day: number;
  currency: (typeof CURRENCIES)[number];
  category: number | null;
  cents: number;
  status: "pending" | "posted";
  splits: { category: number | null; cents: number }[];
  fate: "counts" | "deleted" | "transfer" | "of somebody else";
}

interface Budget {
  category: number;
  month: number;
  currency: (typeof CURRENCIES)[number];
  cents: number;
  rollover: boolean;
  deleted: boolean;
}

const month = fc.nat(MONTHS - 1);
const currency = fc.constantFrom("EUR", "EUR", "EUR", ...CURRENCIES);
const spending: fc.Arbitrary<Spending> = fc.record({
  month,
  day: fc.integer({ min: 1, max: 28 }),
  currency,
  category,
  cents,
  status: fc.constantFrom("pending", "posted"),
  splits: fc.oneof(
    { weight: 2, arbitrary: fc.constant<Spending["splits"]>([]) },
    fc.array(fc.record({ category, cents }), { maxLength: 3 }),
  ),
  fate: fc.constantFrom("counts", "counts", "counts", "counts", "deleted", "transfer", "of somebody else"),
});
const budget: fc.Arbitrary<Budget> = fc.record({
  category: fc.nat(2),
  month,
  currency,
  cents: fc.integer({ min: -1_000, max: 10_000 }),
  rollover: fc.boolean(),
  deleted: fc.constantFrom(false, false, false, true),
});
const lives = fc.record({
  spendings: fc.array(spending, { maxLength: 80 }),
  budgets: fc.uniqueArray(budget, { maxLength: 60, selector: (one) => `${one.category} ${one.month} ${one.currency}` }),
});

it("equals what is counted by hand, for any two years", { timeout: 600_000 }, async () => {
  const runs = isWhole("envelopes") ? 150 : 6;
  await fc.assert(
    fc.asyncProperty(lives, fc.nat(MONTHS - 1), async ({ spendings, budgets }, one) => {
      const [anna, ben] = [await life.user("anna"), await life.user("ben")];
      const ids = await lived(anna, ben, spendings, budgets);
      const expected = countedByHand(spendings, budgets, ids);
      const ask = async (endpoint: typeof monthReport | typeof yearReport, query: Record<string, string>) =>
        (await life.call(endpoint, { as: anna, query })).body;
      const months = (await Promise.all(["2024", "2025"].map((year) => ask(yearReport, { year })))).flatMap(
        (of) => of.months,
      );
      expect(months.map(plain)).toEqual(expected);
      expect(plain(await ask(monthReport, { month: monthAt(one) }))).toEqual(expected[one]);
    }),
    { numRuns: runs },
  );
});

/** Writes the rows, and yields the ids of the categories by their numbers. */
async function lived(anna: Person, ben: Person, spendings: Spending[], budgets: Budget[]): Promise<string[]> {
  const { query } = life.database;
  const made = await query<{ id: string }>(
    "insert into budget_categories (user_id, name, kind, sort_order) select $1, 'c' || n, kind, n from unnest($2::text[]) with ordinality k(kind, n) returning id",
    [anna.userId, [...KINDS]],
  );
  const ids = made.map(({ id }) => id);
  const idOf = (at: number | null) => (at === null ? null : ids[at]!);
  await query(
    "insert into budgets (user_id, budget_category_id, month, currency, amount_cents, rollover, deleted_at) select $1, b.category, b.month, b.currency, b.cents, b.rollover, case when b.deleted then now() end from jsonb_to_recordset($2::jsonb) b(category uuid, month date, currency text, cents bigint, rollover bool, deleted bool)",
    [
      anna.userId,
      JSON.stringify(budgets.map((one) => ({ ...one, category: idOf(one.category), month: monthAt(one.month) }))),
    ],
  );
  const rows = spendings.map(({ month: at, day, fate, splits, ...one }) => ({
    ...one,
    user: fate === "of somebody else" ? ben.userId : anna.userId,
    date: monthAt(at).slice(0, 8) + String(day).padStart(2, "0"),
    category: idOf(one.category),
    cents: splits.length > 0 ? splits.reduce((sum, part) => sum + part.cents, 0) : one.cents,
  }));
  const written = await query<{ id: string }>(
    `insert into transactions (user_id, date, currency, budget_category_id, amount_cents, status)
    select "user", date, currency, category, cents, status from jsonb_to_recordset($1::jsonb) g("user" uuid, date date, currency text, category uuid, cents bigint, status text) returning id`,
    [JSON.stringify(rows)],
  );
  for (const [at, { splits, fate }] of spendings.entries()) {
    const [transactionId, isBens] = [written[at]!.id, fate === "of somebody else"];
    if (splits.length > 0) {
      const body = {
        splits: splits.map((part) => ({
          budgetCategoryId: isBens ? null : idOf(part.category),
          amountCents: part.cents,
        })),
      };
      const { status } = await life.call(putSplits, { as: isBens ? ben : anna, params: { transactionId }, body });
      expect(status).toBe(200);
    }
    if (fate === "deleted") await query("update transactions set deleted_at = now() where id = $1", [transactionId]);
    // The other half is in no report, because it is somebody else's here.
    if (fate === "transfer")
      await query(
        "with pair as (insert into transactions (user_id, date, amount_cents) values ($2, '2024-01-01', 1) returning id) update transactions set transfer_pair_id = pair.id from pair where transactions.id = $1",
        [transactionId, ben.userId],
      );
  }
  return ids;
}

type Counted = [
  category: string | null,
  currency: string,
  carry: number,
  budget: number | null,
  spent: number,
  available: number,
];
interface Month {
  month: string;
  envelopes: Counted[];
  totals: [currency: string, income: number, available: number][];
}

const plain = (report: {
  month: string;
  envelopes: Record<string, string & number>[];
  totals: Record<string, string & number>[];
}): Month => ({
  month: report.month,
  envelopes: report.envelopes.map((e) => [
    e.budgetCategoryId!,
    e.currency!,
    e.carryCents!,
    e.budgetCents!,
    e.spentCents!,
    e.availableCents!,
  ]),
  totals: report.totals.map((t) => [t.currency!, t.incomeCents!, t.availableCents!]),
});

/** Reads everything again for each month, category and currency, and takes what is left along from the first month on. */
function countedByHand(spendings: Spending[], budgets: Budget[], ids: string[]): Month[] {
  const parts = spendings
    .filter(({ fate }) => fate === "counts")
    .flatMap(({ splits, month: at, currency: of, ...whole }) =>
      (splits.length > 0 ? splits : [whole]).map((part) => ({
        month: at,
        currency: of,
        category: part.category,
        cents: part.cents,
      })),
    )
    .filter(({ category: of }) => of === null || KINDS[of] !== "transfer");
  const carried = new Map<string, { cents: number; goesOn: boolean }>();
  return Array.from({ length: MONTHS }, (_, n) => {
    const envelopes: Counted[] = [];
    const totals = new Map<string, [income: number, available: number]>();
    for (const of of [0, 1, 2, 3, null])
      for (const unit of [...CURRENCIES].sort()) {
        const those = parts.filter((part) => part.month === n && part.category === of && part.currency === unit);
        const sum = (some: typeof those) => some.reduce((all, part) => all + part.cents, 0);
        const add = (income: number, available: number) => {
          const before = totals.get(unit) ?? [0, 0];
          totals.set(unit, [before[0] + income, before[1] + available]);
        };
        // Amounts of nothing are there, too, and count for nothing.
        if (of === 3) {
          if (those.length > 0) add(sum(those), 0);
          continue;
        }
        const set = budgets.find(
          (one) => !one.deleted && one.month === n && one.category === of && one.currency === unit,
        );
        const { cents: carry, goesOn } = carried.get(`${of} ${unit}`) ?? { cents: 0, goesOn: false };
        const income = of === null ? sum(those.filter((part) => part.cents > 0)) : 0;
        const spent = income - sum(those) + 0;
        const left = carry + (set?.cents ?? 0) - spent;
        const next = set?.rollover ?? goesOn;
        carried.set(`${of} ${unit}`, { cents: next ? left : 0, goesOn: next });
        if (!set && those.length === 0 && carry === 0) continue;
        add(income, left);
        envelopes.push([of === null ? null : ids[of]!, unit, carry, set?.cents ?? null, spent, left]);
      }
    return {
      month: monthAt(n),
      envelopes,
      totals: [...totals]
        .map(([unit, [income, left]]): [string, number, number] => [unit, income, left])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    };
  });
}

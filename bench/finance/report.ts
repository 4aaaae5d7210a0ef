/** The report of a month over very many transactions of one person, beside the bare SQL that finds its figures. */
import pg from "pg";
import { report } from "#core/finance/reports";
import { median } from "../events/figures.ts";
import { CATEGORIES } from "./file.ts";
import type { Host } from "./host.ts";

const MONTH = "2025-06-01";
const NEXT = "2025-07-01";
/** What is left of each category comes over since then. */
const SINCE = "2024-06-01";

const BARE = `
  with summed as (
    select t.budget_category_id as category, t.currency, t.date >= $2::date as is_of_month,
      -sum(t.amount_cents) filter (where t.amount_cents < 0) as spent, sum(t.amount_cents) filter (where t.amount_cents > 0) as received
    from transactions t
    where t.user_id = $1 and t.date >= $3::date and t.date < $4::date and t.deleted_at is null and t.transfer_pair_id is null and t.kind = 'ordinary'
    group by 1, 2, 3),
  budgeted as (
    select b.budget_category_id as category, b.currency, b.month >= $2::date as is_of_month, sum(b.amount_cents) as budget
    from budgets b where b.user_id = $1 and b.month >= $3::date and b.month <= $2::date and b.deleted_at is null group by 1, 2, 3)
  select s.*, b.budget, c.name from summed s
  left join budgeted b on b.category = s.category and b.currency = s.currency and b.is_of_month = s.is_of_month
  left join budget_categories c on c.id = s.category`;

/** The ratio of the medians of so many runs of each, in turns. */
export async function monthReport(
  host: Host,
  rows: number,
  runs: number,
  say: (line: string) => void,
): Promise<number> {
  const ctx = await host.person("Reader");
  const { userId } = ctx.actor;
  await plant(host, userId, rows);
  const client = new pg.Client({ connectionString: host.url });
  await client.connect();
  try {
    const bare = () => client.query(BARE, [userId, MONTH, SINCE, NEXT]);
    const ours = () => report(ctx, { of: "month", from: MONTH });
    const [{ rows: expected }, [shown]] = [await bare(), await ours()];
    const spentOf = (all: readonly { spent: unknown }[]) => all.reduce((sum, { spent }) => sum + Number(spent), 0);
    const spent = spentOf(expected.filter(({ is_of_month }) => is_of_month));
    const found = spentOf(shown!.envelopes.map(({ spentCents }) => ({ spent: spentCents })));
    const received = expected
      .filter(({ is_of_month }) => is_of_month)
      .reduce((sum, { received: cents }) => sum + Number(cents), 0);
    if (found !== spent - received) throw new Error(`the report says ${found}, the bare SQL ${spent - received}`);
    const times = { bare: [] as number[], ours: [] as number[] };
    for (let run = 0; run < runs; run++)
      for (const [name, one] of [
        ["bare", bare],
        ["ours", ours],
      ] as const) {
        const started = performance.now();
        await one();
        times[name].push(performance.now() - started);
      }
    const [bareMs, oursMs] = [median(times.bare), median(times.ours)];
    say(
      `  ${rows.toLocaleString("en")} transactions of one person: ${oursMs.toFixed(1)} ms, its bare SQL ${bareMs.toFixed(1)} ms`,
    );
    return oursMs / bareMs;
  } finally {
    await client.end();
  }
}

/**
 * Ten years of transactions in 25 categories, each with a budget that goes on from month to month for the last year. Indexes are made of all
 * rows at once, which takes a fraction of what it takes row by row.
 */
async function plant({ database }: Host, userId: string, rows: number): Promise<void> {
  await database.exec("set session_replication_role = replica");
  const [account] = await database.query<{ id: string }>(
    "insert into accounts (user_id, name, currency) values ($1, 'Checking', 'EUR') returning id",
    [userId],
  );
  await database.query("insert into budget_categories (user_id, name) select $1, name from unnest($2::text[]) name", [
    userId,
    CATEGORIES,
  ]);
  await database.query(
    `insert into budgets (user_id, budget_category_id, month, currency, amount_cents, rollover)
     select $1, c.id, month::date, 'EUR', 200000, true from budget_categories c, generate_series($2::date, $3::date, interval '1 month') month where c.user_id = $1`,
    [userId, SINCE, MONTH],
  );
  const indexes = await database.query<{ name: string; definition: string }>(`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
    where i.indrelid = 'transactions'::regclass and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`);
  for (const { name } of indexes) await database.exec(`drop index ${name}`);
  await database.query(
    `insert into transactions (user_id, account_id, date, merchant_name, amount_cents, currency, budget_category_id)
     select $1, $2, date '2016-01-01' + (n * 3650::bigint / $3::int)::int, 'Shop ' || n % 500,
       case when n % 25 = 0 then 1 else -1 end * (100 + n % 20000), 'EUR', c.ids[1 + n % 25]
     from generate_series(1, $3::int) n, (select array_agg(id order by id) as ids from budget_categories where user_id = $1) c`,
    [userId, account!.id, rows],
  );
  for (const { definition } of indexes) await database.exec(definition);
  await database.exec("set session_replication_role = origin");
  await database.exec("vacuum analyze transactions");
}

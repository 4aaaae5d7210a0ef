/** The import of a file of a bank by somebody who has rules, vendors and categories, of whom half of its rows are here already. */
import { randomUUID } from "node:crypto";
import type { Ctx } from "#kit/ctx";
import { processorOf } from "../processor.ts";
import { CATEGORIES, csvOf, type Payment, payments, RULES, SOLD } from "./file.ts";
import type { Host } from "./host.ts";

const MB = 2 ** 20;

export interface Imported {
  /** Of both files together. */
  rowsPerSecond: number;
  /** How much more memory the process held at most than before. */
  moreMb: number;
}

/** A person with an account, categories, vendors and rules; yields the account. */
export async function settle({ database }: Host, ctx: Ctx): Promise<string> {
  const { userId } = ctx.actor;
  const [account] = await database.query<{ id: string }>(
    "insert into accounts (user_id, name, currency) values ($1, 'Checking', 'EUR') returning id",
    [userId],
  );
  const categories = new Map<string, string>();
  for (const name of CATEGORIES) {
    const [row] = await database.query<{ id: string }>(
      "insert into budget_categories (user_id, name) values ($1, $2) returning id",
      [userId, name],
    );
    categories.set(name, row!.id);
  }
  const [home] = await database.query<{ household_id: string }>(
    "select household_id from household_members where user_id = $1",
    [userId],
  );
  for (const [n, name] of SOLD.entries())
    await database.query(
      "insert into vendors (household_id, name, normalized_name, default_category) values ($1, $2, $3, $4)",
      [home!.household_id, name, name.toLowerCase(), CATEGORIES[n % CATEGORIES.length]],
    );
  for (const [n, { operator, value, category, payee }] of RULES.entries()) {
    const conditions = [{ field: "merchantName", operator, value }];
    const actions = [
      ...(category ? [{ type: "set_category", budgetCategoryId: categories.get(category) }] : []),
      ...(payee ? [{ type: "rename_merchant", merchantName: payee }] : []),
    ];
    await database.query(
      "insert into transaction_rules (user_id, priority, conditions, actions) values ($1, $2, $3, $4)",
      [userId, n, JSON.stringify({ match: "all", conditions }), JSON.stringify(actions)],
    );
  }
  return account!.id;
}

/** The rows that are here already when the whole file comes. */
export const halfOf = <T>(all: readonly T[]): T[] => all.filter((_, n) => n % 2 === 0);

/** Imports so many rows, of which each second one was imported before, and holds what came of them against the file. */
export async function importFile(host: Host, rows: number, say: (line: string) => void): Promise<Imported> {
  const all = payments(rows);
  const before = halfOf(all);
  const [first, whole] = [csvOf(before), csvOf(all)];
  const ctx = await host.person(`Person ${randomUUID()}`);
  const accountId = await settle(host, ctx);
  const options = { accountId, columns: "date,payee,description,amount", dateOrder: "ymd" };
  const turns = [
    { what: "a file of new rows", text: first, created: before.length, skipped: 0 },
    { what: "the whole file, half of it here", text: whole, created: rows - before.length, skipped: before.length },
  ];
  let [total, totalMs, moreMb] = [0, 0, 0];
  for (const { what, text, created, skipped } of turns) {
    await host.database.exec("analyze");
    host.taken();
    const memory = watchMemory();
    const before = processorOf(host.url);
    const { job, ms, events } = await host.importing(ctx, text, options);
    const more = memory.stop();
    const after = processorOf(host.url);
    const own = (after.ownMs - before.ownMs) / 1_000;
    const servers =
      [...after.servers].reduce((sum, [pid, now]) => sum + now - (before.servers.get(pid) ?? 0), 0) / 1_000;
    const { flights, statements } = host.taken();
    const { runs, ms: consumersMs } = await host.deliver();
    if (job.created !== created || job.skipped !== skipped || job.failed > 0)
      throw new Error(`${what}: ${JSON.stringify(job)}`);
    const count = created + skipped;
    const rate = count / (ms / 1_000);
    say(
      `  ${what.padEnd(34)} ${count.toLocaleString("en")} rows in ${(ms / 1_000).toFixed(1)} s: ${Math.round(rate).toLocaleString("en")} a second; ${flights} flights of ${statements} statements, ${events} events, ${more.toFixed(0)} MB more than at the start`,
    );
    if (servers > 0)
      say(`  ${"".padEnd(34)} processor time of it: ${own.toFixed(1)} s here, ${servers.toFixed(1)} s in the server`);
    say(`  ${"".padEnd(34)} its consumers afterwards: ${runs} runs in ${(consumersMs / 1_000).toFixed(1)} s`);
    total += count;
    totalMs += ms;
    moreMb = Math.max(moreMb, more);
  }
  await hold(host, ctx, accountId, all);
  return { rowsPerSecond: total / (totalMs / 1_000), moreMb };
}

/** The ledger's sums are those of the file, and the rules have said what they say. */
async function hold({ database }: Host, { actor }: Ctx, accountId: string, all: readonly Payment[]): Promise<void> {
  const [account] = await database.query<{ balance: string }>(
    "select balance_cents::text as balance from accounts where id = $1",
    [accountId],
  );
  const sum = all.reduce((total, { amountCents }) => total + amountCents, 0);
  const [found] = await database.query<{ rows: number; categorised: number; sold: number }>(
    `select count(*)::int as rows, count(budget_category_id)::int as categorised, count(vendor_id)::int as sold
     from transactions where user_id = $1 and deleted_at is null`,
    [actor.userId],
  );
  const of = (names: readonly string[]) =>
    all.filter(({ payee }) => names.includes(payee.slice(0, payee.lastIndexOf(" ")))).length;
  const ruled = RULES.flatMap(({ shop, category }) => (category ? [shop] : []));
  const expected = { rows: all.length, categorised: of([...new Set([...ruled, ...SOLD])]), sold: of(SOLD) };
  if (Number(account!.balance) !== sum || JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error(`not as expected: ${account!.balance} for ${sum}, ${JSON.stringify({ found, expected })}`);
}

/** Looks every 20 ms at what the process holds. */
function watchMemory(): { stop(): number } {
  globalThis.gc?.();
  const start = process.memoryUsage.rss();
  let most = start;
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 20);
  return {
    stop() {
      clearInterval(timer);
      look();
      return (most - start) / MB;
    },
  };
}

import { setTimeout as delay } from "node:timers/promises";
import { type Life, unwrap } from "#client";
import { EVERY_MS, PATIENCE_MS } from "#testing/patience";
import type { Pictures } from "../../pages.ts";
import { monthAfter } from "./months.ts";

const dayFrom = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Work that somebody pays for, which the demo life has none of. */
async function enterWork(life: Life): Promise<string[]> {
  const entries = [
    { hours: 6.5, rateCents: 9000, description: "Layout of the website" },
    { hours: 2.25, rateCents: 9000, description: "Pictures for the shop" },
    { hours: 0.75, description: "A call about the launch" },
  ];
  const ids: string[] = [];
  for (const [at, entry] of entries.entries()) {
    const body = { date: dayFrom(-at), currency: "EUR", ...entry };
    ids.push((await unwrap(life.finance.billables.create({ body }))).id);
  }
  return ids;
}

/** An invoice that was sent. One that is overdue would have the demo person told so. */
async function anInvoice(life: Life): Promise<string> {
  const { data } = await unwrap(life.finance.invoices.list({ params: { query: { status: "sent" } } }));
  if (data[0]) return data[0].id;
  const body = { entryIds: await enterWork(life), taxPercent: 19, dueOn: dayFrom(14) };
  const { id } = await unwrap(life.finance.invoices.create({ body }));
  await unwrap(life.finance.invoices.send({ params: { path: { invoiceId: id } } }));
  return id;
}

async function income(life: Life): Promise<void> {
  const { data } = await unwrap(life.finance.income.list({ params: { query: { limit: 1 } } }));
  if (data.length > 0) return;
  const sums = [125_000, 98_000, 143_050, 60_000];
  for (const [at, cents] of sums.entries())
    await unwrap(
      life.finance.income.create({
        body: {
          date: dayFrom(-30 * at),
          amount: String(cents),
          currency: "EUR",
          sourceType: "session",
          description: "A workshop",
        },
      }),
    );
}

async function rules(life: Life): Promise<void> {
  const { data } = await unwrap(life.finance.rules.list({ params: { query: { limit: 1 } } }));
  if (data.length > 0) return;
  const { data: categories } = await unwrap(
    life.finance.budgetCategories.list({ params: { query: { sort: "sortOrder" } } }),
  );
  const budgetCategoryId = categories.find(({ name }) => name === "Coffee")!.id;
  await unwrap(
    life.finance.rules.create({
      body: {
        priority: 1024,
        conditions: {
          match: "all",
          conditions: [
            { field: "merchantName", operator: "contains", value: "kaffee" },
            { field: "amountCents", operator: "between", values: [-1000, -100] },
          ],
        },
        actions: [{ type: "set_category", budgetCategoryId }],
      },
    }),
  );
  await unwrap(
    life.finance.rules.create({
      body: {
        priority: 2048,
        isActive: false,
        conditions: { match: "any", conditions: [{ field: "description", operator: "starts_with", value: "Rent" }] },
        actions: [{ type: "add_note", note: "Half of it is the workshop." }],
      },
    }),
  );
}

/** Payments that come each week, one of which has become dearer. */
async function weekly(life: Life): Promise<void> {
  const { data } = await unwrap(life.finance.recurring.list({ params: { query: { limit: 1 } } }));
  if (data.length > 0) return;
  const payments = [
    { merchantName: "Tonspur Music", amounts: [-999, -999, -999, -999, -1_299] },
    { merchantName: "Yoga am Kanal", amounts: [-1_500, -1_500, -1_500, -1_500] },
  ];
  for (const { merchantName, amounts } of payments)
    for (const [at, amountCents] of amounts.entries())
      await unwrap(
        life.finance.transactions.create({
          body: { date: dayFrom(-7 * (amounts.length - 1 - at)), merchantName, amountCents, currency: "EUR" },
        }),
      );
}

/** Budgets of this month and the one before, of which some are overdrawn. */
async function budgets(life: Life): Promise<void> {
  const { data } = await unwrap(life.finance.budgets.list({ params: { query: { limit: 1 } } }));
  if (data.length > 0) return;
  const { data: categories } = await unwrap(
    life.finance.budgetCategories.list({ params: { query: { sort: "sortOrder", kind: "expense" } } }),
  );
  const day = dayFrom(0);
  const months = [`${monthAfter(day.slice(0, 7), -1)}-01`, `${day.slice(0, 7)}-01`];
  for (const [at, { id }] of categories.slice(0, 7).entries())
    for (const month of months)
      await unwrap(
        life.finance.budgets.create({
          body: { budgetCategoryId: id, month, amountCents: 8_000 * (at + 1), currency: "EUR", rollover: at % 3 === 1 },
        }),
      );
}

/** The same by hand three times, which proposes a rule. */
async function proposals(life: Life): Promise<void> {
  const { data } = await unwrap(life.finance.ruleProposals.list({ params: { query: { limit: 1 } } }));
  if (data.length > 0) return;
  const { data: categories } = await unwrap(life.finance.budgetCategories.list());
  for (const at of [1, 2, 3]) {
    const body = { date: dayFrom(-at), merchantName: "Bookshop Klaus", amountCents: -1_200 - at, currency: "EUR" };
    const { id: transactionId } = await unwrap(life.finance.transactions.create({ body }));
    const budgetCategoryId = categories[0]!.id;
    await unwrap(life.finance.transactions.update({ params: { path: { transactionId } }, body: { budgetCategoryId } }));
  }
}

/** Money that may have gone to one of two accounts. */
async function transfers(life: Life): Promise<void> {
  const open = async () =>
    (await unwrap(life.finance.transferProposals.list({ params: { query: { status: "proposed" } } }))).data;
  if ((await open()).length > 0) return;
  const { data: accounts } = await unwrap(life.finance.accounts.list({ params: { query: { sort: "name" } } }));
  for (const [at, account] of accounts.slice(0, 3).entries())
    await unwrap(
      life.finance.transactions.create({
        body: {
          date: dayFrom(-3),
          accountId: account.id,
          currency: account.currency,
          amountCents: at < 2 ? 23_456 : -23_456,
          merchantName: at < 2 ? "Own money" : "Standing order",
        },
      }),
    );
  // They are found a moment later. Pictures are taken outside of tests as well, where theirs cannot wait.
  for (const end = Date.now() + PATIENCE_MS; (await open()).length === 0; await delay(EVERY_MS))
    if (Date.now() > end) throw new Error("No transfer was proposed.");
}

export default {
  "finance/transfers": async (life) => {
    await transfers(life);
    return "finance/transfers";
  },
  "finance/budgets": async (life) => {
    await budgets(life);
    return "finance/budgets";
  },
  "finance/transactions/:transactionId": async (life) => {
    const { data } = await unwrap(life.finance.transactions.list({ params: { query: { sort: "-date", limit: 100 } } }));
    // A half of a transfer has most to show.
    const { id } = data.find(({ transferPairId }) => transferPairId !== null) ?? data[0]!;
    return `finance/transactions/${id}`;
  },
  "finance/accounts/:accountId": async (life) => {
    const { data } = await unwrap(life.finance.accounts.list({ params: { query: { sort: "name", limit: 1 } } }));
    return `finance/accounts/${data[0]!.id}`;
  },
  "finance/invoices": async (life) => {
    await anInvoice(life);
    return "finance/invoices";
  },
  "finance/invoices/:invoiceId": async (life) => `finance/invoices/${await anInvoice(life)}`,
  "finance/billables": async (life) => {
    const { data } = await unwrap(life.finance.billables.list({ params: { query: { isInvoiced: false } } }));
    if (data.length === 0) await enterWork(life);
    return "finance/billables";
  },
  "finance/income": async (life) => {
    await income(life);
    return "finance/income";
  },
  "finance/rules": async (life) => {
    await rules(life);
    await proposals(life);
    return "finance/rules";
  },
  "finance/recurring": async (life) => {
    await weekly(life);
    return "finance/recurring";
  },
} satisfies Pictures;

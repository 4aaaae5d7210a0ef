/** Transactions of a file come in together: what rules and vendors say is said at once, and whoever follows them follows all. */

import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  BillPaid,
  BudgetExceeded,
  InvoicePaid,
  RecurringEvents,
  TransactionEvents,
  TransactionImported,
  TransactionsBooked,
  TransferDetected,
  TransferProposalEvents,
} from "#core/finance/events";
import { ImportCompleted, ImportUndoStarted } from "#core/ingest/events";
import { ROWS_A_FLIGHT } from "#core/ingest/importer";
import { create as createAccount } from "#functions/finance/accounts";
import { accountsOf, type Bank, bank, imported, transactionsOf } from "#functions/finance/bank-files.fixture";
import {
  detectTransfer,
  followImported,
  matchPayment,
  noteExceeded,
  payBill,
  sortIn,
} from "#functions/finance/consumers";
import { invoicing } from "#functions/finance/invoice.fixture";
import { moneyOf } from "#functions/finance/money.fixture";
import { create as createRule } from "#functions/finance/rules";
import { create as createVendor } from "#functions/household/vendors";
import { undo } from "#functions/ingest/imports";
import type { Consumer } from "#kit/consumer";
import { read } from "#kit/db";
import type { EventDeclaration } from "#kit/event";
import type { Person } from "#testing/harness";
import { slow } from "#testing/slow";

let own: Bank;
beforeAll(async () => {
  own = await bank();
});
afterAll(() => own.close());

const accountOf = async (as: Person, name = "Everyday") =>
  (await own.life.call(createAccount, { as, body: { name, currency: "EUR" } })).body.id as string;
const csv = (...rows: string[]) => ["Date,Payee,Description,Amount", ...rows].join("\n");
const brought = (as: Person, accountId: string, text: string) =>
  imported(own, as, "bank_csv", text, { options: { accountId, dateOrder: "ymd" } });
const told = (as: Person, declaration: EventDeclaration) =>
  own.life.events(declaration).filter(({ subject }) => subject === as.userId);
/** Delivers all events of a kind, twice. */
async function followed(as: Person, declaration: EventDeclaration, ...consumers: Consumer[]) {
  for (let i = 0; i < 2; i++)
    for (const consumer of consumers) {
      const failed = await own.life.deliver(consumer, told(as, declaration));
      expect(failed, JSON.stringify(own.life.logs.at(-1))).toEqual([]);
    }
}

it("takes as many flights for each slice of a file, and tells of it by one event", async () => {
  const anna = await own.life.user("anna");
  const accountId = await accountOf(anna);
  const rows = Array.from({ length: 2 * ROWS_A_FLIGHT }, (_, n) => `2026-02-01,Shop ${n},Card,-${n + 1}.00`);
  const flights: number[] = [];
  for (const text of [csv(...rows.slice(0, 1)), csv(...rows), csv(...rows)]) {
    const before = own.flights();
    await brought(anna, accountId, text);
    flights.push(own.flights() - before);
  }
  const [one, two, again] = flights as [number, number, number];
  // What is known of the rows, how that is now, what is here, rules and vendors, and the write; and once nothing is new, one less.
  expect(two - one).toBeLessThanOrEqual(5);
  expect(again - one).toBeLessThanOrEqual(4);
  expect(told(anna, TransactionsBooked).map(({ data }) => data.payload.rows)).toEqual([
    1,
    ROWS_A_FLIGHT - 1,
    ROWS_A_FLIGHT,
  ]);
  expect([told(anna, TransactionImported), told(anna, TransactionEvents.updated)]).toEqual([[], []]);
  const sum = rows.reduce((total, _, n) => total - 100 * (n + 1), 0);
  expect(await accountsOf(own, anna)).toMatchObject([{ balanceCents: sum, postedCents: sum }]);
});

it("has what rules and vendors say when it comes, rules first, and is undone", async () => {
  const anna = await own.life.user("anna");
  const money = moneyOf(own.life);
  const [accountId, food, home] = [
    await accountOf(anna),
    await money.category(anna, "Food"),
    await money.category(anna, "Home"),
  ];
  const vendor = async (name: string, defaultCategory: string) =>
    (await own.life.call(createVendor, { as: anna, body: { name, defaultCategory } })).body.id as string;
  const [bakery, market] = [await vendor("Corner Bakery", "Food"), await vendor("Market 12", "food")];
  const rule = (priority: number, value: string, ...actions: object[]) =>
    own.life.call(createRule, {
      as: anna,
      body: {
        priority,
        conditions: { match: "all", conditions: [{ field: "merchantName", operator: "matches", value }] },
        actions,
      },
    });
  expect((await rule(1, "^market #[0-9]+$", { type: "set_category", budgetCategoryId: home })).status).toBe(201);
  await rule(
    2,
    "market",
    { type: "set_category", budgetCategoryId: food },
    { type: "rename_merchant", merchantName: "The market" },
  );
  const text = csv(
    "2026-02-01,CORNER BAKERY,Rolls,-3.00",
    "2026-02-02,Market #12,Beans,-4.00",
    "2026-02-03,Nobody,,-5.00",
  );
  const job = await brought(anna, accountId, text);
  const none = { vendorId: null, budgetCategoryId: null };
  expect(await transactionsOf(own, anna)).toMatchObject([
    { merchantName: "CORNER BAKERY", vendorId: bakery, budgetCategoryId: food, version: 1 },
    { merchantName: "The market", vendorId: market, budgetCategoryId: home, version: 1 },
    { merchantName: "Nobody", ...none, version: 1 },
  ]);
  expect((await brought(anna, accountId, text)).counts).toEqual([0, 0, 3, 0]);
  await own.life.call(undo, { as: anna, params: { importId: job.id } });
  await own.workflows.handle(anna, ImportUndoStarted, job.id);
  expect(await transactionsOf(own, anna)).toEqual([]);
  expect(await accountsOf(own, anna)).toMatchObject([{ balanceCents: 0 }]);
});

slow("is told of by itself where rules take too long for all of a file, and sorted in then", async () => {
  const anna = await own.life.user("anna");
  const accountId = await accountOf(anna);
  const conditions = Array.from({ length: 20 }, () => ({
    field: "description",
    operator: "matches",
    value: "(a?){240}b",
  }));
  for (let n = 0; n < 4; n++) {
    const body = {
      priority: n,
      conditions: { match: "any", conditions },
      actions: [{ type: "add_note", note: "Long" }],
    };
    expect((await own.life.call(createRule, { as: anna, body })).status).toBe(201);
  }
  const rows = [1, 2].map((n) => `2026-02-01,Shop ${n},${"a".repeat(900)},-${n}.00`);
  await brought(anna, accountId, csv(...rows));
  expect(told(anna, TransactionImported)).toHaveLength(2);
  expect(told(anna, TransactionsBooked)).toEqual([]);
  await followed(anna, TransactionImported, sortIn);
  expect(await transactionsOf(own, anna)).toHaveLength(2);
});

it("is linked with its other side where that is clear, and proposed where it is not, however it is delivered", async () => {
  const anna = await own.life.user("anna");
  const [everyday, savings] = [await accountOf(anna), await accountOf(anna, "Savings")];
  await brought(
    anna,
    everyday,
    csv("2026-02-01,Savings,,-50.00", "2026-02-10,Savings,,-70.00", "2026-02-10,Rent,,-70.00"),
  );
  await brought(anna, savings, csv("2026-02-02,Everyday,,50.00", "2026-02-11,Everyday,,70.00"));
  await followed(anna, TransactionsBooked, detectTransfer);
  expect(told(anna, TransferDetected).map(({ data }) => data.payload)).toMatchObject([
    { amountCents: 5_000, currency: "EUR" },
  ]);
  expect(told(anna, TransferProposalEvents.created)).toHaveLength(2);
  const [out, ...others] = await transactionsOf(own, anna);
  expect(others.map(({ transferPairId }: { transferPairId: string }) => transferPairId)).toEqual([
    out.id,
    null,
    null,
    null,
  ]);
});

it("is told to the household that its account is shared with, and to nobody else of what is not", async () => {
  const [anna, ben] = [await own.life.user("anna"), await own.life.user("ben")];
  await own.life.join(anna, ben);
  const body = { name: "Ours", currency: "EUR", householdId: anna.householdId };
  const ours = (await own.life.call(createAccount, { as: anna, body })).body.id as string;
  for (const [accountId, seen] of [
    [await accountOf(anna), 0],
    [ours, 1],
  ] as const) {
    await brought(anna, accountId, csv("2026-02-01,Market,,-5.00", "2026-02-02,Market,,-6.00"));
    const ctx = own.life.as(ben);
    const [events] = await ctx.db.batch([
      read<{ id: string }>(
        sql`select id from events where user_id = ${anna.userId}::uuid and event_type = ${TransactionsBooked.type}`,
      ),
    ]);
    expect(events).toHaveLength(seen);
  }
});

slow("is linked with its other side also where rules take too long for all of a file", async () => {
  const anna = await own.life.user("anna");
  const conditions = Array.from({ length: 20 }, () => ({
    field: "description",
    operator: "matches",
    value: "(a?){240}b",
  }));
  const slow = { match: "any", conditions };
  for (let priority = 0; priority < 4; priority++) {
    const body = { priority, conditions: slow, actions: [{ type: "add_note", note: "Long" }] };
    expect((await own.life.call(createRule, { as: anna, body })).status).toBe(201);
  }
  const long = "a".repeat(900);
  const [from, to] = ["Household", "Piggy bank"].map((name) => `!Account\nN${name}\nTBank\n^\n!Type:Bank`);
  for (const [one, other] of [
    ["", long],
    [long, ""],
  ])
    expect(
      (
        await imported(
          own,
          anna,
          "bank_qif",
          `${from}\nD2/14'26\nT-20.00\nPPig\nM${one}\nL[Piggy bank]\n^\n${to}\nD2/14'26\nT20.00\nPPig\nM${other}\nL[Household]\n^`,
        )
      ).counts,
    ).toMatchObject([expect.any(Number), 0, expect.any(Number), 0]);
  expect([told(anna, TransactionImported).length, told(anna, TransactionsBooked).length]).toEqual([2, 2]);
  const sides = await transactionsOf(own, anna);
  expect(sides).toHaveLength(4);
  for (const { id, transferPairId } of sides)
    expect(sides.find((one: { id: string }) => one.id === transferPairId)).toMatchObject({ transferPairId: id });
});

it("pays of many bills of one amount one whose day is near, whose names alone are compared", async () => {
  const anna = await own.life.user("anna");
  const accountId = await accountOf(anna);
  const [near, far] = ["Water Works", "Gas Works"];
  for (const [name, cents, days] of [
    [near, 700, 1],
    [far, 900, 20],
  ])
    await own.life.database.query(
      `insert into bills (user_id, merchant_name, amount_cents, currency, due_on)
       select $1::uuid, 'Qx' || n || 'zy', $2::int, 'EUR', '2026-02-20'::date + 4 from generate_series(1, 12) n
       union all select $1::uuid, $3, $2::int, 'EUR', '2026-02-20'::date + $4::int`,
      [anna.userId, cents, name, days],
    );
  await brought(anna, accountId, csv(`2026-02-20,${near},,-7.00`, `2026-02-20,${far},,-9.00`));
  await followed(anna, TransactionsBooked, payBill);
  expect(told(anna, BillPaid).map(({ data }) => data.payload)).toMatchObject([{ amountCents: 700 }]);
});

it("pays bills and invoices, exceeds budgets, and recurs, as what comes alone does", async () => {
  const anna = await own.life.user("anna");
  const money = moneyOf(own.life);
  const accountId = await accountOf(anna);
  const food = await money.category(anna, "Food");
  await money.budget(anna, food, 1_000, { month: "2026-02-01" });
  await own.life.database.query(
    "insert into bills (user_id, merchant_name, amount_cents, currency, due_on) values ($1, 'City Power', 8214, 'EUR', '2026-02-20')",
    [anna.userId],
  );
  // Those of years, of which their person said that they are paid.
  await own.life.database.query(
    `insert into bills (user_id, merchant_name, amount_cents, currency, due_on, status, is_said_paid)
     select $1, 'City Power', 8214, 'EUR', '2020-01-01'::date + n, 'paid', true from generate_series(1, 600) n`,
    [anna.userId],
  );
  const { number } = await invoicing(() => own.life).sent(anna);
  await own.life.call(createRule, {
    as: anna,
    body: {
      conditions: { match: "all", conditions: [{ field: "merchantName", operator: "is", value: "Grocer" }] },
      actions: [{ type: "set_category", budgetCategoryId: food }],
    },
  });
  await brought(
    anna,
    accountId,
    csv(
      "2026-02-03,Grocer,,-6.00",
      "2026-02-04,Grocer,,-7.00",
      "2026-02-19,City Power,,-82.14",
      `2026-03-20,Client,Invoice ${number},135.00`,
      ...["2025-12-08", "2026-01-08", "2026-02-08"].map((day) => `${day},Music,,-9.99`),
    ),
  );
  await followed(anna, TransactionsBooked, payBill, matchPayment, noteExceeded);
  await followed(anna, ImportCompleted, followImported);
  for (const declaration of [BillPaid, InvoicePaid, BudgetExceeded, RecurringEvents.detected])
    expect(told(anna, declaration), declaration.type).toHaveLength(1);
});

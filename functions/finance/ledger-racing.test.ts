/** Balances are what transactions add up to, whatever is done to those, one after the other and at once. On a server, for PGlite has one connection. */

import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { TransactionEvents } from "#core/finance/events";
import { transactions } from "#core/finance/transactions.sql";
import { insertMany, updateWhere } from "#kit/change-many";
import { serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { isWhole, SEED } from "#testing/sampled";
import * as Accounts from "./accounts.ts";
import { account, accountOf, booked, connected, wrongIn } from "./ledger.fixture.ts";
import * as Transactions from "./transactions.ts";

let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());

/** All that can happen to a transaction or an account; `pick` chooses which. */
const step = fc.oneof(
  fc.record({
    does: fc.constant("create" as const),
    pick: fc.nat(),
    cents: fc.integer({ min: -9_999, max: 9_999 }),
    isPending: fc.boolean(),
  }),
  fc.record({ does: fc.constant("amount" as const), pick: fc.nat(), cents: fc.integer({ min: -9_999, max: 9_999 }) }),
  fc.record({ does: fc.constant("date" as const), pick: fc.nat(), cents: fc.nat(300) }),
  fc.record({ does: fc.constantFrom("post", "pend", "remove", "restore", "purge", "leave"), pick: fc.nat() }),
  fc.record({ does: fc.constantFrom("move", "link", "unlink"), pick: fc.nat(), to: fc.nat() }),
  fc.record({
    does: fc.constantFrom("import", "bulk", "undo"),
    pick: fc.nat(),
    cents: fc.integer({ min: -99, max: 99 }),
  }),
  fc.record({
    does: fc.constantFrom("open", "reconcile", "close", "reopen", "disconnect"),
    pick: fc.nat(),
    cents: fc.integer({ min: -9_999, max: 9_999 }),
  }),
);
type Step = { does: string; pick: number; cents?: number; to?: number; isPending?: boolean };

class World {
  readonly people: Person[];
  readonly accountIds: string[];
  ids: string[] = [];
  imports: string[][] = [];
  constructor(people: Person[], accountIds: string[]) {
    this.people = people;
    this.accountIds = accountIds;
  }
}

const at = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(list.length, 1)];

async function run(world: World, { does, pick, cents = 0, to = 0, isPending }: Step): Promise<void> {
  const as = at(world.people, pick)!;
  const accountId = at(world.accountIds, pick)!;
  const params = { transactionId: at(world.ids, pick) ?? accountId };
  const change = (body: object) => life.call(Transactions.update, { as, params, body });
  const day = `2026-0${1 + (Math.abs(cents) % 9)}-15`;
  const ctx = life.as(as);
  switch (does) {
    case "create": {
      const status = isPending ? "pending" : "posted";
      const { id } = await booked(life, as, accountId, cents, { status, date: day, householdId: as.householdId });
      world.ids.push(id);
      return;
    }
    case "amount":
      return void (await change({ amountCents: cents }));
    case "date":
      return void (await change({ date: day }));
    case "post":
    case "pend":
      return void (await change({ status: does === "post" ? "posted" : "pending" }));
    case "move":
      return void (await change({ accountId: at(world.accountIds, to)! }));
    case "leave":
      return void (await change({ accountId: null }));
    case "remove":
      return void (await life.call(Transactions.remove, { as, params }));
    case "restore":
      return void (await life.call(Transactions.restore, { as, params }));
    case "purge":
      return void (await life.database.query("delete from transactions where id = $1 and deleted_at is not null", [
        params.transactionId,
      ]));
    case "link":
      return void (await life.call(Transactions.link, {
        as,
        params,
        body: { transactionId: at(world.ids, to) ?? accountId },
      }));
    case "unlink":
      return void (await life.call(Transactions.unlink, { as, params }));
    case "import": {
      // What comes in together is on several accounts, in any order.
      const rows = Array.from({ length: 12 }, (_, n) => ({
        accountId: at(world.accountIds, pick + n * 7)!,
        householdId: as.householdId,
        date: day,
        amountCents: cents + n,
        currency: "EUR",
      }));
      const [made] = await ctx.db.batch([
        insertMany(ctx, transactions, rows, { emits: { event: TransactionEvents.created } }),
      ]);
      world.ids.push(...made.map(({ id }) => id));
      world.imports.push(made.map(({ id }) => id));
      return;
    }
    case "bulk":
    case "undo": {
      const ids = does === "undo" ? (world.imports.pop() ?? []) : world.ids.slice(pick % 5, (pick % 5) + 20);
      const which = sql`${transactions.id} = any(${`{${ids.join(",")}}`}::uuid[]) and ${transactions.deletedAt} is null`;
      const values =
        does === "undo" ? { deletedAt: ctx.now().toISOString() } : { amountCents: cents, status: "posted" as const };
      return void (await ctx.db.batch([updateWhere(ctx, transactions, which, values)]));
    }
    case "reconcile": {
      const body = { balanceCents: cents, asOf: "2026-03-01" };
      const { body: answer } = await life.call(Accounts.reconcile, { as, params: { accountId }, body });
      if (answer.adjustment) world.ids.push(answer.adjustment.id);
      return;
    }
    case "open":
      return void (await life.call(Accounts.update, {
        as,
        params: { accountId },
        body: { openingBalanceCents: cents },
      }));
    case "close":
      return void (await life.call(Accounts.remove, { as, params: { accountId } }));
    case "reopen":
      return void (await life.call(Accounts.restore, { as, params: { accountId } }));
    case "disconnect":
      // Seldom, for there is but one connection.
      if (pick % 7 === 0) await life.database.query("delete from connections where user_id = $1", [as.userId]);
      return;
    default:
      throw new Error(does);
  }
}

/** What the operations may answer with while others are at work: a refusal is fine, also of what is on an account of another person, a bug is not. */
const isRefusal = (error: unknown) =>
  /"status":4\d\d|"status":503/.test((error as Error).message) ||
  /^(LF|40P01|42501)/.test((error as { code?: string }).code ?? "");
const tried = (world: World, one: Step) =>
  run(world, one).catch((error) => {
    if (!isRefusal(error)) throw error;
  });

async function world(): Promise<World> {
  const busy = async (name: string) => ({ ...(await life.user(name)), changesPerMinute: 1_000_000 });
  const [anna, ben] = [await busy("anna"), await busy("ben")];
  await life.join(anna, ben);
  const home = { householdId: anna.householdId };
  ben.householdId = anna.householdId;
  const ids = [
    await account(life, anna, { balanceCents: 5_000 }),
    await account(life, anna, { ...home, balanceCents: -250 }),
    await account(life, ben, home),
    await connected(life.database, anna, 777),
  ];
  return new World([anna, ben], ids);
}

const WHOLE = isWhole("ledger");

it("holds after any operations, one after the other and several at once", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: WHOLE ? 500 : 40, maxLength: WHOLE ? 500 : 80 }),
      fc.integer({ min: 1, max: 8 }),
      async (steps, together) => {
        const one = await world();
        for (let n = 0; n < steps.length; n += together) {
          await Promise.all(steps.slice(n, n + together).map((taken) => tried(one, taken)));
          expect(await wrongIn(life.database)).toEqual([]);
        }
        expect(life.logs.filter(({ level }) => level === "error")).toEqual([]);
      },
    ),
    { numRuns: WHOLE ? 20 : 3, seed: SEED, endOnFailure: true },
  );
}, 900_000);

it("adds nothing twice when several people say the same balance at once", async () => {
  const anna = await life.user("anna");
  const accountId = await account(life, anna);
  const body = { balanceCents: 500, asOf: "2026-03-01" };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => life.call(Accounts.reconcile, { as: anna, params: { accountId }, body })),
  );
  expect(answers.filter(({ body: { adjustment } }) => adjustment)).toHaveLength(1);
  expect((await accountOf(life, anna, accountId)).balanceCents).toBe(500);
});

it("takes one update of an account for 500 rows", async () => {
  const anna = await life.user("anna");
  const accountId = await account(life, anna);
  const ctx = life.as(anna);
  const rows = Array.from({ length: 500 }, () => ({ accountId, date: "2026-03-02", amountCents: -3, currency: "EUR" }));
  await ctx.db.batch([insertMany(ctx, transactions, rows)]);
  expect(await accountOf(life, anna, accountId)).toMatchObject({ balanceCents: -1_500, version: 2 });
});

it("keeps the currency of an account that gets its first transaction at the same moment", async () => {
  const anna = await life.user("anna");
  const accountIds = await Promise.all(Array.from({ length: 6 }, () => account(life, anna)));
  await Promise.all(
    accountIds.flatMap((accountId) => [
      life.call(Accounts.update, { as: anna, params: { accountId }, body: { currency: "USD" } }),
      life.call(Transactions.create, {
        as: anna,
        body: { accountId, date: "2026-03-02", amountCents: 5, currency: "EUR" },
      }),
    ]),
  );
  const mixed = await life.database.query(
    "select from transactions t join accounts a on a.id = t.account_id where a.user_id = $1 and a.currency <> t.currency",
    [anna.userId],
  );
  expect(mixed).toEqual([]);
  expect(await wrongIn(life.database)).toEqual([]);
});

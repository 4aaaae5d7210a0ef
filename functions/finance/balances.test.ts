import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BalanceSnapshotted, TransactionEvents } from "#core/finance/events";
import { DayEnded } from "#core/rhythm/events";
import { keepBalances, sortIn } from "#functions/finance/consumers";
import { get as netWorth } from "#functions/finance/net-worth";
import { emit } from "#kit/change";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import * as Accounts from "./accounts.ts";
import { account, accountOf, booked, connected, wrongIn } from "./ledger.fixture.ts";
import * as Rules from "./rules.ts";
import * as Transactions from "./transactions.ts";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(async () => {
  expect(await wrongIn(life.database)).toEqual([]);
  await life.close();
});

const balance = async (as: Person, id: string) => (await accountOf(life, as, id)).balanceCents;
const change = (as: Person, transactionId: string, body: object) =>
  life.call(Transactions.update, { as, params: { transactionId }, body });
const reconcile = (as: Person, accountId: string, body: object, headers?: Record<string, string>) =>
  life.call(Accounts.reconcile, { as, params: { accountId }, body, headers });

describe("the balance of an account", () => {
  it("is what it was opened with and what was posted since, through every change of a transaction", async () => {
    const anna = await life.user("anna");
    const [one, two] = [await account(life, anna, { balanceCents: 10_000 }), await account(life, anna)];
    expect(await accountOf(life, anna, one)).toMatchObject({
      balanceCents: 10_000,
      openingBalanceCents: 10_000,
      postedCents: 0,
      unexplainedCents: 0,
    });
    const { id } = await booked(life, anna, one, -2_500);
    expect(await accountOf(life, anna, one)).toMatchObject({ balanceCents: 7_500, postedCents: -2_500 });
    await change(anna, id, { amountCents: -3_000 });
    expect(await balance(anna, one)).toBe(7_000);
    await change(anna, id, { status: "pending" });
    expect(await balance(anna, one)).toBe(10_000);
    await change(anna, id, { status: "posted", accountId: two });
    expect([await balance(anna, one), await balance(anna, two)]).toEqual([10_000, -3_000]);
    const params = { transactionId: id };
    await life.call(Transactions.remove, { as: anna, params });
    expect(await balance(anna, two)).toBe(0);
    await life.call(Transactions.restore, { as: anna, params });
    expect(await balance(anna, two)).toBe(-3_000);
    await life.database.query("delete from transactions where id = $1", [id]);
    expect(await balance(anna, two)).toBe(0);
  });

  it("follows its opening, and is not set otherwise", async () => {
    const anna = await life.user("anna");
    const id = await account(life, anna, { openingBalanceCents: 500, balanceCents: 9 });
    await booked(life, anna, id, 100);
    const params = { accountId: id };
    const opened = await life.call(Accounts.update, { as: anna, params, body: { openingBalanceCents: -500 } });
    expect(opened.body).toMatchObject({ openingBalanceCents: -500, balanceCents: -400 });
    const set = await life.call(Accounts.update, { as: anna, params, body: { balanceCents: 7 } });
    expect(set).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/balanceCents" }, { pointer: "#" }] } });
    const refused = life.database.query("update accounts set balance_cents = 7 where id = $1", [id]);
    await expect(refused).rejects.toMatchObject({ detail: expect.stringContaining("balance_is_kept") });
  });

  it("goes on while the account is deleted, and is right when it is back", async () => {
    const anna = await life.user("anna");
    const id = await account(life, anna, { balanceCents: 1_000 });
    const { id: transactionId } = await booked(life, anna, id, -100);
    await life.call(Accounts.remove, { as: anna, params: { accountId: id } });
    await change(anna, transactionId, { amountCents: -250 });
    await life.call(Accounts.restore, { as: anna, params: { accountId: id } });
    expect(await balance(anna, id)).toBe(750);
  });

  it("raises the version and tells who keeps a copy, so that nobody who asks by ETag misses it", async () => {
    const anna = await life.user("anna");
    const id = await account(life, anna);
    const copied = await life.call(Accounts.changes, { as: anna });
    expect(copied.body.hasMore).toBe(false);
    const params = { accountId: id };
    const { headers } = await life.call(Accounts.get, { as: anna, params });
    await booked(life, anna, id, -100);
    const again = { as: anna, params, headers: { "If-None-Match": headers.etag! } };
    expect(await life.call(Accounts.get, again)).toMatchObject({ status: 200, body: { balanceCents: -100 } });
    const next = await life.call(Accounts.changes, { as: anna, query: { since: copied.body.nextCursor } });
    expect(next.body.data.find((one: { id: string }) => one.id === id).row.balanceCents).toBe(-100);
  });

  it("is what the bank says where one does, with what the transactions do not explain", async () => {
    const anna = await life.user("anna");
    const id = await connected(life.database, anna, 5_000);
    await booked(life, anna, id, 1_200);
    const told = { balanceCents: 5_000, openingBalanceCents: 0, postedCents: 1_200, unexplainedCents: 3_800 };
    expect(await accountOf(life, anna, id)).toMatchObject(told);
    const listed = await life.call(Accounts.list, { as: anna });
    expect(listed.body.data).toMatchObject([told]);
    // The last word of the bank stays when the connection goes, and the balance follows the transactions from there.
    await life.database.query("delete from connections where user_id = $1", [anna.userId]);
    expect(await accountOf(life, anna, id)).toMatchObject({
      balanceCents: 5_000,
      openingBalanceCents: 3_800,
      unexplainedCents: 0,
    });
    await booked(life, anna, id, -1);
    expect(await balance(anna, id)).toBe(4_999);
  });

  it("counts what members do on the account of a household, and nothing of strangers", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.join(anna, ben);
    const id = await account(life, anna, { householdId: anna.householdId });
    await booked(life, ben, id, -700);
    expect(await balance(anna, id)).toBe(-700);
    const eve = await life.user("eve");
    const body = { accountId: id, amountCents: 1, date: "2026-03-02", currency: "EUR" };
    expect((await life.call(Transactions.create, { as: eve, body })).status).toBe(400);
    await life.database.query(
      "insert into access_grants (grantor_id, grantee_id, entity_type, entity_id, role) values ($1, $2, 'account', $3, 'viewer')",
      [anna.userId, eve.userId, id],
    );
    expect((await life.call(Transactions.create, { as: eve, body })).status).toBe(403);
    const own = await booked(life, eve, null, 1, { currency: "EUR" });
    expect((await change(eve, own.id, { accountId: id })).status).toBe(403);
    expect(await balance(anna, id)).toBe(-700);
  });

  it("counts nothing new of a transaction whose person may not change its account any more", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.join(anna, ben);
    const id = await account(life, anna, { householdId: anna.householdId });
    const [one, pending, gone] = [
      await booked(life, ben, id, -700),
      await booked(life, ben, id, -50, { status: "pending" }),
      await booked(life, ben, id, -7),
    ];
    await life.call(Transactions.remove, { as: ben, params: { transactionId: gone.id } });
    await life.call(Accounts.update, { as: anna, params: { accountId: id }, body: { householdId: null } });
    for (const [transaction, body] of [
      [one, { amountCents: -1 }],
      [one, { status: "pending" }],
      [pending, { status: "posted" }],
      [pending, { amountCents: -1 }],
    ] as const)
      expect((await change(ben, transaction.id, body)).status, JSON.stringify(body)).toBe(403);
    expect((await life.call(Transactions.restore, { as: ben, params: { transactionId: gone.id } })).status).toBe(403);
    const bulk = await life.call(Transactions.bulk, { as: ben, body: { op: "update", transaction: { notes: "x" } } });
    expect([bulk.status, bulk.body.changed]).toEqual([200, 2]);
    expect(await balance(anna, id)).toBe(-700);
    // What says nothing of the balance is theirs, and so is taking it away.
    expect((await change(ben, one.id, { notes: "Mine" })).status).toBe(200);
    expect((await change(ben, one.id, { accountId: null, amountCents: -1 })).status).toBe(200);
    expect((await life.call(Transactions.remove, { as: ben, params: { transactionId: pending.id } })).status).toBe(204);
    expect(await balance(anna, id)).toBe(0);
  });

  it("never leaves the numbers that JSON holds, nor the currency of the account", async () => {
    const anna = await life.user("anna");
    const most = Number.MAX_SAFE_INTEGER;
    const id = await account(life, anna, { balanceCents: most - 5, currency: "JPY" });
    await booked(life, anna, id, 5);
    const create = (body: object) =>
      life.call(Transactions.create, { as: anna, body: { accountId: id, date: "2026-03-02", ...body } });
    const tooMuch = await create({ amountCents: 1 });
    expect(tooMuch).toMatchObject({ status: 409, body: { coded: { code: "balance_too_large" } } });
    const other = await create({ amountCents: 1, currency: "BHD" });
    expect(other).toMatchObject({
      status: 409,
      body: { coded: { code: "other_currency_than_account", params: { currency: "JPY" } } },
    });
    const dinars = await account(life, anna, { currency: "BHD" });
    const { id: transactionId } = await booked(life, anna, dinars, 1_500);
    expect((await change(anna, transactionId, { accountId: id })).status).toBe(409);
    expect((await change(anna, transactionId, { currency: "EUR" })).status).toBe(409);
    const recast = { as: anna, params: { accountId: dinars }, body: { currency: "EUR" } };
    expect(await life.call(Accounts.update, recast)).toMatchObject({ status: 409 });
    expect([await balance(anna, id), await balance(anna, dinars)]).toEqual([most, 1_500]);
  });
});

describe("POST /v1/finance/accounts/{accountId}/reconcile", () => {
  it("adds one transaction that makes up the difference on its day, and none when there is none", async () => {
    const anna = await life.user("anna");
    const id = await account(life, anna, { balanceCents: 1_000 });
    await booked(life, anna, id, -300, { date: "2026-02-10" });
    await booked(life, anna, id, -50, { date: "2026-02-20" });
    await booked(life, anna, id, 400, { date: "2026-02-15", status: "pending" });
    const first = await reconcile(anna, id, { balanceCents: 650, asOf: "2026-02-15" });
    expect(first).toMatchObject({
      status: 200,
      body: { adjustment: { amountCents: -50, date: "2026-02-15", kind: "adjustment", currency: "EUR" } },
    });
    expect(await balance(anna, id)).toBe(600);
    const again = await reconcile(anna, id, { balanceCents: 650, asOf: "2026-02-15" });
    const stated = { accountId: id, asOf: "2026-02-15", balanceCents: 650 };
    expect(again.body).toEqual({ ...stated, differenceCents: 0, adjustment: null });
    const taken = { as: anna, params: { transactionId: first.body.adjustment.id } };
    await life.call(Transactions.remove, taken);
    expect(await balance(anna, id)).toBe(650);
  });

  it("says what is missing before it adds anything", async () => {
    const [anna, eve] = [await life.user("anna"), await life.user("eve")];
    const id = await account(life, anna, { balanceCents: 1_000 });
    await booked(life, anna, id, -300, { date: "2026-02-10" });
    const tried = await reconcile(anna, id, { balanceCents: 650, asOf: "2026-02-15", dryRun: true });
    expect(tried.body).toMatchObject({ differenceCents: -50, adjustment: null });
    expect(await balance(anna, id)).toBe(700);
    const done = await reconcile(anna, id, { balanceCents: 650, asOf: "2026-02-15" });
    expect(done.body).toMatchObject({ differenceCents: -50, adjustment: { amountCents: -50 } });
    const most = Number.MAX_SAFE_INTEGER;
    const poor = await account(life, anna, { balanceCents: -most });
    const tooMuch = await reconcile(anna, poor, { balanceCents: most, asOf: "2026-03-01", dryRun: true });
    expect(tooMuch).toMatchObject({ status: 409, body: { coded: { code: "balance_too_large" } } });
    await life.database.query(
      "insert into access_grants (grantor_id, grantee_id, entity_type, entity_id, role) values ($1, $2, 'account', $3, 'viewer')",
      [anna.userId, eve.userId, id],
    );
    expect((await reconcile(eve, id, { balanceCents: 1, asOf: "2026-03-02", dryRun: true })).status).toBe(403);
  });

  it("answers a request that is repeated under its key as the first time", async () => {
    const anna = await life.user("anna");
    const id = await account(life, anna);
    const headers = { "Idempotency-Key": "reconcile-once" };
    const first = await reconcile(anna, id, { balanceCents: 5, asOf: "2026-03-01" }, headers);
    const again = await reconcile(anna, id, { balanceCents: 5, asOf: "2026-03-01" }, headers);
    expect(again.body.adjustment).toEqual(first.body.adjustment);
    expect(await balance(anna, id)).toBe(5);
  });

  it("counts what other members have booked, is no payment for rules, and refuses strangers and the future", async () => {
    const [anna, ben, eve] = [await life.user("anna"), await life.user("ben"), await life.user("eve")];
    await life.join(anna, ben);
    const id = await account(life, anna, { householdId: anna.householdId });
    await booked(life, ben, id, -700);
    const { body } = await reconcile(anna, id, { balanceCents: -600, asOf: "2026-03-02" });
    expect(body.adjustment).toMatchObject({ amountCents: 100, householdId: anna.householdId });
    expect((await reconcile(eve, id, { balanceCents: 1, asOf: "2026-03-02" })).status).toBe(404);
    const future = await reconcile(anna, id, { balanceCents: 1, asOf: "2026-03-04" });
    expect(future).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/asOf" }] } });
    const ancient = await reconcile(anna, id, { balanceCents: 1, asOf: "0001-01-01" });
    expect(ancient.body.adjustment.amountCents).toBe(1);
    await life.call(Rules.create, {
      as: anna,
      body: {
        conditions: { match: "all", conditions: [{ field: "description", operator: "contains", value: "adjustment" }] },
        actions: [{ type: "add_note", note: "by rule" }],
      },
    });
    const made = life.events(TransactionEvents.created).filter((one) => one.data.entityId === body.adjustment.id);
    expect(await life.deliver(sortIn, made)).toEqual([]);
    const params = { transactionId: body.adjustment.id };
    expect((await life.call(Transactions.get, { as: anna, params })).body.notes).toBeNull();
  });

  it("refuses a difference that no amount can be", async () => {
    const anna = await life.user("anna");
    const id = await account(life, anna, { balanceCents: -Number.MAX_SAFE_INTEGER });
    const answer = await reconcile(anna, id, { balanceCents: Number.MAX_SAFE_INTEGER, asOf: "2026-03-01" });
    expect(answer).toMatchObject({ status: 409, body: { coded: { code: "balance_too_large" } } });
  });
});

const series = async (as: Person, accountId: string, query: Record<string, string>) => {
  const { status, body } = await life.call(Accounts.balances, { as, params: { accountId }, query });
  return status === 200
    ? (body.data as { date: string; balanceCents: number }[]).map((one) => [one.date, one.balanceCents])
    : body;
};

describe("series", () => {
  it("follow from the transactions by their dates, whenever those were entered", async () => {
    const anna = await life.user("anna");
    const id = await account(life, anna, { balanceCents: 1_000 });
    await booked(life, anna, id, -100, { date: "2026-02-27" });
    await booked(life, anna, id, -10, { date: "2026-03-01" });
    await booked(life, anna, id, 5, { date: "9999-12-31" });
    expect(await series(anna, id, { from: "2026-02-26", to: "2026-03-02" })).toEqual([
      ["2026-02-27", 900],
      ["2026-02-28", 900],
      ["2026-03-01", 890],
      ["2026-03-02", 890],
    ]);
    expect(await series(anna, id, { from: "2026-02-01", to: "2026-04-03", step: "month" })).toEqual([
      ["2026-02-28", 900],
      ["2026-03-31", 890],
      ["2026-04-03", 890],
    ]);
    expect(await series(anna, id, { from: "2026-02-25", to: "2026-03-10", step: "week" })).toEqual([
      ["2026-03-01", 890],
      ["2026-03-08", 890],
      ["2026-03-10", 890],
    ]);
    await booked(life, anna, id, -1, { date: "0001-01-01" });
    expect(await series(anna, id, { from: "0001-01-01", to: "0001-01-02" })).toEqual([
      ["0001-01-01", 999],
      ["0001-01-02", 999],
    ]);
    expect(await series(anna, id, { from: "9999-12-30", to: "9999-12-31", step: "month" })).toEqual([
      ["9999-12-31", 894],
    ]);
  });

  it("are bounded, and in order", async () => {
    const anna = await life.user("anna");
    const id = await account(life, anna);
    const code = async (query: Record<string, string>) => (await series(anna, id, query)).errors[0].coded.code;
    expect(await code({ from: "2026-03-02", to: "2026-03-01" })).toBe("before_from");
    expect(await code({ from: "0001-01-01", to: "9999-12-31", step: "month" })).toBe("too_many_steps");
  });

  it("take those of a connected account from what was kept, and what is missing from the night before", async () => {
    const anna = await life.user("anna");
    const id = await connected(life.database, anna, 5_000);
    await life.database.query(
      "insert into account_balance_history (account_id, date, balance_cents) values ($1, '2026-02-26', 10), ($1, '2026-02-28', 30)",
      [id],
    );
    expect(await series(anna, id, { from: "2026-02-25", to: "2026-03-02" })).toEqual([
      ["2026-02-26", 10],
      ["2026-02-27", 10],
      ["2026-02-28", 30],
      ["2026-03-01", 30],
      ["2026-03-02", 5_000],
    ]);
  });

  it("are shown to whoever is shown the account, whoever's its transactions are, and to nobody else", async () => {
    const [anna, ben, eve] = [await life.user("anna"), await life.user("ben"), await life.user("eve")];
    const id = await account(life, anna, { balanceCents: 50 });
    await booked(life, anna, id, -20, { date: "2026-03-01" });
    const span = { from: "2026-02-28", to: "2026-03-01" };
    expect((await series(eve, id, span)).status).toBe(404);
    await life.database.query(
      "insert into access_grants (grantor_id, grantee_id, entity_type, entity_id, role) values ($1, $2, 'account', $3, 'viewer')",
      [anna.userId, ben.userId, id],
    );
    expect(await series(ben, id, span)).toEqual([["2026-03-01", 30]]);
    expect((await reconcile(ben, id, { balanceCents: 1, asOf: "2026-03-01" })).status).toBe(403);
    const shared = await life.call(netWorth, { as: ben, query: { ...span, scope: "shared" } });
    expect(shared.body.data[0].points).toMatchObject([{ date: "2026-03-01", netCents: 30 }]);
  });

  it("add up to what somebody has and owes, in each currency apart", async () => {
    const anna = await life.user("anna");
    await account(life, anna, { balanceCents: 1_000 });
    const card = await account(life, anna, { type: "credit", balanceCents: -300 });
    await booked(life, anna, card, -50, { date: "2026-03-02" });
    await account(life, anna, { currency: "JPY", balanceCents: 7 });
    const gone = await account(life, anna, { balanceCents: 99 });
    await life.call(Accounts.remove, { as: anna, params: { accountId: gone } });
    const query = { from: "2026-03-01", to: "2026-03-02" };
    await life.database.query("update accounts set created_at = '2026-01-01' where user_id = $1", [anna.userId]);
    expect((await life.call(netWorth, { as: anna, query })).body.data).toEqual([
      {
        currency: "EUR",
        points: [
          { date: "2026-03-01", assetsCents: 1_000, liabilitiesCents: -300, netCents: 700 },
          { date: "2026-03-02", assetsCents: 1_000, liabilitiesCents: -350, netCents: 650 },
        ],
      },
      {
        currency: "JPY",
        points: [
          { date: "2026-03-01", assetsCents: 7, liabilitiesCents: 0, netCents: 7 },
          { date: "2026-03-02", assetsCents: 7, liabilitiesCents: 0, netCents: 7 },
        ],
      },
    ]);
    const ben = await life.user("ben");
    expect((await life.call(netWorth, { as: ben, query })).body.data).toEqual([]);
  });
});

it("keeps the balances of a day when it has ended, each once, as they were at its end", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  await life.join(anna, ben);
  const joint = await account(life, anna, { householdId: anna.householdId, balanceCents: 100 });
  const closed = await account(life, anna, { isClosed: true });
  await booked(life, ben, joint, -30, { date: "2026-03-01" });
  await booked(life, ben, joint, -5, { date: "2026-03-02" });
  for (const as of [anna, ben, anna]) {
    const ctx = life.as(as);
    const payload = { day: "2026-03-01", timezone: "UTC" };
    await ctx.db.batch([emit(ctx, DayEnded, { entityId: as.userId, owner: as.userId, payload })]);
    expect(await life.deliver(keepBalances, [life.events(DayEnded).at(-1)!])).toEqual([]);
  }
  const kept = await life.database.query(
    "select date::text, balance_cents::int from account_balance_history where account_id = any($1::uuid[])",
    [`{${joint},${closed}}`],
  );
  expect(kept).toEqual([{ date: "2026-03-01", balance_cents: 70 }]);
  expect(life.events(BalanceSnapshotted).filter(({ subject }) => subject === anna.userId)).toMatchObject([
    { data: { payload: { day: "2026-03-01", accounts: 1 } } },
  ]);
});

/** What a bank tells of is known again: where its person has moved or deleted it, after a purge, by another link, and while others write. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { keyOf } from "#core/finance/plaid/keys";
import { create as createAccount, update as updateAccount } from "#functions/finance/accounts";
import { type Bank, imported, reasonsOf } from "#functions/finance/bank-files.fixture";
import { type Banking, banking } from "#functions/finance/plaid.fixture";
import { remove as removeTransaction, update } from "#functions/finance/transactions";
import { remove as removeConnection } from "#functions/identity/connections";
import { importWorkflows } from "#functions/ingest/imports.fixture";
import { prune } from "#functions/platform/schedules";
import { serverDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import type { Person } from "#testing/harness";

let life: Banking;
let own: Pick<Bank, "life" | "workflows">;
beforeAll(async () => {
  const open = await serverDb();
  life = await banking(open);
  own = { life, workflows: await importWorkflows(life, open.database) };
});
afterAll(async () => {
  await own.workflows.stop();
  await life.close();
});

const linked = async (accounts?: object[]) => {
  const person = await life.user("anna");
  const { item, publicToken } = life.plaid.link(accounts);
  const { connectionId, accountIds } = await life.connect(person, publicToken);
  return { person, item, publicToken, connectionId, accountIds, accountId: accountIds[0]! };
};
const statusOf = async (connectionId: string) => {
  const [row] = await life.database.query<{ status: string }>("select status from connections where id = $1", [
    connectionId,
  ]);
  return row?.status;
};
const patch = async (as: Person, transactionId: string, body: object) =>
  expect((await life.call(update, { as, params: { transactionId }, body })).status).toBe(200);

it("does not bring back what was deleted and purged, as long as the account is there", async () => {
  const { person, item, connectionId, accountId } = await linked();
  for (const amount of [1, 2, 3]) life.plaid.book(item, { amount });
  const { transaction_id: taken } = life.plaid.book(item, { amount: 4 });
  await life.sync(person, connectionId);
  for (const row of (await life.rows(accountId)).filter(({ amountCents }) => amountCents > -300))
    await life.call(removeTransaction, { as: person, params: { transactionId: row.id } });
  life.plaid.remove(item, taken);
  await life.sync(person, connectionId);
  await life.database.query(
    "update transactions set deleted_at = now() - interval '31 days' where deleted_at is not null and account_id = $1",
    [accountId],
  );
  await scheduleHandler(prune)({});
  // What the bank itself took back need not be remembered.
  expect(await life.rows(accountId)).toHaveLength(3);
  life.plaid.endCursors(item);
  await life.sync(person, connectionId);
  expect((await life.rows(accountId)).filter(({ isDeleted }) => !isDeleted)).toHaveLength(1);
});

it("knows what a person has moved to another account, on which it stays", async () => {
  const { person, item, connectionId, accountIds } = await linked([{}, { type: "credit" }]);
  const elsewhere = (await life.call(createAccount, { as: person, body: { name: "By hand", currency: "USD" } })).body
    .id;
  const [one, other] = [life.plaid.book(item, { amount: 1 }), life.plaid.authorize(item, { amount: 2 })];
  await life.sync(person, connectionId);
  const byCents = async () =>
    new Map(
      (
        await life.database.query<{ id: string; cents: number; on: string; status: string; gone: boolean }>(
          `select id, amount_cents::int as cents, account_id as "on", status, deleted_at is not null as gone from transactions where user_id = $1`,
          [person.userId],
        )
      ).map((row) => [row.cents, row]),
    );
  const [first, second] = [(await byCents()).get(-100)!, (await byCents()).get(-200)!];
  await patch(person, first.id, { accountId: elsewhere });
  await patch(person, second.id, { accountId: accountIds[1] });
  life.plaid.change(item, one.transaction_id, { amount: 1.5 });
  life.plaid.settle(item, other.transaction_id, { amount: 2.5 });
  life.plaid.endCursors(item);
  expect(await life.sync(person, connectionId)).toMatchObject({ added: 0, updated: 2, removed: 0 });
  expect([...(await byCents()).values()]).toEqual(
    expect.arrayContaining([
      { id: first.id, cents: -150, on: elsewhere, status: "posted", gone: false },
      { id: second.id, cents: -250, on: accountIds[1], status: "posted", gone: false },
    ]),
  );
  // And so when the bank is linked anew, by other ids.
  const anew = life.plaid.relink(item);
  const again = await life.connect(person, anew.publicToken);
  expect(await life.sync(person, again.connectionId)).toMatchObject({ added: 0, joined: 2, removed: 0 });
  expect([...(await byCents()).values()].map(({ on }) => on).toSorted()).toEqual([elsewhere, accountIds[1]].toSorted());
  life.plaid.remove(anew.item, life.plaid.transactionsOf(anew.item)[0]!.transaction_id);
  expect(await life.sync(person, again.connectionId)).toMatchObject({ removed: 1 });
});

it("leaves an account deleted that its person has deleted, also when it was purged, and ends the link before", async () => {
  const { person, item, connectionId, accountIds } = await linked([{ mask: "1111" }, { mask: "2222" }]);
  await life.sync(person, connectionId);
  await life.database.query("update accounts set deleted_at = now() - interval '31 days' where id = $1", [
    accountIds[0],
  ]);
  await scheduleHandler(prune)({});
  await life.sync(person, connectionId);
  const anew = life.plaid.relink(item);
  const again = await life.connect(person, anew.publicToken);
  expect(again.accountIds).toEqual([accountIds[1]]);
  await life.sync(person, again.connectionId);
  const rows = await life.database.query<{ id: string }>("select id from accounts where user_id = $1 order by id", [
    person.userId,
  ]);
  expect(rows.map(({ id }) => id)).toEqual(accountIds.toSorted());
  expect([await statusOf(connectionId), item.isRemoved]).toEqual([undefined, true]);
  // With its connection nothing tells of it any more.
  await life.call(removeConnection, { as: person, params: { connectionId: again.connectionId } });
  await scheduleHandler(prune)({});
  expect(await life.database.query("select id from accounts where user_id = $1", [person.userId])).toHaveLength(1);
});

it("takes of a file of the bank what lies before it began to tell, and is told of by files again when it does no more", async () => {
  const { person, item, connectionId, accountId } = await linked();
  life.plaid.book(item, { date: "2026-03-01" });
  await life.sync(person, connectionId);
  const text = "Date,Payee,Amount\n2026-02-27,Rent,-800.00\n2026-03-01,KARTE 4711,-12.50\n2026-03-05,Bakery,-3.00";
  const options = { accountId };
  const first = await imported(own, person, "bank_csv", text, { options });
  expect(first.counts).toEqual([1, 0, 2, 0]);
  expect(await reasonsOf(own, person, first.id)).toEqual([
    "3: The bank of the account tells by itself of everything since 2026-03-01.",
    "4: The bank of the account tells by itself of everything since 2026-03-01.",
  ]);
  await life.call(removeConnection, { as: person, params: { connectionId } });
  expect((await imported(own, person, "bank_csv", text, { options })).counts).toEqual([1, 0, 2, 0]);
  expect((await life.rows(accountId)).map(({ date }) => date)).toEqual(["2026-02-27", "2026-03-01", "2026-03-05"]);
  const anew = life.plaid.relink(item);
  life.plaid.book(anew.item, { date: "2026-03-05", amount: 3, name: "POS 99", merchant_name: null });
  const again = await life.connect(person, anew.publicToken);
  expect(await life.sync(person, again.connectionId)).toMatchObject({ added: 0, joined: 2 });
});

it("keeps the currency of its account, with a code and a reason", async () => {
  const { person, accountId } = await linked();
  const { status, body } = await life.call(updateAccount, {
    as: person,
    params: { accountId },
    body: { currency: "EUR" },
  });
  expect({ status, body }).toMatchObject({
    status: 409,
    body: {
      detail: "The bank keeps the account in USD.",
      coded: { code: "currency_of_bank", params: { currency: "USD" } },
    },
  });
});

it("is believed by the keys that were used last, of which 500 are kept, and none that there is not is kept before one that there is", async () => {
  const ctx = { log: () => {}, now: life.now };
  const asked = (kid: string) =>
    life.plaid.requests.filter(({ path, body }) => path === "webhook_verification_key/get" && body.key_id === kid)
      .length;
  const known = life.plaid.keys[0]!;
  const look = async (kids: string[]) => {
    for (const [n, kid] of kids.entries()) {
      if (n % 20 === 0) life.later(60_000);
      await keyOf(ctx, kid);
    }
  };
  await look([known.kid, ...Array.from({ length: 505 }, (_, n) => `none-${n}`), known.kid]);
  expect(asked(known.kid)).toBe(1);
  life.later(3_600_000);
  const template = known.jwk;
  const kids = Array.from({ length: 501 }, (_, n) => `another-${n}`);
  for (const kid of kids) life.plaid.keys.unshift({ ...known, kid, jwk: template });
  await look([...kids, kids[500]!, kids[1]!, kids[0]!]);
  expect([asked(kids[0]!), asked(kids[1]!), asked(kids[500]!)]).toEqual([2, 1, 1]);
});

it("is linked anew while somebody changes a transaction, whichever of them is first, and neither waits for the other for ever", async () => {
  const { person, item, connectionId, accountId } = await linked();
  life.plaid.book(item);
  await life.sync(person, connectionId);
  const [row] = await life.rows(accountId);
  const anew = life.plaid.relink(item);
  let linking: Promise<unknown> | undefined;
  await life.database.transaction(async (tx) => {
    await tx.query("select from transactions where id = $1 for no key update", [row!.id]);
    linking = life.connect(person, anew.publicToken);
    await eventually(async () => {
      const waiting = await life.database.query(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      expect(waiting).toHaveLength(1);
    });
    // Whoever has a transaction takes its account next, so the other one has not taken that yet.
    await tx.query("select from accounts where id = $1 for no key update nowait", [accountId]);
    await tx.query("update transactions set amount_cents = amount_cents - 1 where id = $1", [row!.id]);
  });
  expect(await linking).toMatchObject({ accountIds: [accountId] });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { speakAsService } from "#cloud/speak";
import { AccountEvents, BankSyncRequested, TransactionEvents, TransactionImported } from "#core/finance/events";
import { requestDue } from "#core/finance/plaid/sync";
import { ConnectionEvents, ConnectionReauthAnnounced, ConnectionReauthRequired } from "#core/identity/events";
import { create as createAccount, get as getAccount } from "#functions/finance/accounts";
import { sortIn } from "#functions/finance/consumers";
import { exchange, linkToken } from "#functions/finance/plaid";
import { type Banking, banking } from "#functions/finance/plaid.fixture";
import { syncConnectedBank } from "#functions/finance/plaid-consumers";
import { create as createRule } from "#functions/finance/rules";
import { create as createTransaction, remove as removeTransaction, update } from "#functions/finance/transactions";
import { sync as askForSync, get as getConnection, remove as removeConnection } from "#functions/identity/connections";
import { announceReauthDue } from "#functions/identity/consumers";
import { forEachDatabase } from "#testing/database";
import { harness, type Person } from "#testing/harness";

let life: Banking;
forEachDatabase("banks that come by Plaid", (open) => {
  beforeAll(async () => {
    life = await banking(await open());
  });
  afterAll(() => life.close());

  const linked = async (accounts?: object[]) => {
    const person = await life.user("anna");
    const { item, publicToken } = life.plaid.link(accounts);
    const { connectionId, accountIds } = await life.connect(person, publicToken);
    return { person, item, publicToken, connectionId, accountIds, accountId: accountIds[0]! };
  };
  const accountOf = async (as: Person, accountId: string) =>
    (await life.call(getAccount, { as, params: { accountId } })).body;
  const statusOf = async (connectionId: string) => {
    const [row] = await life.database.query<{ status: string }>("select status from connections where id = $1", [
      connectionId,
    ]);
    return row?.status;
  };
  const asked = (path: string) => life.plaid.requests.filter((one) => one.path === path).length;
  const patch = async (as: Person, transactionId: string, body: object) =>
    expect((await life.call(update, { as, params: { transactionId }, body })).status).toBe(200);

  describe("a token for Link", () => {
    it("is for a new bank, of which Plaid reports to this installation", async () => {
      const anna = await life.user("anna");
      const { status, body } = await life.call(linkToken, { as: anna, body: {} });
      expect({ status, body }).toMatchObject({
        status: 200,
        body: { linkToken: expect.stringMatching(/^link-/), expiresAt: "2026-03-02T16:00:00.000Z" },
      });
      expect(life.plaid.requests.at(-1)!.body).toMatchObject({
        products: ["transactions"],
        user: { client_user_id: anna.userId },
        webhook: "https://life.example/v1/ingest/webhooks/plaid",
        transactions: { days_requested: 730 },
      });
    });

    it("is for a bank that has to be connected again, and only for its own person", async () => {
      const { person, item, connectionId } = await linked();
      await life.call(linkToken, { as: person, body: { connectionId } });
      const { body } = life.plaid.requests.at(-1)!;
      expect(body).toMatchObject({ access_token: item.accessToken });
      expect(body).not.toHaveProperty("products");
      const ben = await life.user("ben");
      expect((await life.call(linkToken, { as: ben, body: { connectionId } })).status).toBe(404);
    });

    it("is refused for a page that is none of this installation", async () => {
      const as = await life.user("anna");
      const { status, body } = await life.call(linkToken, { as, body: { returnTo: "https://evil.example" } });
      expect({ status, body }).toMatchObject({ status: 400, body: { errors: [{ pointer: "#/returnTo" }] } });
    });
  });

  describe("connecting", () => {
    it("adds the accounts of the bank, of which cards are negative when owed", async () => {
      const person = await life.user("anna");
      const { item, publicToken } = life.plaid.link([
        { name: "Everyday", mask: "1111" },
        { name: "Card", type: "credit", subtype: "credit card", mask: "2222", opening: -410 },
        { name: "Saved", subtype: "savings", mask: "3333" },
      ]);
      const { status, body } = await life.call(exchange, { as: person, body: { publicToken } });
      expect(status).toBe(200);
      expect(body.connection).toMatchObject({ provider: "plaid", status: "active", externalAccountId: item.id });
      expect(JSON.stringify(body)).not.toContain(item.accessToken);
      expect(body.accounts).toMatchObject([
        { name: "Everyday", type: "checking", mask: "1111", balanceCents: 10_000, connectionId: body.connection.id },
        { name: "Card", type: "credit", balanceCents: -41_000, unexplainedCents: -41_000 },
        { name: "Saved", type: "savings", institution: "Bank ins_1" },
      ]);
      expect(life.events(BankSyncRequested).at(-1)!.data.entityId).toBe(body.connection.id);
    });

    it("twice with the same token does it once", async () => {
      const { person, publicToken, connectionId, accountIds } = await linked([{}, { type: "credit" }]);
      const before = asked("item/public_token/exchange");
      expect(await life.connect(person, publicToken)).toEqual({ connectionId, accountIds });
      expect(asked("item/public_token/exchange")).toBe(before);
    });

    it("at the same moment does it once", async () => {
      const person = await life.user("anna");
      const { publicToken } = life.plaid.link();
      const all = await Promise.allSettled([1, 2, 3].map(() => life.connect(person, publicToken)));
      const done = all.flatMap((one) => (one.status === "fulfilled" ? [one.value.connectionId] : []));
      expect(new Set(done).size).toBe(1);
      const rows = await life.database.query("select id from accounts where user_id = $1", [person.userId]);
      expect(rows).toHaveLength(1);
    });

    it("says what Plaid refuses, and what is not configured", async () => {
      const as = await life.user("anna");
      const { status, body } = await life.call(exchange, { as, body: { publicToken: "public-of-nobody" } });
      expect({ status, body }).toMatchObject({ status: 400, body: { code: "provider_refused" } });
      expect((await life.call(exchange, { as, body: { publicToken: "with space" } })).status).toBe(400);
      life.plaid.fault = () => 500;
      expect((await life.call(linkToken, { as, body: {} })).status).toBe(503);
      life.plaid.fault = () => undefined;
    });

    it("by a page of Plaid's is followed by what is on the accounts", async () => {
      const { connectionId } = await linked();
      const before = life.events(BankSyncRequested).length;
      const made = life.events(ConnectionEvents.created).filter(({ data }) => data.entityId === connectionId);
      expect(await life.deliver(syncConnectedBank, made)).toEqual([]);
      expect(life.events(BankSyncRequested).length).toBe(before + 1);
    });

    it("can be asked for what is new", async () => {
      const { person, connectionId } = await linked();
      const { status } = await life.call(askForSync, { as: person, params: { connectionId } });
      expect(status).toBe(202);
    });
  });

  describe("an update", () => {
    it("brings what is booked, negative when spent, once", async () => {
      const { person, item, connectionId, accountId } = await linked();
      life.plaid.book(item, { amount: 20.47 });
      life.plaid.book(item, { amount: -2_500, name: "PAYROLL", merchant_name: null });
      expect(await life.sync(person, connectionId)).toEqual({ added: 2, joined: 0, updated: 0, removed: 0 });
      expect(await life.sync(person, connectionId)).toEqual({ added: 0, joined: 0, updated: 0, removed: 0 });
      const rows = await life.rows(accountId);
      expect(rows.map(({ amountCents }) => amountCents).sort((a, b) => a - b)).toEqual([-2_047, 250_000]);
      expect(rows.every(({ isFromBank }) => isFromBank)).toBe(true);
      const mine = life.events(TransactionImported).filter(({ subject }) => subject === person.userId);
      expect(mine.map(({ data }) => data.payload)).toMatchObject([{ status: "posted" }, { status: "posted" }]);
      expect(await accountOf(person, accountId)).toMatchObject({ balanceCents: 257_953, unexplainedCents: 10_000 });
    });

    it("in yen has no decimals", async () => {
      const { person, item, connectionId, accountId } = await linked([{ currency: "JPY", opening: 1_000 }]);
      life.plaid.book(item, { amount: 640 });
      await life.sync(person, connectionId);
      expect(await life.rows(accountId)).toMatchObject([{ amountCents: -640 }]);
      expect(await accountOf(person, accountId)).toMatchObject({ balanceCents: 360, currency: "JPY" });
    });

    it("leaves a pending transaction the row that it is when it is booked", async () => {
      const { person, item, connectionId, accountId } = await linked();
      const pending = life.plaid.authorize(item, { amount: 40, date: "2026-02-27" });
      await life.sync(person, connectionId);
      const [row] = await life.rows(accountId);
      expect(row).toMatchObject({ status: "pending", amountCents: -4_000 });
      const [category, other] = await life.database.query<{ id: string }>(
        "insert into budget_categories (user_id, name) values ($1, 'Food'), ($1, 'Other') returning id",
        [person.userId],
      );
      await life.database.query(
        `with whole as (update transactions set is_split = true where id = $1 returning id, amount_cents)
         insert into transaction_splits (transaction_id, position, amount_cents) select id, 0, amount_cents from whole`,
        [row!.id],
      );
      await patch(person, row!.id, { budgetCategoryId: category!.id, notes: "with Ben", merchantName: "The Fork" });
      life.plaid.settle(item, pending.transaction_id, { amount: 46, date: "2026-03-01", name: "GREEN FORK 0123" });
      for (let n = 0; n < 40; n++) life.plaid.book(item, { amount: 100 + n });
      // What is gone and what came in its place are on pages of their own.
      life.plaid.pageSize = () => 1;
      expect(await life.sync(person, connectionId)).toMatchObject({ added: 40, updated: 1, removed: 0 });
      life.plaid.pageSize = () => 500;
      const after = (await life.rows(accountId)).find(({ id }) => id === row!.id);
      expect(after).toMatchObject({
        status: "posted",
        amountCents: -4_600,
        date: "2026-03-01",
        description: "GREEN FORK 0123",
        merchantName: "The Fork",
        notes: "with Ben",
        isDeleted: false,
      });
      const [kept] = await life.database.query(
        `select budget_category_id as category,
           (select array_agg(s.amount_cents::int order by position) from transaction_splits s where s.transaction_id = t.id) as splits
         from transactions t where id = $1`,
        [row!.id],
      );
      // The tip is a part of its own, for which nobody has said anything yet.
      expect(kept).toEqual({ category: category!.id, splits: [-4_000, -600] });
      const [told] = life
        .events(TransactionImported)
        .filter(({ data }) => data.entityId === row!.id)
        .slice(1);
      expect(told!.data.payload).toMatchObject({ matchedPending: true, status: "posted", amountCents: -4_600 });
      // Rules decide about new transactions, and leave what this one has been given.
      const { status: ruled } = await life.call(createRule, {
        as: person,
        body: {
          conditions: { match: "all", conditions: [{ field: "description", operator: "contains", value: "GREEN" }] },
          actions: [{ type: "set_category", budgetCategoryId: other!.id }],
        },
      });
      expect(ruled).toBe(201);
      expect(await life.deliver(sortIn, [told!])).toEqual([]);
      const [still] = await life.database.query(
        "select budget_category_id as category from transactions where id = $1",
        [row!.id],
      );
      expect(still).toEqual({ category: category!.id });
    });

    it("deletes what the bank takes back, and brings it when it is booked after all", async () => {
      const { person, item, connectionId, accountId } = await linked();
      const pending = life.plaid.authorize(item);
      await life.sync(person, connectionId);
      const [row] = await life.rows(accountId);
      await patch(person, row!.id, { notes: "mine" });
      life.plaid.remove(item, pending.transaction_id);
      expect(await life.sync(person, connectionId)).toMatchObject({ removed: 1 });
      expect(await life.rows(accountId)).toMatchObject([{ id: row!.id, isDeleted: true }]);
      life.plaid.book(item, { pending_transaction_id: pending.transaction_id });
      await life.sync(person, connectionId);
      expect(await life.rows(accountId)).toMatchObject([
        { id: row!.id, isDeleted: false, notes: "mine", status: "posted" },
      ]);
      expect(life.events(TransactionEvents.restored).map(({ data }) => data.entityId)).toContain(row!.id);
    });

    it("does not bring back what a person has deleted", async () => {
      const { person, item, connectionId, accountId } = await linked();
      const { transaction_id: id } = life.plaid.book(item);
      await life.sync(person, connectionId);
      const [row] = await life.rows(accountId);
      await life.call(removeTransaction, { as: person, params: { transactionId: row!.id } });
      life.plaid.change(item, id, { amount: 13 });
      life.plaid.endCursors(item);
      await life.sync(person, connectionId);
      expect(await life.rows(accountId)).toMatchObject([{ isDeleted: true, amountCents: -1_250 }]);
    });

    it("keeps what the bank takes a payment to be for, which is its category where nothing else says one", async () => {
      const { person, item, connectionId, accountId } = await linked();
      const [groceries, food] = await life.database.query<{ id: string }>(
        "insert into budget_categories (user_id, name) values ($1, 'GROCERIES'), ($1, 'Essen') returning id",
        [person.userId],
      );
      const category = (detailed: string) => ({
        personal_finance_category: {
          primary: detailed.split("_").slice(0, 3).join("_"),
          detailed,
          confidence_level: "HIGH",
        },
      });
      life.plaid.book(item, { amount: 1, ...category("FOOD_AND_DRINK_GROCERIES") });
      life.plaid.book(item, { amount: 2, ...category("FOOD_AND_DRINK_COFFEE") });
      life.plaid.book(item, { amount: 3, ...category("TRANSFER_OUT_ACCOUNT_TRANSFER") });
      life.plaid.book(item, { amount: 4, ...category("ruled; by rules") });
      life.plaid.book(item, { amount: 5, name: "RULED", ...category("FOOD_AND_DRINK_GROCERIES") });
      await life.call(createRule, {
        as: person,
        body: {
          conditions: { match: "all", conditions: [{ field: "description", operator: "is", value: "RULED" }] },
          actions: [{ type: "set_category", budgetCategoryId: food!.id }],
        },
      });
      await life.sync(person, connectionId);
      const mine = life.events(TransactionImported).filter(({ subject }) => subject === person.userId);
      expect(await life.deliver(sortIn, mine)).toEqual([]);
      const rows = await life.database.query(
        `select bank_category as bank, budget_category_id as category from transactions where account_id = $1 order by amount_cents desc`,
        [accountId],
      );
      expect(rows).toEqual([
        { bank: "FOOD_AND_DRINK_GROCERIES", category: groceries!.id },
        { bank: "FOOD_AND_DRINK_COFFEE", category: food!.id },
        { bank: "TRANSFER_OUT_ACCOUNT_TRANSFER", category: null },
        { bank: null, category: null },
        { bank: "FOOD_AND_DRINK_GROCERIES", category: food!.id },
      ]);
    });

    it("of investments tells the balance alone", async () => {
      const { person, item, connectionId, accountId } = await linked([{ type: "investment", subtype: "brokerage" }]);
      await life.sync(person, connectionId);
      item.accounts[0]!.opening = 250;
      await life.sync(person, connectionId);
      expect(await accountOf(person, accountId)).toMatchObject({ type: "investment", balanceCents: 25_000 });
      expect(await life.rows(accountId)).toEqual([]);
    });

    it("that changes while it is read is read again from its first page", async () => {
      const { person, item, connectionId } = await linked();
      for (let n = 0; n < 5; n++) life.plaid.book(item, { amount: n + 1 });
      life.plaid.pageSize = () => 2;
      life.plaid.meanwhile = () => void life.plaid.book(item, { amount: 77 });
      expect(await life.sync(person, connectionId)).toMatchObject({ added: 6 });
      const { there, here } = await life.bothSides(item, person);
      expect(here).toEqual(there);
    });

    it("that goes on changing is read from the beginning of all, and given up when that does, too", async () => {
      const { person, item, connectionId } = await linked();
      life.plaid.book(item);
      await life.sync(person, connectionId);
      for (let n = 0; n < 3; n++) life.plaid.book(item, { amount: n + 1 });
      life.plaid.pageSize = () => 1;
      const before = asked("transactions/sync");
      const again = () => {
        life.plaid.book(item, { amount: 500 });
        life.plaid.meanwhile = again;
      };
      life.plaid.meanwhile = again;
      await expect(life.sync(person, connectionId)).rejects.toThrow(/MUTATION_DURING_PAGINATION/);
      life.plaid.meanwhile = undefined;
      const cursors = life.plaid.requests
        .filter((one) => one.path === "transactions/sync")
        .slice(before - asked("transactions/sync"));
      const isBeginning = (cursor: unknown) => cursor === undefined || String(cursor).endsWith(" 0");
      const begun = cursors.map(({ body }) => body.cursor).filter(isBeginning);
      expect(begun.map((cursor) => cursor === undefined)).toEqual([false, false, false, false, true, true, true]);
      life.plaid.pageSize = () => 500;
      await life.sync(person, connectionId);
      const { there, here } = await life.bothSides(item, person);
      expect(here).toEqual(there);
    });

    it("of a cursor that has ended lists all, and what it does not name is gone", async () => {
      const { person, item, connectionId, accountId } = await linked();
      const { transaction_id: gone } = life.plaid.book(item, { amount: 1 });
      life.plaid.book(item, { amount: 2 });
      await life.sync(person, connectionId);
      const by = { as: person, body: { accountId, date: "2026-02-28", amountCents: -99, merchantName: "By hand" } };
      expect((await life.call(createTransaction, by)).status).toBe(201);
      life.plaid.remove(item, gone);
      life.plaid.endCursors(item);
      expect(await life.sync(person, connectionId)).toMatchObject({ added: 0, removed: 1 });
      const rows = await life.rows(accountId);
      expect(rows.filter(({ isDeleted }) => !isDeleted).map(({ amountCents }) => amountCents)).toEqual([-99, -200]);
    });

    it("that is not ready changes nothing but the accounts", async () => {
      const { person, item, connectionId, accountId } = await linked();
      item.status = "NOT_READY";
      life.plaid.book(item);
      expect(await life.sync(person, connectionId)).toEqual({ added: 0, joined: 0, updated: 0, removed: 0 });
      expect(await life.rows(accountId)).toEqual([]);
      item.status = "INITIAL_UPDATE_COMPLETE";
      expect(await life.sync(person, connectionId)).toMatchObject({ added: 1 });
    });

    it("that is late gives way to what another run has brought meanwhile", async () => {
      const { person, item, connectionId, accountId } = await linked();
      const { transaction_id: id } = life.plaid.book(item, { amount: 1 });
      await life.sync(person, connectionId);
      life.plaid.change(item, id, { amount: 2 });
      life.plaid.beforeAccounts = async () => {
        life.plaid.change(item, id, { amount: 3 });
        await life.sync(person, connectionId);
      };
      await life.sync(person, connectionId);
      expect(await life.rows(accountId)).toMatchObject([{ amountCents: -300 }]);
    });

    it("leaves what a person has changed meanwhile", async () => {
      const { person, item, connectionId, accountId } = await linked();
      const by = { accountId, date: "2026-03-01", merchantName: "Green Fork", amountCents: -1_250 };
      const { body: entered } = await life.call(createTransaction, { as: person, body: by });
      life.plaid.book(item);
      life.plaid.beforeAccounts = async () => {
        await life.call(removeTransaction, { as: person, params: { transactionId: entered.id } });
      };
      expect(await life.sync(person, connectionId)).toMatchObject({ added: 1, joined: 0 });
      const rows = await life.rows(accountId);
      expect(rows.filter(({ isDeleted }) => !isDeleted)).toHaveLength(1);
    });

    it("is applied once by several runs at once, and brings what is more than a statement takes", async () => {
      const { person, item, connectionId, accountId } = await linked();
      for (let n = 0; n < 1_100; n++) life.plaid.book(item, { amount: n + 1 });
      const all = await Promise.allSettled([1, 2, 3].map(() => life.sync(person, connectionId)));
      expect(all.some(({ status }) => status === "fulfilled")).toBe(true);
      expect(await life.rows(accountId)).toHaveLength(1_100);
      const { there, here } = await life.bothSides(item, person);
      expect(here).toEqual(there);
    });
  });

  describe("what is here already", () => {
    const manual = async (person: Person) =>
      (await life.call(createAccount, { as: person, body: { name: "By hand", currency: "USD", balanceCents: 5_000 } }))
        .body.id as string;
    const enter = async (as: Person, accountId: string, body: object) =>
      (
        await life.call(createTransaction, {
          as,
          body: { accountId, date: "2026-03-01", merchantName: "Green Fork", amountCents: -1_250, ...body },
        })
      ).body.id as string;

    it("joins the bank's account without doubles, and as often as it is there", async () => {
      const person = await life.user("anna");
      const accountId = await manual(person);
      const entered = [
        await enter(person, accountId, { date: "2026-02-27", notes: "one" }),
        await enter(person, accountId, { date: "2026-02-28" }),
        await enter(person, accountId, { merchantName: "Rent", amountCents: -80_000 }),
        await enter(person, accountId, { merchantName: "Never at the bank", amountCents: -5 }),
      ];
      const { item, publicToken } = life.plaid.link([{ mask: "7777" }]);
      const { account_id: externalId } = item.accounts[0]!;
      const joined = await life.connect(person, publicToken, [{ externalId, accountId }]);
      expect(joined.accountIds).toEqual([accountId]);
      for (const date of ["2026-02-28", "2026-03-01", "2026-03-02"]) life.plaid.book(item, { date });
      life.plaid.book(item, { amount: 800, name: "ACH DEBIT 4711", merchant_name: null });
      expect(await life.sync(person, joined.connectionId)).toEqual({ added: 1, joined: 3, updated: 0, removed: 0 });
      const rows = await life.rows(accountId);
      expect(rows).toHaveLength(5);
      expect(rows.filter(({ externalId: id }) => id !== null).map(({ id }) => id)).toEqual(
        expect.arrayContaining(entered.slice(0, 3)),
      );
      expect(rows.find(({ id }) => id === entered[0])).toMatchObject({
        notes: "one",
        merchantName: "Green Fork",
        date: "2026-03-01",
      });
      expect(await life.sync(person, joined.connectionId)).toMatchObject({ added: 0, joined: 0 });
      expect(await accountOf(person, accountId)).toMatchObject({ name: "By hand", connectionId: joined.connectionId });
    });

    it("stays when the bank takes it back", async () => {
      const { person, item, connectionId, accountId } = await linked();
      const id = await enter(person, accountId, {});
      const { transaction_id: theirs } = life.plaid.book(item);
      expect(await life.sync(person, connectionId)).toMatchObject({ joined: 1, added: 0 });
      life.plaid.remove(item, theirs);
      await life.sync(person, connectionId);
      expect(await life.rows(accountId)).toMatchObject([{ id, isDeleted: false, externalId: null }]);
    });

    it.each([
      ["another amount", { amountCents: -1_251 }],
      ["another week", { date: "2026-02-20" }],
      ["another shop some days before", { date: "2026-02-27", merchantName: "Shell Oil" }],
    ])("is not taken for one of %s", async (_, body) => {
      const { person, item, connectionId, accountId } = await linked();
      await enter(person, accountId, body);
      life.plaid.book(item);
      expect(await life.sync(person, connectionId)).toMatchObject({ added: 1, joined: 0 });
    });

    it("is not joined with an account of somebody else, of another currency, or of another connection", async () => {
      const [anna, ben] = [await life.user("anna"), await life.user("ben")];
      const { accountId: connected, person: carl } = await linked();
      const euros = (await life.call(createAccount, { as: anna, body: { name: "Euros", currency: "EUR" } })).body.id;
      const tried = [
        [anna, await manual(ben)],
        [anna, euros],
        [carl, connected],
      ] as const;
      for (const [as, accountId] of tried) {
        const { item, publicToken } = life.plaid.link();
        const accounts = [{ externalId: item.accounts[0]!.account_id, accountId }];
        const { status, body } = await life.call(exchange, { as, body: { publicToken, accounts } });
        expect({ status, code: body.code }).toEqual({ status: 400, code: "invalid_input" });
      }
    });
  });

  describe("linking anew", () => {
    it("keeps accounts and transactions, and ends the link before", async () => {
      const { person, item, connectionId, accountIds } = await linked([
        { mask: "1111" },
        { mask: "2222", type: "credit" },
      ]);
      const lost = life.plaid.book(item, { amount: 5, date: "2026-02-20" });
      life.plaid.book(item, { amount: 7, date: "2026-02-10" });
      for (const date of ["2026-02-25", "2026-02-25", "2026-02-26"]) life.plaid.book(item, { date });
      await life.sync(person, connectionId);
      const before = await life.rows(accountIds[0]!);
      await patch(person, before[2]!.id, { notes: "stays" });
      life.plaid.remove(item, lost.transaction_id);
      const anew = life.plaid.relink(item);
      const again = await life.connect(person, anew.publicToken);
      expect(again.connectionId).not.toBe(connectionId);
      expect(again.accountIds).toEqual(accountIds);
      life.plaid.book(anew.item, { amount: 9 });
      expect(await life.sync(person, again.connectionId)).toEqual({ added: 1, joined: 4, updated: 0, removed: 1 });
      const after = await life.rows(accountIds[0]!);
      expect(after.filter(({ isDeleted }) => !isDeleted)).toHaveLength(5);
      expect(after.find(({ id }) => id === before[2]!.id)).toMatchObject({ notes: "stays", isDeleted: false });
      expect(item.isRemoved).toBe(true);
      expect(await statusOf(connectionId)).toBeUndefined();
      expect(await life.sync(person, connectionId)).toBeUndefined();
      const { there, here } = await life.bothSides(anew.item, person);
      expect(here).toEqual(there);
    });

    it("of the same item takes the new token", async () => {
      const { person, item, connectionId, accountIds } = await linked();
      const again = await life.connect(person, life.plaid.tokenOf(item));
      expect(again).toEqual({ connectionId, accountIds });
    });

    it("after the connection was removed finds the accounts again", async () => {
      const { person, item, connectionId, accountId } = await linked([{ persistent_account_id: "for-good" }]);
      life.plaid.book(item);
      await life.sync(person, connectionId);
      expect((await life.call(removeConnection, { as: person, params: { connectionId } })).body).toMatchObject({
        isRevoked: true,
      });
      expect(await accountOf(person, accountId)).toMatchObject({ connectionId: null, balanceCents: 8_750 });
      const anew = life.plaid.relink(item);
      const again = await life.connect(person, anew.publicToken);
      expect(again.accountIds).toEqual([accountId]);
      expect(await life.sync(person, again.connectionId)).toMatchObject({ added: 0, joined: 1 });
    });

    it("does not bring back an account that its person has deleted", async () => {
      const { person, item, connectionId, accountId } = await linked([{ mask: "1111" }, { mask: "2222" }]);
      await life.database.query("update accounts set deleted_at = now() where id = $1", [accountId]);
      life.plaid.book(item);
      expect(await life.sync(person, connectionId)).toMatchObject({ added: 0 });
      expect(await life.rows(accountId)).toEqual([]);
    });

    it("takes no account of another person's", async () => {
      const { item } = await linked([{ persistent_account_id: "joint" }]);
      const ben = await life.user("ben");
      const anew = life.plaid.relink(item);
      const created = life.events(AccountEvents.created).length;
      await life.connect(ben, anew.publicToken);
      expect(life.events(AccountEvents.created).length).toBe(created + 1);
      expect(item.isRemoved).toBe(false);
    });
  });

  describe("a login that has ended", () => {
    it("has to be made again, is told of once, and is in order when it is", async () => {
      const { person, item, connectionId } = await linked();
      await life.sync(person, connectionId);
      life.plaid.endLogin(item);
      await life.report(life.plaid.reports.at(-1)!);
      await life.report(life.plaid.reports.at(-1)!);
      await life.syncAsked();
      await life.sync(person, connectionId);
      expect(await statusOf(connectionId)).toBe("needs_reauth");
      const told = () => life.events(ConnectionReauthRequired).filter(({ data }) => data.entityId === connectionId);
      expect(told()).toHaveLength(1);
      expect((await life.call(askForSync, { as: person, params: { connectionId } })).status).toBe(409);
      life.plaid.repairLogin(item);
      life.plaid.book(item);
      for (const report of life.plaid.reports.slice(-2)) await life.report(report);
      await life.syncAsked();
      expect(await statusOf(connectionId)).toBe("active");
      const { there, here } = await life.bothSides(item, person);
      expect(here).toEqual(there);
      expect(told()).toHaveLength(1);
    });

    it.each([
      ["PENDING_DISCONNECT", { reason: "INSTITUTION_TOKEN_EXPIRATION" }, 7],
      ["PENDING_EXPIRATION", { consent_expiration_time: "2026-03-06T15:00:00Z" }, undefined],
    ])("that will end soon (%s) is told of once, until it is in order again", async (code, more, days) => {
      const { person, item, connectionId } = await linked();
      await life.sync(person, connectionId);
      const report = { webhook_type: "ITEM", webhook_code: code, item_id: item.id, environment: "sandbox", ...more };
      const dueOf = async () =>
        (await life.call(getConnection, { as: person, params: { connectionId } })).body.reauthDueAt as string | null;
      await life.report(report);
      life.later(1_000);
      await life.report(report);
      const told = () => life.events(ConnectionReauthAnnounced).filter(({ data }) => data.entityId === connectionId);
      expect(told()).toHaveLength(1);
      const due = days ? life.now().getTime() - 1_000 + days * 86_400_000 : Date.parse("2026-03-06T15:00:00Z");
      expect([await statusOf(connectionId), Date.parse((await dueOf())!)]).toEqual(["active", due]);
      expect(await life.deliver(announceReauthDue, [...told(), ...told()])).toEqual([]);
      const notices = await life.database.query("select title from notifications where user_id = $1", [person.userId]);
      expect(notices).toEqual([{ title: expect.stringContaining("again soon") }]);
      // It still brings what is new.
      life.plaid.book(item);
      expect(await life.sync(person, connectionId)).toMatchObject({ added: 1 });
      expect(await dueOf()).not.toBeNull();
      life.plaid.repairLogin(item);
      await life.report(life.plaid.reports.at(-1)!);
      expect(await dueOf()).toBeNull();
      await life.report({ ...report, again: true });
      expect(told()).toHaveLength(2);
    });

    it("that will end soon is known without a report, and is forgotten when it was agreed to again, or has not ended", async () => {
      const { person, item, connectionId } = await linked();
      const told = () =>
        life.events(ConnectionReauthAnnounced).filter(({ data }) => data.entityId === connectionId).length;
      const until = (days: number) => {
        item.consentEnds = new Date(life.now().getTime() + days * 86_400_000).toISOString();
      };
      for (const [days, count] of [
        [30, 0],
        [6, 1],
        [6, 1],
        [90, 1],
        [3, 2],
      ] as const) {
        until(days);
        await life.sync(person, connectionId);
        expect(told(), `${days} days`).toBe(count);
      }
      item.consentEnds = null;
      life.later(4 * 86_400_000);
      await life.sync(person, connectionId);
      const { body } = await life.call(getConnection, { as: person, params: { connectionId } });
      expect(body).toMatchObject({ status: "active", reauthDueAt: null });
    });

    it("still ends at Plaid with its connection", async () => {
      const { person, item, connectionId } = await linked();
      life.plaid.endLogin(item);
      await life.sync(person, connectionId);
      const { body } = await life.call(removeConnection, { as: person, params: { connectionId } });
      expect(body).toEqual({ isRevoked: true, manageUrl: null });
      expect(item.isRemoved).toBe(true);
    });
  });

  it("asks for banks of which nothing was heard for a day", async () => {
    const { person, connectionId } = await linked();
    await life.sync(person, connectionId);
    const askedFor = async () => {
      const before = life.events(BankSyncRequested).length;
      const service = speakAsService("schedule");
      await requestDue(service.ctx);
      await service.published();
      return life
        .events(BankSyncRequested)
        .slice(before)
        .map(({ data }) => data.entityId);
    };
    expect(await askedFor()).not.toContain(connectionId);
    life.later(25 * 3_600_000);
    expect(await askedFor()).toContain(connectionId);
  });
});

it("is not configured without what Plaid knows this installation by", async () => {
  const { testDb } = await import("#testing/database");
  const bare = await harness(await testDb());
  const as = await bare.user("anna");
  for (const [endpoint, body] of [
    [linkToken, {}],
    [exchange, { publicToken: "public-sandbox-1" }],
  ] as const)
    expect(await bare.call(endpoint, { as, body })).toMatchObject({ status: 503, body: { code: "not_configured" } });
  await bare.close();
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RuleApplicationEvents, RuleEvents, TransactionEvents, TransactionImported } from "#core/finance/events";
import { transactions } from "#core/finance/transactions.sql";
import { create as createAccount } from "#functions/finance/accounts";
import { create as createCategory, remove as removeCategory } from "#functions/finance/budget-categories";
import { sortIn } from "#functions/finance/consumers";
import { get as getApplication, list as listApplications, undo } from "#functions/finance/rule-applications";
import { apply, create, preview, update } from "#functions/finance/rules";
import { create as createTransaction, get, update as updateTransaction } from "#functions/finance/transactions";
import { create as createVendor, merge } from "#functions/household/vendors";
import { insert } from "#kit/change";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const text = (operator: string, value: string, field = "merchantName") => ({ field, operator, value });
async function rule(as: Person, conditions: object[], actions: object[], more: object = {}) {
  const body = { conditions: { match: "all", conditions }, actions, ...more };
  const { status, body: made } = await life.call(create, { as, body });
  expect(status, JSON.stringify(made)).toBe(201);
  return made as { id: string };
}
async function category(as: Person, name: string) {
  return (await life.call(createCategory, { as, body: { name } })).body.id as string;
}
/** A transaction that has arrived: its event is delivered. */
async function arrived(as: Person, body: object = {}) {
  const made = await entered(as, body);
  const event = life.events(TransactionEvents.created).find(({ data }) => data.entityId === made);
  expect(await life.deliver(sortIn, [event!])).toEqual([]);
  return made;
}
async function entered(as: Person, body: object = {}) {
  const given = { date: "2026-03-02", amountCents: -2047, merchantName: "LIDL SAGT DANKE 4711", ...body };
  const { status, body: made } = await life.call(createTransaction, { as, body: given });
  expect(status, JSON.stringify(made)).toBe(201);
  return made.id as string;
}
const read = async (as: Person, transactionId: string) =>
  (await life.call(get, { as, params: { transactionId } })).body;

describe("a transaction that arrives", () => {
  it("is changed by the rules whose conditions it meets, once", async () => {
    const anna = await life.user("anna");
    const food = await category(anna, "Food");
    await rule(
      anna,
      [text("starts_with", "lidl"), { field: "amountCents", operator: "between", values: [0, -5000] }],
      [
        { type: "set_category", budgetCategoryId: food },
        { type: "rename_merchant", merchantName: "Lidl" },
        { type: "add_note", note: "weekly" },
      ],
    );
    const id = await arrived(anna);
    expect(await read(anna, id)).toMatchObject({
      budgetCategoryId: food,
      merchantName: "Lidl",
      notes: "weekly",
      version: 2,
    });
    const changes = life.events(TransactionEvents.updated).filter(({ data }) => data.entityId === id);
    expect(changes).toHaveLength(1);
    const created = life.events(TransactionEvents.created).find(({ data }) => data.entityId === id);
    expect(await life.deliver(sortIn, [created!])).toEqual([]);
    expect((await read(anna, id)).version).toBe(2);
    const dear = await arrived(anna, { amountCents: -5001 });
    expect(await read(anna, dear)).toMatchObject({ budgetCategoryId: null, version: 1 });
  });

  it("gets each field from the first rule that sets it, and the notes of all", async () => {
    const anna = await life.user("anna");
    const [first, second] = [await category(anna, "First"), await category(anna, "Second")];
    const note = (text: string) => ({ type: "add_note", note: text });
    await rule(anna, [text("contains", "lidl")], [{ type: "set_category", budgetCategoryId: second }, note("b")], {
      priority: 2,
    });
    await rule(anna, [text("contains", "lidl")], [{ type: "set_category", budgetCategoryId: first }, note("a")], {
      priority: 1,
    });
    await rule(anna, [text("contains", "lidl")], [note("off")], { isActive: false });
    expect(await read(anna, await arrived(anna))).toMatchObject({ budgetCategoryId: first, notes: "a\nb" });
  });

  it("keeps the category that its person gave it, and leaves out one that is gone", async () => {
    const anna = await life.user("anna");
    const [mine, rules] = [await category(anna, "Mine"), await category(anna, "Rules")];
    await rule(anna, [text("contains", "lidl")], [{ type: "set_category", budgetCategoryId: rules }]);
    expect(await read(anna, await arrived(anna, { budgetCategoryId: mine }))).toMatchObject({ budgetCategoryId: mine });
    await life.call(removeCategory, { as: anna, params: { budgetCategoryId: rules } });
    expect(await read(anna, await arrived(anna))).toMatchObject({ budgetCategoryId: null, version: 1 });
  });

  it("gets the vendor that its merchant means, and the category of the vendor", async () => {
    const anna = await life.user("anna");
    const bread = await category(anna, "Bread");
    const { body: vendor } = await life.call(createVendor, {
      as: anna,
      body: { name: "Corner Bakery", defaultCategory: "bread" },
    });
    const id = await arrived(anna, { merchantName: "CORNER BAKERY" });
    expect(await read(anna, id)).toMatchObject({ vendorId: vendor.id, budgetCategoryId: bread });
  });

  it("keeps what its person has corrected before the event of its arrival was delivered", async () => {
    const anna = await life.user("anna");
    const [mine, rules] = [await category(anna, "Mine"), await category(anna, "Rules")];
    await rule(
      anna,
      [text("contains", "lidl")],
      [
        { type: "set_category", budgetCategoryId: rules },
        { type: "rename_merchant", merchantName: "Lidl" },
      ],
    );
    const ctx = life.as(anna);
    const row = { date: "2026-03-02", amountCents: -5, merchantName: "LIDL 12" };
    const [made] = await ctx.db.batch([insert(ctx, transactions, row, { emits: { event: TransactionImported } })]);
    const params = { transactionId: made.id };
    await life.call(updateTransaction, { as: anna, params, body: { budgetCategoryId: mine } });
    const imported = life.events(TransactionImported).find(({ data }) => data.entityId === made.id)!;
    expect(await life.deliver(sortIn, [imported])).toEqual([]);
    expect(await read(anna, made.id)).toMatchObject({ budgetCategoryId: mine, merchantName: "Lidl" });

    // What a person has taken away is not set again, neither by a rule nor by the vendor.
    const [again] = await ctx.db.batch([insert(ctx, transactions, row, { emits: { event: TransactionImported } })]);
    for (const budgetCategoryId of [mine, null])
      await life.call(updateTransaction, { as: anna, params: { transactionId: again.id }, body: { budgetCategoryId } });
    const late = life.events(TransactionImported).find(({ data }) => data.entityId === again.id)!;
    expect(await life.deliver(sortIn, [late])).toEqual([]);
    expect(await read(anna, again.id)).toMatchObject({ budgetCategoryId: null, merchantName: "Lidl" });
  });

  it("is changed by the other rules when one takes too long, which is named", async () => {
    const anna = await life.user("anna");
    const exploding = Array.from({ length: 20 }, () => text("matches", "(a*){200}b", "notes"));
    const { body: slow } = await life.call(create, {
      as: anna,
      body: {
        priority: 1,
        conditions: { match: "any", conditions: exploding },
        actions: [{ type: "add_note", note: "x" }],
      },
    });
    await rule(anna, [text("contains", "lidl")], [{ type: "rename_merchant", merchantName: "Lidl" }], { priority: 2 });
    const id = await arrived(anna, { notes: "a".repeat(1_000) });
    expect(await read(anna, id)).toMatchObject({ merchantName: "Lidl" });
    const told = life.logs.filter(({ fields }) => fields?.ruleId === slow.id);
    expect(told.map(({ level }) => level)).toEqual(["warn"]);
  });

  it("is not touched by the rules of somebody else", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await rule(ben, [text("contains", "lidl")], [{ type: "add_note", note: "ben" }]);
    expect(await read(anna, await arrived(anna))).toMatchObject({ notes: null, version: 1 });
  });
});

describe("a rule on what is there", () => {
  it("tells what it would change, changes that, and undoes what was not changed since", async () => {
    const anna = await life.user("anna");
    const [food, other] = [await category(anna, "Food"), await category(anna, "Other")];
    const ids = [
      await entered(anna),
      await entered(anna, { budgetCategoryId: other, notes: "mine" }),
      await entered(anna),
    ];
    const stranger = await entered(anna, { merchantName: "Aldi" });
    const { id: ruleId } = await rule(
      anna,
      [text("matches", "^lidl .*[0-9]{4}$")],
      [
        { type: "set_category", budgetCategoryId: food },
        { type: "add_note", note: "by rule" },
      ],
    );
    const tried = (await life.call(preview, { as: anna, params: { ruleId } })).body;
    expect(tried).toMatchObject({ scanned: 4, matched: 3, changing: 3, shown: 3, next: null });
    expect(tried.changes[1]).toEqual({
      transactionId: ids[1],
      before: { budgetCategoryId: other, notes: "mine" },
      after: { budgetCategoryId: food, notes: "mine\nby rule" },
    });
    expect(await read(anna, ids[0]!)).toMatchObject({ version: 1 });

    const { status, body: applied } = await life.call(apply, { as: anna, params: { ruleId }, body: {} });
    expect({ status, ...applied }).toMatchObject({
      status: 201,
      ruleId,
      scanned: 4,
      changed: 3,
      next: null,
      undoneAt: null,
    });
    expect(applied).not.toHaveProperty("changes");
    for (const id of ids) expect(await read(anna, id)).toMatchObject({ budgetCategoryId: food, version: 2 });
    expect(await read(anna, stranger)).toMatchObject({ version: 1 });
    const told = life.events(RuleApplicationEvents.created).find(({ data }) => data.entityId === applied.id);
    expect(told!.data.payload).toEqual({ scanned: 4, changed: 3 });
    const again = await life.call(apply, { as: anna, params: { ruleId }, body: {} });
    expect(again.body).toMatchObject({ scanned: 4, changed: 0 });

    // One is changed as a whole since, one in part.
    await life.call(updateTransaction, {
      as: anna,
      params: { transactionId: ids[0]! },
      body: { budgetCategoryId: other, notes: "new" },
    });
    await life.call(updateTransaction, { as: anna, params: { transactionId: ids[1]! }, body: { notes: "new" } });
    const params = { ruleApplicationId: applied.id };
    const undone = await life.call(undo, { as: anna, params });
    expect(undone.body).toMatchObject({ id: applied.id, changed: 3, kept: 1, undoneAt: expect.any(String) });
    expect(await read(anna, ids[0]!)).toMatchObject({ budgetCategoryId: other, notes: "new" });
    expect(await read(anna, ids[1]!)).toMatchObject({ budgetCategoryId: other, notes: "new" });
    expect(await read(anna, ids[2]!)).toMatchObject({ budgetCategoryId: null, notes: null });
    expect((await life.call(undo, { as: anna, params })).body).toEqual(undone.body);
    expect((await life.call(getApplication, { as: anna, params })).body).toEqual(undone.body);
    const listed = await life.call(listApplications, { as: anna, query: { ruleId } });
    expect(listed.body.data.map(({ id }: { id: string }) => id).sort()).toEqual([applied.id, again.body.id].sort());
  });

  it("goes on where the last answer has ended", async () => {
    const anna = await life.user("anna");
    await life.database.query(
      "insert into transactions (user_id, date, amount_cents, merchant_name) select $1, '2026-03-01', -1, 'Lidl' from generate_series(1, 501)",
      [anna.userId],
    );
    const { id: ruleId } = await rule(anna, [text("is", "LIDL")], [{ type: "add_note", note: "seen" }]);
    const tried = (await life.call(preview, { as: anna, params: { ruleId } })).body;
    expect(tried).toMatchObject({ scanned: 500, matched: 500, changing: 500, shown: 100 });
    expect(tried.changes).toHaveLength(100);
    const first = (await life.call(apply, { as: anna, params: { ruleId }, body: {} })).body;
    expect(first).toMatchObject({ scanned: 500, changed: 500, next: expect.any(String) });
    const second = (await life.call(apply, { as: anna, params: { ruleId }, body: { before: first.next } })).body;
    expect(second).toMatchObject({ scanned: 1, changed: 1, next: null });
    const undone = (await life.call(undo, { as: anna, params: { ruleApplicationId: first.id } })).body;
    expect(undone).toMatchObject({ kept: 0 });
  });

  it("does not show or change what is somebody else's", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await entered(anna, { householdId: anna.householdId });
    await life.join(anna, ben);
    const { id: ruleId } = await rule(ben, [text("contains", "lidl")], [{ type: "add_note", note: "ben" }]);
    expect((await life.call(preview, { as: ben, params: { ruleId } })).body).toMatchObject({ scanned: 0, changes: [] });
    expect((await life.call(apply, { as: anna, params: { ruleId }, body: {} })).status).toBe(404);
  });
});

describe("what rules name", () => {
  const upper = (id: string) => id.toUpperCase();

  it("is kept in one spelling, so that a merge of vendors finds it", async () => {
    const gina = await life.user("gina");
    const vendor = async (name: string) =>
      (await life.call(createVendor, { as: gina, body: { name } })).body.id as string;
    const [old, other] = [await vendor("Old Bakery"), await vendor("Bakery")];
    const { id: accountId } = (await life.call(createAccount, { as: gina, body: { name: "Cash" } })).body;
    const bread = await category(gina, "Bread");
    const made = await life.call(create, {
      as: gina,
      body: {
        conditions: { match: "all", conditions: [{ field: "account", operator: "is", accountId: upper(accountId) }] },
        actions: [
          { type: "set_vendor", vendorId: upper(old) },
          { type: "set_category", budgetCategoryId: upper(bread) },
        ],
      },
    });
    expect(made.body.conditions.conditions).toMatchObject([{ accountId }]);
    expect(made.body.actions).toMatchObject([{ vendorId: old }, { budgetCategoryId: bread }]);
    // One that was kept before ids had one spelling.
    await life.database.query("update transaction_rules set actions = $1 where id = $2", [
      JSON.stringify([{ type: "set_vendor", vendorId: upper(old) }]),
      made.body.id,
    ]);
    expect((await life.call(merge, { as: gina, params: { vendorId: old }, body: { into: other } })).status).toBe(200);
    const id = await arrived(gina, { accountId });
    expect(await read(gina, id)).toMatchObject({ vendorId: other });
  });

  it("has the vendor of before after an undo, although it was merged since", async () => {
    const hugo = await life.user("hugo");
    const vendor = async (name: string) =>
      (await life.call(createVendor, { as: hugo, body: { name } })).body.id as string;
    const [before, kept, set] = [await vendor("Before"), await vendor("Kept"), await vendor("Set")];
    const id = await entered(hugo, { vendorId: before });
    const { id: ruleId } = await rule(hugo, [text("contains", "lidl")], [{ type: "set_vendor", vendorId: set }]);
    const applied = (await life.call(apply, { as: hugo, params: { ruleId }, body: {} })).body;
    expect(await read(hugo, id)).toMatchObject({ vendorId: set });
    const into = async (vendorId: string, target: string) =>
      expect((await life.call(merge, { as: hugo, params: { vendorId }, body: { into: target } })).status).toBe(200);
    await into(before, kept);
    const renewed = await vendor("Renewed");
    await into(set, renewed);
    expect(await read(hugo, id)).toMatchObject({ vendorId: renewed });
    const undone = await life.call(undo, { as: hugo, params: { ruleApplicationId: applied.id } });
    expect(undone.body).toMatchObject({ changed: 1, kept: 0 });
    expect(await read(hugo, id)).toMatchObject({ vendorId: kept });
  });
});

describe("refused rules", () => {
  it("can be changed when what it names is gone, and names nothing more that is not there", async () => {
    const fred = await life.user("fred");
    const [food, other] = [await category(fred, "Food"), await category(fred, "Other")];
    const { id: ruleId } = await rule(fred, [text("is", "Lidl")], [{ type: "set_category", budgetCategoryId: food }]);
    for (const budgetCategoryId of [food, other])
      await life.call(removeCategory, { as: fred, params: { budgetCategoryId } });
    const conditions = { match: "all", conditions: [text("is", "Aldi")] };
    expect((await life.call(update, { as: fred, params: { ruleId }, body: { conditions } })).status).toBe(200);
    const actions = [{ type: "set_category", budgetCategoryId: other }];
    expect((await life.call(update, { as: fred, params: { ruleId }, body: { actions } })).status).toBe(400);
  });

  it("names what is wrong", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const { id: accountId } = (await life.call(createAccount, { as: ben, body: { name: "Ben's" } })).body;
    const note = { type: "add_note", note: "x" };
    const refused = async (conditions: object[], actions: object[] = [note]) => {
      const body = { conditions: { match: "any", conditions }, actions };
      const answer = await life.call(create, { as: anna, body });
      expect(answer.status).toBe(400);
      return answer.body.errors[0].pointer;
    };
    const fine = text("is", "a");
    expect(await refused([fine, text("matches", "(")])).toBe("#/conditions/conditions/1/value");
    expect(await refused([text("matches", "((a{100}){100}){100}")])).toBe("#/conditions/conditions/0/value");
    expect(await refused([text("matches", "a(?=b)")])).toBe("#/conditions/conditions/0/value");
    expect(await refused([{ field: "account", operator: "is", accountId }])).toBe("#/conditions");
    expect(await refused([fine], [{ type: "set_category", budgetCategoryId: await category(ben, "Ben's") }])).toBe(
      "#/actions",
    );
    const { id: ruleId } = await rule(anna, [fine], [note]);
    const bad = { conditions: { match: "all", conditions: [text("matches", "[")] } };
    expect((await life.call(update, { as: anna, params: { ruleId }, body: bad })).status).toBe(400);
    expect((await life.call(update, { as: anna, params: { ruleId }, body: { priority: 3 } })).body.priority).toBe(3);
    expect(life.events(RuleEvents.updated).some(({ data }) => data.entityId === ruleId)).toBe(true);
  });
});

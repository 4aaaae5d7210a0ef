import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RuleEvents, RuleProposalEvents, TransactionEvents } from "#core/finance/events";
import { conditionsFor } from "#core/finance/rule-noticing";
import { ruleProposals, transactionRules } from "#core/finance/rules.sql";
import { create as createCategory, remove as removeCategory } from "#functions/finance/budget-categories";
import { proposeRule, sortIn } from "#functions/finance/consumers";
import { accept, dismiss, get, list } from "#functions/finance/rule-proposals";
import { apply, create as createRule, get as getRule, update as updateRule } from "#functions/finance/rules";
import { create, get as getTransaction, update } from "#functions/finance/transactions";
import { create as createVendor, merge } from "#functions/household/vendors";
import { serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());

const category = async (as: Person, name: string) =>
  (await life.call(createCategory, { as, body: { name } })).body.id as string;
const vendor = async (as: Person, name: string) =>
  (await life.call(createVendor, { as, body: { name } })).body.id as string;
async function entered(as: Person, merchantName = "Corner Bakery") {
  const body = { date: "2026-03-02", amountCents: -420, merchantName };
  return (await life.call(create, { as, body })).body.id as string;
}
/** A person changes a transaction, and that is delivered. */
async function corrected(as: Person, transactionId: string, body: object) {
  expect((await life.call(update, { as, params: { transactionId }, body })).status).toBe(200);
  expect(await life.deliver(proposeRule, changesOf(transactionId).slice(-1))).toEqual([]);
}
const changesOf = (id: string) => life.events(TransactionEvents.updated).filter(({ data }) => data.entityId === id);
const listed = async (as: Person, query = {}) => (await life.call(list, { as, query })).body.data;
const told = (as: Person) => life.events(RuleProposalEvents.created).filter(({ subject }) => subject === as.userId);
async function thrice(as: Person, body: object, names: (string | undefined)[] = [undefined, undefined, undefined]) {
  const ids = [];
  for (const name of names) ids.push(await entered(as, name));
  for (const id of ids) await corrected(as, id, body);
  return ids;
}

describe("what a person does by hand", () => {
  it("is proposed as a rule with the third time, once", async () => {
    const anna = await life.user("anna");
    const bread = await category(anna, "Bread");
    const ids = await thrice(anna, { budgetCategoryId: bread }, ["CORNER BAKERY 12", "Corner Bakery 4711"]);
    expect(await listed(anna)).toEqual([]);
    ids.push(...(await thrice(anna, { budgetCategoryId: bread }, ["Corner Bakery 9"])));
    const [proposal, ...others] = await listed(anna);
    expect(others).toEqual([]);
    expect(proposal).toMatchObject({
      budgetCategoryId: bread,
      vendorId: null,
      merchantName: "Corner Bakery 9",
      status: "open",
      ruleId: null,
      conditions: { match: "all", conditions: [{ field: "merchantName", operator: "starts_with" }] },
    });
    expect(proposal.conditions.conditions[0].value.toLowerCase()).toBe("corner bakery");
    for (const id of ids) expect(await life.deliver(proposeRule, changesOf(id))).toEqual([]);
    await thrice(anna, { budgetCategoryId: bread });
    expect(told(anna)).toMatchObject([{ data: { entityId: proposal.id, payload: { budgetCategoryId: bread } } }]);
    expect((await life.call(get, { as: anna, params: { ruleProposalId: proposal.id } })).body).toEqual(proposal);
  });

  it("is not proposed of one transaction, of other merchants, of what was taken back, or of what a rule has done", async () => {
    const anna = await life.user("anna");
    const [bread, other] = [await category(anna, "Bread"), await category(anna, "Other")];
    const id = await entered(anna);
    for (const budgetCategoryId of [bread, other, bread, null, bread, null])
      await corrected(anna, id, { budgetCategoryId });
    for (const name of ["Grocer", "Baker", "Butcher"]) await thrice(anna, { budgetCategoryId: bread }, [name]);
    const [first] = await thrice(anna, { budgetCategoryId: bread }, [undefined, undefined]);
    await corrected(anna, first!, { budgetCategoryId: other });
    await thrice(anna, { budgetCategoryId: bread }, [undefined]);
    await thrice(anna, { notes: "warm" });
    expect(await listed(anna)).toEqual([]);

    const ben = await life.user("ben");
    const food = await category(ben, "Food");
    const body = {
      conditions: { match: "all", conditions: [{ field: "merchantName", operator: "contains", value: "bakery" }] },
      actions: [{ type: "set_category", budgetCategoryId: food }],
    };
    for (let i = 0; i < 4; i++) await entered(ben);
    const rule = (await life.call(createRule, { as: ben, body })).body;
    await life.call(apply, { as: ben, params: { ruleId: rule.id }, body: {} });
    const all = life.events(TransactionEvents.updated).filter(({ subject }) => subject === ben.userId);
    expect(all).toHaveLength(4);
    const asked = (isActive: boolean) =>
      life.call(updateRule, { as: ben, params: { ruleId: rule.id }, body: { isActive } });
    await asked(false);
    expect(await life.deliver(proposeRule, all)).toEqual([]);
    expect(await listed(ben)).toEqual([]);
    await asked(true);
    // Nor what a rule of theirs does already.
    await thrice(ben, { budgetCategoryId: null });
    await thrice(ben, { budgetCategoryId: food });
    expect(await listed(ben)).toEqual([]);
  });

  it("is proposed of vendors as well, and of those that are merged since one stays", async () => {
    const anna = await life.user("anna");
    const [one, other] = [await vendor(anna, "Bakery One"), await vendor(anna, "Bakery Two")];
    await thrice(anna, { vendorId: one });
    await thrice(anna, { vendorId: other });
    expect((await listed(anna)).map(({ vendorId }: { vendorId: string }) => vendorId).sort()).toEqual(
      [one, other].sort(),
    );
    expect((await life.call(merge, { as: anna, params: { vendorId: one }, body: { into: other } })).status).toBe(200);
    expect(await listed(anna)).toMatchObject([{ vendorId: other }]);
  });

  it("is proposed once when it is noticed by many at once, and to its person alone", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await life.join(anna, ben);
    const bread = await category(anna, "Bread");
    const ids = [await entered(anna), await entered(anna), await entered(anna)];
    for (const transactionId of ids)
      await life.call(update, { as: anna, params: { transactionId }, body: { budgetCategoryId: bread } });
    await Promise.all(
      ids.flatMap((id) => [changesOf(id), changesOf(id)]).map((events) => life.deliver(proposeRule, events)),
    );
    expect(told(anna)).toHaveLength(1);
    const [{ id: ruleProposalId }] = await listed(anna);
    for (const verb of [get, accept, dismiss])
      expect((await life.call(verb, { as: ben, params: { ruleProposalId } })).status).toBe(404);
    expect(await listed(ben)).toEqual([]);
  });
});

describe("a proposed rule", () => {
  it("is made once when it is accepted, by however many at once, and does then what was done by hand", async () => {
    const anna = await life.user("anna");
    const bread = await category(anna, "Bread");
    await thrice(anna, { budgetCategoryId: bread });
    const [{ id: ruleProposalId }] = await listed(anna);
    const params = { ruleProposalId };
    const answers = await Promise.all(Array.from({ length: 6 }, () => life.call(accept, { as: anna, params })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await life.count(transactionRules, `user_id = '${anna.userId}'`)).toBe(1);
    const { ruleId, status } = answers[0]!.body;
    expect(status).toBe("accepted");
    const rule = (await life.call(getRule, { as: anna, params: { ruleId } })).body;
    expect(rule).toMatchObject({ isActive: true, actions: [{ type: "set_category", budgetCategoryId: bread }] });
    expect(life.events(RuleEvents.created).filter(({ data }) => data.entityId === ruleId)).toHaveLength(1);
    const id = await entered(anna);
    const event = life.events(TransactionEvents.created).find(({ data }) => data.entityId === id)!;
    expect(await life.deliver(sortIn, [event])).toEqual([]);
    expect((await life.call(getTransaction, { as: anna, params: { transactionId: id } })).body.budgetCategoryId).toBe(
      bread,
    );
    const late = await life.call(dismiss, { as: anna, params });
    expect(late).toMatchObject({ status: 409, body: { coded: { code: "proposal_accepted" } } });
  });

  it("stays dismissed, and can be accepted after all", async () => {
    const anna = await life.user("anna");
    const bread = await category(anna, "Bread");
    await thrice(anna, { budgetCategoryId: bread });
    const [{ id: ruleProposalId }] = await listed(anna);
    const params = { ruleProposalId };
    const first = await life.call(dismiss, { as: anna, params });
    expect(first).toMatchObject({ status: 200, body: { status: "dismissed", decidedAt: expect.any(String) } });
    expect((await life.call(dismiss, { as: anna, params })).body).toEqual(first.body);
    await thrice(anna, { budgetCategoryId: bread });
    expect(await listed(anna, { status: "open" })).toEqual([]);
    expect(told(anna)).toHaveLength(1);
    expect((await life.call(accept, { as: anna, params })).body).toMatchObject({ status: "accepted" });
  });

  it("is not made when its category is gone", async () => {
    const anna = await life.user("anna");
    const bread = await category(anna, "Bread");
    await thrice(anna, { budgetCategoryId: bread });
    const [{ id: ruleProposalId }] = await listed(anna);
    await life.call(removeCategory, { as: anna, params: { budgetCategoryId: bread } });
    const refused = await life.call(accept, { as: anna, params: { ruleProposalId } });
    expect(refused).toMatchObject({ status: 409, body: { coded: { code: "proposal_names_nothing" } } });
    expect(await life.count(ruleProposals, `user_id = '${anna.userId}' and status = 'open'`)).toBe(1);
  });

  it("takes hostile names as texts", async () => {
    const anna = await life.user("anna");
    const bread = await category(anna, "Bread");
    const names = ["'); drop table x; -- 1", "'); drop table x; -- 22", "'); DROP table x; -- 3"];
    await thrice(anna, { budgetCategoryId: bread }, names);
    expect(await listed(anna)).toHaveLength(1);
    await thrice(anna, { budgetCategoryId: bread }, ["123", "123", "123"]);
    const digits = (await listed(anna)).find(({ merchantName }: { merchantName: string }) => merchantName === "123");
    expect(digits.conditions.conditions).toEqual([{ field: "merchantName", operator: "is", value: "123" }]);
  });
});

it("has the condition that all of the names meet", () => {
  expect(conditionsFor(["Lidl", "LIDL", "lidl "])).toMatchObject({ match: "all", conditions: [{ operator: "is" }] });
  expect(conditionsFor(["LIDL SAGT DANKE 1", "Lidl sagt Danke 22"])).toMatchObject({
    conditions: [{ operator: "starts_with", value: "LIDL SAGT DANKE" }],
  });
  expect(conditionsFor(["1 Bakery", "2 Bakery"])).toMatchObject({
    match: "any",
    conditions: [{ value: "1 Bakery" }, { value: "2 Bakery" }],
  });
});

import { afterAll, beforeAll, expect, it } from "vitest";
import { AccountEvents, BudgetCategoryEvents } from "#core/finance/events";
import * as Accounts from "#functions/finance/accounts";
import * as Categories from "#functions/finance/budget-categories";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

it("keeps an account from its opening to its closing", async () => {
  const anna = await life.user("anna");
  const { status, body } = await life.call(Accounts.create, {
    as: anna,
    body: { name: "Visa", type: "credit", currency: "EUR", balanceCents: -12_345 },
  });
  expect({ status, ...body }).toMatchObject({ status: 201, type: "credit", currency: "EUR", isClosed: false });
  expect(life.events(AccountEvents.created).at(-1)!.data.payload).toEqual({ type: "credit", currency: "EUR" });

  const params = { accountId: body.id };
  await life.call(Accounts.update, { as: anna, params, body: { isClosed: true } });
  const listed = await life.call(Accounts.list, { as: anna, query: { isClosed: "true", type: "credit" } });
  expect(listed.body.data).toMatchObject([{ id: body.id, isClosed: true, version: 2 }]);

  expect((await life.call(Accounts.remove, { as: anna, params })).status).toBe(204);
  expect((await life.call(Accounts.list, { as: anna })).body.data).toEqual([]);
});

it("shows a shared account to the household, and nothing to a stranger", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  const { body } = await life.call(Accounts.create, {
    as: anna,
    body: { name: "Joint", householdId: anna.householdId },
  });
  const params = { accountId: body.id };
  expect((await life.call(Accounts.get, { as: ben, params })).status).toBe(404);
  await life.join(anna, ben);
  expect((await life.call(Accounts.get, { as: ben, params })).body.name).toBe("Joint");
  const shared = await life.call(Accounts.list, { as: ben, query: { scope: "household" } });
  expect(shared.body.data).toHaveLength(1);
  expect((await life.call(Accounts.list, { as: ben })).body.data).toEqual([]);
});

it("refuses invalid accounts", async () => {
  const as = await life.user("anna");
  const bad = [
    {},
    { name: " " },
    { name: "A", type: "piggy" },
    { name: "A", balanceCents: "1" },
    { name: "A", id: "x" },
  ];
  for (const body of bad) expect((await life.call(Accounts.create, { as, body })).status).toBe(400);
});

it("keeps budget categories as a tree without cycles", async () => {
  const anna = await life.user("anna");
  const make = async (body: object) =>
    (await life.call(Categories.create, { as: anna, body })).body as { id: string; kind: string };
  const food = await make({ name: "Food" });
  const lunch = await make({ name: "Lunch", parentId: food.id });
  expect(food.kind).toBe("expense");
  const circle = await life.call(Categories.update, {
    as: anna,
    params: { budgetCategoryId: food.id },
    body: { parentId: lunch.id },
  });
  expect(circle.status).toBe(409);
  const children = await life.call(Categories.list, { as: anna, query: { parentId: food.id } });
  expect(children.body.data.map((row: { name: string }) => row.name)).toEqual(["Lunch"]);
  expect((await life.call(Categories.remove, { as: anna, params: { budgetCategoryId: lunch.id } })).status).toBe(204);
  expect(life.events(BudgetCategoryEvents.deleted)).toHaveLength(1);
});

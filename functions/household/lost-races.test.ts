/** Something that two people buy, or one deletes, at the same moment. */
import { afterAll, beforeAll } from "vitest";
import * as ShoppingItems from "#functions/household/shopping-items";
import { serverDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { GONE, idOfNew, testRaces } from "#testing/lost-races";

let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());

testRaces(() => life, {
  "buys what is bought": {
    row: (life, { anna }) => idOfNew(life, anna, ShoppingItems.create, { name: "Milk", householdId: anna.householdId }),
    winner: "update shopping_items set is_purchased = true, purchased_at = now() where id = $1",
    verb: ShoppingItems.purchase,
    parameter: "shoppingItemId",
    body: {},
    said: [409, "This was bought already."],
  },
  "buys what is deleted": {
    row: (life, { anna }) => idOfNew(life, anna, ShoppingItems.create, { name: "Milk", householdId: anna.householdId }),
    winner: "update shopping_items set deleted_at = now() where id = $1",
    verb: ShoppingItems.purchase,
    parameter: "shoppingItemId",
    body: {},
    said: GONE,
  },
});

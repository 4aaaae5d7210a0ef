import { made } from "#testing/known";
import { ANSWER, PERSON, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: {
    "household.pantry_item.consumed": PERSON,
    "household.pantry_item.restocked": PERSON,
    "household.recipe.cooked": PERSON,
    "household.shopping_item.purchased": ANSWER,
    "household.vendor.merged": PERSON,
  },
  nothingFollows: {
    "household.pantry_item.consumed": "whether it ran low is found out by the same booking, which says so itself",
    "household.pantry_item.restocked": "what was missing is in stock, and what shows the stock reads it",
    "household.recipe.cooked": "what it used is booked by the same transaction",
    "household.shopping_item.purchased": "the pantry is restocked by the same transaction",
    "household.vendor.merged": "its references are moved by the same transaction",
  },
  states: ["expiring"],
  story: async (ask) => {
    const stock = { name: "Milk", unit: "ml", qtyInStock: 600, qtyMin: 500, expiryDate: "2026-03-04" };
    const milk = await ask("household.pantry-items.create", stock);
    const used = await ask("household.pantry-items.consume", { quantity: 200 }, { pantryItemId: milk.id });
    const undone = { pantryItemId: milk.id, movementId: used.movements[0].id };
    await ask("household.movements.undo", undefined, undone);
    const cake = { name: "Cake", ingredients: [{ item: "Milk", qty: 300, unit: "ml" }] };
    const recipe = await ask("household.recipes.create", cake);
    await ask("household.recipes.cook", {}, { recipeId: recipe.id });
  },
  follows: [
    ["household.pantry_item.ran_low", "household.pantry_item.consumed"],
    ["household.shopping_item.created", "household.pantry_item.ran_low"],
    ["household.pantry_item.consumed", "household.recipe.cooked"],
  ],
  waitsForTheClock: ["household.pantry_item.expiring"],
  rows: {
    pantry_bookings: async (life, person, idOf) =>
      made(
        life,
        `insert into pantry_bookings (household_id, pantry_item_id, quantity, unit, reason, booked_at)
         select household_id, id, 1, unit, 'restock', now() from pantry_items where id = $1 returning id`,
        [await idOf("pantry_items", person)],
      ),
    pantry_movements: async (life, person, idOf) =>
      made(life, "select id from pantry_movements where booking_id = $1", [await idOf("pantry_bookings", person)]),
  },
  attacks: async (victim, idOf) => ({
    my_kept_households: { calls: [["select $1 = any(my_kept_households())", victim.householdId]], comes: [false] },
    merge_vendor: { calls: [["select merge_vendor($1, $1)", await idOf("vendors", victim)]], comes: [false] },
  }),
  seeded: { vendors: 17, recipes: 3, pantry_items: 10, pantry_lots: 10, shopping_items: 5 },
});

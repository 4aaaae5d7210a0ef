import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life, { householdId }) =>
    made(
      life,
      "select m.id from pantry_movements m join pantry_items i on i.id = m.pantry_item_id where i.household_id = $1 order by m.id limit 1",
      [householdId],
    ),
  names: { bookingId: "pantry_lots" },
});

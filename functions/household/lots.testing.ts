import { knownToTests, made } from "#testing/known";

export default knownToTests({
  // The first lot of a new pantry item.
  row: (life, { householdId }) =>
    made(life, "select id from pantry_lots where household_id = $1 order by id limit 1", [householdId]),
  operations: { list: { unpaged: { has: ["nextCursor"], why: "an item has at most a hundred small ones" } } },
});

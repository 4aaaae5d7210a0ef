import { knownToTests, made } from "#testing/known";

export default knownToTests({
  // The row that cooking a recipe creates.
  row: async (life, { userId, householdId }) =>
    made(
      life,
      "insert into recipe_cookings (recipe_id, household_id, cooked_by, cooked_at) values ($1, $2, $3, now()) returning id",
      [
        await made(life, "insert into recipes (user_id, name) values ($1, 'Soup') returning id", [userId]),
        householdId,
        userId,
      ],
    ),
});

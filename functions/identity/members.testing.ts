import { knownToTests, made } from "#testing/known";

export default knownToTests({
  deletedForGood: "whoever is to be a member again is invited",
  // Another member of the household, because its last admin can neither leave nor be removed.
  row: async (life, _, { householdId }) =>
    made(life, "insert into household_members (household_id, user_id) values ($1, $2) returning id", [
      householdId,
      (await life.user("member")).userId,
    ]),
  operations: {
    leave: {
      // The last admin cannot leave, so another one is added first.
      before: async (life, { householdId }) =>
        made(
          life,
          "insert into household_members (household_id, user_id, role) values ($1, $2, 'admin') returning id",
          [householdId, (await life.user("heir")).userId],
        ),
    },
  },
});

import { randomUUID } from "node:crypto";
import { knownToTests, made } from "#testing/known";

export default knownToTests({
  operations: {
    merge: {
      body: async (life, { householdId }) => ({
        into: await made(
          life,
          "insert into vendors (household_id, name, normalized_name) values ($1, $2, $2) returning id",
          [householdId, randomUUID()],
        ),
      }),
    },
  },
});

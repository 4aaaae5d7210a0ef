import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: {
    log: {
      before: (life, { mealId }) => life.database.query("update meals set source = 'draft' where id = $1", [mealId]),
    },
  },
});

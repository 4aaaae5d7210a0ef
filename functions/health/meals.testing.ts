import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 132, why: "beside all that a resource has it confirms drafts and adds up days" },
  operations: {
    log: {
      before: (life, { mealId }) => life.database.query("update meals set source = 'draft' where id = $1", [mealId]),
    },
  },
});

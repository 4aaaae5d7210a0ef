import { knownToTests } from "#testing/known";

export default knownToTests({
  deletedForGood: "a setting goes back to its default, and what it was is in its history",
  // What can be set is declared, and what is not set yet is shown as well.
  row: async () => "RATE_LIMITS",
  operations: { remove: { before: "put" } },
});

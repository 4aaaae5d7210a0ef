import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: { get: { flights: { most: 2, why: "the limits of the tiers are read once a minute" } } },
});

import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: {
    analyse: { flights: { most: 2, why: "one that waits already goes on waiting" } },
  },
});

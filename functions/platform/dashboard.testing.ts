import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: {
    get: { flights: { most: 2, why: "it keeps the snapshot that it had to make; the next request finds it" } },
  },
});

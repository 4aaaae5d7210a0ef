import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: {
    putSplits: {
      flights: { most: 2, why: "what they have to add up to is read first" },
      body: async () => ({ splits: [] }),
    },
    bulk: {
      flights: { most: 3, why: "it looks for a slice, changes it, and looks whether there is another" },
      everyId: () => ({ op: "update", transaction: { notes: "x" } }),
    },
  },
});

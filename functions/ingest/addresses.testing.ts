import { knownToTests } from "#testing/known";

export default knownToTests({
  deletedForGood: "an address is retired and never given to anybody again",
  operations: {
    remove: { flights: { most: 2, why: "one that is retired already is read once more, to say that all is done" } },
  },
});

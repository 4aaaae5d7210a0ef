import { knownToTests } from "#testing/known";

export default knownToTests({
  deletedForGood: "a spelling is added again as quickly",
  operations: {
    create: { flights: { most: 2, why: "it reads the vendor, which says whose household the spelling is for" } },
  },
});

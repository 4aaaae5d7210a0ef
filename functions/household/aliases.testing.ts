import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: {
    create: { flights: { most: 2, why: "it reads the vendor, which says whose household the spelling is for" } },
  },
});

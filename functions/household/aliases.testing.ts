import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: {
    create: { flights: { most: 2, why: "it reads the vendor, which says whose household the spelling is for" } },
    remove: {
      flights: { most: 2, why: "it reads the vendor, to tell what is not there from what may not be changed" },
    },
  },
});

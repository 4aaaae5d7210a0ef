import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: {
    find: {
      unpaged: { has: ["limit"], why: "whoever does not find it among the first types another word" },
      flights: { most: 2, why: "what words may stand for is known before texts are asked for them" },
    },
  },
});

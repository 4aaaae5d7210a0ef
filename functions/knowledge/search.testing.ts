import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: {
    find: { unpaged: { has: ["limit"], why: "whoever does not find it among the first types another word" } },
  },
});

import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: {
    list: { unpaged: { has: ["limit"], why: "the oldest are what there is to look at, and more is refused" } },
  },
});

import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: { list: { unpaged: { has: ["nextCursor"], why: "there are few currencies" } } },
});

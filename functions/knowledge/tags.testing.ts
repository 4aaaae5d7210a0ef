import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: { list: { unpaged: { has: ["limit"], why: "1,000 tags are all that are told" } } },
});

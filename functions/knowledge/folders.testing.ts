import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: { list: { unpaged: { has: [], why: "10,000 folders are all that are told" } } },
});

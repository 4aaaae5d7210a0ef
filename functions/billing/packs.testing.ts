import { knownToTests } from "#testing/known";

export default knownToTests({
  operations: { list: { unpaged: { has: ["nextCursor"], why: "whoever runs LifeOS has set each of them" } } },
});

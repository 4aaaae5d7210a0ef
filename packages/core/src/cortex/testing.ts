import { ANSWER, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: {
    "cortex.insight.rated": ANSWER,
  },
  nothingFollows: {
    "cortex.insight.rated": "what a person thinks of an insight is kept with it, and read from there",
  },
  follows: [
    ["cortex.insight.found", "health.meal.logged"],
    ["platform.notification.sent", "cortex.insight.found"],
  ],
  // Two of the insights are of what the person has captured.
  seeded: { correlations: 24, insights: 4 },
  unsearched: { conversations: "nobody has one yet" },
});

import { ANSWER, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: {
    "cortex.insight.rated": ANSWER,
  },
  nothingFollows: {
    "cortex.insight.found": "the workflow that finds it asks about it in the same run",
    "cortex.insight.rated": "what a person thinks of an insight is kept with it, and read from there",
  },
  follows: [
    ["cortex.insight.found", "health.meal.logged"],
    ["platform.notification.sent", "cortex.insight.found"],
  ],
  seeded: { insights: 2 },
  unsearched: { conversations: "nobody has one yet" },
});

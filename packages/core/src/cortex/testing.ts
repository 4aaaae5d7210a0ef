import { ANSWER, PERSON, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: {
    "cortex.insight.rated": ANSWER,
    "cortex.message.sent": PERSON,
    "cortex.message.answered": "a message that is answered once more may be of long ago",
  },
  nothingFollows: {
    "cortex.message.sent": "it is answered in the same transaction",
    "cortex.message.answered": "it is for the person to read",
    "cortex.approval.requested": "it waits for the person",
    "cortex.approval.approved": "what was approved of is done in the same transaction",
    "cortex.approval.declined": "it is the end of the story",
    "cortex.insight.found": "the workflow that finds it asks about it in the same run",
    "cortex.insight.rated": "what a person thinks of an insight is kept with it, and read from there",
  },
  follows: [
    ["cortex.message.answered", "cortex.message.sent"],
    ["cortex.approval.requested", "cortex.message.answered"],
    ["cortex.approval.approved", "cortex.approval.requested"],
    ["cortex.insight.found", "health.meal.logged"],
    ["platform.notification.sent", "cortex.insight.found"],
  ],
  // Two of the insights are of what the person has captured.
  seeded: { correlations: 24, insights: 4 },
  unsearched: {
    conversations: "they are searched by what is said in them, on their own list; an answer would find what was asked",
  },
});

import { ANSWER, PERSON, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: {
    "cortex.tokens.exhausted": "a call of a model found too few, which no event has caused",
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
  // One person's tokens are no row of their own.
  noRows: { tokens: "it is about the settings of a person" },
  causedElsewhere: { "cortex.tokens.exhausted": "packages/core/src/cortex/door/door.test.ts, since it takes a model" },
  neverAllowed: {
    "calls of models": "select ai_begin((select nullif(current_setting('app.user_id', true), '')::uuid), '{}')",
    "the end of calls": "select ai_end((select nullif(current_setting('app.user_id', true), '')::uuid), '{}')",
    "tokens of a month":
      "select grant_month((select nullif(current_setting('app.user_id', true), '')::uuid), 'pro', '2026-03', 1000000)",
    "tokens that are held":
      "select release_tokens((select nullif(current_setting('app.user_id', true), '')::uuid), now())",
    reservations: "insert into ai_reservations (capability, tokens, expires_at) values ('chat', 1, now())",
    requests: "insert into ai_requests (capability, provider, model, outcome) values ('chat', 'x', 'x', 'completed')",
    prompts: "insert into ai_prompts (prompt) values ('x')",
  },
  story: async (ask) => {
    const { id } = await ask("cortex.conversations.create", {});
    const { approvals } = await ask(
      "cortex.messages.send",
      { content: "Put stamps on the shopping list" },
      { conversationId: id },
    );
    const [{ id: approvalId, argumentsHash }] = approvals;
    await ask("cortex.approvals.approve", { argumentsHash }, { approvalId });
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

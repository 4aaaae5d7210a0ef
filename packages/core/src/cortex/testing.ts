import { ANSWER, PERSON, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: {
    "cortex.tokens.exhausted": "a call of a model found too few, which no event has caused",
    "cortex.insight.rated": ANSWER,
    "cortex.message.sent": PERSON,
    "cortex.message.answered": "a message that is answered once more may be of long ago",
    "cortex.proposal.created": "a person asks for it, or a day of theirs has ended",
    "cortex.proposal.accepted": ANSWER,
    "cortex.proposal.rejected": ANSWER,
    "cortex.proposal.undone": ANSWER,
    "cortex.proposal.expired": "a person asks for another one, or a day of theirs has ended",
    "cortex.email_draft.send_requested": PERSON,
  },
  nothingFollows: {
    "cortex.message.sent": "it is answered in the same transaction",
    "cortex.message.answered": "it is for the person to read",
    "cortex.approval.requested": "it waits for the person",
    "cortex.approval.approved": "what was approved of is done in the same transaction",
    "cortex.approval.declined": "it is the end of the story",
    "cortex.insight.rated": "what a person thinks of an insight is kept with it, and read from there",
    "cortex.proposal.accepted": "its change was made with it, and what became of it is looked at as days end",
    "cortex.proposal.rejected": "it is the end of the story",
    "cortex.proposal.undone": "its change was taken back with it",
    "cortex.proposal.expired": "it is the end of the story",
    "cortex.proposal.measured": "the insight that tells it is found with it",
    "cortex.email_draft.sent": "it is the end of the story",
  },
  // One person's tokens are no row of their own.
  noRows: { tokens: "it is about the settings of a person" },
  causedElsewhere: {
    "cortex.tokens.exhausted": "packages/core/src/cortex/door/door.test.ts, since it takes a model",
    "cortex.proposal.expired": "functions/cortex/proposals.test.ts, in which days pass",
    "cortex.proposal.measured": "functions/cortex/proposals.test.ts, in which weeks pass",
    "cortex.email_draft.send_requested": "functions/cortex/email-drafts.test.ts, with a service that delivers mail",
    "cortex.email_draft.sent": "functions/cortex/email-drafts.test.ts, with a service that delivers mail",
    "cortex.email_draft.send_failed": "functions/cortex/email-drafts.test.ts, with a service that delivers mail",
  },
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
    proposals: "what is proposed is answered or expires within two weeks",
    email_drafts: "they are a short list of their own",
  },
});

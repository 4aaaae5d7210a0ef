/** Events of insights, of what goes together, of what is proposed, and of conversations. */
import * as z from "zod/mini";
import { crudEvents, event, finalEvents } from "#kit/event";

export const CorrelationEvents = finalEvents("cortex.correlation");
export const CorrelationPairEvents = finalEvents("cortex.correlation_pair");
export const PatternEvents = finalEvents("cortex.pattern");
export const InsightEvents = finalEvents("cortex.insight");
export const InsightFound = event("cortex.insight.found", "Something worth knowing was found", {
  insightType: z.string(),
  confidence: z.number(),
});
export const InsightRated = event("cortex.insight.rated", "A person said what they think of an insight", {
  feedback: z.string(),
});

const proposed = { kind: z.string(), maker: z.nullish(z.string()) };
export const ProposalEvents = {
  created: event("cortex.proposal.created", "A change was proposed", proposed),
  accepted: event("cortex.proposal.accepted", "A proposed change was accepted and made", proposed),
  rejected: event("cortex.proposal.rejected", "A proposed change was rejected", proposed),
  undone: event("cortex.proposal.undone", "A proposed change that was made was undone", proposed),
  expired: event("cortex.proposal.expired", "A proposed change was left open until it expired", proposed),
  measured: event("cortex.proposal.measured", "It was measured what an accepted proposal has changed", {
    ...proposed,
    outcomeMetric: z.nullish(z.string()),
    verdict: z.nullish(z.string()),
  }),
};

const draft = { status: z.string(), inReplyToEmailId: z.nullish(z.guid()) };
export const EmailDraftEvents = crudEvents("cortex.email_draft", draft);
export const EmailDraftSendRequested = event("cortex.email_draft.send_requested", "A draft is to go out by mail", {
  ...draft,
  mailAttempt: z.int(),
  recipients: z.int(),
});
export const EmailDraftSent = event("cortex.email_draft.sent", "A draft went out by mail", draft);
export const EmailDraftFailed = event("cortex.email_draft.send_failed", "A draft could not be mailed", {
  ...draft,
  mailProblem: z.nullish(z.string()),
});

export const ConversationEvents = crudEvents("cortex.conversation");
export const MessageSent = event("cortex.message.sent", "A person said something in a conversation");
export const MessageAnswered = event("cortex.message.answered", "What a person said was answered", {
  madeBy: z.string(),
});
const asked = { operation: z.string() };
export const ApprovalRequested = event("cortex.approval.requested", "An answer proposed to do something", asked);
export const ApprovalGiven = event("cortex.approval.approved", "A person approved of what was proposed", asked);
export const ApprovalDeclined = event("cortex.approval.declined", "A person declined what was proposed", asked);
export const TokensExhausted = event("cortex.tokens.exhausted", "Somebody has too few tokens left for a model", {});

/** Events of insights, of what goes together, and of conversations. */
import * as z from "zod/mini";
import { crudEvents, event, finalEvents } from "#kit/event";

export const CorrelationEvents = finalEvents("cortex.correlation");
export const InsightEvents = finalEvents("cortex.insight");
export const InsightFound = event("cortex.insight.found", "Something worth knowing was found", {
  insightType: z.string(),
  confidence: z.number(),
});
export const InsightRated = event("cortex.insight.rated", "A person said what they think of an insight", {
  feedback: z.string(),
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

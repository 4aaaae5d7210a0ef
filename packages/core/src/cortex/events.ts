/** Events of insights, and of what goes together. */
import * as z from "zod/mini";
import { event, finalEvents } from "#kit/event";

export const CorrelationEvents = finalEvents("cortex.correlation");
export const InsightEvents = finalEvents("cortex.insight");
export const InsightFound = event("cortex.insight.found", "Something worth knowing was found", {
  insightType: z.string(),
  confidence: z.number(),
});
export const InsightRated = event("cortex.insight.rated", "A person said what they think of an insight", {
  feedback: z.string(),
});
export const TokensExhausted = event("cortex.tokens.exhausted", "Somebody has too few tokens left for a model", {});

import * as z from "zod/mini";
import { InsightEvents } from "#core/cortex/events";
import * as Insights from "#core/cortex/insights";
import { insightFeedback, insights } from "#core/cortex/insights.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { rowSchema } from "#kit/wire";

export const { list, get } = crud("/v1/cortex/insights", insights, {
  write: [],
  filter: ["insightType", "feedback", "generatedBy", "confidence", "shownAt", "dataStreamId"],
  sort: ["confidence"],
  emits: InsightEvents,
});

export const feedback = endpoint("POST /v1/cortex/insights/{insightId}/feedback", {
  summary: "Say what you think of an insight",
  body: z.strictObject({ feedback: z.enum(insightFeedback) }),
  returns: rowSchema(insights),
  problems: [InvalidInput, NotFound, Forbidden],
  example: { body: { feedback: "helpful" } },
  handler: (ctx) => Insights.rate(ctx, ctx.params.insightId, ctx.body.feedback),
});

export const generate = endpoint("POST /v1/cortex/insights/generate", {
  summary: "Look now for what there is to notice",
  description:
    "Runs the rules of every pillar over the day that is going on, as they are run when it ends. What was found before is not found again, so that a repetition finds nothing. What goes together is told on its own days, and never by this.",
  returns: z.strictObject({ found: z.array(rowSchema(insights)) }),
  problems: [],
  async handler(ctx) {
    // The rules of every pillar, which nobody needs who reads what was found.
    const { notice } = await import("#core/cortex/noticing");
    return { found: await notice(ctx) };
  },
});

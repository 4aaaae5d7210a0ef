import * as Correlations from "#core/cortex/correlations";
import { DayEnded } from "#core/rhythm/events";
import { consumer } from "#kit/consumer";

export const lookForCorrelations = consumer("cortex.lookForCorrelations", [DayEnded], {
  summary: "Look what of a person's days goes together, now that another has ended",
  handler: (ctx, { data }) => Correlations.lookAtDays(ctx, data.payload.day),
});

import * as Correlations from "#core/cortex/correlations";
import { TokensExhausted } from "#core/cortex/events";
import * as Tokens from "#core/cortex/tokens";
import { DayEnded } from "#core/rhythm/events";
import { consumer } from "#kit/consumer";

export const lookForCorrelations = consumer("cortex.lookForCorrelations", [DayEnded], {
  summary: "Look what of a person's days goes together, now that another has ended",
  handler: (ctx, { data }) => Correlations.lookAtDays(ctx, data.payload.day),
});

export const tellTokensExhausted = consumer("cortex.tellTokensExhausted", [TokensExhausted], {
  summary: "Tell a person that too few tokens are left for a model",
  handler: (ctx, event) => Tokens.tellExhausted(ctx, event),
});

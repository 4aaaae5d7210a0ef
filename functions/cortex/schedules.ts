import { settle } from "#core/cortex/tokens";
import { schedule } from "#kit/schedule";

export const settleTokens = schedule("cortex.settleTokens", "rate(15 minutes)", {
  summary: "Gives people the tokens of their month, and gives back what calls hold that never ended",
  timeoutSeconds: 120,
  handler: (ctx) => settle(ctx),
});

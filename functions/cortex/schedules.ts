import { unmailed } from "#core/cortex/draft-mail-overdue";
import { settle } from "#core/cortex/tokens";
import { handOverAgain } from "#core/platform/delivery/overdue";
import { schedule } from "#kit/schedule";

export const mailUnmailedDrafts = schedule("cortex.mailUnmailedDrafts", "rate(15 minutes)", {
  summary: "Hands drafts over again of whose mail nothing came",
  uses: ["workflows"],
  handler: (ctx) => handOverAgain(ctx, unmailed),
});

export const settleTokens = schedule("cortex.settleTokens", "rate(15 minutes)", {
  summary: "Gives people the tokens of their month, and gives back what calls hold that never ended",
  timeoutSeconds: 120,
  handler: (ctx) => settle(ctx),
});

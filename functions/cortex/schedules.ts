import { unmailed } from "#core/cortex/draft-mail-overdue";
import { handOverAgain } from "#core/platform/delivery/overdue";
import { schedule } from "#kit/schedule";

export const mailUnmailedDrafts = schedule("cortex.mailUnmailedDrafts", "rate(15 minutes)", {
  summary: "Hands drafts over again of whose mail nothing came",
  uses: ["workflows"],
  handler: (ctx) => handOverAgain(ctx, unmailed),
});

import { untold } from "#core/household/use-up";
import { handOverAgain } from "#core/platform/delivery/overdue";
import { schedule } from "#kit/schedule";

export const remindAgain = schedule("household.remindAgain", "rate(15 minutes)", {
  summary: "Hands news of what expires over again that no household was told of",
  uses: ["workflows"],
  handler: (ctx) => handOverAgain(ctx, untold),
});

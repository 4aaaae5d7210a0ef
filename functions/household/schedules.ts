import * as Expiry from "#core/household/expiry";
import { untold } from "#core/household/use-up";
import { handOverAgain } from "#core/platform/delivery/overdue";
import { schedule } from "#kit/schedule";

export const noteExpiring = schedule("household.noteExpiring", "rate(15 minutes)", {
  summary: "Tells each household, in its own night, what expires within days",
  timeoutSeconds: 300,
  handler: (ctx) => Expiry.noteExpiring(ctx),
});

export const remindAgain = schedule("household.remindAgain", "rate(15 minutes)", {
  summary: "Hands news of what expires over again that no household was told of",
  uses: ["workflows"],
  handler: (ctx) => handOverAgain(ctx, untold),
});

import * as Expiry from "#core/household/expiry";
import { schedule } from "#kit/schedule";

export const noteExpiring = schedule("household.noteExpiring", "rate(15 minutes)", {
  summary: "Tells each household, in its own night, what expires within days",
  timeoutSeconds: 300,
  handler: (ctx) => Expiry.noteExpiring(ctx),
});

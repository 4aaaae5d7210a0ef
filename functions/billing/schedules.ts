import { reconcile as lookAgain } from "#core/billing/reconcile";
import { schedule } from "#kit/schedule";

export const reconcile = schedule("billing.reconcile", "rate(5 minutes)", {
  summary: "Asks Stripe for subscriptions whose grace or period is over, or of which nothing was heard for a day",
  timeoutSeconds: 300,
  handler: (ctx) => lookAgain(ctx),
});

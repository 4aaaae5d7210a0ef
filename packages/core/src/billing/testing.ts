import { pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: { "billing.subscription.changed": "Stripe says so, which no event of ours has caused" },
  nothingFollows: { "billing.subscription.changed": "the authorizer reads the tier, which changes with it" },
  causedElsewhere: {
    "billing.subscription.changed": "functions/billing/subscription.test.ts, since it takes Stripe",
  },
  neverAllowed: {
    "the ledger":
      "insert into token_ledger (amount, category, reference_type, reference_id) values (1, 'grant', 'x', 'x')",
    subscriptions: "update subscriptions set tier = 'pro'",
    billing: "insert into billing_events (stripe_event_id, type) values ('x', 'x')",
  },
});

import { pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  neverAllowed: {
    "the ledger":
      "insert into token_ledger (amount, category, reference_type, reference_id) values (1, 'grant', 'x', 'x')",
    subscriptions: "update subscriptions set tier = 'pro'",
    billing: "insert into billing_events (stripe_event_id, type) values ('x', 'x')",
  },
});

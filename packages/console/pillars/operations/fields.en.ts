/** What the fields of rows are called, by the names of the contract. */
export default {
  value: "value",
  tier: {
    name: "tier",
    values: { free: "Free", starter: "Starter", pro: "Pro", team: "Team", enterprise: "Enterprise" },
  },
  changesPerMinute: "changes per minute",
};

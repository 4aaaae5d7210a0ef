/** What the fields of rows are called, by the names of the contract. */
export default {
  value: "value",
  tier: "tier",
  changesPerMinute: "changes per minute",
};

/** What the fields of rows are called, by the names of the contract. */
export default {
  name: "name",
  cronExpression: "when it runs",
  timezone: "time zone",
  activities: "what it does",
  catchUp: "runs that were missed",
  householdId: "household",
};

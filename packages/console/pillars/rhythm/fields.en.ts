/** What the fields of rows are called, by the names of the contract. */
import { cadenceOf } from "./cadence.ts";
import words from "./words.en.ts";

export default {
  name: "name",
  cronExpression: "when it runs",
  timezone: "time zone",
  activities: "what it does",
  catchUp: "runs that were missed",
  frequency: { name: "how often", goesWith: "frequencyConfig" },
  frequencyConfig: {
    name: "how often",
    shown: (value: unknown) => cadenceOf(value, words.cadence),
  },
  targetPerDay: "how much a day",
  unit: "what it is counted in",
  timeOfDay: "part of the day",
  remindAt: "when to remind",
  isReminded: "whether to remind",
  color: "colour",
  sortOrder: "place in the list",
  freezesLeft: "freezes",
  estimatedMinutes: "minutes it takes",
  lifeDomainId: "life domain",
  goalId: "goal",
  description: "note",
  householdId: "household",
};

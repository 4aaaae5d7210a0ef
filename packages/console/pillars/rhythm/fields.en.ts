/** What the fields of rows are called, by the names of the contract. */
import { cadenceOf } from "./cadence.ts";
import words from "./words.en.ts";

export default {
  name: "name",
  cronExpression: "when it runs",
  timezone: "time zone",
  activities: "what it does",
  catchUp: {
    name: "runs that were missed",
    values: { skip: "are left out", latest: "the last is made up for", all: "all are made up for" },
  },
  frequency: {
    name: "how often",
    goesWith: "frequencyConfig",
    values: { daily: "daily", weekly: "weekly", custom: "its own way" },
  },
  frequencyConfig: {
    name: "how often",
    shown: (value: unknown) => cadenceOf(value, words.cadence),
  },
  targetPerDay: "how much a day",
  unit: "what it is counted in",
  timeOfDay: {
    name: "part of the day",
    values: { morning: "morning", afternoon: "afternoon", evening: "evening", anytime: "any time" },
  },
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

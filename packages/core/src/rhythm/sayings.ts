/** What is said to people here by codes. */
import { sayings } from "#kit/saying";

/** What is wrong with a field or parameter of a habit, a routine or a focus session. */
export const rhythmFields = sayings({
  in_the_future: "is in the future",
  ten_years_ago: "is more than ten years ago",
  ten_years_away: "is more than ten years away",
  says_how_much: "says how much of it was done",
  nothing_of_daily: "has nothing to say of a daily habit",
  days_or_times: "must name days of the week or how many times a week",
  how_often: "must say how often",
  span_of_stats: "must not be after to, nor more than {max} days before it",
  a_year_ahead: "is more than a year ahead",
  no_member: "is no member of the household",
  no_rule: "is no rule: {reason}",
  comes_too_often:
    "comes again after {found} minutes; on the tier {tier} at least {least} minutes must lie between two runs",
});

/** What is wrong with a rule by which something recurs (RFC 5545), by the kind of the fault; `said` is what of the rule is meant. */
export const ruleFields = sayings({
  rule_form: "is no rule that is known here: {said}",
  rule_value: "has a value that is not possible: {said}",
  rule_frequency: "recurs more often than once a day: {said}",
  rule_together: "has parts that do not go together: {said}",
  rule_never: "never happens",
  rule_length: "has more than {said} characters",
});

/** Why something of habits, routines and focus sessions is not possible as it is. */
export const rhythmRefusals = sayings({
  nothing_said: "Nothing was said of this day.",
  focus_runs: "A focus session is running already; end it first.",
  focus_over: "The focus session is over.",
  focus_not_running: "Only a running session can be paused.",
  focus_pauses: "The session was paused too often.",
  focus_not_paused: "Only a paused session can go on.",
  focus_ended: "The focus session has ended already.",
  routines_full:
    "You have {active} routines that run, which are as many as the tier {tier} has: pause or delete one first.",
  rule_meanwhile: "The rule was changed at the same moment; try again.",
});

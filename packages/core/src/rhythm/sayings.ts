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
  comes_too_often:
    "comes again after {found} minutes; on the tier {tier} at least {least} minutes must lie between two runs",
});

/** What is wrong with a rule of cron; `said` is what of the rule is meant, and `field` which of its five fields, by its name in English. */
export const cronFields = sayings({
  cron_never: "is no rule: there is no such day, so “{said}” never fires",
  cron_nickname: "is no rule: of nicknames there are {known}, and not “{said}”",
  cron_five_fields:
    "is no rule: it must have five fields (minute, hour, day of month, month, day of week), and not “{said}”",
  cron_unreadable: "is no rule: cannot read “{said}” as the {field}",
  cron_range: "is no rule: a range of the {field} begins with the lower one, and not as “{said}”",
  cron_step_of: "is no rule: stepping takes * or a range before the step, and the {field} is “{said}”",
  cron_step: "is no rule: stepping through the {field} takes a step from 1 to {most}, and not “{said}”",
  cron_number: "is no rule: the {field} is from {min} to {max}, and not “{said}”",
  cron_named: "is no rule: the {field} is from {min} to {max} or {first} to {last}, and not “{said}”",
  cron_workday: "is no rule: of W there is LW alone, the last weekday of a month, and not “{said}”",
  cron_nth: "is no rule: a weekday comes from #1 to #5 in a month, and not as “{said}”",
});

/** Why a run of a routine made no tasks. */
export const runReasons = sayings({
  run_too_many: "The run would make {count} tasks, and routines make {most} a day at most on the tier {tier}.",
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

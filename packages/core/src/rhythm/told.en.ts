/** What people are told of their routines. */
import { sayings } from "#kit/saying";

export const told = sayings({
  routine_slowed: "“{name}” runs less often than its rule says",
  routine_slowed_why: "Routines run at most every {minutes} minutes on your tier.",
  routine_slowed_until: "What its rule names in between is left out, until you change the rule.",
  routines_skipped: "Your routines made as many tasks as they may in a day",
  routines_skipped_until: "“{name}” and what else is due until midnight UTC makes none today.",
  routines_skipped_listed: "Runs that were skipped are listed with their routine.",
  habit_at_another_time: "Do “{habit}” {when}",
  habit_done_later: "Of the last {days} days on which you did it, it was {when} on {times}.",
  burnout_focus: "A day on which focus did not come",
  burnout_focus_day: "You gave up {count} focus sessions in one day.",
  burnout_lighter: "A lighter day may do you good.",
  streak_at_risk: "The streak of {name} is at risk",
  streak_last_freeze: "It is {streak} long, and its last freeze is spent: the next day that is missed ends it.",
  streak_last_days: "It is {streak} weeks long, and this week has no day to spare: {times} more to do.",
});

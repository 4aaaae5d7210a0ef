/** What people are told of what LifeOS noticed, and what it asks them. */
import { sayings } from "#kit/saying";

export const told = sayings({
  meal_after_training: "{meal} after {training}",
  meal_after_workout: "{meal} after your workout",
  had_after_training: "You finished {training} and had {meal} {later} later.",
  had_after_workout: "You finished your workout and had {meal} {later} later.",
  // `amount` is in minor units.
  paid_after_training: "You finished {training} and had {meal} {later} later for {currency} {amount}.",
  paid_after_workout: "You finished your workout and had {meal} {later} later for {currency} {amount}.",
  fitness_question: "How do you feel about your fitness progress?",
  goes_with: "{behaviour} goes with {outcome}",
  goes_with_same_day: "{behaviour} went with {outcome} on the same day.",
  goes_with_next_day: "{behaviour} went with {outcome} on the day after.",
  goes_with_days_later: "{behaviour} went with {outcome} {lag} days later.",
  goes_with_figures:
    "Their correlation over {pairs} days is {r}, somewhere between {low} and {high}, with weekdays and trends taken out. What causes what, it does not say.",
  outcome_better: "{measure} got better after a change that you accepted",
  outcome_worse: "{measure} got worse after a change that you accepted",
  outcome_cannot_tell: "Whether a change that you accepted did anything to {measure} cannot be told",
  outcome_figures:
    "On an average day it was {before} before and {after} in the two weeks after. The step is {step} standard deviations, somewhere between {low} and {high}, with weekdays and trends taken out, over {days} days.",
  outcome_too_little: "There are too few days, or too few that differ, before or after it.",
  draft_refused_title: "A mail was not sent",
  draft_refused: "The service that delivers mail refuses it: look at the addresses, and send it again.",
  draft_unanswered: "The service that delivers mail does not answer. The draft is as it was: send it again later.",
  tokens_exhausted: "Too few tokens are left for a model",
  tokens_exhausted_until: "What LifeOS advises is made by rules until there are more.",
  // Of the demo life.
  demo_sleep: "You sleep longer after training",
  demo_sleep_hours:
    "In the last four weeks you slept {after} hours after a day with a workout and {other} hours otherwise.",
  demo_coffees: "{count} coffees in four weeks",
  demo_coffees_cost: "You spent {currency} {amount} on {count} coffees in the last four weeks.",
  demo_trained: "You trained three times a week this month.",
  demo_no_miss: "Two weeks of training without a miss.",
  training_month: "How training went with you in the last weeks",
  training_month_paid:
    "{count} times you ate after training and said how it goes, {mood} of 5 in the middle; that cost {currency} {amount}.",
  training_month_unpaid: "{count} times you ate after training and said how it goes, {mood} of 5 in the middle.",
});

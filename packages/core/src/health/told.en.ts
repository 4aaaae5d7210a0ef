/** What people are told of the medical record. Whoever sees the screen of a phone learns nothing of what it is about. */
import { sayings } from "#kit/saying";

export const told = sayings({
  medical_date: "A medical date is near",
  prescription_running_out: "A medication runs out soon",
  medical_today: "That is today.",
  medical_tomorrow: "That is tomorrow.",
  medical_in_days: "That is in {days} days.",
  burnout_sleep: "Short sleep and long meetings",
  burnout_sleep_hours: "You slept {sleep} hours and had {meetings} hours of meetings on the day.",
  burnout_rest: "A lighter day may do you good.",
  meal_follows_training: "After training you often have {meal}.",
});

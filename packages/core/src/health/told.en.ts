/** What people are told of the medical record. Whoever sees the screen of a phone learns nothing of what it is about. */
import { sayings } from "#kit/saying";

export const told = sayings({
  medical_date: "A medical date is near",
  prescription_running_out: "A medication runs out soon",
  medical_today: "That is today.",
  medical_tomorrow: "That is tomorrow.",
  medical_in_days: "That is in {days} days.",
});

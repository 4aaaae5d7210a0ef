/** What people are told of their contacts. */
import { sayings } from "#kit/saying";

export const told = sayings({
  birthday_near: "Birthday of {name}",
  birthday_years: "They turn {years}.",
  contact_date_near: "{name}: {label}",
  date_years: "Years since then: {years}.",
  date_today: "That is today.",
  date_tomorrow: "That is tomorrow.",
  date_in_days: "That is in {days} days.",
  keep_in_touch: "You have not been in touch with {name} for a while",
  not_in_touch: "Days since the last time: {days}.",
  never_in_touch: "Days among your contacts: {days}.",
  long_silence: "{name} and you have lost touch",
  long_silence_days: "Days since the last time: {days}. You wanted {wanted} at most.",
  never_touch_days: "Days among your contacts without a word: {days}. You wanted {wanted} at most.",
});

/** Was über die Krankenakte gesagt wird. */
import type { ToldWords } from "#core/platform/told";

export default {
  medical_date: "Ein medizinischer Termin rückt näher",
  prescription_running_out: "Ein Medikament geht bald zu Ende",
  medical_today: "Das ist heute.",
  medical_tomorrow: "Das ist morgen.",
  medical_in_days: "Das ist in {days} Tagen.",
  burnout_sleep: "Wenig Schlaf und lange Besprechungen",
  burnout_sleep_hours: "Du hast {sleep} Stunden geschlafen und hattest an dem Tag {meetings} Stunden Besprechungen.",
  burnout_rest: "Ein leichterer Tag könnte dir guttun.",
  meal_follows_training: "Nach dem Training gibt es bei dir oft {meal}.",
} satisfies ToldWords;

/** Was über die Krankenakte gesagt wird. */
import type { ToldWords } from "#core/platform/told";

export default {
  medical_date: "Ein medizinischer Termin rückt näher",
  prescription_running_out: "Ein Medikament geht bald zu Ende",
  medical_today: "Das ist heute.",
  medical_tomorrow: "Das ist morgen.",
  medical_in_days: "Das ist in {days} Tagen.",
} satisfies ToldWords;

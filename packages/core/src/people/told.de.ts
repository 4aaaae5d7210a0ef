/** Was über Kontakte gesagt wird. */
import type { ToldWords } from "#core/platform/told";

export default {
  birthday_near: "Geburtstag von {name}",
  birthday_years: ({ years }, by) => `Es ist der ${by.number(Number(years))}.`,
  contact_date_near: "{name}: {label}",
  date_years: ({ years }, by) =>
    by.plural(Number(years), {
      one: "Das ist dann ein Jahr her.",
      other: `Das ist dann ${by.number(Number(years))} Jahre her.`,
    }),
  date_today: "Das ist heute.",
  date_tomorrow: "Das ist morgen.",
  date_in_days: "Das ist in {days} Tagen.",
  keep_in_touch: "Du hattest eine Weile keinen Kontakt mit {name}",
  not_in_touch: ({ days }, by) =>
    by.plural(Number(days), {
      one: "Das letzte Mal war gestern.",
      other: `Das letzte Mal war vor ${by.number(Number(days))} Tagen.`,
    }),
  never_in_touch: ({ days }, by) =>
    by.plural(Number(days), {
      one: "Der Kontakt ist seit einem Tag hier.",
      other: `Der Kontakt ist seit ${by.number(Number(days))} Tagen hier.`,
    }),
  long_silence: "{name} und du habt euch aus den Augen verloren",
  long_silence_days: "Tage seit dem letzten Mal: {days}. Du wolltest höchstens {wanted}.",
  never_touch_days: "Tage unter deinen Kontakten ohne ein Wort: {days}. Du wolltest höchstens {wanted}.",
} satisfies ToldWords;

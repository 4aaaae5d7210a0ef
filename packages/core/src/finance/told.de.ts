/** Was über Geld gesagt wird. */
import type { ToldWords } from "#core/platform/told";

export default {
  invoice_not_mailed: "Die Rechnung {number} ging nicht hinaus",
  invoice_not_mailed_nameless: "Eine Rechnung ging nicht hinaus",
  invoice_mail_refused:
    "Der Dienst, der E-Mails zustellt, nimmt sie nicht an: Sieh die Adresse nach und schick die Rechnung noch einmal.",
  invoice_mail_silent:
    "Der Dienst, der E-Mails zustellt, antwortet nicht. Die Rechnung behält ihre Nummer: Schick sie später noch einmal.",
  budget_raised: ({ amount, currency, category }, by) =>
    `Für ${category} ${by.money(Number(amount), String(currency))} einplanen`,
  budget_exceeded_often: ({ months, category, spent, currency }, by) =>
    `In jedem der letzten ${by.number(Number(months))} Monate hast du für ${category} mehr ausgegeben, als da war: in der Mitte ${by.money(Number(spent), String(currency))}.`,
  budget_drift: "{category} ist auf dem Weg über das Budget",
  budget_drift_pace: ({ spent, available, currency }, by) =>
    `${by.money(Number(spent), String(currency))} von ${by.money(Number(available), String(currency))} sind ausgegeben.`,
  budget_drift_usual: ({ projected, currency }, by) =>
    `Mit dem, was sonst nach diesem Tag noch kommt, endet der Monat bei etwa ${by.money(Number(projected), String(currency))}.`,
  budget_drift_linear: ({ projected, currency }, by) =>
    `Geht es so weiter, endet der Monat bei etwa ${by.money(Number(projected), String(currency))}.`,
  price_higher: "{name} kostet mehr",
  price_lower: "{name} kostet weniger",
  price_from_to: ({ before, now, day, currency }, by) =>
    `Es waren ${by.money(Number(before), String(currency))} und sind ${by.money(Number(now), String(currency))}, seit ${day}.`,
  price_a_year: ({ difference, currency }, by) =>
    `Im Jahr macht das ${by.money(Number(difference), String(currency))}.`,
  spends_most_monday: "Am meisten gibst du montags aus.",
  spends_most_tuesday: "Am meisten gibst du dienstags aus.",
  spends_most_wednesday: "Am meisten gibst du mittwochs aus.",
  spends_most_thursday: "Am meisten gibst du donnerstags aus.",
  spends_most_friday: "Am meisten gibst du freitags aus.",
  spends_most_saturday: "Am meisten gibst du samstags aus.",
  spends_most_sunday: "Am meisten gibst du sonntags aus.",
} satisfies ToldWords;

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
} satisfies ToldWords;

import type { SaidWords } from "#console/words/said.ts";

export default {
  leads_back: "führt zur Kategorie zurück",
  no_expression: "muss ein regulärer Ausdruck von RE2 mit höchstens 1000 Programmschritten sein",
  receipt_meanwhile: "Ein anderer Beleg über diesen Betrag wurde inzwischen gebucht.",
  changed_meanwhile: "Die Umsätze werden gerade von jemand anderem geändert. Versuche es noch einmal.",
  must_be_minor_units: "muss eine ganze Zahl kleinster Einheiten mit höchstens zwölf Ziffern sein",
  invoiced_already: "steht schon auf einer Rechnung",
  other_currency: "hat eine andere Währung als der erste",
  other_contact: "ist für einen anderen Kontakt als der erste",
  named_twice: "ist zweimal genannt",
  invoice_too_large: "ergeben mehr, als eine Rechnung fassen kann",
  no_mail_address: "muss angegeben werden, denn der Kontakt der Rechnung hat keine Mailadresse",
  too_many_entries: "lässt mehr als {max} Einträge zum Zusammenzählen übrig",
  entries_meanwhile: "Ein Eintrag wurde inzwischen geändert oder abgerechnet.",
  invoice_not_draft: "Nur der Entwurf einer Rechnung kann geändert oder verschickt werden.",
  invoice_not_sent: "Nur eine verschickte Rechnung kann bezahlt werden.",
  invoice_settled: "Eine bezahlte oder stornierte Rechnung bleibt, wie sie ist.",
  invoice_unmailable: "Nur eine verschickte Rechnung kann gemailt werden.",
  invoice_mail_underway: "Eine Mail mit dieser Rechnung ist unterwegs.",
  invoice_mailed_often: "Eine Rechnung kann {max}-mal gemailt werden.",
  category_of_itself: "Eine Kategorie kann nicht Teil ihrer selbst sein, weder direkt noch über andere.",
} satisfies SaidWords;

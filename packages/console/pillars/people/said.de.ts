import type { SaidWords } from "#console/words/said.ts";

export default {
  contact_too_much: "Mit dem Kontakt, der hier ist, zusammen sind es mehr als {max} Adressen oder Nummern.",
  card_nameless: "Sie hat keinen Namen, keine Mailadresse und keine Telefonnummer.",
  card_too_many_emails: "Sie hat {count} Mailadressen; ein Kontakt hat höchstens {max}.",
  card_too_many_phones: "Sie hat {count} Telefonnummern; ein Kontakt hat höchstens {max}.",
  card_long_email: "Eine ihrer Mailadressen ist länger als {max} Zeichen.",
  card_long_phone: "Eine ihrer Telefonnummern ist länger als {max} Zeichen.",
  card_long_note: "Ihre Notiz hat {count} Zeichen; höchstens {max} gehen.",
  card_long_details: "Ihre Anschriften und weiteren Angaben haben mehr als {max} Zeichen.",
  vcard_no_end: "Der Karte fehlt END:VCARD; die nächste beginnt vorher.",
  vcard_cut: "Die Datei endet vor der Karte: END:VCARD fehlt.",
  vcard_too_deep: "Mehr als {max} Karten sind ineinander verschachtelt.",
  vcard_too_many: "Sie hat mehr als {max} Eigenschaften.",
  vcard_long_property: "Ihr {property} in Zeile {line} ist länger als {maxKb} KB.",
  vcard_too_much: "Sie hat mehr als {maxMb} MB Text.",
  contacts_header:
    "Ihre erste Zeile nennt keine Spalten, wie Google Kontakte oder Outlook (auf Englisch oder Deutsch) sie schreiben, etwa Vorname, Nachname und E-Mail-Adresse. Eine vCard-Datei (.vcf) geht in jeder Sprache.",
  vcard_long_line: "Zeile {line} ist länger als {maxMb} MB; das ist keine vCard.",
  vcard_long: "Die Karte, die in Zeile {line} beginnt, ist länger als {maxMb} MB; das ist keine vCard.",
  vcard_none: "Es ist keine vCard darin: keine Zeile sagt BEGIN:VCARD.",
  must_be_birthday: "muss ein Tag als JJJJ-MM-TT oder --MM-TT sein",
  must_be_real_day: "muss ein Tag sein, den es gibt",
  another_contact: "muss ein anderer Kontakt sein",
  contact_merged: "Er wurde mit dem Kontakt {into} zusammengeführt.",
  duplicate_dismissed: "Es ist schon gesagt, dass es zwei sind.",
  duplicate_open: "Es ist nicht gesagt, dass es zwei sind.",
} satisfies SaidWords;

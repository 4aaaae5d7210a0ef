import type { Words } from "#console/words/words.ts";
import type en from "./fields.en.ts";

export default {
  name: "Name",
  contactType: "was sie für dich sind",
  emails: "Mailadressen",
  phones: "Nummern",
  notes: "Notizen",
  matrixId: "Adresse bei Matrix",
  mastodonHandle: "Name bei Mastodon",
  birthday: "Geburtstag",
  rating: "Bewertung",
  isActive: "in Gebrauch",
  keepInTouchDays: "Tage zwischen Kontakten",
  lifeDomainId: "Lebensbereich",
  details: "aus dem Adressbuch",
} satisfies Words<typeof en>;

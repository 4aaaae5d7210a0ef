import type { Words } from "#console/words/words.ts";
import type en from "./fields.en.ts";

export default {
  name: "Name",
  contactType: {
    name: "was sie für dich sind",
    values: {
      client: "Kundschaft",
      agency: "Agentur",
      collaborator: "Zusammenarbeit",
      provider: "Dienstleister",
      friend: "befreundet",
      family: "Familie",
      other: "anderes",
    },
  },
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
  hourlyRateCents: "Preis einer Stunde",
  rateCurrency: "Währung des Preises",
  roundingMinutes: "Minuten, auf die gerundet wird",
  rounding: { name: "wie gerundet wird", values: { up: "auf", nearest: "zum nächsten" } },
} satisfies Words<typeof en>;

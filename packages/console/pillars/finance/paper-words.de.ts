import { number, plural } from "#console/words/format.ts";
import type { Words } from "#console/words/words.ts";
import type en from "./paper-words.en.ts";
import type { terms as enTerms } from "./paper-words.en.ts";

export const terms = {
  price: (amount: string) => `${amount} je Stunde`,
  noPrice: "kein Preis einer Stunde vereinbart",
  rounded: {
    up: (minutes: number) =>
      plural(minutes, {
        one: "Zeit auf Minuten aufgerundet",
        other: `Zeit auf ${number(minutes)} Minuten aufgerundet`,
      }),
    nearest: (minutes: number) =>
      plural(minutes, { one: "Zeit zur nächsten Minute", other: `Zeit auf die nächsten ${number(minutes)} Minuten` }),
  },
  taken: "Leer gelassen, ist es der vereinbarte.",
} satisfies Words<typeof enTerms>;

export default {
  paper: "Als PDF",
  save: "PDF speichern",
  fileName: (number: string) => `Rechnung ${number}.pdf`,
  notHere: "Es ist noch nicht da.",
  notShown: "Dieser Browser zeigt keine PDFs. Speichere es, um es anzusehen.",
  onPaper: "Auf dem Papier",
  recipient: "An",
  sender: "Von",
  note: "Unter der Summe",
  noteHelp: "Etwa wie zu bezahlen ist.",
  language: "Sprache",
  ownLanguage: "Deine eigene",
  mail: "Per Mail schicken",
  mailAgain: "Noch einmal mailen",
  mailUnderway: "Eine Mail damit ist unterwegs.",
  mailTitle: (name: string) => `Per Mail schicken: ${name}`,
  mailNumbers:
    "Sie bekommt die Nummer nach deiner letzten, und nichts darin kann dann noch geändert werden. Das PDF geht mit.",
  address: "Mailadresse",
  usualAddress: "Leer gelassen, geht sie an die erste Adresse dessen, der bezahlt.",
  sayAddress: "Sag, wohin.",
  noMail:
    "Wer diese Installation betreibt, hat Mail nicht eingerichtet; von hier geht keine aus. Speichere das PDF und schick es selbst.",
  mailed: "Gemailt",
  mailOnItsWay: "Unterwegs",
  mailProblems: {
    refused: "Die Adresse wurde abgelehnt",
    unanswered: "Der Maildienst hat nicht geantwortet",
    voided: "Nicht geschickt, sie wurde vorher storniert",
  },
} satisfies Words<typeof en>;

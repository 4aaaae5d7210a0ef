import { number, plural } from "#console/words/format.ts";
import type { Words } from "#console/words/words.ts";
import type en from "./words.en.ts";

export default {
  reading: "wird gelesen",
  failed: "nicht gelesen",
  kinds: { receipt: "Beleg", bill: "Rechnung", booking: "Buchung", other: "Brief" },
  emails: {
    title: "Post",
    lead: "Was in den letzten 90 Tagen an deine privaten Adressen kam, und was daraus wurde.",
    show: "Welche Post",
    views: { all: "Alle", receipts: "Belege", bookings: "Buchungen", troubled: "Braucht einen Blick" },
    addresses: "Deine Adressen",
    noSubject: "(ohne Betreff)",
    reprocess: "Noch einmal lesen",
    empty: {
      all: "Leite einen Beleg oder eine Buchung an deine private Adresse weiter, und sie werden für dich gelesen.",
      receipts: "Es kamen keine Belege.",
      bookings: "Es kamen keine Buchungen.",
      troubled: "Alles ließ sich lesen.",
    },
    emptyHint: "Kopier die Adresse, und gib sie an, wo Geschäfte nach einer fragen.",
  },
  email: {
    from: "Von",
    to: "An",
    arrived: "Angekommen",
    outcome: "Erkannt als",
    body: "Was geschrieben wurde",
    onceOnly: "Was daraus gebucht wurde, bleibt einmal gebucht.",
    effects: "Was daraus folgte",
    noEffects: "Daraus wurde nichts gemacht.",
    story: "Die ganze Geschichte",
    attachments: "Anhänge",
    save: "Speichern",
    remotePictures: (count: number) =>
      plural(count, {
        one: "Ein Bild von anderswo wurde nicht geholt, damit der Absender nichts erfährt.",
        other: `${number(count)} Bilder von anderswo wurden nicht geholt, damit der Absender nichts erfährt.`,
      }),
    omittedPictures: (count: number) =>
      plural(count, {
        one: "Ein Bild ist zu groß, um gezeigt zu werden.",
        other: `${number(count)} Bilder sind zu groß, um gezeigt zu werden.`,
      }),
  },
  bookings: {
    title: "Gebucht",
    cancelled: "abgesagt",
    provider: "Bei",
    reference: "Nummer",
    when: "Wann, nach der Uhr dort",
    where: "Wo",
    who: "Für",
    kinds: {
      flight: "Flug",
      train: "Zug",
      bus: "Bus",
      boat: "Schiff",
      taxi: "Taxi",
      rental_car: "Mietwagen",
      lodging: "Unterkunft",
      event: "Veranstaltung",
      restaurant: "Tisch",
      other: "Buchung",
    },
  },
  addresses: {
    title: "Adressen für Post",
    lead: "Was an eine davon geht, ist für dich. Wer eine kennt, kann dir Post schicken und sonst nichts.",
    label: "Wofür sie ist",
    example: "Belege",
    create: "Adresse anlegen",
    copy: "Kopieren",
    copied: (address: string) => `Kopiert: ${address}`,
    notCopied: "Dieser Browser lässt die Seite nicht kopieren. Markier die Adresse, und kopier sie.",
    retired: "nimmt nichts an",
    retire: "Aufgeben",
    retireQuestion: "Diese Adresse aufgeben?",
    retireHelp: "Sie nimmt nichts mehr an und wird niemandem mehr gegeben. Das lässt sich nicht zurücknehmen.",
    empty: "Du hast keine Adresse, die Post annimmt.",
  },
} satisfies Words<typeof en>;

import { number, plural } from "#console/words/format.ts";
import type { Words } from "#console/words/words.ts";
import type en from "./words.en.ts";

export default {
  insights: {
    title: "Erkenntnisse",
    lead: "Was LifeOS in dem bemerkt hat, was du aufgezeichnet hast.",
    list: "Was bemerkt wurde",
    show: "Welche",
    views: { all: "Alle", helpful: "Hilfreich", dismissed: "Weggelegt" },
    empty: {
      all: "Noch wurde nichts bemerkt.",
      helpful: "Keine ist als hilfreich markiert.",
      dismissed: "Keine ist weggelegt.",
    },
    emptyHint: "Zeichne ein paar Wochen Mahlzeiten, Training und Stimmung auf: Was zusammengeht, steht dann hier.",
  },
  insight: {
    above: "Erkenntnisse",
    by: {
      rule: "von einer Regel gefunden",
      statistics: "in deinen Zahlen gefunden",
      ai: "von einem Modell geschrieben",
    },
    sure: (share) => `zu ${share} sicher`,
    rests: "Worauf es beruht",
    ledHere: "Worin es gefunden wurde",
    unseen: (count) =>
      plural(count, {
        one: "Und eines mehr, das nicht gezeigt wird.",
        other: `Und ${number(count)} mehr, die nicht gezeigt werden.`,
      }),
    why: "Wie es dazu kam",
    useful: "Ist das nützlich?",
    choices: { helpful: "Hilfreich", not_helpful: "Nicht hilfreich", dismissed: "Nicht mehr zeigen" },
    when: "Bemerkt",
    several: (count) => plural(count, { one: "ein Wert", other: `${number(count)} Werte` }),
    noEvidence: "Zahlen nennt es keine.",
    figures: {
      amountCents: "Betrag",
      transactions: "Zahlungen",
      afterTrainingHours: "Stunden Schlaf nach dem Training",
      otherHours: "Stunden Schlaf sonst",
      nights: "Nächte",
    },
  },
} satisfies Words<typeof en>;

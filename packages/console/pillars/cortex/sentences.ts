import type { Sentences } from "#console/frame/sentence.ts";

export default {
  correlation: {
    events: {
      created: { en: "A pair of measures is looked at", de: "Ein Paar von Größen wird verglichen" },
      updated: { en: "A pair of measures was looked at again", de: "Ein Paar von Größen wurde neu verglichen" },
      deleted: {
        en: "A pair of measures is not looked at any longer",
        de: "Ein Paar von Größen wird nicht mehr verglichen",
      },
    },
  },
  correlation_pair: {
    events: {
      created: { en: "You added a pair of measures", de: "Du hast ein Paar von Größen hinzugefügt" },
      deleted: { en: "You took a pair of measures away", de: "Du hast ein Paar von Größen weggenommen" },
      updated: { en: "A pair of your own changed", de: "Ein eigenes Paar wurde geändert" },
    },
  },
  pattern: {
    events: {
      created: { en: "A pattern was found: {}", de: "Ein Muster wurde gefunden: {}" },
      updated: { en: "{} was seen again", de: "{} wurde wieder gesehen" },
      deleted: { en: "A pattern is gone: {}", de: "Ein Muster ist weg: {}" },
    },
  },
  tokens: {
    events: {
      exhausted: { en: "Too few tokens were left for a model", de: "Für ein Modell waren zu wenige Tokens übrig" },
    },
  },
  insight: {
    events: {
      created: { en: "{} was noted", de: "{} wurde notiert" },
      updated: { en: "{} changed", de: "{} wurde geändert" },
      found: { en: "Noticed: {}", de: "Bemerkt: {}" },
      rated: { en: "You rated: {}", de: "Du hast beurteilt: {}" },
      deleted: { en: "{} was forgotten", de: "{} wurde vergessen" },
    },
  },
} satisfies Sentences;

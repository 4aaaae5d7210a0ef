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

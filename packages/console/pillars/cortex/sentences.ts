import type { Sentences } from "#console/frame/sentence.ts";

export default {
  conversation: {
    events: {
      created: { en: "A conversation began: {}", de: "Ein Gespräch begann: {}" },
      updated: { en: "The conversation {} was changed", de: "Das Gespräch {} wurde geändert" },
      deleted: { en: "The conversation {} was deleted", de: "Das Gespräch {} wurde gelöscht" },
      restored: { en: "The conversation {} was restored", de: "Das Gespräch {} wurde wiederhergestellt" },
    },
  },
  message: {
    events: {
      sent: { en: "You said something in a conversation", de: "Du hast in einem Gespräch etwas gesagt" },
      answered: { en: "What you said was answered", de: "Was du gesagt hast, wurde beantwortet" },
    },
  },
  approval: {
    events: {
      requested: { en: "An answer proposed to do something", de: "Eine Antwort schlug vor, etwas zu tun" },
      approved: { en: "You approved of what was proposed", de: "Du hast einem Vorschlag zugestimmt" },
      declined: { en: "You declined what was proposed", de: "Du hast einen Vorschlag abgelehnt" },
    },
  },
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

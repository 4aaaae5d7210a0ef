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
  proposal: {
    events: {
      created: { en: "Proposed: {}", de: "Vorgeschlagen: {}" },
      accepted: { en: "You accepted: {}", de: "Du hast angenommen: {}" },
      rejected: { en: "You rejected: {}", de: "Du hast abgelehnt: {}" },
      undone: { en: "You took back: {}", de: "Du hast zurückgenommen: {}" },
      expired: { en: "A proposal expired: {}", de: "Ein Vorschlag ist abgelaufen: {}" },
      measured: { en: "It was measured what came of: {}", de: "Gemessen, was daraus wurde: {}" },
    },
  },
  email_draft: {
    events: {
      created: { en: "You began a mail: {}", de: "Du hast eine Mail begonnen: {}" },
      updated: { en: "A mail was changed: {}", de: "Eine Mail wurde geändert: {}" },
      deleted: { en: "A mail was deleted: {}", de: "Eine Mail wurde gelöscht: {}" },
      restored: { en: "A mail came back: {}", de: "Eine Mail ist wieder da: {}" },
      send_requested: { en: "You sent: {}", de: "Du hast abgeschickt: {}" },
      sent: { en: "It went out: {}", de: "Ging hinaus: {}" },
      send_failed: { en: "It did not go out: {}", de: "Ging nicht hinaus: {}" },
    },
  },
  tokens: {
    events: {
      exhausted: { en: "Too few tokens were left for a model", de: "Für ein Modell waren zu wenige Tokens übrig" },
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

import type { Sentences } from "#console/frame/sentence.ts";

export default {
  "billing.subscription.changed": {
    events: {
      changed: { en: "Your subscription changed", de: "Dein Abo wurde geändert" },
    },
  },
} satisfies Sentences;

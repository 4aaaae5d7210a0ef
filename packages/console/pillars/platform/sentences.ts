import type { Sentences } from "#console/frame/sentence.ts";

export default {
  notification: {
    events: {
      sent: { en: "LifeOS told you: {}", de: "LifeOS meldete dir: {}" },
      read: { en: "You read: {}", de: "Du hast gelesen: {}" },
      answered: { en: "You answered: {}", de: "Du hast geantwortet: {}" },
    },
    minor: ["read"],
  },
} satisfies Sentences;

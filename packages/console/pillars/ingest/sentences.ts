import type { Sentences } from "#console/frame/sentence.ts";

export default {
  email: {
    events: {
      received: { en: "{} arrived", de: "{} kam an" },
      processed: { en: "{} was read", de: "{} wurde gelesen" },
      failed: { en: "{} could not be made use of", de: "Mit {} war nichts anzufangen" },
    },
  },
  import: {
    events: {
      started: { en: "The import of {} began", de: "Der Import von {} begann" },
      progressed: { en: "The import of {} got further", de: "Der Import von {} kam weiter" },
      completed: { en: "The import of {} came to its end", de: "Der Import von {} kam ans Ende" },
      failed: { en: "The import of {} could not go on", de: "Der Import von {} konnte nicht weitergehen" },
      cancelled: { en: "You stopped the import of {}", de: "Du hast den Import von {} angehalten" },
      undo_started: { en: "You asked to undo the import of {}", de: "Du wolltest den Import von {} zurücknehmen" },
      undone: { en: "The import of {} was undone", de: "Der Import von {} wurde zurückgenommen" },
    },
    minor: ["progressed"],
  },
  email_address: {
    events: {
      created: { en: "You have a new address for mail", de: "Du hast eine neue Adresse für Post" },
      updated: { en: "An address for mail changed", de: "Eine Adresse für Post wurde geändert" },
      deleted: { en: "An address for mail was retired", de: "Eine Adresse für Post nimmt nichts mehr an" },
    },
  },
} satisfies Sentences;

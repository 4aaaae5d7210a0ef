import type { Sentences } from "#console/frame/sentence.ts";

export default {
  capture: {
    events: {
      received: { en: "{} was captured", de: "{} wurde gesammelt" },
      analysis_requested: { en: "You had {} analysed again", de: "Du hast {} neu auswerten lassen" },
      analysed: { en: "{} was made use of", de: "{} wurde ausgewertet" },
      failed: { en: "Nothing came of {}", de: "Aus {} wurde nichts" },
      updated: { en: "{} changed", de: "{} wurde geändert" },
      deleted: { en: "{} was deleted", de: "{} wurde gelöscht" },
      restored: { en: "{} is back", de: "{} ist wieder da" },
    },
    minor: ["updated"],
  },
  document: {
    events: {
      created: { en: "{} was written", de: "{} wurde geschrieben" },
      requested: { en: "{} is being made from a file", de: "{} entsteht aus einer Datei" },
      failed: { en: "The file of {} cannot be read", de: "Die Datei von {} kann nicht gelesen werden" },
      updated: { en: "{} changed", de: "{} wurde geändert" },
      deleted: { en: "{} was deleted", de: "{} wurde gelöscht" },
      restored: { en: "{} is back", de: "{} ist wieder da" },
    },
    minor: ["requested"],
  },
  file: {
    events: {
      created: { en: "You announced {}", de: "Du hast {} angekündigt" },
      arrived: { en: "All of {} arrived", de: "{} kam ganz an" },
      accepted: { en: "{} was uploaded", de: "{} wurde hochgeladen" },
      quarantined: { en: "{} is not what it was said to be", de: "{} ist nicht, was es sein sollte" },
      updated: { en: "{} changed", de: "{} wurde geändert" },
      deleted: { en: "{} was deleted", de: "{} wurde gelöscht" },
      restored: { en: "{} is back", de: "{} ist wieder da" },
      purged: { en: "A file was deleted for good", de: "Eine Datei wurde endgültig gelöscht" },
    },
    minor: ["created", "arrived"],
  },
  journal: {
    events: {
      written: { en: "You wrote in your journal", de: "Du hast Tagebuch geschrieben" },
      updated: { en: "A journal entry changed", de: "Ein Tagebucheintrag wurde geändert" },
      deleted: { en: "A journal entry was deleted", de: "Ein Tagebucheintrag wurde gelöscht" },
      restored: { en: "A journal entry is back", de: "Ein Tagebucheintrag ist wieder da" },
      sounded: {
        en: "A journal entry was read for how it sounds",
        de: "Ein Tagebucheintrag wurde darauf gelesen, wie er klingt",
      },
    },
    minor: ["sounded"],
  },
  entity: {
    events: {
      created: { en: "{} is known now", de: "{} ist jetzt bekannt" },
      updated: { en: "What is known of {} changed", de: "Was von {} bekannt ist, wurde geändert" },
      deleted: { en: "{} is no entity", de: "{} wurde vergessen" },
      linked: { en: "What {} mentions was linked", de: "Was {} erwähnt, wurde verknüpft" },
      confused: {
        en: "{} has a name that several go by: link the one who is meant",
        de: "{} nennt einen Namen, den mehrere haben: verknüpfe, wer gemeint ist",
      },
      merged: { en: "Something else was merged into {}", de: "Etwas anderes wurde mit {} zusammengeführt" },
      unmerged: { en: "{} and something else are two again", de: "{} und etwas anderes sind wieder zwei" },
    },
    minor: ["created", "linked"],
  },
  link: {
    events: {
      created: { en: "You linked two things", de: "Du hast zwei Dinge verknüpft" },
      deleted: { en: "A link was removed", de: "Eine Verknüpfung wurde entfernt" },
    },
  },
  ignored_name: {
    events: { deleted: { en: "A name may be found again", de: "Ein Name darf wieder gefunden werden" } },
  },
} satisfies Sentences;

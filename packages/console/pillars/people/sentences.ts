import type { Sentences } from "#console/frame/sentence.ts";

export default {
  contact: {
    events: {
      created: { en: "{} was added to your contacts", de: "{} kam zu deinen Kontakten" },
      updated: { en: "The contact {} changed", de: "Der Kontakt {} wurde geändert" },
      deleted: { en: "The contact {} was deleted", de: "Der Kontakt {} wurde gelöscht" },
      restored: { en: "The contact {} is back", de: "Der Kontakt {} ist wieder da" },
      merged: { en: "Another contact was merged into {}", de: "Ein anderer Kontakt wurde mit {} zusammengeführt" },
      unmerged: { en: "{} and another contact are two again", de: "{} und ein anderer Kontakt sind wieder zwei" },
      neglected: {
        en: "You have not been in touch with {} for a while",
        de: "Du hattest eine Weile keinen Kontakt mit {}",
      },
      birthday_near: { en: "The birthday of {} is near", de: "Der Geburtstag von {} rückt näher" },
    },
    minor: ["birthday_near"],
  },
  interaction: {
    events: {
      logged: { en: "You were in touch: {}", de: "Du warst in Verbindung: {}" },
      updated: { en: "What was logged of a contact changed: {}", de: "Ein eingetragener Kontakt wurde geändert: {}" },
      deleted: {
        en: "What was logged of a contact was deleted: {}",
        de: "Ein eingetragener Kontakt wurde gelöscht: {}",
      },
      restored: { en: "What was logged of a contact is back: {}", de: "Ein eingetragener Kontakt ist wieder da: {}" },
    },
  },
  contact_date: {
    events: {
      created: { en: "The date {} was added to a contact", de: "Der Tag {} kam zu einem Kontakt" },
      updated: { en: "The date {} of a contact changed", de: "Der Tag {} eines Kontakts wurde geändert" },
      deleted: { en: "The date {} of a contact was deleted", de: "Der Tag {} eines Kontakts wurde gelöscht" },
      restored: { en: "The date {} of a contact is back", de: "Der Tag {} eines Kontakts ist wieder da" },
      near: { en: "The date {} of a contact is near", de: "Der Tag {} eines Kontakts rückt näher" },
    },
    minor: ["near"],
  },
  contact_relation: {
    events: {
      created: { en: "Two contacts were related: {}", de: "Zwei Kontakte wurden verbunden: {}" },
      updated: {
        en: "A relation of two contacts changed: {}",
        de: "Eine Beziehung zweier Kontakte wurde geändert: {}",
      },
      deleted: {
        en: "A relation of two contacts was deleted: {}",
        de: "Eine Beziehung zweier Kontakte wurde gelöscht: {}",
      },
      restored: {
        en: "A relation of two contacts is back: {}",
        de: "Eine Beziehung zweier Kontakte ist wieder da: {}",
      },
    },
  },
  duplicate: {
    events: {
      wanted: {
        en: "Contacts that may be one are looked for",
        de: "Nach Kontakten, die einer sein können, wird gesucht",
      },
      found: { en: "Contacts were found that may be one", de: "Kontakte wurden gefunden, die einer sein können" },
      dismissed: { en: "Two contacts were said to be two", de: "Von zwei Kontakten wurde gesagt, dass es zwei sind" },
      reopened: { en: "Two contacts may be one again", de: "Zwei Kontakte können wieder einer sein" },
    },
    minor: ["wanted", "found"],
  },
} satisfies Sentences;

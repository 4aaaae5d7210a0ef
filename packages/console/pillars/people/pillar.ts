import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "people",
  label: { en: "People", de: "Menschen" },
  area: "life",
  glyph: "people",
  order: 80,
  pages: [
    {
      path: "people/contacts",
      load: () => import("./contacts.tsx"),
      label: { en: "Contacts", de: "Kontakte" },
      navigation: "rail",
    },
    {
      path: "people/contacts/:contactId",
      load: () => import("./contact.tsx"),
      label: { en: "Contact", de: "Kontakt" },
      navigation: "none",
    },
  ],
  entities: {
    contact: {
      label: { en: "Contact", de: "Kontakt" },
      glyph: "person",
      read: "people.contacts.get",
      parameter: "contactId",
      path: (id) => `people/contacts/${id}`,
      events: {
        created: { en: "{} was added to your contacts", de: "{} kam zu deinen Kontakten" },
        updated: { en: "The contact {} changed", de: "Der Kontakt {} wurde geändert" },
        deleted: { en: "The contact {} was deleted", de: "Der Kontakt {} wurde gelöscht" },
        restored: { en: "The contact {} is back", de: "Der Kontakt {} ist wieder da" },
      },
    },
  },
} satisfies Pillar;

import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "people",
  label: { en: "People", de: "Menschen" },
  area: "life",
  glyph: "people",
  order: 80,
  pages: [
    {
      path: "people/nudges",
      load: () => import("./nudges.tsx"),
      label: { en: "In touch", de: "In Verbindung" },
      navigation: "rail",
    },
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
    {
      path: "people/duplicates",
      load: () => import("./duplicates.tsx"),
      label: { en: "Double contacts", de: "Doppelte Kontakte" },
      navigation: "none",
    },
    {
      path: "people/contacts/:contactId/merge/:otherId",
      load: () => import("./merge.tsx"),
      label: { en: "Merge two contacts", de: "Zwei Kontakte zusammenführen" },
      navigation: "none",
    },
    {
      path: "people/contact-merges",
      load: () => import("./merges.tsx"),
      label: { en: "Merged contacts", de: "Zusammengeführte Kontakte" },
      navigation: "none",
    },
  ],
  commands: [
    {
      id: "people.duplicates",
      label: { en: "Double contacts", de: "Doppelte Kontakte" },
      glyph: "people",
      run: ({ go }) => go("/people/duplicates"),
    },
    {
      id: "people.contact-merges",
      label: { en: "Merged contacts", de: "Zusammengeführte Kontakte" },
      glyph: "people",
      run: ({ go }) => go("/people/contact-merges"),
    },
  ],
  entities: {
    contact: {
      label: { en: "Contact", de: "Kontakt" },
      glyph: "person",
      read: "people.contacts.get",
      parameter: "contactId",
      path: (id) => `people/contacts/${id}`,
    },
    interaction: {
      label: { en: "Interaction", de: "Kontakt" },
      glyph: "people",
      nameOf: ({ summary, channel }) => (typeof summary === "string" ? summary : String(channel ?? "")),
    },
    contact_date: {
      label: { en: "Date of a contact", de: "Tag eines Kontakts" },
      glyph: "calendar",
    },
    contact_relation: {
      label: { en: "Relation", de: "Beziehung" },
      glyph: "people",
    },
    duplicate: {
      label: { en: "Contacts that may be one", de: "Kontakte, die einer sein können" },
      glyph: "people",
    },
  },
} satisfies Pillar;

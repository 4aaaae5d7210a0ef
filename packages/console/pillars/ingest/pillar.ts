import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "ingest",
  area: "life",
  glyph: "mail",
  order: 90,
  pages: [
    {
      path: "ingest/emails",
      load: () => import("./emails.tsx"),
      label: { en: "Mail", de: "Post" },
      glyph: "mail",
      navigation: "rail",
      key: "m",
    },
    {
      path: "ingest/emails/:emailId",
      load: () => import("./email.tsx"),
      label: { en: "E-mail", de: "E-Mail" },
      glyph: "mail",
      navigation: "none",
    },
    {
      path: "ingest/addresses",
      load: () => import("./addresses.tsx"),
      label: { en: "Addresses for mail", de: "Adressen für Post" },
      glyph: "mail",
      navigation: "none",
    },
  ],
  entities: {
    email: {
      label: { en: "E-mail", de: "E-Mail" },
      glyph: "mail",
      read: "ingest.emails.get",
      parameter: "emailId",
      nameOf: ({ subject }) => (typeof subject === "string" && subject !== "" ? subject : undefined),
      path: (id) => `ingest/emails/${id}`,
      events: {
        received: { en: "{} arrived", de: "{} kam an" },
        processed: { en: "{} was read", de: "{} wurde gelesen" },
        failed: { en: "{} could not be made use of", de: "Mit {} war nichts anzufangen" },
      },
    },
    email_address: {
      label: { en: "Address for mail", de: "Adresse für Post" },
      glyph: "mail",
      path: () => "ingest/addresses",
      events: {
        created: { en: "You have a new address for mail", de: "Du hast eine neue Adresse für Post" },
        updated: { en: "An address for mail changed", de: "Eine Adresse für Post wurde geändert" },
        deleted: { en: "An address for mail was retired", de: "Eine Adresse für Post nimmt nichts mehr an" },
      },
    },
  },
} satisfies Pillar;

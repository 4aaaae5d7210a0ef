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
    {
      path: "ingest/imports",
      load: () => import("./imports.tsx"),
      label: { en: "Imports", de: "Importe" },
      glyph: "download",
      navigation: "rail",
      key: "v",
    },
    {
      path: "ingest/imports/:importId",
      load: () => import("./import.tsx"),
      label: { en: "Import", de: "Import" },
      glyph: "download",
      navigation: "none",
    },
  ],
  commands: [
    {
      id: "ingest.imports.add",
      label: { en: "Import a file", de: "Eine Datei importieren" },
      glyph: "download",
      run: ({ go }) => go("/ingest/imports?add=yes"),
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
    },
    import: {
      label: { en: "Import", de: "Import" },
      glyph: "download",
      read: "ingest.imports.get",
      parameter: "importId",
      nameOf: ({ sourceName }) => (typeof sourceName === "string" && sourceName !== "" ? sourceName : undefined),
      path: (id) => `ingest/imports/${id}`,
    },
    email_address: {
      label: { en: "Address for mail", de: "Adresse für Post" },
      glyph: "mail",
      path: () => "ingest/addresses",
    },
  },
} satisfies Pillar;

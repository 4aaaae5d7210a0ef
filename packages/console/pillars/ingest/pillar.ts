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
      events: {
        received: { en: "{} arrived", de: "{} kam an" },
        processed: { en: "{} was read", de: "{} wurde gelesen" },
        failed: { en: "{} could not be made use of", de: "Mit {} war nichts anzufangen" },
      },
    },
    import: {
      label: { en: "Import", de: "Import" },
      glyph: "download",
      read: "ingest.imports.get",
      parameter: "importId",
      nameOf: ({ sourceName }) => (typeof sourceName === "string" && sourceName !== "" ? sourceName : undefined),
      path: (id) => `ingest/imports/${id}`,
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

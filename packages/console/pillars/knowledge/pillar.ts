import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "knowledge",
  area: "life",
  glyph: "knowledge",
  order: 85,
  pages: [
    {
      path: "knowledge/files",
      load: () => import("./files.tsx"),
      label: { en: "Files", de: "Dateien" },
      glyph: "file",
      navigation: "rail",
      key: "f",
    },
    {
      path: "knowledge/files/:fileId",
      load: () => import("./file.tsx"),
      label: { en: "File", de: "Datei" },
      glyph: "file",
      navigation: "none",
    },
    {
      path: "knowledge/deleted",
      load: () => import("./deleted.tsx"),
      label: { en: "Deleted files", de: "Gelöschte Dateien" },
      glyph: "trash",
      navigation: "none",
    },
  ],
  commands: [
    {
      id: "knowledge.deleted",
      label: { en: "Deleted files", de: "Gelöschte Dateien" },
      glyph: "trash",
      run: ({ go }) => go("/knowledge/deleted"),
    },
    {
      id: "knowledge.files.upload",
      label: { en: "Upload files", de: "Dateien hochladen" },
      glyph: "upload",
      run: ({ go }) => go("/knowledge/files"),
    },
  ],
  entities: {
    file: {
      label: { en: "File", de: "Datei" },
      glyph: "file",
      read: "knowledge.files.get",
      parameter: "fileId",
      nameOf: ({ fileName }) => (typeof fileName === "string" ? fileName : undefined),
      path: (id) => `knowledge/files/${id}`,
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
    entity: {
      label: { en: "Entity", de: "Begriff" },
      glyph: "knowledge",
      events: {
        created: { en: "{} was found", de: "{} wurde gefunden" },
        updated: { en: "{} changed", de: "{} wurde geändert" },
        deleted: { en: "{} is no entity any more", de: "{} ist kein Begriff mehr" },
        merged: { en: "Something else was merged into {}", de: "Etwas anderes wurde mit {} zusammengeführt" },
        unmerged: { en: "{} and something else are two again", de: "{} und etwas anderes sind wieder zwei" },
      },
      minor: ["created"],
    },
    journal: {
      label: { en: "Journal entry", de: "Tagebucheintrag" },
      glyph: "knowledge",
      events: {
        written: { en: "You wrote in your journal", de: "Du hast Tagebuch geschrieben" },
        updated: { en: "A journal entry changed", de: "Ein Tagebucheintrag wurde geändert" },
        deleted: { en: "A journal entry was deleted", de: "Ein Tagebucheintrag wurde gelöscht" },
        restored: { en: "A journal entry is back", de: "Ein Tagebucheintrag ist wieder da" },
      },
    },
  },
} satisfies Pillar;
